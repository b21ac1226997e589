"""The words of a search index cut into files: a reader fetches one for each word asked.

Pagefind's readers take the file whose range holds a word, and find in it the words that
begin alike. So words with the same first letters are never parted, and the files are
as small as that allows.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

# Words that begin with the same so many letters lie in one file.
LETTERS = 4
# A file gets no further word beyond this many bytes, not packed. One word may have more.
SIZE = 8000
# Sorts after every letter. A range that ends so holds all words that begin like its last;
# where no range holds a word, a reader fetches the neighbours too.
LAST = "\uffff"

# A word, and all that is written of it.
Entry = tuple[str, bytes]


def cut(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in files, in their order, which is that of their words."""
    chunk, size = [], 0
    for _, alike in groupby(entries, key=lambda entry: entry[0][:LETTERS]):
        group = list(alike)
        more = sum(len(content) for _, content in group)
        if chunk and size + more > SIZE:
            yield chunk
            chunk, size = [], 0
        chunk, size = chunk + group, size + more
    if chunk:
        yield chunk


def shortened(edges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Between what each file's words lie, no longer than tells it from its neighbours.

    edges  first and last word of each file.
    """
    found = [(start, end + LAST) for start, end in edges]
    for at in range(1, len(edges)):
        before, after = edges[at - 1][1], edges[at][0]
        length = _alike(before, after)
        # What begins like a word that the next one begins with may lie in either file.
        end = before if length == len(before) else before[: length + 1] + LAST
        found[at - 1] = (found[at - 1][0], end)
        found[at] = (after[: length + 1], found[at][1])
    return found


def _alike(one: str, other: str) -> int:
    """How many letters two words have in common at their start."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
