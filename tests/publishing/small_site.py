"""A small project with the real code and a handful of the real records, for publishing."""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from portal.core.checks import check_project
from portal.core.documents import read_document
from portal.core.fields import references

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("plugins", "theme", "scripts", "pelicanconf.py", "publishconf.py", "requirements.lock")
# The nation, Bali and Yogyakarta, with their regencies and cities.
REGIONS = re.compile(r"00|(51|34)(\.\d\d)?")
STATEMENTS, REGULATIONS, FIGURES = 5, 99, 30
# More than any chain of references among the records.
ROUNDS = 10
IDENTITY = ("-c", "user.name=Redaksi", "-c", "user.email=redaksi@contoh.example")

Row = list[str]


def lay_out(folder: Path) -> Path:
    """Write the project and commit it; the same bytes and the same commit every time."""
    for name in CODE:
        _copy(ROOT / name, folder / name)
    for name in ("pages", "extra"):
        if (ROOT / "content" / name).exists():
            _copy(ROOT / "content" / name, folder / "content" / name)
    _copy(ROOT / "data", folder / "data")
    _trim_tables(folder / "data")
    _copy_documents(folder / "content", "statements", STATEMENTS)
    _copy_documents(folder / "content", "regulations", REGULATIONS)
    _drop_what_refers_to_nothing(folder)
    (folder / ".gitignore").write_text(".venv\n.cache/\n__pycache__/\n*.pyc\n", "utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "Situs kecil")
    return folder


def commit(folder: Path, subject: str, when: str = "2027-01-02T03:04:05+00:00") -> str:
    """Commit everything at a fixed time; returns the id."""
    git(folder, "add", "--all")
    times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    git(folder, *IDENTITY, "commit", "--quiet", "--message", subject, variables=times)
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *command: str, variables: dict[str, str] | None = None) -> str:
    ran = subprocess.run(
        ["git", *command],
        cwd=folder,
        env=os.environ | (variables or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout.strip()


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, target, ignore=ignored)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _trim_tables(data: Path) -> None:
    keep_rows(data / "regions.csv", lambda row: REGIONS.fullmatch(row["code"]))
    for path in data.rglob("*.csv"):
        rows = read_rows(path)
        if rows and "region_code" in rows[0]:
            keep_rows(path, lambda row: REGIONS.fullmatch(row["region_code"]))
    _trim_figures(data)


def _trim_figures(data: Path) -> None:
    """The first figures, and their sources."""
    left = FIGURES
    for source in sorted((data / "sources").iterdir()):
        path = data / "figures" / f"{source.stem}.csv"
        rows = read_rows(path)[:left]
        left -= len(rows)
        if rows:
            write_rows(path, list(rows[0]), rows)
        else:
            path.unlink()
            source.unlink()


def _copy_documents(content: Path, kind: str, count: int) -> None:
    """The last documents of a kind that name no region but ours."""
    found = []
    for path in sorted((ROOT / "content" / kind).glob("*.md"), reverse=True):
        document, _ = read_document(path, path.name)
        record = document.record
        codes = {code for _, register, code in references(record) if register == "region"}
        codes |= {getattr(record, "scope", "national")} - {"national"}
        found += [path] if all(map(REGIONS.fullmatch, codes)) else []
    for path in found[:count]:
        _copy(path, content / kind / path.name)


def _drop_what_refers_to_nothing(folder: Path) -> None:
    """Leave out every record that the check complains about, until it has no complaint."""
    for _ in range(ROUNDS):
        problems = check_project(folder)
        wrong: dict[str, set[int]] = {}
        for problem in problems:
            wrong.setdefault(problem.path, set()).add(problem.line)
        for name, lines in wrong.items():
            if name.startswith("data/sources/"):
                _drop_source(folder, Path(name).stem)
                continue
            drop = {".csv": _drop_rows, ".yaml": _drop_items}.get(Path(name).suffix)
            if drop:
                drop(folder / name, lines)
            else:
                (folder / name).unlink()
    assert not problems, problems


def _drop_source(folder: Path, source_id: str) -> None:
    (folder / f"data/sources/{source_id}.yaml").unlink()
    (folder / f"data/figures/{source_id}.csv").unlink()


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keep_rows(path: Path, wanted: Callable[[dict[str, str]], object]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    write_rows(path, header, [row for row in read_rows(path) if wanted(row)])


def write_rows(path: Path, header: Row, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8", newline="\n")


def _drop_rows(path: Path, lines: set[int]) -> None:
    """Leave out the rows that start at these lines, counted from 1."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, kept, start = list(reader.fieldnames), [], 2
        for row in reader:
            kept += [] if start in lines else [row]
            start = reader.line_num + 1
    write_rows(path, header, kept)


def _drop_items(path: Path, lines: set[int]) -> None:
    """Leave out the items of a YAML list that hold these lines, counted from 1."""
    items = re.split(r"^(?=- )", path.read_text("utf-8"), flags=re.MULTILINE)
    kept, start = [], 1
    for item in items:
        end = start + item.count("\n")
        kept += [] if any(start <= line < end for line in lines) else [item]
        start = end
    path.write_text("".join(kept) or "[]\n", "utf-8", newline="\n")
