"""The searched pages in parts, and what is kept of each part between two builds.

Which page lies in which part depends on addresses alone: pages are ordered by their
names, and a part ends where the digest of a name says so. A page more or less moves no page
of another part.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import StringConstraints, TypeAdapter
from pydantic_core import to_json

from ..core.digests import digest_of
from ..rows import Rows
from ..store import Store
from .postings import Row
from .seen import Seen

# Pages in a part, on average.
PAGES = 192
MADE_WITH = "indexed with"
# What is kept of a part; its words are written last.
KINDS = PAGE, FRAGMENT, WORDS = "part's pages", "part's fragments", "part's words"
LENGTH = 8

# It becomes the name of a file.
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Part(NamedTuple):
    """Some pages of one language; `key` is the digest of all that the search reads of them."""

    language: str
    names: tuple[str, ...]
    key: str


class Page(NamedTuple):
    """What an index says of a page beside its words.

    fragment  digest of what a result shows of it.
    words     how many it has.
    date      what results are sorted by, "" for none.
    filters   (filter, its values).
    """

    name: str
    fragment: Digest
    words: int
    date: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]


class File(NamedTuple):
    """One file of the finished index: digests of what it was made from, and of its bytes."""

    made_from: str
    sha256: str


PAGE_LIST = TypeAdapter(list[Page])
FRAGMENT_LIST = TypeAdapter(list[tuple[Digest, int]])
WORD_LIST = TypeAdapter(list[tuple[str, int, int, int, int]])


def divide(seen: dict[str, Seen]) -> list[Part]:
    """The parts, by language and in the order of their pages."""
    searched = sorted((one.language, name) for name, one in seen.items() if one.language)
    parts = []
    for language, pairs in groupby(searched, key=lambda pair: pair[0]):
        for names in _runs(name for _, name in pairs):
            told = "".join(f"{name}\0{seen[name].digest}" for name in names)
            parts.append(Part(language, names, digest_of(language, told)))
    return parts


def _runs(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    run: list[str] = []
    for name in names:
        if run and zlib.crc32(name.encode()) % PAGES == 0:
            yield tuple(run)
            run = []
        run.append(name)
    yield tuple(run)


class Kept:
    """What builds keep of the pages and of the finished index.

    made_with  digest of what indexes; what another kept is forgotten.
    seen       of every page when the index was last finished; empty if it was not.
    files      of the index then.
    """

    def __init__(self, store: Store, made_with: str) -> None:
        self._store, self._made_with = store, made_with
        self.seen = Rows(store, "searched", made_with, Seen)
        self.files = Rows(store, "index", made_with, File)
        if store.content(MADE_WITH, "") != made_with.encode():
            self.clear()

    def clear(self) -> None:
        for kind in KINDS:
            self._store.save(kind, {}, anew=True)
        self.seen.save({})
        self.files.save({})
        self._store.save(MADE_WITH, {"": self._made_with.encode()})

    def keys(self) -> set[str]:
        """Of the parts that are there."""
        return self._store.names(WORDS)

    def pages(self, part: Part) -> list[Page]:
        """As do the others, raises KeyError or ValueError where they are not as they were kept."""
        return PAGE_LIST.validate_json(self._content(PAGE, part))

    def fragments(self, part: Part) -> dict[str, bytes]:
        return dict(_untied(self._content(FRAGMENT, part), FRAGMENT_LIST))

    def words(self, part: Part) -> dict[str, Row]:
        rows = _untied(self._content(WORDS, part), WORD_LIST)
        return {word: Row(*row) for word, *row in rows}

    def _content(self, kind: str, part: Part) -> bytes:
        content = self._store.content(kind, part.key)
        if content is None:
            raise KeyError(f"{kind} {part.key}")
        return content

    def write(
        self, part: Part, pages: list[Page], fragments: Mapping[str, bytes], words: dict[str, Row]
    ) -> bool:
        """Keep a part; one whose words are there is there as a whole. Whether that was possible."""
        self._store.save(PAGE, {part.key: to_json(pages)})
        self._store.save(FRAGMENT, {part.key: _tied([*fragments.items()])})
        rows = [(word, *row) for word, row in words.items()]
        return self._store.save(WORDS, {part.key: _tied(rows)})

    def forget(self, all_but: set[str]) -> None:
        """No longer keep the parts that no index needs any more."""
        for kind in KINDS:
            self._store.save(kind, {}, gone=self._store.names(kind) - all_but)


def _tied(rows: list[tuple]) -> bytes:
    """Rows as JSON, and after it their last fields, which are bytes."""
    head = to_json([(*row[:-1], len(row[-1])) for row in rows])
    return b"".join([len(head).to_bytes(LENGTH, "big"), head, *(row[-1] for row in rows)])


def _untied(content: bytes, form: TypeAdapter) -> Iterator[tuple]:
    at = LENGTH + int.from_bytes(content[:LENGTH], "big")
    for *row, length in form.validate_json(content[LENGTH:at]):
        yield *row, content[at : at + length]
        at += length


def put(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that it is there as a whole or not at all."""
    aside = path.with_suffix(".new")
    aside.unlink(missing_ok=True)
    aside.write_bytes(content)
    aside.replace(path)
