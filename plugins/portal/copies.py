"""Files of a finished site copied out of what is kept: none is shared, and each was read."""

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from .core.output import file_names
from .manifest import Digest


class Spoilt(Exception):
    """What is kept is not as it was written: somebody or something changed the file `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def copy_files(
    source: Path, target: Path, written: Mapping[str, str], before: Path
) -> dict[str, Digest]:
    """Copy all files below a folder to another that need not be there.

    written  name -> SHA-256 of what was written there, of every file that is not made anew.
    before   a folder that `target` will replace: a file that has the bytes already is taken on,
             which spares the disk freeing one file and making another.
    returns  name -> digest of every file.
    raises   Spoilt at the first that is not as it was written, whatever its size and time say.
    """
    digests: dict[str, Digest] = {}
    folders: dict[str, bool] = {}
    for name in file_names(source):
        folder = os.path.dirname(name)
        if folder not in folders:
            os.makedirs(f"{target}/{folder}", exist_ok=True)
            folders[folder] = _is_own(f"{before}/{folder}".rstrip("/"))
        with open(f"{source}/{name}", "rb", buffering=0) as file:
            content, changed = file.read(), os.fstat(file.fileno()).st_mtime_ns
        sha256 = hashlib.sha256(content).hexdigest()
        if written.get(name, sha256) != sha256:
            raise Spoilt(name)
        path = f"{target}/{name}"
        if not (folders[folder] and _is_taken_on(f"{before}/{name}", path, content)):
            _write(path, content, changed)
        digests[name] = {"sha256": sha256, "size": len(content)}
    return digests


def _is_own(folder: str) -> bool:
    """Whether what lies there lies nowhere else."""
    return os.path.isdir(folder) and os.path.realpath(folder) == folder


def _is_taken_on(before: str, target: str, content: bytes) -> bool:
    """Not a file that has other bytes, or shares them with somebody."""
    try:
        status = os.lstat(before)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            return False
        if status.st_size != len(content):
            return False
        with open(before, "rb", buffering=0) as file:
            if file.read() != content:
                return False
        os.link(before, target)
    except OSError:
        return False
    return True


def _write(path: str, content: bytes, changed: int) -> None:
    with open(path, "wb", buffering=0) as file:
        file.write(content)
    # By it a server tells readers that they have a page already.
    os.utime(path, ns=(changed, changed))
