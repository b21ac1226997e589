"""The searched pages in parts, and what is kept of each part between two builds.

Which page lies in which part depends on addresses alone: pages are ordered by their
names, and a part ends where the digest of a name says so. A page more or less moves no page
of another part. What is kept is safe to delete and is made again if it cannot be read.
"""

import marshal
import shutil
import zlib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ..core.digests import digest_of
from .seen import Seen

# Pages in a part, on average.
PAGES = 192
ENGINE, MADE_WITH, STATE = "engine", "made-with", "state"
# What is kept of a part; its words are written last.
KINDS = ("pages", "fragments", "words")


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
    fragment: str
    words: int
    date: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]


class Broken(Exception):
    """Something kept cannot be read."""


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
    """A folder of what is kept.

    made_with  digest of what indexes; what another kept is forgotten.
    """

    def __init__(self, folder: Path, made_with: str) -> None:
        self.folder, self._made_with = folder, made_with
        if self.read_or(MADE_WITH, "") != made_with:
            self.clear()

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / ENGINE).mkdir(parents=True, exist_ok=True)
        self.write(MADE_WITH, self._made_with)

    def keys(self) -> set[str]:
        """Of the parts that are there."""
        return {path.stem for path in self.folder.glob("*.words")}

    def read(self, name: str) -> Any:
        """A value that was written; raises Broken."""
        try:
            return marshal.loads(self.content(name))
        except (EOFError, ValueError, TypeError):
            raise Broken(name) from None

    def content(self, name: str) -> bytes:
        """What is in a file; raises Broken."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            raise Broken(name) from None

    def read_or(self, name: str, otherwise: Any) -> Any:
        """A value that was written, another if there is none."""
        try:
            return self.read(name)
        except Broken:
            return otherwise

    def write(self, name: str, value: Any) -> None:
        """Keep a value of plain lists, tuples, dicts, text and numbers."""
        put(self.folder / name, marshal.dumps(value))

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def forget(self, all_but: set[str]) -> None:
        """Remove the parts that no index needs any more, and what a stopped run left."""
        wanted = {MADE_WITH, STATE, ENGINE} | {f"{key}.{kind}" for key in all_but for kind in KINDS}
        for path in self.folder.iterdir():
            if path.name not in wanted:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def put(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that it is there as a whole or not at all."""
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    aside.replace(path)
