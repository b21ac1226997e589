"""A family of linked tables over the same cases: addresses, counts, equations.

One unknown per address (a code on every dimension), however many tables show
it: so all tables and levels are one linear system, and nothing has to be
carried from table to table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from .dimensions import Dimension


@dataclass(frozen=True)
class TableSpec:
    """One table of a family.

    name    file name without `.csv`.
    depths  dimension name -> deepest level shown; a dimension that is not
            named stays at its grand total and has no column.
    """

    name: str
    depths: Mapping[str, int]


@dataclass(frozen=True)
class Family:
    """All addresses of all tables, each once.

    addresses  sorted int64 keys; `codes_of` turns them into codes.
    """

    dimensions: tuple[Dimension, ...]
    tables: tuple[TableSpec, ...]

    @cached_property
    def strides(self) -> tuple[int, ...]:
        sizes = [len(d.codes) for d in self.dimensions]
        return tuple(int(np.prod(sizes[i + 1 :], dtype=np.int64)) for i in range(len(sizes)))

    @cached_property
    def addresses(self) -> np.ndarray:
        return np.unique(np.concatenate([self.table_keys(t) for t in self.tables]))

    def table_keys(self, table: TableSpec) -> np.ndarray:
        """Keys of one table, in its fixed order of publication (row-major)."""
        keys = np.zeros(1, dtype=np.int64)
        for dimension, stride in zip(self.dimensions, self.strides, strict=True):
            codes = dimension.within(table.depths.get(dimension.name, 0))
            steps = np.array([dimension.position[c] for c in codes], dtype=np.int64) * stride
            keys = (keys[:, None] + steps[None, :]).ravel()
        return keys

    def positions(self, keys: np.ndarray) -> np.ndarray:
        """Index of each key among `addresses`; -1 where it is not in the family."""
        found = np.searchsorted(self.addresses, keys)
        found[found == len(self.addresses)] = 0
        return np.where(self.addresses[found] == keys, found, -1)

    def digits(self, keys: np.ndarray) -> list[np.ndarray]:
        """Per dimension, the position of each key's code."""
        sizes = [len(d.codes) for d in self.dimensions]
        return [keys // stride % size for stride, size in zip(self.strides, sizes, strict=True)]

    def codes_of(self, index: int) -> tuple[str, ...]:
        key = np.array([self.addresses[index]])
        digits = self.digits(key)
        return tuple(d.codes[int(p[0])] for d, p in zip(self.dimensions, digits, strict=True))

    def key_of(self, codes: Sequence[str]) -> int:
        pairs = zip(self.dimensions, self.strides, codes, strict=True)
        return sum(d.position[code] * stride for d, stride, code in pairs)

    def label(self, index: int) -> str:
        pairs = zip(self.dimensions, self.codes_of(index), strict=True)
        return (
            ", ".join(f"{d.name} {code}" for d, code in pairs if code != d.top)
            or "total seluruhnya"
        )


@dataclass(frozen=True)
class Equations:
    """Sums that hold between cells: each total equals its parts.

    total    cell of each equation's total, shape (equations,).
    axis     dimension each equation sums over; -1 if it is no breakdown.
    part_eq  equation of each part, shape (parts,), rising.
    part     cell of each part, shape (parts,).
    """

    total: np.ndarray
    axis: np.ndarray
    part_eq: np.ndarray
    part: np.ndarray

    def residual(self, change: np.ndarray) -> np.ndarray:
        """Parts minus total, per equation, in whole numbers."""
        sums = np.zeros(len(self.total), dtype=np.int64)
        np.add.at(sums, self.part_eq, change[self.part])
        return sums - change[self.total]

    @cached_property
    def _by_cell(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Per cell, the equations it stands in: offsets, equations, -1 or 1."""
        cell = np.concatenate([self.total, self.part])
        equation = np.concatenate([np.arange(len(self.total)), self.part_eq])
        sign = np.concatenate(
            [np.full(len(self.total), -1), np.ones(len(self.part), dtype=np.int64)]
        )
        order = np.argsort(cell, kind="stable")
        size = int(cell.max()) + 1 if len(cell) else 0
        return (
            np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=size))]),
            equation[order],
            sign[order],
        )

    def hold_after(self, cells: np.ndarray, change: np.ndarray) -> bool:
        """True if every equation that held still does when these cells change."""
        starts, equations, signs = self._by_cell
        inside = cells < len(starts) - 1
        cells, change = cells[inside], change[inside]
        sizes = starts[cells + 1] - starts[cells]
        place = (
            np.arange(sizes.sum())
            - np.repeat(np.cumsum(sizes) - sizes, sizes)
            + np.repeat(starts[cells], sizes)
        )
        touched, inverse = np.unique(equations[place], return_inverse=True)
        gap = np.zeros(len(touched), dtype=np.int64)
        np.add.at(gap, inverse, signs[place] * np.repeat(change, sizes))
        return not gap.any()

    def extended(self, rows: Sequence[tuple[int, Sequence[int]]]) -> "Equations":
        """A copy with further (total, parts) that are no breakdowns."""
        if not rows:
            return self
        new_eq = np.repeat(
            np.arange(len(rows)) + len(self.total), [len(parts) for _, parts in rows]
        )
        return Equations(
            np.concatenate([self.total, [total for total, _ in rows]]),
            np.concatenate([self.axis, np.full(len(rows), -1)]),
            np.concatenate([self.part_eq, new_eq]),
            np.concatenate([self.part, [p for _, parts in rows for p in parts]]),
        )


def count_addresses(family: Family, cases: pd.DataFrame) -> np.ndarray:
    """Counts of every address, from counts at the finest level.

    cases    one column per dimension (codes) and `value`, whole and >= 0.
    returns  int64, shape of `family.addresses`.
    """
    leaves = [cases[d.name].map(d.position).to_numpy(dtype=np.int64) for d in family.dimensions]
    value = cases["value"].to_numpy(dtype=np.int64)
    counts = np.zeros(len(family.addresses), dtype=np.int64)
    for table in family.tables:
        keys, sums = _table_counts(family, table, leaves, value)
        counts[family.positions(keys)] = sums
    return counts


def _table_counts(family, table, leaves, value) -> tuple[np.ndarray, np.ndarray]:
    """Keys with cases and their counts, one dimension after the other."""
    rows, keys = np.arange(len(value)), np.zeros(len(value), dtype=np.int64)
    for dimension, stride, leaf in zip(family.dimensions, family.strides, leaves, strict=True):
        starts, targets = _targets(dimension, table.depths.get(dimension.name, 0))
        sizes = (starts[1:] - starts[:-1])[leaf[rows]]
        offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        step = targets[np.repeat(starts[leaf[rows]], sizes) + offsets]
        rows, keys = np.repeat(rows, sizes), np.repeat(keys, sizes) + step * stride
    found, inverse = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(found), dtype=np.int64)
    np.add.at(sums, inverse, value[rows])
    return found, sums


def _targets(dimension: Dimension, depth: int) -> tuple[np.ndarray, np.ndarray]:
    """For each code, the shown totals it counts in, as offsets into one list."""
    shown = {code: dimension.position[code] for code in dimension.within(depth)}
    lists = [
        [shown[t] for t in dimension.containing[code] if t in shown] for code in dimension.codes
    ]
    starts = np.concatenate([[0], np.cumsum([len(x) for x in lists])])
    return starts, np.array([t for x in lists for t in x], dtype=np.int64)


def breakdowns(family: Family) -> Equations:
    """Every sum between addresses of the family, over all tables at once."""
    total, axis, part_eq, part = [], [], [], []
    digits = family.digits(family.addresses)
    for a, (dimension, stride) in enumerate(zip(family.dimensions, family.strides, strict=True)):
        by_code = _cells_by_code(digits[a], len(dimension.codes))
        for code, parts in dimension.sums:
            here = by_code[dimension.position[code]]
            steps = np.array([dimension.position[p] - dimension.position[code] for p in parts])
            cells = family.positions((family.addresses[here][:, None] + steps * stride).ravel())
            cells = cells.reshape(len(here), len(parts))
            complete = (cells >= 0).all(axis=1)
            total.append(here[complete])
            part.append(cells[complete].ravel())
            part_eq.append(np.full(complete.sum(), len(parts)))
            axis.append(np.full(complete.sum(), a))
    sizes = np.concatenate(part_eq)
    return Equations(
        np.concatenate(total),
        np.concatenate(axis),
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate(part),
    )


def _cells_by_code(digit: np.ndarray, size: int) -> list[np.ndarray]:
    order = np.argsort(digit, kind="stable")
    return np.split(order, np.cumsum(np.bincount(digit, minlength=size))[:-1])
