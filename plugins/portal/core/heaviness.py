"""How much a text may hold, so that reading it takes a moment whatever it holds.

A converter of Markdown tries every opening bracket with everything behind it, and goes
one step deeper for every level: the limits are ten times what the longest text here has.
"""

import re
from collections.abc import Iterator

from .headers import Refused

MOST_LETTERS = 50_000
MOST_LINES = 2_000
LONGEST_LINE = 5_000
# Of a table or list: no cell or value is longer.
LONGEST_ROW = 50_000
MOST_MARKS = 5_000
MOST_MARKS_TOGETHER = 500
DEEPEST = 10
SPACES = 40  # before a line: ten levels of a list
MARK = re.compile(r"[\[\]()<>*_`&\\|!#~^{}\"]")
LEVEL = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d+[.)](?=[ \t])))+")
BLANK = re.compile(r"\n[ \t]*\n")

# A line counted from the first, and a sentence.
Burden = tuple[int, str]


def burden(text: str) -> Burden | None:
    """The first thing in a text of Markdown that is too much, None if all is well."""
    return next(_burdens(text), None)


def refuse_burden(text: str, body: str) -> None:
    """Raises Refused for a body that is too much, with the line in the whole text."""
    if found := burden(body):
        before = text.count("\n", 0, text.rindex(body))
        raise Refused("P175", before + found[0], found[1])


def _burdens(text: str) -> Iterator[Burden]:
    if len(text) > MOST_LETTERS:
        yield 1, f"teks {len(text)} huruf; paling banyak {MOST_LETTERS}. Bagi menjadi beberapa."
        return
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        yield 1, f"teks {len(lines)} baris; paling banyak {MOST_LINES}. Bagi menjadi beberapa."
        return
    for number, line in enumerate(lines, 1):
        yield from ((number, said) for said in _of_line(line))
    yield from _of_marks(text)


def _of_line(line: str) -> Iterator[str]:
    if len(line) > LONGEST_LINE:
        yield f"baris {len(line)} huruf; paling banyak {LONGEST_LINE}. Bagi menjadi paragraf."
    blanks = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))
    levels = LEVEL.match(line)
    deep = len(re.findall(r">|[-+*]|\d+[.)]", levels[0])) if levels else 0
    if (blanks > SPACES and line.strip()) or deep > DEEPEST:
        yield f"daftar atau kutipan bersarang lebih dari {DEEPEST} tingkat. Tulis lebih datar."


def _of_marks(text: str) -> Iterator[Burden]:
    if (every := len(MARK.findall(text))) > MOST_MARKS:
        yield 1, f"{every} tanda seperti [ ] < > *; paling banyak {MOST_MARKS}. Ringkas teksnya."
    start = 0
    for blank in [*BLANK.finditer(text), None]:
        paragraph = text[start : blank.start() if blank else None]
        if (marks := len(MARK.findall(paragraph))) > MOST_MARKS_TOGETHER:
            said = (
                f"satu paragraf memuat {marks} tanda seperti [ ] < > *;"
                f" paling banyak {MOST_MARKS_TOGETHER}. Bagi paragrafnya."
            )
            yield text.count("\n", 0, start) + 1, said
        start = blank.end() if blank else 0
