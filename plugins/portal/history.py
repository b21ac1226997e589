"""The history of every record, read from git at once.

Only what was committed counts, up to the commit that is checked out; so the
same commit gives the same history everywhere.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .core.figure_files import CONFLICTS, FIGURES, SOURCES
from .core.headers import Refused, read_yaml
from .core.history import UNKNOWN, History, Revision, moment
from .publishing.git import NOTHING, Git, GitFailed, NoGit

RECORDED = "data/figures", "data/sources"
# Where all rows stood before each source had files of its own.
OLD_FIGURES, OLD_SOURCES = f"{FIGURES}figures.csv", f"{FIGURES}sources.csv"
OLD_LABEL = 9  # the column of that table that was given up
# The columns of the other, after the code.
OLD_FIELDS = ("url", "title", "publisher", "published", "institution", "note")
FILE = "diff --git "
Cells = tuple[str, ...]
Said = str | Cells
START = "\x01"
LOG = (
    *("log", "--topo-order", "--encoding=UTF-8", f"--format={START}%H %ct", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-relative", f"-O{NOTHING}"),
)
DOCUMENTS = (*LOG, "-M100%", "--name-status", "-z")
ROWS = (
    *(*LOG, "--patch", "--text", "--unified=0", "--inter-hunk-context=0"),
    *("--no-indent-heuristic", "--diff-algorithm=myers", "--no-renames"),
    *("--src-prefix=", "--dst-prefix="),
)
RENAMED = "R100"
ROW = re.compile(r'([-+])("?([a-z0-9]+(?:-[a-z0-9]+)*)"?,.*)')


SHALLOW = (
    "Klon git ini dangkal: riwayatnya terpotong, sehingga tanggal perubahan akan keliru. Ambil"
    " seluruhnya dengan git fetch --unshallow; di GitHub Actions tulis fetch-depth: 0."
)


NO_GIT = "Program git tidak ditemukan; situs dibuat tanpa riwayat perubahan."


class NoHistory(Exception):
    """Why the history that must be there cannot be read, and what to do."""


def read_history(root: Path, repository: str = "") -> History:
    """What git knows of the project's records.

    root        a folder without `.git`, such as an unpacked archive, has no history;
                neither has one where there is no program to read it.
    repository  address of the repository for people, "" if unknown.
    raises      NoHistory where git cannot read it, or only a part of it.
    """
    if not has_history(root):
        return UNKNOWN
    git = Git(root)
    return History(
        documents=_documents(git(*DOCUMENTS, "HEAD", "--", "content")),
        rows=_rows(git(*ROWS, "HEAD", "--", *RECORDED)),
        is_known=True,
        repository=repository.rstrip("/"),
    )


def has_history(root: Path) -> bool:
    """Whether anything was committed; raises NoHistory as `read_history` does."""
    if not (root / ".git").exists() or lacks_git(root):
        return False
    git = Git(root)
    try:
        is_shallow = git("rev-parse", "--is-shallow-repository") == "true"
    except GitFailed as error:
        said = f"Riwayat tidak dapat dibaca ({error}). Periksa git dan hak atas folder ini."
        raise NoHistory(said) from None
    if is_shallow:
        raise NoHistory(SHALLOW)
    return git.succeeds("rev-parse", "--verify", "--quiet", "HEAD")


def lacks_git(root: Path) -> bool:
    """Whether there may be a history that nobody here can read."""
    try:
        if (root / ".git").exists():
            Git(root)("--version")
    except NoGit:
        return True
    return False


def _documents(log: str) -> dict[str, tuple[Revision, ...]]:
    """Revisions by the path of today, out of `--name-status -z`; a file keeps its history
    where it was only given another name.
    """
    found: dict[str, list[Revision]] = {}
    today: dict[str, str] = {}
    parts = iter(part.lstrip("\n") for part in log.split("\0"))
    revision = None
    for part in filter(None, parts):
        if part.startswith(START):
            revision = _revision(part)
            continue
        path = next(parts)
        if part == RENAMED:
            new = next(parts)
            today[path] = today.get(new, new)
        found.setdefault(today.get(path, path), []).append(revision)
    return {path: tuple(revisions) for path, revisions in found.items()}


def _rows(log: str) -> dict[str, tuple[Revision, ...]]:
    """Revisions by the id at the beginning of a row, out of a patch without context."""
    found: dict[str, list[Revision]] = {}
    for revision, lines in _commits(log.split("\n")):
        for name in _changed(lines):
            found.setdefault(name, []).append(revision)
    return {name: tuple(revisions) for name, revisions in found.items()}


def _commits(lines: Iterable[str]) -> Iterator[tuple[Revision, list[str]]]:
    """Each commit with its lines."""
    heads, below = [], []
    for line in lines:
        if line.startswith(START):
            heads.append(_revision(line))
            below.append([])
        elif below:
            below[-1].append(line)
    yield from zip(heads, below, strict=True)


def _changed(lines: Iterable[str]) -> list[str]:
    """Codes of what came, went or differs; what only moved, also to another file, is the same."""
    said: dict[str, tuple[list[Said], list[Said]]] = {}
    for name, sign, text in _texts(lines):
        said.setdefault(name, ([], []))[sign == "+"].append(text)
    return [name for name, (old, new) in said.items() if _differ(old, new)]


def _texts(lines: Iterable[str]) -> Iterator[tuple[str, str, Said]]:
    """Code, sign and content of what came or went: of a row its cells, its source among them;
    of the file of a source each line.
    """
    path, is_content = "", False
    for line in lines:
        if line.startswith(FILE):
            path, is_content = line.rpartition(" ")[2], False
        elif line.startswith("@@"):
            is_content = path != CONFLICTS
        elif is_content and path.startswith(SOURCES):
            yield Path(path).stem, line[:1], line[1:]
        elif is_content and (found := ROW.fullmatch(line)):
            yield found[3], found[1], _cells(found[2], path)


def _cells(row: str, path: str) -> Cells:
    cells = next(csv.reader([row]))
    if path == OLD_SOURCES:
        return tuple(cells[1:])
    if path == OLD_FIGURES:
        return *cells[:OLD_LABEL], *cells[OLD_LABEL + 1 :]
    return cells[0], Path(path).stem, *cells[1:]


def _differ(old: list[Said], new: list[Said]) -> bool:
    if old and new and type(old[0]) is not type(new[0]):
        # A source that got a file of its own, or went back into the table.
        old, new = (side if isinstance(side[0], tuple) else _row(side) for side in (old, new))
    return old != new


def _row(lines: list[str]) -> list[Cells]:
    """The file of a source as it stood in the table; nothing if nobody could read it."""
    try:
        values, _ = read_yaml("\n".join(lines))
    except Refused:
        return []
    return [tuple(str(values.get(name) or "") for name in OLD_FIELDS)]


def _revision(head: str) -> Revision:
    """Out of `<start><id> <seconds since 1970>`; what its author wrote is read by nobody."""
    commit, seconds = head.removeprefix(START).split(" ")
    return Revision(commit, moment(int(seconds)).date())
