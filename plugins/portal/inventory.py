"""What lies in the output folder, and what each page there was made from.

The list is kept beside the folder, not in it. Without the list every page is made.
A file that is not as the list says, because it was cut off or touched, is made again.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One file.

    maker     what made it with the digest of what that is made from, or "".
    planned   digest of the page's declared inputs, or "".
    key       digest of the page as data, with its template and words.
    editions  language -> address of the same page, for the sitemap; empty keeps it out.
    digest    of the file's bytes.
    size, changed  in bytes and nanoseconds; they only save reading a file again.
    """

    maker: str
    planned: str
    key: str
    editions: dict[str, str]
    digest: str = ""
    size: int = 0
    changed: int = 0


class Inventory:
    """Says which files may stay, and writes the others.

    record  the file of the list; without it nothing stays and nothing is removed.
    """

    def __init__(self, output: Path, record: Path | None) -> None:
        self._output, self._record = output, record
        listed = _rows(record) if record else {}
        self._before = dict(self._intact(listed))
        self._names_of: dict[str, list[str]] = {}
        for name, entry in listed.items():
            self._names_of.setdefault(entry.maker, []).append(name)
        self._folders: set[str] = set()
        self.entries: dict[str, Entry] = {}

    def keep_all(self, maker: str) -> list[str]:
        """Keep everything a maker made from the same inputs; nothing, if a file of it is gone."""
        names = self._names_of.get(maker, [])
        if not self._before.keys() >= set(names):
            return []
        self.entries |= {name: self._before[name] for name in names}
        return names

    def keep(self, name: str, entry: Entry) -> bool:
        """Keep a file that was planned from the same inputs."""
        old = self._before.get(name)
        if old is None or old.planned != entry.planned:
            return False
        self.entries[name] = old
        return True

    def same_page(self, name: str, entry: Entry) -> Entry | None:
        """The entry of a file that was printed from the same page, None if there is none."""
        old = self._before.get(name)
        if old is None or old.key != entry.key:
            return None
        return replace(old, maker=entry.maker, planned=entry.planned)

    def write(self, name: str, text: str, entry: Entry) -> Entry:
        """Write a file, unless its bytes are there already."""
        content, old = text.encode("utf-8"), self._before.get(name)
        digest = _digest(content)
        if old and old.digest == digest:
            size, changed = old.size, old.changed
        else:
            size, changed = self._write(name, content)
        return replace(entry, digest=digest, size=size, changed=changed)

    def _write(self, name: str, content: bytes) -> tuple[int, int]:
        """Gives size and time of change; the folder is made if need be."""
        folder, _, _ = name.rpartition("/")
        if folder not in self._folders:
            (self._output / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        path = f"{self._output}/{name}"
        if name in self._before:
            # The file may be linked to from a site that was built before.
            os.unlink(path)
        with open(path, "wb", buffering=0) as file:
            file.write(content)
            status = os.fstat(file.fileno())
        return status.st_size, status.st_mtime_ns

    def close(self) -> None:
        """Remove what was not made again, and write the list."""
        if self._record is None:
            return
        for name in self._before.keys() - self.entries.keys():
            (self._output / name).unlink()
            _remove_empty(self._output / name, self._output)
        rows = {name: vars(entry) for name, entry in sorted(self.entries.items())}
        self._record.parent.mkdir(parents=True, exist_ok=True)
        aside = self._record.with_suffix(".part")
        aside.write_text(json.dumps(rows), "utf-8")
        aside.replace(self._record)

    def _intact(self, listed: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
        """Files that are as they were written; what else lies there is removed."""
        if self._record is None:
            return
        for path, status in _files(str(self._output)):
            name = path[len(str(self._output)) + 1 :].replace(os.sep, "/")
            entry = listed.get(name)
            if entry and (entry.size, entry.changed) == (status.st_size, status.st_mtime_ns):
                yield name, entry
            elif entry and entry.digest == _digest(Path(path).read_bytes()):
                yield name, replace(entry, changed=status.st_mtime_ns)
            else:
                os.unlink(path)


def _rows(record: Path) -> dict[str, Entry]:
    """The list as it was written; empty if it is missing or not ours."""
    try:
        rows = json.loads(record.read_text("utf-8"))
        return {name: Entry(**row) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    if not os.path.isdir(folder):
        return
    for found in os.scandir(folder):
        if found.is_dir(follow_symlinks=False):
            yield from _files(found.path)
        else:
            yield found.path, found.stat(follow_symlinks=False)


def _remove_empty(path: Path, top: Path) -> None:
    """Remove the folders above a removed file that nothing is in any more."""
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
