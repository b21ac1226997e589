"""Published figures enter the repository: read, protected, checked, written."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .core.arrivals import Arrivals, read_arrivals
from .core.figure_files import (
    BEGUN,
    FIGURES,
    SOURCES,
    figures_file,
    figures_text,
    source_file,
    source_text,
)
from .core.intake import Row, take_in
from .core.portal import read_portal
from .core.problems import Problem, ProblemsFound
from .core.small_count_checks import published_counts
from .core.small_counts import rule_of
from .trial import problems_with
from .whole_files import undo, write_whole


@dataclass(frozen=True)
class Taken:
    """What entered: how many figures, how many of them withheld; columns that did not."""

    figures: int
    withheld: int
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        """For the editor."""
        first = f"{self.figures} angka ditambahkan, {self.withheld} di antaranya ditahan."
        others = (f'Kolom "{c}" tidak dipakai lagi; isinya tidak disimpan.' for c in self.left_out)
        return "\n".join([first, *others])


def take(root: Path, figures: Path, sources: Path, added: date, today: date) -> Taken:
    """Two tables from outside as files of `data/sources/` and `data/figures/`.

    added   the day the rows come onto the portal.
    today   no day of a row may lie behind it.
    raises  ProblemsFound with everything a check of the project would say afterwards;
            NotWritten where there is no room for it. Nothing is written then.
    """
    undo(root / BEGUN, [root / SOURCES, root / FIGURES])
    portal = read_portal(root / "content", root / "data", root)
    names = [region.name for region in portal.regions if region.level == "regency"]
    arrived = read_arrivals(figures, sources, portal)
    published = [replace(count, is_fixed=True) for count in published_counts(portal)]
    rows, kept = take_in(
        [row for row, _ in arrived.figures],
        [row for row, _ in arrived.sources],
        published,
        rule_of(portal.codes),
        names,
        added.isoformat(),
    )
    files = new_files(kept, rows)
    if problems := problems_with(root, files, today):
        raise ProblemsFound(_at_their_origin(problems, files, arrived, figures.name, sources.name))
    write_whole({root / name: text for name, text in files.items()}, root / BEGUN)
    withheld = sum(row["status"] == "confidential" for row in rows)
    return Taken(len(rows), withheld, arrived.left_out)


def new_files(sources: list[Row], figures: list[Row]) -> dict[str, str]:
    """Path below the project -> text, of sources with the figures of each."""
    found = {}
    for source in sources:
        code = source["source_id"]
        found[source_file(code)] = source_text(source)
        if rows := [row for row in figures if row["source_id"] == code]:
            found[figures_file(code)] = figures_text(rows)
    return found


def _at_their_origin(
    problems: Iterable[Problem],
    files: Mapping[str, str],
    arrived: Arrivals,
    figures: str,
    sources: str,
) -> list[Problem]:
    """Problems of files that would have been written, at the lines of the tables they come from."""
    rows = {row["figure_id"]: line for row, line in arrived.figures}
    places = {source_file(row["source_id"]): (sources, line) for row, line in arrived.sources}
    for row, _ in arrived.sources:
        name = figures_file(row["source_id"])
        for line, figure_id in _figures_by_line(files.get(name, "")).items():
            places[name, line] = figures, rows[figure_id]
    return [
        _moved(one, places.get(one.path) or places.get((one.path, one.line))) for one in problems
    ]


def _figures_by_line(text: str) -> dict[int, str]:
    reader = csv.reader(text.splitlines(keepends=True))
    found, line = {}, 1
    for cells in reader:
        found[line], line = cells[0], reader.line_num + 1
    found.pop(1, None)
    return found


def _moved(problem: Problem, place: tuple[str, int] | None) -> Problem:
    return replace(problem, path=place[0], line=place[1]) if place else problem
