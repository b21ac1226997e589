"""The gate: `protect` makes the tables that may be published, or nothing.

Threshold rule, gate, whole groups and zeros withhold cells for their own sake;
complementary cells are withheld until every small count has, for each value a
reader must not exclude, a witness table checked in whole numbers.
source   Handbook on Statistical Disclosure Control (2012), chapters 4 and 5.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .audit import Audit
from .bounds import bounds
from .knowledge import Knowledge, gather
from .primary import Facts, Rules, small_counts, whole_groups
from .published import Published, table_columns, table_rows
from .release import Release
from .report import report_of
from .search import OutOfTime, Search, Unprotectable
from .witnesses import Need

_SEAL = object()


class NotProtected(Exception):
    """No safe release could be made; the text says why. Nothing may be written."""


@dataclass(frozen=True)
class PublicTable:
    """A table that may be published. Only `protect` and the audit gate make one.

    name     table name.
    columns  its dimensions.
    rows     dimension columns, `value` (Int64, missing where withheld), `status`.
    """

    name: str
    columns: tuple[str, ...]
    rows: pd.DataFrame
    seal: object

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("a PublicTable is made by protect() or audited_tables(), nowhere else")


@dataclass(frozen=True)
class Protected:
    """A release that may be written.

    tables   its PublicTables.
    report   what may be published about it; it follows from the tables alone.
    private  counts of cells by reason, for the editor's eyes: how many cells
             are small tells a reader about a release with few of them.
    """

    settings: Release
    tables: tuple[PublicTable, ...]
    report: Mapping[str, object]
    private: Mapping[str, object]

    def summary(self) -> str:
        """One Indonesian sentence for the editor."""
        cells, why = self.report, self.private
        return (
            f"{cells['cells']} sel, {cells['withheld']} ditahan: {why['small']} kecil, {why['zeros']} nol, "
            f"{why['complementary']} pelengkap, {why['rules']} karena aturan kelompok; "
            f"perkara yang tetap terlihat: {why['visible_share']:.1%} di sel yang paling rinci,"
            f" {why['visible_in_all']:.1%} di semua sel."
        )

    def as_published(self, name: str) -> Published:
        return Published(name, self.settings, {t.name: t.rows for t in self.tables})


def protect(
    cases: pd.DataFrame,
    settings: Release,
    regions: Mapping[str, str | None],
    *,
    earlier: Sequence[Published] = (),
    absent: Collection[tuple[str, str]] = (),
    seconds: float = 900.0,
    clock: Callable[[], float] = time.monotonic,
) -> Protected:
    """Withhold what points at a person, and what would give it back.

    cases    counts at the finest level: one column per dimension (codes) and
             `value`, whole, 0 or more.
    regions  code -> parent code; the nation has none.
    earlier  releases already published; those of the same data count.
    absent   (region code, period) in which the register has no such region.
    seconds  time allowed, by `clock`.
    raises   NotProtected if time runs out or a cell has no witness;
             Contradiction if other published numbers do not fit these cases.
    """
    family, rules = settings.family(regions), settings.rules()
    same = [r for r in earlier if r.settings.data == settings.data]
    held = gather(family, cases, rules, same, settings.official, regions, absent)
    facts = held.facts()
    search = Search(facts, rules, family.dimensions[0], seconds, clock)
    needs = required(facts, rules, held)
    _run(search, needs, family)
    tables = tuple(_sealed(family, t, facts, search.shown) for t in family.tables)
    settings = settings.model_copy(update={"revised": held.revised, "only_grew": held.only_grew})
    published = Published("", settings, {table.name: table.rows for table in tables})
    report = report_of(published, regions, [r.name for r in same])
    return Protected(settings, tables, report, _private(search, facts, rules, family))


def audited_tables(release: Published, audited: Audit) -> tuple[PublicTable, ...]:
    """The tables of a release read from disk, once the audit has found nothing.

    raises  NotProtected if the audit has findings or did not see this release.
    """
    if audited.findings or release.name not in audited.releases:
        raise NotProtected(
            f"rilis {release.name} tidak lolos audit; tidak ada yang ditampilkan. Buat ulang rilis ini."
        )
    return tuple(
        PublicTable(n, tuple(rows.columns[:-2]), rows, _SEAL) for n, rows in release.tables.items()
    )


def _run(search: Search, needs: list[Need], family) -> None:
    try:
        search.satisfy(needs)
        search.widen()
        search.drop_unneeded()
    except OutOfTime as error:
        raise NotProtected(
            "waktu habis sebelum semua sel terlindungi; tidak ada yang ditulis. Beri waktu lebih."
        ) from error
    except Unprotectable as error:
        raise NotProtected(_without_witness(family, error.needs)) from error
    unproven = search.witnesses.unproven(search.needs, search.is_fixed, search.lowest)
    if unproven:
        raise NotProtected(_without_witness(family, unproven))


def _without_witness(family, needs: Sequence[Need]) -> str:
    names = sorted({_name(family, cell) for cell, _ in needs})
    return (
        f"sel {'; '.join(names[:5])} tidak dapat dilindungi; tidak ada yang ditulis. "
        "Kurangi rincian tabel, atau periksa angka resmi dan rilis lama."
    )


def _name(family, cell: int) -> str:
    return (
        family.label(cell) if cell < len(family.addresses) else "dari rilis lama atau angka resmi"
    )


def required(facts: Facts, rules: Rules, held: Knowledge) -> list[Need]:
    """Every (cell, value) that a reader must not be able to exclude, by address.

    A small count that an official figure states itself is public already;
    below a small official total only what that total leaves is promised.
    """
    floor, cap = bounds(facts.equations, facts.counts, facts.stated, np.zeros_like(facts.counts))
    small = small_counts(facts, rules)
    before = [c for c in held.hidden_before if 0 < facts.counts[c] < rules.threshold]
    cells = np.union1d(np.flatnonzero(small), np.array(before, dtype=np.int64))
    cells = cells[~facts.known[cells]]
    needs = [
        (int(c), v)
        for c in cells
        for v in _values(int(facts.counts[c]), int(floor[c]), int(cap[c]), rules)
    ]
    return [*needs, *sorted(held.wanted), *_not_everyone(facts, rules)]


def _values(count: int, floor: int, cap: int, rules: Rules) -> list[int]:
    """The largest value first: it is the hardest to reach."""
    first = min(max(1, count - (rules.width - 1) // 2), rules.threshold - rules.width)
    values = range(max(first, floor), min(first + rules.width - 1, cap) + 1)
    return sorted(values, key=lambda v: (-abs(v - count), v))


def _not_everyone(facts: Facts, rules: Rules) -> list[Need]:
    """In a group whose size is known, no code may be proven of everyone."""
    eq = facts.equations
    whole = whole_groups(facts, rules)
    size = facts.counts[eq.total]
    large = facts.below(facts.published & (facts.counts >= rules.group_size))
    told = facts.known[eq.total] | (size >= rules.threshold)
    needs = []
    for equation in np.flatnonzero(whole & told):
        for cell in eq.part[eq.part_eq == equation]:
            if facts.counts[cell] == size[equation] and not _is_common(
                facts, eq, int(cell), rules, large
            ):
                needs.append((int(cell), int(size[equation]) - 1))
    return needs


def _is_common(facts: Facts, eq, cell: int, rules: Rules, large: np.ndarray) -> bool:
    """True if the same code holds of everyone in a large group around this one."""
    if not large[cell]:
        return False
    return any(
        facts.counts[eq.total[e]] == facts.counts[up] >= rules.group_size
        for up in _all_above(facts, cell)
        for e in eq.part_eq[eq.part == up]
        if eq.axis[e] in rules.group_axes
    )


def _all_above(facts: Facts, cell: int) -> set[int]:
    above, part = facts.edges
    found, fresh = set(), {cell}
    while fresh:
        fresh = set(above[np.isin(part, list(fresh))].tolist()) - found
        found |= fresh
    return found


def _sealed(family, table, facts: Facts, shown: np.ndarray) -> PublicTable:
    rows = table_rows(family, table, facts.counts, shown)
    return PublicTable(table.name, tuple(table_columns(family, table)), rows, _SEAL)


def _private(search: Search, facts: Facts, rules: Rules, family) -> dict[str, object]:
    hidden = facts.published & ~search.shown
    small, zero = small_counts(facts, rules), facts.counts == 0
    return {
        "small": int((hidden & small).sum()),
        "zeros": int((hidden & zero).sum()),
        "complementary": int((hidden & search.extra & ~zero).sum()),
        "rules": int((hidden & search.primary & ~small & ~zero).sum()),
        "visible_share": _visible_share(family, facts, search.shown),
        "visible_in_all": _share(facts.counts, facts.published & search.shown, facts.published),
    }


def _visible_share(family, facts: Facts, shown: np.ndarray) -> float:
    """Share of cases that stand in a shown cell, over the finest cells of all tables."""
    seen = counted = 0
    for table in family.tables:
        keys = family.table_keys(table)
        finest = np.ones(len(keys), dtype=bool)
        for dimension, digit in zip(family.dimensions, family.digits(keys), strict=True):
            depth = np.array([dimension.depths[c] for c in dimension.codes])[digit]
            finest &= depth == table.depths.get(dimension.name, 0)
        cells = family.positions(keys[finest])
        counted += int(facts.counts[cells].sum())
        seen += int(facts.counts[cells[shown[cells]]].sum())
    return round(seen / counted, 3) if counted else 1.0


def _share(counts: np.ndarray, some: np.ndarray, every: np.ndarray) -> float:
    """How much of what is counted in every cell, totals too, is counted in some of them."""
    counted = int(counts[every].sum())
    return round(int(counts[some].sum()) / counted, 3) if counted else 1.0
