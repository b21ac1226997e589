"""The files of a finished site, and which of them have not passed the checks before."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from .core.output import ANCHOR, file_names
from .core.security import policy_of
from .manifest import Digest
from .rows import Rows

# Its files are named by their content: no page links to one of them.
SEARCH = "pagefind/"


class Seen(NamedTuple):
    """What is known of one file.

    size, changed  in bytes and nanoseconds; they only save reading a file again.
    policy         of a page, "" otherwise.
    anchors        of a page, for links to them.
    """

    size: int
    changed: int
    sha256: str
    policy: str = ""
    anchors: tuple[str, ...] = ()


class Survey:
    """The files of a site beside those that passed before.

    record       where those are kept; None: nothing has passed yet.
    passed_with  digest of the checks and of what they allow.
    files        name -> what is known of the file.
    new          names of files that have not passed before, or had other bytes.
    """

    def __init__(self, site: Path, record: Path | None, passed_with: str) -> None:
        self._site, self._kept = site, Rows(record, passed_with)
        before = self._kept.rows
        self._rows = {name: self._row(name, before.get(name)) for name in file_names(site)}
        self.files = {name: Seen(*row) for name, row in self._rows.items()}
        self.new = [
            name for name, seen in self.files.items() if _sha256(before, name) != seen.sha256
        ]

    @property
    def policies(self) -> dict[str, str]:
        """Of every page."""
        return {name: s.policy for name, s in self.files.items() if name.endswith(".html")}

    @property
    def digests(self) -> dict[str, Digest]:
        return {name: {"sha256": s.sha256, "size": s.size} for name, s in self.files.items()}

    @property
    def linking(self) -> list[str]:
        """Names of files whose links may lead nowhere: all, if something they led to is gone."""
        for name, row in self._kept.rows.items():
            now = self.files.get(name)
            if now is None and name.startswith(SEARCH):
                continue
            if now is None or not set(Seen(*row).anchors) <= set(now.anchors):
                return list(self.files)
        return self.new

    def passed(self) -> None:
        """Keep what is known, for the next build."""
        self._kept.save(self._rows)

    def _row(self, name: str, before: tuple | None) -> tuple:
        status = os.stat(f"{self._site}/{name}")
        if before and before[:2] == (status.st_size, status.st_mtime_ns):
            return before
        content = (self._site / name).read_bytes()
        seen = Seen(status.st_size, status.st_mtime_ns, hashlib.sha256(content).hexdigest())
        if name.endswith(".html"):
            text = content.decode()
            seen = seen._replace(policy=policy_of(text), anchors=tuple(ANCHOR.findall(text)))
        return tuple(seen)


def _sha256(rows: dict[str, tuple], name: str) -> str:
    return Seen(*rows[name]).sha256 if name in rows else ""
