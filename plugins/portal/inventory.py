"""What lies in the output folder, and what each page there was made from.

The list is kept beside the folder, not in it. Without the list every page is made.
A file that is not as the list says, because it was cut off or touched, is made again.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .rows import Rows
from .store import Store


class Entry(NamedTuple):
    """One file.

    maker      what made it with the digest of what that is made from, or "".
    planned    digest of the page's declared inputs, or "".
    key        digest of the page as data, with its template and words.
    editions   language -> address of the same page, for the sitemap; empty keeps it out.
    digest     SHA-256 of the file's bytes.
    size, changed  in bytes and nanoseconds; they only save reading a file again, and nothing
                   is published by them.
    """

    maker: str
    planned: str
    key: str
    editions: dict[str, str]
    digest: str = ""
    size: int = 0
    changed: int = 0


def entries_of(store: Store) -> Rows[Entry]:
    """The list of the last build: name -> entry."""
    return Rows(store, "pages", ", ".join(Entry._fields), Entry)


class Inventory:
    """Says which files may stay, and writes the others.

    store  what keeps the list; where that keeps nothing, nothing stays and nothing is removed.
    """

    def __init__(self, output: Path, store: Store) -> None:
        self._output, self._is_kept = output, store.path is not None
        self._rows = entries_of(store)
        self._folders: set[str] = set()
        self._begin(dict(self._found_intact()) if self._is_kept else {})

    def _begin(self, intact: dict[str, Entry]) -> None:
        """The files that may stay, before any is asked for."""
        self._intact, self.entries = intact, dict[str, Entry]()
        self._names_of: dict[str, list[str]] = {}
        for name, entry in self._rows.rows.items():
            self._names_of.setdefault(entry.maker, []).append(name)

    def made_by(self, maker: str) -> list[str]:
        """Everything a maker made from the same inputs; nothing, if a file of it is gone."""
        names = self._names_of.get(maker, [])
        return names if self._intact.keys() >= set(names) else []

    def keep_all(self, names: list[str]) -> None:
        self.entries |= {name: self._intact[name] for name in names}

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
            # Whoever reads it just now, or holds a link to it, keeps what it was.
            os.unlink(path)
        with open(path, "wb", buffering=0) as file:
            file.write(content)
            status = os.fstat(file.fileno())
        return status.st_size, status.st_mtime_ns

    def close(self) -> None:
        """Remove what was not made again, write the list, and be ready for another round."""
        if not self._is_kept:
            return
        for name in self._intact.keys() - self.entries.keys():
            (self._output / name).unlink()
            _remove_empty(self._output / name, self._output)
        self._rows.save(self.entries)
        self._begin(self.entries)

    def _found_intact(self) -> Iterator[tuple[str, Entry]]:
        """Files that are as they were written; what else lies there is removed."""
        if self._output.is_symlink():
            # What it leads to is not ours to tidy.
            self._output.unlink()
        for name, status in _files_below(str(self._output)):
            entry = self._rows.rows.get(name)
            if entry is None or not stat.S_ISREG(status.st_mode):
                (self._output / name).unlink()
            elif (entry.size, entry.changed) == (status.st_size, status.st_mtime_ns):
                yield name, entry
            elif entry.digest == _digest((self._output / name).read_bytes()):
                yield name, entry._replace(changed=status.st_mtime_ns)
            else:
                (self._output / name).unlink()


def _files_below(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Name, with forward slashes, and state of everything in a folder that is none itself."""
    folders, start = [top] if os.path.isdir(top) else [], len(top) + 1
    while folders:
        with os.scandir(folders.pop()) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    folders.append(one.path)
                else:
                    name = one.path[start:].replace(os.sep, "/")
                    yield name, one.stat(follow_symlinks=False)


def _remove_empty(path: Path, top: Path) -> None:
    """Remove the folders above a removed file that nothing is in any more."""
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
