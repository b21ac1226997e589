"""Small sets of cases for tests, a naive publisher, and a reader with patience."""

import numpy as np
import pandas as pd

from portal.core.cases.family import count_addresses
from portal.core.cases.published import Published, table_rows
from portal.core.cases.reader_view import combine
from portal.core.cases.release import Release

NAMES = {
    "title": "Contoh",
    "issuer": "Contoh",
    "licence": "CC BY 4.0",
    "source": "berkas contoh",
    "quality": "contoh",
    "data": "contoh",
    "as_of": "2025-01-01",
}
FLAT = {"00": None}


def nation(*regencies: str) -> dict[str, str | None]:
    """A register out of regency codes: 33.01 lies in 33, 33 in 00."""
    tree = dict(FLAT)
    for code in regencies:
        tree |= {code.split(".")[0]: "00", code: code.split(".")[0]}
    return tree


def settings(
    tables: dict, *, categories="abc", periods=("2024",), gate=0, group_size=0, **more
) -> Release:
    """Settings over a category and a period; no gate unless the test is about it."""
    dimensions = {
        "category": {"column": "category", "codes": list(categories)},
        "period": {"column": "date", "codes": list(periods)},
    }
    return Release.model_validate(
        NAMES
        | {"dimensions": dimensions, "tables": tables, "gate": gate, "group_size": group_size}
        | more
    )


def cases(counts: dict[tuple[str, str, str], int]) -> pd.DataFrame:
    """(region, category, period) -> count."""
    rows = [(*codes, value) for codes, value in counts.items() if value]
    return pd.DataFrame(rows, columns=["region_code", "category", "period", "value"]).astype(
        {"value": "int64"}
    )


def grid(regencies, categories, values, period="2024") -> pd.DataFrame:
    """One row of counts per regency."""
    return cases(
        {
            (r, c, period): v
            for r, row in zip(regencies, values, strict=False)
            for c, v in zip(categories, row, strict=False)
        }
    )


def naive(
    frame: pd.DataFrame, release: Release, regions, name="naif", keep=lambda codes, value: True
) -> Published:
    """A release that withholds small counts and nothing else, if it does that."""
    family = release.family(regions)
    value = count_addresses(family, frame)
    small = (value > 0) & (value < release.threshold)
    shown = np.array(
        [not s or not keep(family.codes_of(i), int(value[i])) for i, s in enumerate(small)]
    )
    return Published(
        name, release, {t.name: table_rows(family, t, value, shown) for t in family.tables}
    )


def open_values(releases, regions, release: Release, frame: pd.DataFrame) -> dict[str, set[int]]:
    """For each withheld small cell, the values 1 to threshold - 1 that no reader can exclude.

    Tries whole-number tables one after the other, without a solver.
    """
    view = combine(releases, regions, [f for r in releases for f in r.settings.official], [])
    last = releases[-1]
    family = release.family(regions)
    truth = {
        f"{last.name}: {family.label(i)}": int(v)
        for i, v in enumerate(count_addresses(family, frame))
    }
    small = {
        c: truth[w]
        for c, w in view.labels.items()
        if c not in view.value and 0 < truth.get(w, 0) < release.threshold
    }
    start = {c: truth.get(view.labels.get(c)) for c in range(view.size)}
    return {
        view.labels[c]: {v for v in range(1, release.threshold) if exists(view, c, v, start)}
        for c in small
    }


def exists(view, cell: int, value: int, start: dict[int, int | None]) -> bool:
    """True if some whole-number table agrees with the view and has the value in the cell."""
    most = 60 + sum(view.value.values())
    low = {c: view.value.get(c, view.least[c]) for c in range(view.size)}
    high = {c: view.value.get(c, most) for c in range(view.size)}
    low[cell], high[cell] = max(low[cell], value), min(high[cell], value)
    return _search(view.rows, low, high, start)


def _search(rows, low, high, start) -> bool:
    if not _narrow(rows, low, high):
        return False
    open_cells = [c for c in low if low[c] < high[c]]
    if not open_cells:
        return True
    cell = min(open_cells, key=lambda c: (high[c] - low[c], c))
    wanted = start[cell] if start[cell] is not None else low[cell]
    for value in sorted(range(low[cell], high[cell] + 1), key=lambda v: abs(v - wanted)):
        if _search(rows, low | {cell: value}, high | {cell: value}, start):
            return True
    return False


def _narrow(rows, low, high) -> bool:
    """Bounds passed along every row until nothing changes; False if none is left."""
    changed = True
    while changed:
        changed = False
        for row, least, most in rows:
            for sign, bound in ((1, most), (-1, -least)):
                if bound is None:
                    continue
                changed |= _narrow_row(row, sign, bound, low, high)
        if any(low[c] > high[c] for c in low):
            return False
    return True


def _narrow_row(row, sign, bound, low, high) -> bool:
    """sign x row <= bound: what it says about each cell's ends."""
    terms = {c: sign * k for c, k in row.items() if k}
    rest = bound - sum(k * (low[c] if k > 0 else high[c]) for c, k in terms.items())
    changed = False
    for c, k in terms.items():
        if k > 0 and (top := low[c] + rest // k) < high[c]:
            high[c], changed = top, True
        if k < 0 and (bottom := high[c] - rest // -k) > low[c]:
            low[c], changed = bottom, True
        if low[c] > high[c]:
            return False
    return changed
