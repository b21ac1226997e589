"""What a change to the repository means for readers, compared with a commit."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .core.changes import Change, changes, unexplained_changes
from .core.portal import Portal, read_portal
from .core.problems import Problem, ProblemsFound

SHOWN = 60


class NotComparable(Exception):
    """Why the two states cannot be compared, for people."""


def review(root: Path, reference: str) -> tuple[list[Change], list[Problem]]:
    """Changes since a commit, and those that need a correction but have none.

    reference  any name git knows: `main`, `origin/main`, `HEAD~1`.
    raises     NotComparable if the commit is not there or cannot be read.
    """
    before, after = portal_at(root, reference), read_portal(root / "content", root / "data", root)
    found = changes(before, after)
    return found, [_missing(change) for change in unexplained_changes(found, after)]


def portal_at(root: Path, reference: str) -> Portal:
    """The portal as it was in a commit."""
    command = ["git", "archive", "--format=tar", reference, "content", "data"]
    ran = subprocess.run(command, cwd=root, capture_output=True)
    if ran.returncode != 0:
        raise NotComparable(
            f'komit "{reference}" tidak ditemukan. Ambil riwayat lengkap (git fetch --unshallow).'
        )
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as archive:
            archive.extractall(folder, filter="data")
        try:
            return read_portal(Path(folder) / "content", Path(folder) / "data", Path(folder))
        except ProblemsFound as found:
            raise NotComparable(
                f'isi komit "{reference}" tidak terbaca menurut aturan sekarang'
                f" ({found.problems[0]}). Bandingkan dengan komit yang lebih baru."
            ) from None


def summary(found: list[Change]) -> Iterator[str]:
    """The changes as a Markdown table, for the terminal and for a pull request alike."""
    if not found:
        yield "Tidak ada perubahan bagi pembaca."
        return
    yield "| catatan | perubahan | sebelum | sesudah |"
    yield "|---|---|---|---|"
    for change in found[:SHOWN]:
        yield f"| {change.record} | {_what(change)} | {_cell(change.old)} | {_cell(change.new)} |"
    if len(found) > SHOWN:
        yield f"\n… dan {len(found) - SHOWN} perubahan lain."


def _what(change: Change) -> str:
    return "baru" if change.is_new else "hilang" if change.is_gone else change.field


def _cell(text: str) -> str:
    one_line = " ".join(text.split()).replace("|", "\\|")
    return one_line if len(one_line) <= 80 else one_line[:77] + "…"


def _missing(change: Change) -> Problem:
    what = f'bidang "{change.field}" berubah' if change.field else "dihapus"
    return Problem(
        "P074",
        change.path,
        1,
        f"{change.record} sudah terbit dan {what} tanpa koreksi. Jelaskan di content/corrections/.",
    )
