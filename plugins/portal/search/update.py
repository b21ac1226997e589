"""The search index of the built pages, brought up to date by what has changed."""

import gc
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..store import Store
from .files import UnknownFormat
from .folder import Folder
from .merging import write_index
from .pagefind import ENTRY, NotIndexed, Run, engine_for, run
from .parts import File, Kept, Page, Part, divide
from .postings import Target, distribute, read_row, write_row
from .seen import Seen, look

# Pagefind keeps about 70 KB for each page of a run, and what it found is kept here once more.
BATCH = 1500
# What is kept and was not written by us may be wrong in any of these ways.
UNREADABLE = (ArithmeticError, LookupError, TypeError, ValueError)


def update_index(pages: Path, index: Path, store: Store, made_with: str) -> dict[str, str]:
    """Bring the index of `pages` up to date; name -> SHA-256 of what was written to each file.

    index      the folder of the index.
    store      what is kept of what it is made from.
    made_with  digest of what indexes.
    raises     NotIndexed if Pagefind stops, writes an unknown form or misses a page.
    """
    kept = Kept(store, made_with)
    with _no_search_for_cycles():
        try:
            files = _update(pages, index, kept)
        except UNREADABLE:
            kept.clear()
            files = _update(pages, index, kept)
    return {name: file.sha256 for name, file in files.items()}


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Hundreds of thousands of tuples have none, and looking takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _update(pages: Path, index: Path, kept: Kept) -> Mapping[str, File]:
    before, files = kept.seen.rows, kept.files.rows
    seen, folder = look(pages, before), Folder(index, files)
    parts = divide(seen)
    if not parts:
        raise NotIndexed("Tidak ada halaman untuk pencarian. Periksa theme/templates/base.html.")
    with tempfile.TemporaryDirectory(dir=index.parent) as work:
        engine = engine_for({part.language for part in parts}, Path(work))
    for name in engine.keys() - {ENTRY}:
        folder.write(name, engine[name])
    if seen == before and files.keys() == folder.there:
        return files
    _make_parts(pages, index, kept, parts, seen, before)
    # Until the index is finished again, nothing in it counts as finished.
    kept.files.save({})
    write_index(kept, parts, engine, folder)
    folder.finish()
    kept.forget({part.key for part in parts})
    kept.files.save(folder.files)
    kept.seen.save(seen)
    return folder.files


def _make_parts(
    pages: Path,
    index: Path,
    kept: Kept,
    parts: list[Part],
    seen: Mapping[str, Seen],
    before: Mapping[str, Seen],
) -> None:
    """Make the parts that are not kept out of those that are, and of what Pagefind says."""
    there = kept.keys()
    old = {name: part for part in divide(before) if part.key in there for name in part.names}
    same = {name for name in old if name in seen and seen[name].digest == before[name].digest}
    missing = [part for part in parts if part.key not in there]
    for batch in _batches(missing, same):
        _make_batch(pages, index, kept, batch, {name: old[name] for name in same})


def _batches(parts: list[Part], same: set[str]) -> Iterator[list[Part]]:
    """Parts that together have about so many pages for Pagefind."""
    batch, count = [], 0
    for part in parts:
        batch.append(part)
        count += len(set(part.names) - same)
        if count >= BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _make_batch(
    pages: Path, index: Path, kept: Kept, batch: list[Part], old: dict[str, Part]
) -> None:
    """Make some parts; `old` says which part that is kept holds a page as it is."""
    making = Making(batch)
    names = [name for part in batch for name in part.names]
    for part in sorted({old[name] for name in names if name in old}):
        making.add_kept(kept, part, {name for name in part.names if old.get(name) == part})
    new = [name for name in names if name not in old]
    if new:
        with tempfile.TemporaryDirectory(dir=index.parent) as work:
            _add_run(making, pages, new, Path(work))
    making.keep(kept)


def _add_run(making: "Making", pages: Path, names: list[str], work: Path) -> None:
    try:
        for found in run(pages, names, work).values():
            making.add_run(found)
    except UnknownFormat as unknown:
        raise NotIndexed(str(unknown)) from None


class Making:
    """Parts while their pages are put together."""

    def __init__(self, parts: list[Part]) -> None:
        self._words: dict[Part, defaultdict] = {part: defaultdict(list) for part in parts}
        self._targets: dict[str, Target] = {
            name: (words, number)
            for part, words in self._words.items()
            for number, name in enumerate(part.names)
        }
        self._pages: dict[str, Page] = {}
        self._fragments: dict[str, bytes] = {}

    def add_run(self, found: Run) -> None:
        """All pages of a run."""
        self._add(found.pages, found.fragments)
        distribute(found.words(), [self._targets[page.name] for page in found.pages])

    def add_kept(self, kept: Kept, part: Part, wanted: set[str]) -> None:
        """Some pages of a part that is kept."""
        pages = kept.pages(part)
        self._add([page for page in pages if page.name in wanted], kept.fragments(part))
        targets = [self._targets.get(p.name) if p.name in wanted else None for p in pages]
        distribute(((word, read_row(row)) for word, row in kept.words(part).items()), targets)

    def _add(self, pages: list[Page], fragments: dict[str, bytes]) -> None:
        for page in pages:
            if page.name in self._targets:
                self._pages[page.name] = page
                self._fragments[page.fragment] = fragments[page.fragment]

    def keep(self, kept: Kept) -> None:
        """Raises NotIndexed where there is no room: the index is put together of what is kept."""
        for part, words in self._words.items():
            pages = [self._pages[name] for name in part.names]
            fragments = {page.fragment: self._fragments[page.fragment] for page in pages}
            rows = {word: write_row(words[word]) for word in sorted(words)}
            if not kept.write(part, pages, fragments, rows):
                text = "Indeks pencarian tidak dapat disimpan di .cache. Beri tempat di disk."
                raise NotIndexed(text)
