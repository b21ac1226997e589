"""The folder of the finished index: only what differs is written, what is left over goes."""

import os
from collections.abc import Callable
from pathlib import Path

from .parts import put

FOLDERS = ("", "index", "filter", "fragment")


class Folder:
    """Says which files may stay.

    before  path -> digest of what each file was made from, when the folder was last finished;
            empty if it was not finished.
    """

    def __init__(self, path: Path, before: dict[str, str]) -> None:
        self._path, self._before = path, before
        for name in FOLDERS:
            (path / name).mkdir(parents=True, exist_ok=True)
        self._there = {
            f"{name}/{file.name}".lstrip("/")
            for name in FOLDERS
            for file in os.scandir(path / name)
            if file.is_file()
        }
        self.files: dict[str, str] = {}

    def keep(self, name: str, digest: str) -> bool:
        """Keep a file that is there and was made from the same."""
        self.files[name] = digest
        return name in self._there and self._before.get(name) == digest

    def write(self, name: str, digest: str, content: bytes) -> None:
        self.make(name, digest, lambda: content)

    def make(self, name: str, digest: str, content: Callable[[], bytes]) -> None:
        """Write a file, unless it is kept."""
        if not self.keep(name, digest):
            put(self._path / name, content())

    def finish(self) -> None:
        """Remove what belongs to no file of this index."""
        for name in self._there - self.files.keys():
            (self._path / name).unlink()
