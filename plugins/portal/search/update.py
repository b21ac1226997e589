"""The search index of the built pages, brought up to date by what has changed."""

import gc
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import UnknownFormat
from .folder import Folder
from .merging import write_index
from .pagefind import NotIndexed, Run, keep_engine, run
from .parts import ENGINE, STATE, Broken, Kept, Page, Part, divide
from .postings import Row, Target, distribute, read_row, write_row
from .seen import Seen, look

# Pagefind keeps about 70 KB for each page of a run, and what it found is kept here once more.
BATCH = 1500


def update_index(pages: Path, index: Path, made_with: str) -> None:
    """Bring the index of `pages` up to date.

    index      the folder of the index; `<index>.parts` beside it is what it is made from.
    made_with  digest of what indexes.
    raises     NotIndexed if Pagefind stops, writes an unknown form or misses a page.
    """
    kept = Kept(index.with_suffix(".parts"), made_with)
    with _no_search_for_cycles():
        try:
            _update(pages, index, kept)
        except Broken:
            kept.clear()
            _update(pages, index, kept)


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


def _update(pages: Path, index: Path, kept: Kept) -> None:
    kept_seen, files = kept.read_or(STATE, ({}, {}))
    found = look(pages, kept_seen)
    if found == kept_seen and index.is_dir():
        return
    before, seen = _typed(kept_seen), _typed(found)
    parts = divide(seen)
    if not parts:
        raise NotIndexed("Tidak ada halaman untuk pencarian. Periksa theme/templates/base.html.")
    _make_parts(pages, kept, parts, seen, before)
    # Until the index is finished again, nothing in it counts as finished.
    kept.remove(STATE)
    folder = Folder(index, files)
    write_index(kept, parts, folder)
    folder.finish()
    kept.write(STATE, (found, folder.files))
    kept.forget({part.key for part in parts})


def _typed(seen: dict[str, tuple]) -> dict[str, Seen]:
    return dict(zip(seen, map(Seen._make, seen.values()), strict=True))


def _make_parts(
    pages: Path, kept: Kept, parts: list[Part], seen: dict[str, Seen], before: dict[str, Seen]
) -> None:
    """Make the parts that are not kept out of those that are, and of what Pagefind says."""
    there = kept.keys()
    old = {name: part for part in divide(before) if part.key in there for name in part.names}
    same = {name for name in old if name in seen and seen[name].digest == before[name].digest}
    missing = [part for part in parts if part.key not in there]
    for batch in _batches(missing, same):
        _make_batch(pages, kept, batch, {name: old[name] for name in same})


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


def _make_batch(pages: Path, kept: Kept, batch: list[Part], old: dict[str, Part]) -> None:
    """Make some parts; `old` says which part that is kept holds a page as it is."""
    making = Making(batch)
    names = [name for part in batch for name in part.names]
    for part in sorted({old[name] for name in names if name in old}):
        making.add_kept(kept, part, {name for name in part.names if old.get(name) == part})
    new = [name for name in names if name not in old]
    if new:
        with tempfile.TemporaryDirectory(dir=kept.folder) as work:
            _add_run(making, pages, new, Path(work))
            keep_engine(Path(work), kept.folder / ENGINE)
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
        pages = [Page(*page) for page in kept.read(f"{part.key}.pages")]
        self._add(
            [page for page in pages if page.name in wanted], kept.read(f"{part.key}.fragments")
        )
        words = kept.read(f"{part.key}.words")
        targets = [self._targets.get(p.name) if p.name in wanted else None for p in pages]
        distribute(((word, read_row(Row(*row))) for word, row in words.items()), targets)

    def _add(self, pages: list[Page], fragments: dict[str, bytes]) -> None:
        for page in pages:
            if page.name in self._targets:
                self._pages[page.name] = page
                self._fragments[page.fragment] = fragments[page.fragment]

    def keep(self, kept: Kept) -> None:
        """Keep the parts; one whose words are there is there as a whole."""
        for part, words in self._words.items():
            pages = [self._pages[name] for name in part.names]
            kept.write(f"{part.key}.pages", [tuple(page) for page in pages])
            fragments = {page.fragment: self._fragments[page.fragment] for page in pages}
            kept.write(f"{part.key}.fragments", fragments)
            rows = {word: tuple(write_row(words[word])) for word in sorted(words)}
            kept.write(f"{part.key}.words", rows)
