"""What a merge leaves in a text that nobody finished: marks around two states of a line."""

import re
from collections.abc import Iterator

SIDE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?$")
MIDDLE = re.compile(r"={7}$")


def merge_marks(text: str) -> Iterator[tuple[int, str]]:
    """Each mark with its line.

    The middle one may also be the line under a heading: it counts only between two others.
    """
    if all(sign not in text for sign in ("<" * 7, ">" * 7, "|" * 7)):
        return
    is_open = False
    for number, line in enumerate(map(str.rstrip, text.split("\n")), 1):
        if SIDE.match(line):
            is_open = not line.startswith(">")
            yield number, line
        elif is_open and MIDDLE.match(line):
            yield number, line
