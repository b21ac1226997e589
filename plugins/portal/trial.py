"""The project as it would be with new files, checked before one of them is written."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from .core.checks import examine
from .core.problems import Problem

# All that a check reads.
READ = ("content", "data", "theme/templates", "pelicanconf.py")


def problems_with(root: Path, files: Mapping[str, str], today: date) -> list[Problem]:
    """What a check would say, sorted by place.

    files  path below the project -> text.
    today  no day of a record may lie behind it.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in READ:
            _copy(root / name, Path(folder) / name)
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        return examine(Path(folder), today, with_audit=False).problems


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
