"""What a reader holds besides the new release: earlier releases, official figures.

Both become cells and sums of the same linear system. A number that did not
change since an earlier release is the same unknown; one that did is an unknown
of its own, at most the new one where counts only grow.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .earlier import Contradiction, EarlierRelease, leaf_set
from .family import Equations, Family, breakdowns, count_addresses
from .primary import Facts, Rules
from .published import Published
from .release import PERIOD, Official


@dataclass
class Knowledge:
    """The release's own cells, growing by what else a reader holds."""

    family: Family
    counts: list[int]
    equations: Equations
    known: dict[int, bool] = field(default_factory=dict)
    lowest: dict[int, int] = field(default_factory=dict)
    region: list[int] = field(default_factory=list)
    rows: list[tuple[int, list[int]]] = field(default_factory=list)
    held_back: set[int] = field(default_factory=set)
    stated: set[int] = field(default_factory=set)
    wanted: set[tuple[int, int]] = field(default_factory=set)
    hidden_before: set[int] = field(default_factory=set)
    revised: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only_grew: bool = True
    changes: list[tuple[int, int]] = field(default_factory=list)

    def cell(self, count: int, region: int) -> int:
        """A further unknown that this release does not print."""
        self.counts.append(int(count))
        self.region.append(region)
        return len(self.counts) - 1

    def facts(self) -> Facts:
        size, own = len(self.counts), len(self.family.addresses)
        known, lowest = np.zeros(size, dtype=bool), np.zeros(size, dtype=np.int64)
        known[list(self.known)] = True
        lowest[list(self.lowest)] = list(self.lowest.values())
        held, stated = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        held[list(self.held_back)] = True
        stated[list(self.stated)] = True
        counts, region = (
            np.array(self.counts, dtype=np.int64),
            np.array(self.region, dtype=np.int64),
        )
        return Facts(
            counts,
            self.equations.extended(self.rows),
            np.arange(size) < own,
            known,
            lowest,
            region,
            held,
            stated,
        )


def gather(
    family: Family,
    cases: pd.DataFrame,
    rules: Rules,
    earlier: Sequence[Published],
    official: Sequence[Official],
    regions: Mapping[str, str | None],
    absent: Collection[tuple[str, str]] = (),
) -> Knowledge:
    """The whole system a reader can write down.

    absent  (region code, period) where the register says that nothing can be.
    raises  Contradiction if an official figure or an earlier release cannot
            belong to the same cases.
    """
    counts = count_addresses(family, cases)
    region = family.digits(family.addresses)[0]
    held = Knowledge(family, counts.tolist(), breakdowns(family), region=region.tolist())
    for release in earlier:
        _add_earlier(held, release, cases, rules, regions)
    for cell in np.flatnonzero(_impossible(family, absent)).tolist():
        held.known[cell] = True
    for before, new in held.changes if held.only_grew else ():
        change = held.counts[new] - held.counts[before]
        held.rows.append((new, [before, held.cell(change, held.region[new])]))
    for figure in official:
        _add_official(held, figure, cases)
    return held


def _impossible(family: Family, absent: Collection[tuple[str, str]]) -> np.ndarray:
    """True for addresses all of whose regions did not exist in all of their periods."""
    names = [d.name for d in family.dimensions]
    if not absent or PERIOD not in names:
        return np.zeros(len(family.addresses), dtype=bool)
    axis, digits = names.index(PERIOD), family.digits(family.addresses)
    regions, periods = (
        [leaf_set(d, code) for code in d.codes]
        for d in (family.dimensions[0], family.dimensions[axis])
    )
    pairs = zip(digits[0].tolist(), digits[axis].tolist(), strict=True)
    return np.array(
        [all((r, p) in absent for r in regions[i] for p in periods[j]) for i, j in pairs]
    )


def _add_official(held: Knowledge, figure: Official, cases: pd.DataFrame) -> None:
    """Fix the cell an official figure states; outside the family, bound its totals."""
    codes = [figure.at.get(d.name, d.top) for d in held.family.dimensions]
    for dimension, code in zip(held.family.dimensions, codes, strict=True):
        if code not in dimension.position:
            raise Contradiction(
                f'angka resmi {figure.source}: kode "{code}" tidak ada di {dimension.name}'
            )
    count = _count_at(held.family, cases, codes)
    if count != figure.value:
        raise Contradiction(
            f"angka resmi {figure.source} menyebut {figure.value}, hitungan ini {count}; bukan data yang sama. "
            "Hapus dari official, atau periksa berkas perkara"
        )
    index = int(held.family.positions(np.array([held.family.key_of(codes)]))[0])
    if index < 0:
        index = _outside(held, codes, count)
    held.known[index] = True
    held.stated.add(index)


def _outside(held: Knowledge, codes: Sequence[str], count: int) -> int:
    """A cell finer than the family, with what is left of each total around it."""
    family = held.family
    region = family.dimensions[0].position[codes[0]]
    cell = held.cell(count, region)
    for index in _nearest_totals(family, codes):
        rest = held.cell(held.counts[index] - count, region)
        held.rows.append((index, [cell, rest]))
    return cell


def _nearest_totals(family: Family, codes: Sequence[str]) -> list[int]:
    """Every address of the family that counts the cases at these codes."""
    keys = np.zeros(1, dtype=np.int64)
    for dimension, stride, code in zip(family.dimensions, family.strides, codes, strict=True):
        above = np.array([dimension.position[c] for c in dimension.containing[code]])
        keys = (keys[:, None] + above[None, :] * stride).ravel()
    found = family.positions(np.sort(keys))
    return found[found >= 0].tolist()


def _count_at(family: Family, cases: pd.DataFrame, codes: Sequence[str]) -> int:
    inside = np.ones(len(cases), dtype=bool)
    for dimension, code in zip(family.dimensions, codes, strict=True):
        members = [c for c in dimension.codes if code in dimension.containing[c]]
        inside &= cases[dimension.name].isin(members).to_numpy()
    return int(cases["value"][inside].sum())


def _add_earlier(
    held: Knowledge,
    release: Published,
    cases: pd.DataFrame,
    rules: Rules,
    regions: Mapping[str, str | None],
) -> None:
    """Tie the cells of one earlier release to the new ones."""
    old = EarlierRelease(release, regions)
    shared = old.same_unknown(held.family)
    counts = old.count(cases)
    periods = old.revised_periods(counts)
    if periods:
        held.revised[release.name] = tuple(sorted(periods))
    revised = old.touching(periods)
    merged = np.where(revised, -1, shared)
    settled = np.where(
        revised | (counts != old.value) & old.shown, old.settle(counts, revised), counts
    )
    place = np.where(merged >= 0, merged, 0)
    for i in np.flatnonzero(merged < 0):
        place[i] = held.cell(settled[i], held.family.dimensions[0].position.get(old.codes(i)[0], 0))
    eq = old.equations
    parts = np.split(
        place[eq.part], np.cumsum(np.bincount(eq.part_eq, minlength=len(eq.total)))[:-1]
    )
    held.rows += [(int(place[t]), p.tolist()) for t, p in zip(eq.total, parts, strict=True)]
    _note_published(held, old, place)
    _tie_changes(held, old, shared, place, revised, rules)


def _note_published(held: Knowledge, old: "EarlierRelease", place: np.ndarray) -> None:
    lowest = old.lowest()
    for i, cell in enumerate(place.tolist()):
        if old.shown[i]:
            held.known[cell] = True
        else:
            held.lowest[cell] = max(held.lowest.get(cell, 0), int(lowest[i]))
            held.hidden_before.add(cell)


def _tie_changes(held, old, shared, place, revised, rules) -> None:
    """Pairs of old and new numbers; small changes are held back."""
    changed = np.flatnonzero(revised & (shared >= 0))
    held.only_grew &= all(held.counts[shared[i]] >= held.counts[place[i]] for i in changed)
    for i in changed.tolist():
        new, before = int(shared[i]), int(place[i])
        change = held.counts[new] - held.counts[before]
        held.changes.append((before, new))
        if old.shown[i] and 0 < abs(change) < rules.threshold:
            held.held_back.add(new)
            sign = 1 if change > 0 else -1
            values = (held.counts[before] + sign * k for k in range(1, rules.threshold))
            held.wanted |= {(new, value) for value in values if value >= 0}
