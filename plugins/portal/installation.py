"""The packages of the lock file in `.venv`: whether they are there, and making them anew.

Runs before any package is there, so with nothing but what Python brings.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .installer import NotInstalled, install
from .locks import alone

MADE_WITH = re.compile(r"^version(?:_info)? *= *(\d+\.\d+)", re.MULTILINE)
# Says which Python starts there, and only if `.venv` is what it takes its packages from.
PROBE = "import os, sys; os.path.samefile(sys.prefix, sys.argv[1]) and print(sys.version)"
PINNED = re.compile(r"^([\w.-]+)==(\S+) \\$", re.MULTILINE)
SPELLINGS = re.compile(r"[-_.]+")
CACHES = "__pycache__"


@dataclass(frozen=True)
class Installation:
    """`.venv` of the project in `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def lock(self) -> Path:
        return self.root / "requirements.lock"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The digest of the lock file it was made from; written last."""
        return self.folder / "lock.sha256"

    @property
    def listed(self) -> Path:
        """What lay beside each other in site-packages then; empty before."""
        return self.folder / "installed.txt"

    @property
    def packages(self) -> Path:
        found = self.folder.glob("lib/python*/site-packages")
        return next(found, self.folder / "Lib" / "site-packages")

    def is_running(self) -> bool:
        """Whether this process takes its packages from it."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def is_current(self) -> bool:
        """Whether its Python still starts, and every package of today's lock file is there."""
        is_made_from = _text(self.stamp) == self._digest()
        return is_made_from and self._starts() and self._is_complete()

    def make(self, say: Callable[[str], None]) -> None:
        """Make it anew, alone; raises NotInstalled with a sentence."""
        self._stop_at_work_of_others()
        wait = "Perintah lain sedang menyiapkan .venv; menunggu …"
        with alone(self.root / ".cache" / "venv.lock", lambda: say(wait)):
            if self.is_current():
                return
            say("Menyiapkan .venv dari requirements.lock (sekali saja, satu sampai dua menit) …")
            self._empty()
            install(self.folder, self.python, self.lock, say)
            self.listed.write_text("\n".join(sorted(self._names())), "utf-8", newline="\n")
            self.stamp.write_text(self._digest(), "utf-8", newline="\n")

    def _stop_at_work_of_others(self) -> None:
        """Nothing is deleted that no such command made, and nothing through a link."""
        if self.folder.is_symlink():
            if not self.folder.is_dir() or any(self.folder.iterdir()):
                target = os.readlink(self.folder)
                raise NotInstalled(
                    f".venv adalah tautan ke {target}, yang tidak cocok dengan requirements.lock."
                    " Hapus tautan itu saja (bukan isinya), lalu jalankan lagi."
                )
        elif self.folder.exists() and not self._is_ours():
            raise NotInstalled(
                ".venv sudah ada, tetapi bukan buatan perintah ini; isinya tidak dihapus."
                " Ganti namanya, lalu jalankan lagi."
            )

    def _is_ours(self) -> bool:
        if not self.folder.is_dir():
            return False
        return self.stamp.exists() or self.listed.exists() or not any(self.folder.iterdir())

    def _empty(self) -> None:
        """From here on it is marked as ours, and as unfinished."""
        self.folder.mkdir(exist_ok=True)
        self.listed.write_text("", "utf-8")
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != self.listed:
                path.unlink()

    def _starts(self) -> bool:
        """The Python it was made with, not another that has taken its place since."""
        made_with = MADE_WITH.search(_text(self.folder / "pyvenv.cfg"))
        command = [str(self.python), "-I", "-c", PROBE, str(self.folder)]
        try:
            said = subprocess.run(command, capture_output=True).stdout.decode("utf-8", "replace")
        except OSError:
            return False
        return bool(made_with) and said.startswith(f"{made_with[1]}.")

    def _is_complete(self) -> bool:
        names = self._names()
        if self.listed.exists():
            listed = _text(self.listed).split("\n")
            return listed != [""] and names.issuperset(listed)
        return {_plain(name) for name in names}.issuperset(map(_plain, self._expected()))

    def _expected(self) -> set[str]:
        """What must lie there, by the lock file and by what each package says of itself."""
        pinned = PINNED.findall(_text(self.lock))
        found = {f"{name}-{version}.dist-info" for name, version in pinned}
        for record in self.packages.glob("*.dist-info/RECORD"):
            files = (line.partition(",")[0] for line in _text(record).splitlines())
            found |= {file.strip('"').partition("/")[0] for file in files}
        return found - {"..", CACHES, ""}

    def _names(self) -> set[str]:
        return {path.name for path in self.packages.glob("*")} - {CACHES}

    def _digest(self) -> str:
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()


def _plain(name: str) -> str:
    """A name however it is spelt: `Foo.bar-1.0` is `foo_bar_1_0`."""
    return SPELLINGS.sub("_", name).lower()


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""
