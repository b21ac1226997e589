"""Runs the calling script in `.venv`, made from the lock file on first use."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import endings

# Where the person stands who runs a script.
HERE = Path.cwd()
ROOT = Path(__file__).resolve().parent.parent
# Set once `.venv` was made for this command: nobody makes it twice in vain.
MADE = "NETRAL_VENV_MADE"


def ensure() -> None:
    """Return inside an up-to-date `.venv`; otherwise make it and start again there."""
    endings.speak_everywhere()
    sys.excepthook = endings.say_last_words
    if sys.version_info < (3, 11):
        sys.exit("Perlu Python 3.11 atau lebih baru: https://www.python.org/downloads/.")
    sys.path.insert(0, str(ROOT / "plugins"))
    _enter()
    os.chdir(ROOT)


def _enter() -> None:
    from portal.installation import Installation, NotInstalled

    packages = Installation(ROOT)
    is_inside = packages.is_running()
    if not packages.is_current():
        if os.environ.get(MADE):
            sys.exit(".venv baru dibuat, tetapi tidak lengkap. Hapus .venv, lalu jalankan lagi.")
        if is_inside:
            # Nobody empties the folder they run from.
            _start(sys._base_executable)
        try:
            packages.make(say=lambda line: print(line, flush=True))
        except NotInstalled as reason:
            sys.exit(str(reason))
        os.environ[MADE] = "1"
    if not is_inside:
        _start(str(packages.python))
    os.environ.pop(MADE, None)


def _start(python: str) -> None:
    """Go on in another Python, with the same words."""
    command = [python, *sys.argv]
    if os.name != "nt":
        os.execv(python, command)
    # There exec would return to the prompt at once, so a child is waited for.
    with subprocess.Popen(command) as child:
        while True:
            # The child hears Ctrl+C too, and ends in its own way.
            with suppress(KeyboardInterrupt):
                sys.exit(child.wait())
