"""What lies in the output folder, and what each page there was made from.

The list is kept beside the folder, not in it. Without the list every page is made.
A file that is not as the list says, because it was cut off or touched, is made again.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .rows import Row, Rows

# Beside the rows of files, whose names have no slash at their start.
PLANNED_FROM, DOCUMENT, SHARED = "/planned-from", "/document/", "/shared/"


# Name of a file -> how to make it again.
Plans = dict[str, bytes]


class Entry(NamedTuple):
    """One file.

    maker      what made it with the digest of what that is made from, or "".
    planned    digest of the page's declared inputs, or "".
    key        digest of the page as data, with its template and words.
    editions   language -> address of the same page, for the sitemap; empty keeps it out.
    plan       how to make the page again, as bytes; b"" where it was not planned, or where
               the list has it.
    documents  paths of the documents the plan names.
    digest     of the file's bytes.
    size, changed  in bytes and nanoseconds; they only save reading a file again.
    above      when the folder changed, in nanoseconds; it only saves looking into it again.
    """

    maker: str
    planned: str
    key: str
    editions: dict[str, str]
    plan: bytes = b""
    documents: tuple[str, ...] = ()
    digest: str = ""
    size: int = 0
    changed: int = 0
    above: int = 0


@dataclass
class Made:
    """All that was made at once.

    planned_from  digest of all that decides which pages there are, and of what.
    documents     path -> digest of each document the pages were made from.
    shared        digests of what many plans share.
    """

    planned_from: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)
    shared: Collection[str] = ()
    entries: dict[str, Entry] = field(default_factory=dict)


class Inventory:
    """Says which files may stay, and writes the others.

    record  the file of the list; without it nothing stays and nothing is removed.
    """

    def __init__(self, output: Path, record: Path | None) -> None:
        self._output, self._record = output, record
        self._rows = Rows(record, ", ".join(Entry._fields))
        self.before = _made(self._rows.rows)
        self._intact = dict(self._found_intact())
        self._names_of: dict[str, list[str]] = {}
        for name, entry in self.before.entries.items():
            self._names_of.setdefault(entry.maker, []).append(name)
        self._folders: set[str] = set()
        self.entries: dict[str, Entry] = {}

    def keep_all(self, maker: str) -> list[str]:
        """Keep everything a maker made from the same inputs; nothing, if a file of it is gone."""
        names = self._names_of.get(maker, [])
        if not self._intact.keys() >= set(names):
            return []
        self.entries |= {name: self._intact[name] for name in names}
        return names

    def keep_plans(self, planned_from: str, documents: Mapping[str, str]) -> Plans | None:
        """Keep everything but the plans of what has changed or is gone, and give these.

        None where the plans are others, or where a file is gone that had no plan.
        """
        before = self.before
        gone = [name for name in before.entries if name not in self._intact]
        if before.planned_from != planned_from or not all(
            before.entries[name].planned for name in gone
        ):
            return None
        changed = {p for p, digest in documents.items() if before.documents.get(p) != digest}
        self.entries = dict(self._intact)
        due = self.reopen(changed)
        return due | {name: self._plan(name, before.entries[name]) for name in gone}

    def reopen(self, documents: Collection[str]) -> Plans:
        """The plans of files that documents are named in; what is written now stays intact."""
        self._intact, changed = self.entries.copy(), set(documents)
        return {
            name: self._plan(name, entry)
            for name, entry in self.entries.items()
            if not changed.isdisjoint(entry.documents)
        }

    def _plan(self, name: str, entry: Entry) -> bytes:
        return entry.plan or self._rows.content(name)

    def shared(self, digest: str) -> bytes:
        """What many plans share, as it was kept."""
        return self._rows.content(f"{SHARED}{digest}")

    def keep(self, name: str, planned: str) -> bool:
        """Keep a file that was planned from the same inputs."""
        old = self._intact.get(name)
        if old is None or old.planned != planned:
            return False
        self.entries[name] = old
        return True

    def same_page(self, name: str, entry: Entry) -> Entry | None:
        """The entry of a file that was printed from the same page, None if there is none."""
        old = self._intact.get(name)
        if old is None or old.key != entry.key:
            return None
        return entry._replace(digest=old.digest, size=old.size, changed=old.changed)

    def write(self, name: str, text: str, entry: Entry) -> Entry:
        """Write a file, unless its bytes are there already."""
        content, old = text.encode("utf-8"), self._intact.get(name)
        digest = _digest(content)
        if old and old.digest == digest:
            size, changed = old.size, old.changed
        else:
            size, changed = self._write(name, content)
        return entry._replace(digest=digest, size=size, changed=changed)

    def _write(self, name: str, content: bytes) -> tuple[int, int]:
        """Gives size and time of change; the folder is made if need be."""
        folder, _, _ = name.rpartition("/")
        if folder not in self._folders:
            (self._output / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        path = f"{self._output}/{name}"
        if name in self._intact:
            # The file may be linked to from a site that was built before.
            os.unlink(path)
        with open(path, "wb", buffering=0) as file:
            file.write(content)
            status = os.fstat(file.fileno())
        return status.st_size, status.st_mtime_ns

    def close(
        self, planned_from: str, documents: Mapping[str, str], shared: Mapping[str, bytes] | None
    ) -> None:
        """Remove what was not made again, and write the list.

        shared  digest -> what many plans share, as bytes; None: what was shared before.
        """
        before = self.before
        if self._record is None or (planned_from, documents, self.entries) == (
            before.planned_from,
            before.documents,
            before.entries,
        ):
            return
        for name in self._intact.keys() - self.entries.keys():
            (self._output / name).unlink()
            _remove_empty(self._output / name, self._output)
        parts = before.shared if shared is None else shared
        made = Made(planned_from, documents, parts, dict(self._with_folders()))
        contents = {f"{SHARED}{digest}": content for digest, content in (shared or {}).items()}
        contents |= {name: entry.plan for name, entry in made.entries.items() if entry.plan}
        self._rows.save(_rows(made, before, self._rows.rows), contents)

    def _with_folders(self) -> Iterator[tuple[str, Entry]]:
        """All files, with the time of their folder where something in it is new."""
        before = self.before.entries
        new = {name for name, entry in self.entries.items() if before.get(name) is not entry}
        touched = {_folder(name) for name in new | (before.keys() - self.entries.keys())}
        above = {folder: _changed(self._path(folder)) for folder in touched}
        for name, entry in sorted(self.entries.items()):
            now = above.get(_folder(name), entry.above)
            yield name, entry if now == entry.above else entry._replace(above=now)

    def _found_intact(self) -> Iterator[tuple[str, Entry]]:
        """Files that are as they were written; what else lies there is removed."""
        if self._record is None:
            return
        entries = self.before.entries
        for name, status in self._files():
            entry = entries.get(name)
            if entry and entry.changed == status.st_mtime_ns and entry.size == status.st_size:
                yield name, entry
            elif entry and entry.digest == _digest((self._output / name).read_bytes()):
                yield name, entry._replace(changed=status.st_mtime_ns)
            else:
                (self._output / name).unlink()

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        """Name and state of every file; only folders that changed are looked into."""
        top, folders = f"{self._output}/", _folders(self.before.entries)
        changed = {one for one, above in folders.items() if _changed(top + one) != above}
        for name in self.before.entries:
            if _folder(name) not in changed:
                yield name, os.lstat(top + name)
        for folder in changed:
            yield from self._files_in(folder, folders)

    def _files_in(
        self, folder: str, known: Mapping[str, int]
    ) -> Iterator[tuple[str, os.stat_result]]:
        """The files of a folder, and of those below it that nobody knows."""
        if not os.path.isdir(self._path(folder)):
            return
        for found in os.scandir(self._path(folder)):
            name = f"{folder}/{found.name}".lstrip("/")
            if not found.is_dir(follow_symlinks=False):
                yield name, found.stat(follow_symlinks=False)
            elif name not in known:
                yield from self._files_in(name, known)

    def _path(self, name: str) -> str:
        return f"{self._output}/{name}"


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _folders(entries: Mapping[str, Entry]) -> dict[str, int]:
    """Every folder with the time it changed, 0 where no file of its own tells."""
    above: dict[str, int] = {"": 0}
    for name, entry in entries.items():
        folder = _folder(name)
        above[folder] = entry.above
        while (folder := _folder(folder)) not in above:
            above[folder] = 0
    return above


def _changed(path: str) -> int:
    """When a folder changed, in nanoseconds; -1 if there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return -1


def _made(rows: Mapping[str, Row]) -> Made:
    """What the rows of the list say."""
    made, shared = Made(documents={}), []
    for name, row in rows.items():
        if not name.startswith("/"):
            made.entries[name] = Entry._make(row)
        elif name.startswith(DOCUMENT):
            made.documents[name.removeprefix(DOCUMENT)] = row[0]
        elif name.startswith(SHARED):
            shared.append(name.removeprefix(SHARED))
        else:
            made.planned_from = row[0]
    made.shared = shared
    return made


def _rows(made: Made, before: Made, kept: Mapping[str, Row]) -> dict[str, Row]:
    """The same as rows; a row of `kept` where it says so already."""
    rows: dict[str, Row] = {PLANNED_FROM: (made.planned_from,)}
    rows |= {f"{DOCUMENT}{path}": (digest,) for path, digest in made.documents.items()}
    rows |= {f"{SHARED}{digest}": () for digest in made.shared}
    same = {name: row for name, row in rows.items() if kept.get(name) == row}
    rows |= {name: kept[name] for name in same}
    for name, entry in made.entries.items():
        is_same = before.entries.get(name) is entry
        rows[name] = kept[name] if is_same else tuple(entry._replace(plan=b""))
    return rows


def _remove_empty(path: Path, top: Path) -> None:
    """Remove the folders above a removed file that nothing is in any more."""
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
