"""Installs the HTML checker and Lighthouse for the tests, where Java and Node are present."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "tests" / "browser" / "quality"
FOLDER = ROOT / ".cache" / "quality"
INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
# Set in CI, where a check that did not run must not look like one that passed.
REQUIRED = "CHECKERS_REQUIRED"


def install() -> None:
    """Fill `.cache/quality` from its lock file; without the tools say so and return."""
    missing = [tool for tool in ("java", "node", "npm") if not shutil.which(tool)]
    if missing:
        _go_without(f"{' dan '.join(missing)} tidak ada")
    elif not _is_current() and not _install():
        _go_without("npm ci gagal")


def checker(name: str) -> Path | None:
    """A file below `node_modules`, or None where the checkers are not installed."""
    found = FOLDER / "node_modules" / name
    return found if _is_current() and found.exists() else None


def _is_current() -> bool:
    stamp = FOLDER / "installed.json"
    return stamp.exists() and stamp.read_bytes() == (PINNED / "package-lock.json").read_bytes()


def _install() -> bool:
    print("Memasang pemeriksa HTML dan Lighthouse ke .cache/quality (sekali saja) …", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, FOLDER / name)
    if subprocess.call([shutil.which("npm"), *INSTALL], cwd=FOLDER) != 0:
        return False
    shutil.copy(PINNED / "package-lock.json", FOLDER / "installed.json")
    return True


def _go_without(reason: str) -> None:
    said = f"{reason}: pemeriksa HTML dan Lighthouse tidak dijalankan."
    if os.environ.get(REQUIRED):
        sys.exit(f"{said} Pasang Java 17 dan Node 20, lalu jalankan lagi.")
    print(f"{said} Pengujian lain tetap berjalan.", flush=True)
