"""Releases of case statistics as pages may show them: past the gate, never before.

Loads neither solver nor pandas: most portals have no case statistics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .dimensions import TOTAL

if TYPE_CHECKING:
    from .audit import Audit
    from .disclosure import PublicTable
    from .release import Release

Codes = tuple[str, ...]


@dataclass(frozen=True)
class PublicRelease:
    """One release that the audit found nothing in.

    name    its folder in `data/cases/`.
    tables  made by the gate alone, in the order of the settings.
    """

    name: str
    settings: Release
    tables: tuple[PublicTable, ...]

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, Mapping[Codes, int | None]]]:
        """Table -> region -> codes of its other columns -> count; None is withheld.

        Everything in the order of the release's files.
        """
        return {table.name: _by_place(table) for table in self.tables}

    def cells(self) -> tuple[int, int]:
        """Printed addresses, and those of them without a number."""
        found = {}
        for table in self.tables:
            for place, counts in self.places[table.name].items():
                for codes, count in counts.items():
                    broken = zip(table.columns[1:], codes, strict=True)
                    address = (place, *((n, c) for n, c in broken if c != TOTAL))
                    found[address] = count
        return len(found), sum(count is None for count in found.values())


@dataclass(frozen=True)
class CaseStatistics:
    """All releases, oldest first, and the audit that let them through; none is usual."""

    releases: tuple[PublicRelease, ...] = ()
    audit: Audit | None = None

    def newest(self) -> Iterator[PublicRelease]:
        """The last release of each set of case files, in the order of the releases."""
        last = {release.settings.data: release for release in self.releases}
        return (r for r in self.releases if last[r.settings.data] is r)


def _by_place(table: PublicTable) -> dict[str, dict[Codes, int | None]]:
    found: dict[str, dict[Codes, int | None]] = defaultdict(dict)
    columns = [table.rows[name].tolist() for name in table.columns]
    counts = table.rows["value"].astype(object).where(table.rows["status"] == "shown", None)
    for (place, *codes), count in zip(zip(*columns, strict=True), counts, strict=True):
        found[place][tuple(codes)] = None if count is None else int(count)
    return dict(found)
