"""Finds Chrome or Chromium for the tests, and installs Debian's where it may."""

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "Pengujian peramban memerlukan Chrome atau Chromium. Pasang salah satunya"
    " (di Debian: sudo apt-get install chromium), lalu jalankan lagi."
)


def find_chromium() -> str:
    """The path of a browser; installs Debian's package as root or with sudo."""
    found = _installed()
    if not found and shutil.which("apt-get"):
        _install()
        found = _installed()
    if not found:
        sys.exit(ADVICE)
    return found


def _installed() -> str:
    paths = [shutil.which(name) for name in NAMES] + [p for p in PLACES if os.path.exists(p)]
    return next(filter(None, paths), "")


def _install() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if as_root and not shutil.which("sudo"):
        return
    print("Memasang chromium untuk pengujian peramban …", flush=True)
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.call([*as_root, "apt-get", "-q", *step], stdout=subprocess.DEVNULL)
