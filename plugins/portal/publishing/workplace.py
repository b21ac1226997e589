"""Where publishing puts what it makes on the way: one known place, tidy after a kill too.

Each folder of `.cache/publishing/` belongs to one process at a time, by a lock that ends
with the process and what it started. What nobody holds was left by a run that was killed,
and goes when the next one begins.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from ..locks import try_lock
from .git import GitFailed

PLACE = Path(".cache") / "publishing"
LOCK = ".lock"


class NoPlace(GitFailed):
    """Why there is no folder for git to work in."""


@contextmanager
def workplace(root: Path, purpose: str) -> Iterator[Path]:
    """An empty folder of our own; the same one each time, unless another process has it.

    raises  NoPlace where the project's folder cannot be written.
    """
    place = root.resolve() / PLACE
    try:
        place.mkdir(parents=True, exist_ok=True)
        _tidy(place)
        folder, lock = _claim(place, purpose)
    except OSError as error:
        raise NoPlace(f"Folder kerja {place} tidak dapat dipakai: {error}.") from None
    with lock:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _claim(place: Path, purpose: str) -> tuple[Path, BinaryIO]:
    for number in count(1):
        folder = place / f"{purpose}-{number}"
        lock = _locked(folder)
        if lock:
            shutil.rmtree(folder, ignore_errors=True)
            # What could not be removed must not be taken for ours.
            folder.mkdir()
            return folder, lock


def _tidy(place: Path) -> None:
    """Empty what nobody works in any more; only what has a lock is ours."""
    for path in place.glob(f"*{LOCK}"):
        folder = path.with_name(path.name.removesuffix(LOCK))
        if folder.exists() and (lock := _locked(folder)):
            with lock:
                shutil.rmtree(folder, ignore_errors=True)


def _locked(folder: Path) -> BinaryIO | None:
    """The lock of a folder, None while another process holds it.

    A process that is killed may leave one that still builds: it inherits the lock.
    """
    file = folder.with_name(f"{folder.name}{LOCK}").open("ab")
    if not try_lock(file):
        file.close()
        return None
    with suppress(OSError):
        os.set_inheritable(file.fileno(), True)
    return file
