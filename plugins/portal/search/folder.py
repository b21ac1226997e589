"""The folder of the finished index: only what differs is written, what is left over goes."""

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from ..store import remove
from .parts import File, put

FOLDERS = ("", "index", "filter", "fragment")


class Folder:
    """Says which files may stay.

    before  path -> each file when the folder was last finished; empty if it was not finished.
    there   paths of the files that lay there at first.
    """

    def __init__(self, path: Path, before: Mapping[str, File]) -> None:
        self._path, self._before = path, before
        self.there: set[str] = set()
        self.files: dict[str, File] = {}
        for name in FOLDERS:
            self._look_into(name)

    def _look_into(self, name: str) -> None:
        """Note its files; what is none, and no folder of an index, goes."""
        folder = self._path / name
        folder.mkdir(parents=True, exist_ok=True)
        for found in os.scandir(folder):
            path = f"{name}/{found.name}".lstrip("/")
            is_folder = path in FOLDERS
            if is_folder != found.is_dir(follow_symlinks=False) or found.is_symlink():
                remove(Path(found.path))
            elif not is_folder:
                self.there.add(path)

    def keep(self, name: str, digest: str) -> bool:
        """Keep a file that is there and was made from the same."""
        before = self._before.get(name)
        if name not in self.there or before is None or before.made_from != digest:
            return False
        self.files[name] = before
        return True

    def make(self, name: str, digest: str, content: Callable[[], bytes]) -> None:
        """Write a file, unless it is kept."""
        if not self.keep(name, digest):
            self.write(name, content(), digest)

    def write(self, name: str, content: bytes, made_from: str = "") -> None:
        """Write a file, unless these bytes are there."""
        self.files[name] = File(made_from, hashlib.sha256(content).hexdigest())
        path = self._path / name
        if name not in self.there or path.read_bytes() != content:
            put(path, content)

    def finish(self) -> None:
        """Remove what belongs to no file of this index."""
        for name in self.there - self.files.keys():
            (self._path / name).unlink()
