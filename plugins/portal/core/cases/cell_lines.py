"""Where in the repository the cell stands that a finding of the audit is about."""

from collections.abc import Iterable, Mapping, Sequence

from ..problems import Problem
from .audit import Finding
from .published import Published
from .sheets import addresses_of, lay_out

CASES = "data/cases"


def located(
    findings: Iterable[Finding],
    releases: Sequence[Published],
    regions: Mapping[str, str | None],
) -> list[Problem]:
    """Findings as problems, each at the file and line of its cell."""
    found = list(findings)
    lines = _lines(releases, regions) if found else {}
    # Every cell is printed somewhere; what is not, the settings of the newest release say.
    nowhere = f"{CASES}/{releases[-1].name}/release.yaml", 1
    return [Problem("P130", *lines.get(f.where, nowhere), f"{f.where}: {f.text}") for f in found]


def _lines(
    releases: Iterable[Published], regions: Mapping[str, str | None]
) -> dict[str, tuple[str, int]]:
    """Label of a cell -> file and line of the first table that prints it."""
    places: dict[str, tuple[str, int]] = {}
    for release in releases:
        settings = f"{CASES}/{release.name}/release.yaml"
        for figure in release.settings.official:
            places.setdefault(f"angka resmi {figure.source}", (settings, 1))
        sheet = lay_out(release, regions)
        for name, rows in release.tables.items():
            path = f"{CASES}/{release.name}/{name}.csv"
            for line, address in enumerate(addresses_of(sheet, rows), 2):
                places.setdefault(sheet.label(address), (path, line))
    return places
