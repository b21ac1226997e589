"""Published figures enter the repository: read, checked, protected, appended."""

from dataclasses import replace
from pathlib import Path

from .core.arrivals import read_arrivals
from .core.figure_files import figures_file, figures_text, source_file, source_text
from .core.intake import Row, take_in
from .core.portal import read_portal
from .core.small_count_checks import published_counts
from .core.small_counts import rule_of


def take(root: Path, figures: Path, sources: Path, added: str) -> tuple[int, int]:
    """Two tables from outside as files of `data/sources/` and `data/figures/`.

    added    the day the rows come onto the portal, 2026-11-24.
    returns  how many figures entered, and how many of them are withheld.
    raises   ProblemsFound, of the tables or of the project; nothing is written then.
    """
    portal = read_portal(root / "content", root / "data", root)
    names = [region.name for region in portal.regions if region.level == "regency"]
    arrived = read_arrivals(figures, sources, portal)
    published = [replace(count, is_fixed=True) for count in published_counts(portal)]
    rows, kept = take_in(*arrived, published, rule_of(portal.codes), names, added)
    for path, text in new_files(kept, rows).items():
        (root / path).write_text(text, "utf-8", newline="\n")
    return len(rows), sum(row["status"] == "confidential" for row in rows)


def new_files(sources: list[Row], figures: list[Row]) -> dict[str, str]:
    """Path below the project -> text, of sources with the figures of each."""
    found = {}
    for source in sources:
        code = source["source_id"]
        found[source_file(code)] = source_text(source)
        if rows := [row for row in figures if row["source_id"] == code]:
            found[figures_file(code)] = figures_text(rows)
    return found
