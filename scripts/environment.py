"""Makes `.venv` from the lock file on first use and runs the calling script in it."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure() -> None:
    """Return inside an up-to-date `.venv`; otherwise make it and start again there."""
    if sys.version_info < (3, 11):
        sys.exit(
            "Perlu Python 3.11 atau lebih baru. Pasang dari https://www.python.org/downloads/."
        )
    if not _is_current():
        _make()
    if Path(sys.prefix).resolve() != VENV.resolve():
        command = [str(PYTHON), *sys.argv]
        if os.name == "nt":
            # Here exec would return to the prompt at once, so a child is waited for.
            sys.exit(subprocess.call(command))
        sys.stdout.flush()
        os.execv(command[0], command)
    # A terminal that claims to know only ASCII must not stop a build.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "plugins"))


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _is_current() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _digest()


def _make() -> None:
    print(
        "Menyiapkan .venv dari requirements.lock (sekali saja, satu sampai dua menit) …", flush=True
    )
    venv.create(VENV, with_pip=True, clear=True)
    install = ["-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "--quiet"]
    done = subprocess.call([str(PYTHON), *install, "--only-binary", ":all:", "-r", str(LOCK)])
    if done != 0:
        sys.exit("Pemasangan paket gagal. Periksa sambungan internet, lalu jalankan lagi.")
    STAMP.write_text(_digest())
