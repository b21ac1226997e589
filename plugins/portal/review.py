"""What a change to the repository means for readers, compared with a commit."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .core.changes import IN_WORDS, Change, changes, unexplained_changes
from .core.checks import Examined
from .core.documents import DOCUMENT_TYPES
from .core.explanations import explanation, message_list
from .core.figure_files import CONFLICTS, FIGURES, SOURCES
from .core.portal import Portal, read_portal
from .core.problems import Advice, Problem, ProblemsFound
from .manifest import INPUTS, LOCK
from .publishing.git import Git, GitFailed, write_files

DIFFERING = (
    *("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"),
    "--end-of-options",
)
RECORDS = (FIGURES, SOURCES, *(f"content/{kind.folder}/" for kind in DOCUMENT_TYPES))


WRONG, ADVICE = "Masalah yang harus diselesaikan", "Peringatan"


class NotComparable(Exception):
    """Why the two states cannot be compared, for people."""


@dataclass(frozen=True)
class Review:
    """What is wrong, and what changes for readers, as lines of Markdown."""

    problems: list[Problem]
    changes: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()

    @property
    def markdown(self) -> str:
        wrong, doubtful = message_list(WRONG, self.problems), message_list(ADVICE, self.advice)
        return "\n".join([*self.changes, *wrong, *doubtful, ""])


def compared(root: Path, examined: Examined, reference: str | None) -> Review:
    """What was found in a project; without problems also what changed since a commit."""
    found = Review(examined.problems)
    try:
        if reference and not examined.problems:
            found = review(root, reference)
    except GitFailed as failed:
        raise NotComparable(f"Tidak dapat dibandingkan: {failed}") from None
    return replace(found, advice=tuple(examined.advice))


def review(root: Path, reference: str) -> Review:
    """Changes of a sound project since a commit; those without a correction are problems.

    reference  any name git knows: `main`, `origin/main`, `HEAD~1`.
    raises     NotComparable if the commit is not there or cannot be read.
    """
    before, after = portal_at(root, reference), read_portal(root / "content", root / "data", root)
    found = changes(before, after)
    missing = sorted(_missing(root, one) for one in unexplained_changes(found, before, after))
    told = explanation(before, after, found, other_files(root, reference))
    return Review(missing, tuple(told))


def other_files(root: Path, reference: str) -> list[str]:
    """Files that differ from a commit and hold no records, of those the site is made from."""
    inputs = [name for name in (*INPUTS, LOCK) if (root / name).exists()]
    listed = Git(root)("diff", *DIFFERING, reference, "--", *inputs)
    names = filter(None, listed.split("\0"))
    return [name for name in names if name == CONFLICTS or not name.startswith(RECORDS)]


def portal_at(root: Path, reference: str) -> Portal:
    """The portal as it was in a commit."""
    git = Git(root)
    with tempfile.TemporaryDirectory() as folder:
        _stop_without(git, reference)
        write_files(git, reference, ("content/", "data/"), Path(folder))
        try:
            return read_portal(Path(folder) / "content", Path(folder) / "data", Path(folder))
        except ProblemsFound as found:
            raise NotComparable(
                f'isi komit "{reference}" tidak terbaca menurut aturan sekarang'
                f" ({found.problems[0]}). Bandingkan dengan komit yang lebih baru."
            ) from None


def _stop_without(git: Git, reference: str) -> None:
    """Raises NotComparable where there is no such commit."""
    if git.succeeds("cat-file", "-e", f"{reference}^{{commit}}"):
        return
    if not git.succeeds("rev-parse", "--git-dir"):
        raise NotComparable(
            f"{git.folder} bukan klon git; --against memerlukan riwayat. Klon repositorinya."
        )
    advice = "Periksa namanya, atau ambil dulu (git fetch)."
    if git("rev-parse", "--is-shallow-repository") == "true":
        advice = "Ambil riwayat lengkap (git fetch --unshallow)."
    raise NotComparable(f'komit "{reference}" tidak ditemukan. {advice}')


def _missing(root: Path, change: Change) -> Problem:
    line = next(_lines(root / change.path, change), 1)
    return Problem("P074", change.path, line, _sentence(change))


def _sentence(change: Change) -> str:
    if change.kind == "corrections":
        what = f'"{change.field}" diubah' if change.field else "dihapus"
        return (
            f"koreksi yang sudah terbit {what}; catatan koreksi tidak diubah lagi."
            " Kembalikan, lalu buat koreksi baru dengan python3 scripts/new.py correction."
        )
    if change.is_gone:
        return (
            f"{change.record} sudah terbit dan dihapus. Kembalikan, lalu tarik dengan koreksi"
            f' withdrawal: "{change.record}; record; terbit; ditarik".'
        )
    values = ("…", "…") if change.field in IN_WORDS else (change.old or "-", change.new or "-")
    return (
        f'{change.record} sudah terbit dan "{change.field}" berubah tanpa koreksi. Jalankan python3'
        f" scripts/new.py correction dengan perubahan"
        f' "{change.record}; {change.field}; {values[0]}; {values[1]}".'
    )


def _lines(path: Path, change: Change) -> Iterator[int]:
    """Lines where the change is written now: the figure's row, or the field of the header."""
    if not path.exists():
        return
    starts = (f"{change.record},",) if change.kind == "figures" else (f"{change.field}:",)
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.startswith(starts):
            yield number
