"""Several new files at once: all of them, or none."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from .disk import why_not_written


class NotWritten(Exception):
    """Why nothing was written, for people."""


def write_whole(files: Mapping[Path, str], begun: Path | None = None) -> None:
    """Write files that are not there yet: each aside first, then all are renamed.

    begun   a file that lists them while that goes on, so that `undo` finds what a run left
            behind that was cut off.
    raises  NotWritten; none of the files is there then.
    """
    try:
        if begun:
            begun.write_text("".join(f"{path}\n" for path in files), "utf-8", newline="\n")
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _aside(path).write_text(text, "utf-8", newline="\n")
        for path in files:
            os.replace(_aside(path), path)
    except OSError as error:
        _remove(files, begun)
        reason = why_not_written(error) or f"{error.filename}: {error.strerror}."
        raise NotWritten(f"{reason} Tidak ada yang ditulis.") from None
    except BaseException:
        _remove(files, begun)
        raise
    if begun:
        begun.unlink()


def undo(begun: Path, allowed: Iterable[Path]) -> None:
    """Take away what a run that was cut off had written, if there was one.

    allowed  folders; nothing elsewhere is touched, whatever the list says.
    """
    if not begun.exists():
        return
    folders = set(allowed)
    listed = (Path(line) for line in begun.read_text("utf-8").splitlines())
    _remove([path for path in listed if path.parent in folders], begun)


def _remove(files: Iterable[Path], begun: Path | None) -> None:
    for path in files:
        for one in (_aside(path), path):
            with suppress(OSError):
                one.unlink()
    if begun:
        with suppress(OSError):
            begun.unlink()


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
