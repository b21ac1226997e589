"""Published figures as files: each source has its own, and so have its figures.

`data/sources/<source_id>.yaml` says what the source is, `data/figures/<source_id>.csv`
what it reports. Two editors who add two sources write no file in common.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from .fields import parse
from .figures import Figure, Source
from .headers import Refused, read_text, read_yaml, refused, yaml_text
from .leftovers import is_left_behind
from .problems import Problem
from .tables import Located, read_table, table_text

SOURCES, FIGURES = "data/sources/", "data/figures/"
CONFLICTS = f"{FIGURES}conflicts.csv"
# Lists what is being written; it is there only while an intake goes on, or was cut off.
BEGUN = "data/.intake.part"
# Names of other tables beside the figures, today's and those to come.
RESERVED = ("conflicts", "comparisons")
COLUMNS = tuple(name for name in Figure.model_fields if name != "source_id")


def source_file(source_id: str) -> str:
    """Where a source is written, below the project."""
    return f"{SOURCES}{source_id}.yaml"


def figures_file(source_id: str) -> str:
    """Where the figures of a source are written, below the project."""
    return f"{FIGURES}{source_id}.csv"


def source_text(source: Mapping[str, str]) -> str:
    """The file of a source, from its fields as text; what is unknown is left out."""
    known = {n: source[n] for n in Source.model_fields if n != "source_id" and source.get(n)}
    if "published" in known:
        known["published"] = date.fromisoformat(known["published"])
    return yaml_text(known)


def figures_text(rows: Iterable[Mapping[str, str]]) -> str:
    """The file of a source's figures, from all of its rows as text."""
    return table_text(COLUMNS, in_order(rows))


def in_order(rows: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Rows of one source by their codes; those withheld follow by region in their places.

    Articles list the largest count first, and codes count along.
    """
    ordered = sorted(rows, key=lambda row: row["figure_id"])
    places = [i for i, row in enumerate(ordered) if row["status"] == "confidential"]
    withheld = sorted((ordered[i] for i in places), key=lambda row: row["region_code"])
    for place, row in zip(places, withheld, strict=True):
        ordered[place] = row
    return ordered


def read_sources(data: Path, root: Path) -> tuple[list[Located], list[Problem]]:
    """All sources by their codes, each with its place, and all problems."""
    found: list[Located] = []
    problems: list[Problem] = []
    for name in _names(data / "sources", ".yaml", root):
        record, wrong, lines = _source(root / name, name)
        problems += wrong
        if record:
            found.append((record, name, lines))
    return found, problems


def _source(path: Path, name: str) -> tuple[Source | None, list[Problem], Mapping]:
    try:
        values, lines = read_yaml(read_text(path))
    except Refused as error:
        return None, refused(name, error), {}
    if not isinstance(values, dict):
        text = 'isinya bukan bidang. Tulis tiap baris sebagai "bidang: isi".'
        return None, [Problem("P027", name, 1, text)], {}
    code = str(values.setdefault("source_id", path.stem))
    if code != path.stem:
        text = f'source_id "{code}" berbeda dari nama berkas. Pakai "{path.stem}", atau hapus bidang itu.'
        return None, [Problem("P008", name, lines.get(("source_id",), 1), text)], {}
    if code in RESERVED:
        text = f'nama "{code}" dipakai tabel lain di {FIGURES}. Beri sumber ini nama lain.'
        return None, [Problem("P142", name, 1, text)], {}
    return *parse(Source, values, name, lines), lines


def read_figures(data: Path, root: Path) -> tuple[list[Located], list[Problem]]:
    """The figures of all sources by the day they came, then by their sources, then as they
    stand in their files, each with its place; and all problems.
    """
    found: list[Located] = []
    problems: list[Problem] = []
    if (root / BEGUN).exists():
        text = "pemasukan angka terputus. Ulangi scripts/intake.py, atau hapus tabel yang setengah masuk dan berkas ini."
        problems.append(Problem("P143", BEGUN, 1, text))
    for name in _names(data / "figures", ".csv", root):
        source = Path(name).stem
        if name == CONFLICTS:
            continue
        if not (root / source_file(source)).exists():
            problems.append(Problem("P140", name, 1, _homeless(source)))
            continue
        rows, wrong = read_table(root / name, name, Figure, {"source_id": source})
        problems += wrong
        found += rows
    # Of two sources that say the same, the one that came first stays the first.
    return sorted(found, key=lambda located: located[0].added), problems


def _homeless(stem: str) -> str:
    return (
        f"tidak ada sumber {source_file(stem)}. Tabel baru dimasukkan lewat scripts/intake.py dari"
        " luar repositori; simpan berkas ini di sana dan hapus dari sini."
    )


def _names(folder: Path, suffix: str, root: Path) -> list[str]:
    """The files of a folder by their stems; what lies elsewhere is told of as a file."""
    found = sorted(folder.glob(f"*{suffix}"), key=lambda path: path.stem)
    return [path.relative_to(root).as_posix() for path in found if not is_left_behind(path.name)]
