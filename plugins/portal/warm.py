"""Pelican in a process that stays: a new text of a statement makes only its own pages.

As a module it is that process: it builds, says so, and then answers every line of paths,
whether their pages are fresh or everything has to be built again.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

FRESH, STALE = "fresh", "stale"


class WarmPelican:
    """The process as its parent sees it; `root` is the project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen | None = None

    def build(self, arguments: Iterable[str], environment: Mapping[str, str]) -> str:
        """Build all that is not up to date; "", or Pelican's log where it stopped."""
        self.stop()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "portal.warm", *arguments],
                cwd=self._root,
                env=environment | {"PYTHONPATH": str(self._root / "plugins")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
            if self._answer() == FRESH:
                return ""
            self.stop()
            log.seek(0)
            return log.read()

    def refresh(self, paths: Iterable[str]) -> bool:
        """Whether the pages of these documents are up to date now; if not, build."""
        if self._process is None:
            return False
        try:
            print(json.dumps(sorted(paths)), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            return False
        return self._answer() == FRESH

    @property
    def process(self) -> int:
        """Its id while it runs."""
        return self._process.pid

    def stop(self) -> None:
        if self._process:
            # The end of its input is the end of the process.
            self._process.communicate()
            self._process = None

    def _answer(self) -> str:
        return self._process.stdout.readline().strip()


def main() -> None:
    """Build as Pelican's own command does, then stay."""
    import pelican

    # Whatever else is printed is for the log.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sites = []

    def keep(generators: list) -> None:
        sites.append(generators[-1].context["portal"])

    pelican.signals.all_generators_finalized.connect(keep)
    pelican.main(sys.argv[1:])
    # What the first new text would wait for is read now.
    sites[-1].refresh([])
    # What has been made stays: nobody need look through it for garbage.
    gc.freeze()
    print(FRESH, file=answers, flush=True)
    for line in sys.stdin:
        is_fresh = sites[-1].refresh(json.loads(line))
        print(FRESH if is_fresh else STALE, file=answers, flush=True)


if __name__ == "__main__":
    main()
