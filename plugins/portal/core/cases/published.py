"""Case statistics on disk: the tables of a release, in one fixed form."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..fields import shown as quoted
from ..headers import Refused, read_text, refused
from ..problems import Problem
from .family import Family, TableSpec
from .release import Release, read_release

SHOWN, CONFIDENTIAL = "shown", "confidential"
LONGEST = 16  # digits of a count; more is no count of cases
WITHHELD, UNSEEN = -1, -2


@dataclass(frozen=True)
class Published:
    """A release as anyone can read it.

    name      its folder.
    settings  its `release.yaml`.
    tables    table name -> rows: dimension columns (text), `value` (Int64,
              missing where withheld), `status`.
    """

    name: str
    settings: Release
    tables: Mapping[str, pd.DataFrame]

    def by_address(self, family: Family) -> tuple[np.ndarray, np.ndarray]:
        """Value (0 where withheld) and whether it is shown, per address."""
        value = np.zeros(len(family.addresses), dtype=np.int64)
        shown = np.zeros(len(family.addresses), dtype=bool)
        for table in family.tables:
            rows = self.tables[table.name]
            cells = family.positions(family.table_keys(table))
            seen = rows["status"].to_numpy() == SHOWN
            value[cells[seen]] = (
                rows["value"].to_numpy(dtype="float64", na_value=0)[seen].astype(np.int64)
            )
            shown[cells] = seen
        return value, shown


def table_columns(family: Family, table: TableSpec) -> list[str]:
    return [
        d.name
        for d in family.dimensions
        if table.depths.get(d.name, 0) > 0 or d is family.dimensions[0]
    ]


def table_rows(
    family: Family, table: TableSpec, value: np.ndarray, shown: np.ndarray
) -> pd.DataFrame:
    """One table in its fixed order; a withheld row has no value."""
    keys = family.table_keys(table)
    cells = family.positions(keys)
    digits = dict(zip([d.name for d in family.dimensions], family.digits(keys), strict=True))
    names = table_columns(family, table)
    codes = {
        d.name: np.array(d.codes, dtype=object)[digits[d.name]]
        for d in family.dimensions
        if d.name in names
    }
    values = pd.array(np.where(shown[cells], value[cells], 0), dtype="Int64")
    values[~shown[cells]] = pd.NA
    return pd.DataFrame(
        codes | {"value": values, "status": np.where(shown[cells], SHOWN, CONFIDENTIAL)}
    )


def table_text(rows: pd.DataFrame) -> str:
    return rows.to_csv(index=False, lineterminator="\n")


def read_published(
    folder: Path, regions: Mapping[str, str | None], own_sites: Collection[str] = ()
) -> tuple[Published | None, list[Problem]]:
    """One release in `data/cases/`, or every problem its settings and tables have.

    own_sites  addresses of our own site, which is no source of an official figure.
    """
    path = folder / "release.yaml"
    settings, problems = read_release(path, own_sites)
    if settings is None:
        return None, problems
    try:
        family = settings.family(regions)
    except ValueError as error:
        text = f"{error}. Perbaiki kode wilayah atau jumlah."
        return None, [Problem("P123", path.as_posix(), 1, text)]
    problems += _unknown_places(settings, family, path)
    tables = {}
    for table in family.tables:
        tables[table.name], found = _read_table(folder / f"{table.name}.csv", family, table)
        problems += found
    problems += [] if problems else _contradictions(folder, family, tables)
    return (None if problems else Published(folder.name, settings, tables)), problems


def _unknown_places(settings: Release, family: Family, path: Path) -> list[Problem]:
    """Official figures of regions that the register does not have."""
    region = family.dimensions[0]
    return [
        Problem(
            "P122",
            path.as_posix(),
            1,
            f"official {number}: kode wilayah {quoted(code)} tidak dikenal. Perbaiki kodenya.",
        )
        for number, figure in enumerate(settings.official, 1)
        if (code := figure.at.get(region.name, region.top)) not in region.position
    ]


def _read_table(
    path: Path, family: Family, table: TableSpec
) -> tuple[pd.DataFrame | None, list[Problem]]:
    try:
        lines = read_text(path).removesuffix("\n").split("\n")
    except Refused as error:
        return None, refused(path.as_posix(), error)
    except OSError:
        text = "tabel ini disebut di release.yaml tetapi tidak ada. Buat ulang rilis."
        return None, [Problem("P003", path.as_posix(), 1, text)]
    expected = table_rows(family, table, *_nothing(family))
    codes = expected.drop(columns=["value", "status"]).itertuples(index=False, name=None)
    due = [",".join(expected.columns), *(",".join(row) for row in codes)]
    problems = [
        Problem("P124", path.as_posix(), line, text) for line, text in _wrong_rows(lines, due)
    ]
    if problems:
        return None, problems
    cells = [line.rsplit(",", 2)[1:] for line in lines[1:]]
    values = pd.array([int(value) if value else pd.NA for value, _ in cells], dtype="Int64")
    return expected.assign(value=values, status=[status for _, status in cells]), []


def _wrong_rows(lines: list[str], due: list[str]) -> Iterator[tuple[int, str]]:
    """Rows that are not as `table_text` writes them; behind a row out of its place none is read."""
    for number, wanted in enumerate(due, 1):
        seen = lines[number - 1] if number <= len(lines) else ""
        if (seen != wanted) if number == 1 else not seen.startswith(f"{wanted},"):
            reason = _out_of_place(seen, due, number)
            text = f"terbaca {quoted(seen)}, seharusnya mulai dengan {quoted(wanted)}{reason}."
            yield number, f"{text} Buat ulang rilis ini."
            return
        value, _, status = seen[len(wanted) + 1 :].partition(",")
        if number > 1 and not _is_consistent(value, status):
            text = f"nilai {quoted(value)} dengan status {quoted(status)}; shown berangka, confidential kosong."
            yield number, f"{text} Buat ulang rilis."
    if len(lines) > len(due):
        text = f"{len(lines) - 1} baris, seharusnya {len(due) - 1}; mulai baris ini berlebih."
        yield len(due) + 1, f"{text} Buat ulang rilis dengan scripts/anonymise.py."


def _out_of_place(seen: str, due: list[str], number: int) -> str:
    if not seen:
        return "; baris ini hilang"
    place = next((n for n, row in enumerate(due[1:], 2) if seen.startswith(f"{row},")), 0)
    if not place:
        return ""
    return f"; baris itu milik baris {place}, jadi ada yang {'ganda' if place < number else 'hilang atau bertukar'}"


def _is_consistent(value: str, status: str) -> bool:
    whole = value.isascii() and value.isdigit() and (value == "0" or value[0] != "0")
    whole = whole and len(value) < LONGEST
    return whole if status == SHOWN else status == CONFIDENTIAL and value == ""


def _contradictions(
    folder: Path, family: Family, tables: Mapping[str, pd.DataFrame]
) -> list[Problem]:
    """Cells that two tables print, one of them otherwise: withheld here and shown there."""
    seen = np.full(len(family.addresses), UNSEEN, dtype=np.int64)
    problems = []
    for table in family.tables:
        cells = family.positions(family.table_keys(table))
        rows = tables[table.name]
        numbers = rows["value"].to_numpy(dtype="int64", na_value=WITHHELD)
        for row in np.flatnonzero((seen[cells] != UNSEEN) & (seen[cells] != numbers)).tolist():
            text = f"{family.label(int(cells[row]))}: tabel lain mencetak sel ini dengan nilai atau status lain."
            name = (folder / f"{table.name}.csv").as_posix()
            problems.append(Problem("P124", name, row + 2, f"{text} Buat ulang rilis ini."))
        seen[cells] = numbers
    return problems


def _nothing(family: Family) -> tuple[np.ndarray, np.ndarray]:
    size = len(family.addresses)
    return np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
