"""Published figures enter the repository: read, checked, protected, appended."""

import csv
from pathlib import Path

from .core.arrivals import read_arrivals
from .core.intake import take_in
from .core.portal import read_portal


def take(root: Path, figures: Path, sources: Path, added: str) -> tuple[int, int]:
    """Append two tables from outside to `data/figures/`.

    added    the day the rows come onto the portal, 2026-11-24.
    returns  how many figures entered, and how many of them are withheld.
    raises   ProblemsFound, of the tables or of the project; nothing is written then.
    """
    portal = read_portal(root / "content", root / "data", root)
    names = [region.name for region in portal.regions if region.level == "regency"]
    rows, kept = take_in(*read_arrivals(figures, sources, portal), names, added)
    _append(root / "data/figures/figures.csv", rows)
    _append(root / "data/figures/sources.csv", kept)
    return len(rows), sum(row["status"] == "confidential" for row in rows)


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    columns = path.read_text("utf-8").splitlines()[0].split(",")
    # A column that the table does not have may only be left out where it says nothing.
    told = [{c: cell for c, cell in row.items() if cell or c in columns} for row in rows]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerows(told)
