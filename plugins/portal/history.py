"""The history of every record, read from git at once.

Only what was committed counts, up to the commit that is checked out; so the
same commit gives the same history everywhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from .core.history import UNKNOWN, History, Revision, moment
from .core.subjects import reason_hidden, shown_subject
from .publishing.git import NOTHING, Git, GitFailed

Read = TypeVar("Read")
TABLES = "data/figures/figures.csv", "data/figures/sources.csv"
START = "\x01"
LOG = (
    *("log", "--topo-order", "--encoding=UTF-8", f"--format={START}%H %ct %s", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-relative", f"-O{NOTHING}"),
)
DOCUMENTS = (*LOG, "-M100%", "--name-status", "-z")
ROWS = (
    *(*LOG, "--patch", "--text", "--unified=0", "--inter-hunk-context=0"),
    *("--no-indent-heuristic", "--diff-algorithm=myers", "--no-renames"),
)
RENAMED = "R100"
ROW = re.compile(r'([-+])("?([a-z0-9]+(?:-[a-z0-9]+)*)"?,.*)')


SHALLOW = (
    "Klon git ini dangkal: riwayatnya terpotong, sehingga tanggal perubahan akan keliru. Ambil"
    " seluruhnya dengan git fetch --unshallow; di GitHub Actions tulis fetch-depth: 0."
)


class NoHistory(Exception):
    """Why the history that must be there cannot be read, and what to do."""


def read_history(root: Path, repository: str = "") -> History:
    """What git knows of the project's records.

    root        a folder without `.git`, such as an unpacked archive, has no history.
    repository  address of the repository for people, "" if unknown.
    raises      NoHistory where git cannot read it, or only a part of it.
    """
    if not has_history(root):
        return UNKNOWN
    git = Git(root)
    return History(
        documents=_documents(git(*DOCUMENTS, "HEAD", "--", "content")),
        rows=_rows(git(*ROWS, "HEAD", "--", *TABLES)),
        is_known=True,
        repository=repository.rstrip("/"),
    )


def hidden_subjects(root: Path, reference: str) -> Iterator[tuple[str, str, str]]:
    """Path of a record or table, id of a commit since another one, and why no page will
    show what its author wrote; each commit once."""
    log = Git(root)(*DOCUMENTS, f"{reference}..HEAD", "--", "content", *TABLES)
    told: set[str] = set()
    for path, revisions in _revisions(log, _said).items():
        for commit, _, subject in revisions:
            why = reason_hidden(subject)
            if why and commit not in told:
                told.add(commit)
                yield path, commit, why


def has_history(root: Path) -> bool:
    """Whether anything was committed; raises NoHistory as `read_history` does."""
    if not (root / ".git").exists():
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


def _documents(log: str) -> dict[str, tuple[Revision, ...]]:
    return _revisions(log, _revision)


def _revisions(log: str, read: Callable[[str], Read]) -> dict[str, tuple[Read, ...]]:
    """What is read of each head, by the path of today, out of `--name-status -z`; a file
    keeps its history where it was only given another name.
    """
    found: dict[str, list[Read]] = {}
    today: dict[str, str] = {}
    parts = iter(part.lstrip("\n") for part in log.split("\0"))
    revision = None
    for part in filter(None, parts):
        if part.startswith(START):
            revision = read(part)
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
    """Ids of rows that came, went or differ; a row that only moved is the same."""
    rows: dict[str, dict[str, list[str]]] = {}
    for found in filter(None, map(ROW.fullmatch, lines)):
        sign, row, name = found.groups()
        rows.setdefault(name, {"-": [], "+": []})[sign].append(row)
    return [name for name, of in rows.items() if of["-"] != of["+"]]


def _revision(head: str) -> Revision:
    commit, seconds, subject = _said(head)
    return Revision(commit, moment(seconds).date(), shown_subject(subject))


def _said(head: str) -> tuple[str, int, str]:
    """Out of `<start><id> <seconds since 1970> <subject>`, as its author wrote it."""
    commit, seconds, subject = head.removeprefix(START).split(" ", 2)
    return commit, int(seconds), subject
