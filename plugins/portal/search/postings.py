"""The pages of each word, moved between lists without looking at the places in the pages.

A `pf_index` file is a list of words; a word is its text, its pages, and the same word
written with accents, each form with its pages again. A page is the distance of its number
from the page before, the places of the word in the text, and those in the fields (title,
date …).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from . import cbor
from .files import UnknownFormat

INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})"
SIZE = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4})"
PLACES = rb"%s%s*+" % (SIZE, INT)
PAGE = re.compile(rb"\x83(%s)(%s)(%s)" % (INT, PLACES, PLACES), re.DOTALL)
PAGES = re.compile(rb"(?:%s)*+" % PAGE.pattern, re.DOTALL)
# A page of a part that is kept, all but its number in one piece.
KEPT = re.compile(rb"\x83(%s)(%s%s)" % (INT, PLACES, PLACES), re.DOTALL)
# Every page starts with this: it has three parts.
START = cbor.head(cbor.LIST, 3)
# Between a word and one of its forms with accents; sorts before every letter.
FORM = "\0"

# Number of a page, and all else that is said of a word there.
Posting = tuple[int, bytes]


class Row(NamedTuple):
    """The pages of a word in one part.

    first, last  their numbers in the part.
    content      as in a `pf_index` file, without the number of the first.
    """

    count: int
    first: int
    last: int
    content: bytes


def read_words(
    content: bytes, fields: list[str], known: tuple[str, ...], path: PurePath
) -> Iterator[tuple[str, list[Posting]]]:
    """Word or word and form -> its pages, of a `pf_index` file.

    fields  names of the fields by their numbers there; `known` are the names by the numbers wanted.
    raises  UnknownFormat.
    """
    moved = _Moved(fields, known)
    try:
        yield from _Words(content, moved).read()
    except (ValueError, IndexError, KeyError) as error:
        raise UnknownFormat(f"{path.name}: {error}") from None


class _Moved(dict):
    """Places in fields -> the same with the numbers that fields have for us."""

    def __init__(self, fields: list[str], known: tuple[str, ...]) -> None:
        super().__init__()
        self._numbers = [known.index(name) for name in fields]

    def __missing__(self, places: bytes) -> bytes:
        found = cbor.decode(places)
        # A negative number says whose places follow: -1 those of the first field.
        self[places] = cbor.encode([n if n >= 0 else -1 - self._numbers[-1 - n] for n in found])
        return self[places]


class _Words:
    """Reads a `pf_index` file from its start to its end."""

    def __init__(self, content: bytes, moved: _Moved) -> None:
        self._content, self._moved, self._at = content, moved, 0

    def read(self) -> Iterator[tuple[str, list[Posting]]]:
        self._list(1)
        for _ in range(self._list()):
            self._list(3)
            word = self._text()
            yield word, self._pages()
            for _ in range(self._list()):
                self._list(2)
                yield f"{word}{FORM}{self._text()}", self._pages()
        if self._at != len(self._content):
            raise ValueError(f"{len(self._content) - self._at} bytes follow")

    def _list(self, length: int | None = None) -> int:
        kind, number, self._at = cbor.read_head(self._content, self._at)
        if kind != cbor.LIST or length not in (None, number):
            raise ValueError(f"kind {kind} and number {number} before byte {self._at}")
        return number

    def _text(self) -> str:
        kind, length, start = cbor.read_head(self._content, self._at)
        if kind != cbor.TEXT:
            raise ValueError(f"kind {kind} at byte {self._at}")
        self._at = start + length
        return self._content[start : self._at].decode("utf-8")

    def _pages(self) -> list[Posting]:
        count, start, number = self._list(), self._at, 0
        self._at = PAGES.match(self._content, start).end()
        found = []
        for distance, places, in_fields in PAGE.findall(self._content, start, self._at):
            number += NUMBERS[distance]
            found.append((number, places + self._moved[in_fields]))
        if len(found) != count:
            raise ValueError(f"{len(found)} pages of {count} before byte {self._at}")
        return found


class _Numbers(dict):
    def __missing__(self, content: bytes) -> int:
        self[content] = cbor.decode(content)
        return self[content]


class _Heads(dict):
    def __missing__(self, number: int) -> bytes:
        self[number] = START + cbor.head(cbor.UNSIGNED, number)
        return self[number]


# Distances are few; each is read and written once.
NUMBERS, HEADS = _Numbers(), _Heads()


def read_row(row: Row) -> Iterator[Posting]:
    """The pages of a word in a part."""
    _, number, _, content = row
    for distance, rest in KEPT.findall(START + b"\0" + content):
        number += NUMBERS[distance]
        yield number, rest


def write_row(postings: list[Posting]) -> Row:
    """The pages of a word, in any order and not none."""
    postings.sort()
    (first, rest), number = postings[0], postings[0][0]
    pieces = [rest]
    for following, rest in postings[1:]:
        pieces += (HEADS[following - number], rest)
        number = following
    return Row(len(postings), first, number, b"".join(pieces))


def join(rows: Sequence[tuple[int, Row]]) -> bytes:
    """The list of the pages of a word in all parts, each with the number its first page has."""
    pieces, before = [cbor.head(cbor.LIST, sum(row[0] for _, row in rows))], 0
    for base, (_, first, last, content) in rows:
        pieces += (HEADS[base + first - before], content)
        before = base + last
    return b"".join(pieces)


# Where a page goes: the words of a part, and its number there; None if nowhere.
Target = tuple[defaultdict, int] | None


def distribute(words: Iterable[tuple[str, Iterable[Posting]]], targets: list[Target]) -> None:
    """Put the pages of words where they go, `targets` by their number."""
    for word, postings in words:
        for number, rest in postings:
            target = targets[number]
            if target:
                target[0][word].append((target[1], rest))
