"""Case statistics on disk: the tables of a release, in one fixed form."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..headers import Refused, read_text
from ..problems import Problem
from .family import Family, TableSpec
from .release import Release, read_release

SHOWN, CONFIDENTIAL = "shown", "confidential"
LONGEST = 16  # digits of a count; more is no count of cases


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
    folder: Path, regions: Mapping[str, str | None]
) -> tuple[Published | None, list[Problem]]:
    """One release in `data/cases/`, or every problem its files have."""
    settings, problems = read_release(folder / "release.yaml")
    if settings is None:
        return None, problems
    try:
        family = settings.family(regions)
    except ValueError as error:
        return None, [
            Problem(
                "P123",
                (folder / "release.yaml").as_posix(),
                1,
                f"{error}. Perbaiki kode wilayah atau jumlah.",
            )
        ]
    tables = {}
    for table in family.tables:
        tables[table.name], found = _read_table(folder / f"{table.name}.csv", family, table)
        problems += found
    return (None if problems else Published(folder.name, settings, tables)), problems


def read_all_published(
    root: Path, regions: Mapping[str, str | None]
) -> tuple[list[Published], list[Problem]]:
    """Every release under `data/cases/`, oldest first by `as_of`, then by name."""
    found = (
        [read_published(f, regions) for f in sorted(root.iterdir()) if f.is_dir()]
        if root.is_dir()
        else []
    )
    releases = sorted((r for r, _ in found if r), key=lambda r: (r.settings.as_of, r.name))
    return releases, [p for _, problems in found for p in problems]


def _read_table(
    path: Path, family: Family, table: TableSpec
) -> tuple[pd.DataFrame | None, list[Problem]]:
    if not path.is_file():
        return None, [
            Problem(
                "P003",
                path.as_posix(),
                1,
                "tabel ini disebut di release.yaml tetapi tidak ada. Buat ulang rilis.",
            )
        ]
    try:
        lines = list(csv.reader(read_text(path).splitlines(), strict=True))
    except (Refused, csv.Error) as error:
        text = (
            error.text if isinstance(error, Refused) else "tabel tidak terbaca. Buat ulang rilis."
        )
        return None, [Problem("P124", path.as_posix(), 1, text)]
    expected = table_rows(family, table, *_nothing(family))
    wanted = [
        list(expected.columns),
        *expected.drop(columns=["value", "status"]).to_numpy().tolist(),
    ]
    problems = [
        p
        for n, (seen, due) in enumerate(zip(lines, wanted, strict=False), 1)
        for p in _row_problems(path, n, seen, due)
    ]
    if len(lines) != len(wanted):
        text = f"{len(lines) - 1} baris, seharusnya {len(wanted) - 1}. Buat ulang rilis dengan scripts/anonymise.py."
        problems.append(Problem("P124", path.as_posix(), 1, text))
    if problems:
        return None, problems
    values = pd.array([int(row[-2]) if row[-2] else pd.NA for row in lines[1:]], dtype="Int64")
    return expected.assign(value=values, status=[row[-1] for row in lines[1:]]), []


def _row_problems(
    path: Path, number: int, seen: Sequence[str], due: Sequence[str]
) -> Iterable[Problem]:
    codes = seen if number == 1 else seen[:-2]
    if list(codes) != list(due):
        text = f'terbaca "{",".join(seen)}", seharusnya mulai dengan "{",".join(due)}". Buat ulang rilis ini.'
        yield Problem("P124", path.as_posix(), number, text)
    elif number > 1 and not _is_consistent(seen[-2], seen[-1]):
        text = f'nilai "{seen[-2]}" dengan status "{seen[-1]}"; shown berangka, confidential kosong. Buat ulang rilis.'
        yield Problem("P124", path.as_posix(), number, text)


def _is_consistent(value: str, status: str) -> bool:
    whole = value.isascii() and value.isdigit() and (value == "0" or value[0] != "0")
    whole = whole and len(value) < LONGEST
    return whole if status == SHOWN else status == CONFIDENTIAL and value == ""


def _nothing(family: Family) -> tuple[np.ndarray, np.ndarray]:
    size = len(family.addresses)
    return np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
