"""Files of a finished site copied out of what is kept: no byte is shared, and each was read."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from .core.output import file_names
from .manifest import Digest


class Spoilt(Exception):
    """What is kept is not as it was written: somebody or something changed the file `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def copy_files(source: Path, target: Path, written: Mapping[str, str]) -> dict[str, Digest]:
    """Copy all files below a folder to another that need not be there.

    written  name -> SHA-256 of what was written there, of every file that is not made anew.
    returns  name -> digest of every file.
    raises   Spoilt at the first that is not as it was written, whatever its size and time say.
    """
    digests: dict[str, Digest] = {}
    folders: set[str] = set()
    for name in file_names(source):
        with open(f"{source}/{name}", "rb", buffering=0) as file:
            content, changed = file.read(), os.fstat(file.fileno()).st_mtime_ns
        sha256 = hashlib.sha256(content).hexdigest()
        if written.get(name, sha256) != sha256:
            raise Spoilt(name)
        folder = os.path.dirname(f"{target}/{name}")
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)
            folders.add(folder)
        with open(f"{target}/{name}", "wb", buffering=0) as file:
            file.write(content)
        # By it a server tells readers that they have a page already.
        os.utime(f"{target}/{name}", ns=(changed, changed))
        digests[name] = {"sha256": sha256, "size": len(content)}
    return digests
