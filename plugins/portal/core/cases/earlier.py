"""An earlier release of the same data, as a reader holds it beside the new one."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from .dimensions import TOTAL, Dimension
from .family import Equations, Family, breakdowns, count_addresses
from .primary import Facts, lowest_values
from .published import Published
from .release import PERIOD


class Contradiction(Exception):
    """Published numbers cannot belong to these cases; says which."""


class EarlierRelease:
    """The addresses of an earlier release, with what it published of each."""

    def __init__(self, release: Published, regions: Mapping[str, str | None]) -> None:
        self.family = release.settings.family(regions)
        self.rules = release.settings.rules()
        self.equations = breakdowns(self.family)
        self.value, self.shown = release.by_address(self.family)

    def codes(self, index: int) -> tuple[str, ...]:
        return self.family.codes_of(index)

    def count(self, cases: pd.DataFrame) -> np.ndarray:
        """What the new case files give at the old addresses."""
        inside = np.ones(len(cases), dtype=bool)
        for dimension in self.family.dimensions:
            inside &= cases[dimension.name].isin(_leaves(dimension)).to_numpy()
        return count_addresses(self.family, cases[inside])

    def same_unknown(self, family: Family) -> np.ndarray:
        """Address of the new family that counts the same cases; -1 if there is none."""
        keys, possible = (
            np.zeros(len(self.family.addresses), dtype=np.int64),
            np.ones(len(self.family.addresses), dtype=bool),
        )
        for old, new, stride, digit in zip(
            self.family.dimensions,
            family.dimensions,
            family.strides,
            self.family.digits(self.family.addresses),
            strict=True,
        ):
            same = np.array([_same_code(old, new, code) for code in old.codes])
            keys += np.maximum(same, 0)[digit] * stride
            possible &= (same >= 0)[digit]
        return np.where(possible, family.positions(keys), -1)

    def revised_periods(self, counts: np.ndarray) -> frozenset[str]:
        """Finest periods in which a shown count has changed; all if that is not seen."""
        changed = self.shown & (counts != self.value)
        if not changed.any():
            return frozenset()
        dimension, digit = self._periods()
        if dimension is None:
            return frozenset([TOTAL])
        spelled = [leaf_set(dimension, code) for code in dimension.codes]
        fine = {
            leaf for d in np.unique(digit[changed]) for leaf in spelled[d] if len(spelled[d]) == 1
        }
        return frozenset(fine or _leaves(dimension))

    def touching(self, periods: frozenset[str]) -> np.ndarray:
        """True for the addresses that count cases of these periods."""
        dimension, digit = self._periods()
        if dimension is None or not periods:
            return np.full(len(self.value), bool(periods))
        touched = np.array([bool(leaf_set(dimension, code) & periods) for code in dimension.codes])
        return touched[digit]

    def _periods(self) -> tuple[Dimension | None, np.ndarray]:
        names = [d.name for d in self.family.dimensions]
        if PERIOD not in names:
            return None, np.zeros(0, dtype=np.int64)
        axis = names.index(PERIOD)
        return self.family.dimensions[axis], self.family.digits(self.family.addresses)[axis]

    def lowest(self) -> np.ndarray:
        size = len(self.value)
        none, zero = np.zeros(size, dtype=bool), np.zeros(size, dtype=np.int64)
        counts = np.where(self.shown, self.value, 1)
        facts = Facts(counts, self.equations, ~none, none, zero, zero, none, none)
        return lowest_values(facts, self.rules, self.shown)

    def settle(self, counts: np.ndarray, revised: np.ndarray) -> np.ndarray:
        """Whole numbers for the revised addresses that fit what was published.

        raises  Contradiction if there are none.
        """
        if not revised.any():
            return counts
        low, high = (
            np.where(self.shown, self.value, self.lowest()),
            np.where(self.shown, self.value, np.inf),
        )
        for top in (counts, None):
            upper = np.where(
                revised & ~self.shown & (top is not None), np.maximum(counts, low), high
            )
            found = _whole_point(
                self.equations, np.where(revised, low, counts), np.where(revised, upper, counts)
            )
            if found is not None:
                return found
        raise Contradiction("rilis lama tidak cocok dengan perkara ini. Periksa apakah `data` sama")


def _whole_point(eq: Equations, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    rows = np.concatenate([np.arange(len(eq.total)), eq.part_eq])
    values = np.concatenate([np.full(len(eq.total), -1.0), np.ones(len(eq.part))])
    matrix = coo_array(
        (values, (rows, np.concatenate([eq.total, eq.part]))), shape=(len(eq.total), len(low))
    )
    answer = milp(
        np.ones(len(low)),
        integrality=np.ones(len(low)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix.tocsr(), 0, 0),
        options={"node_limit": 10_000},
    )
    return None if answer.x is None else np.rint(answer.x).astype(np.int64)


def _leaves(dimension: Dimension) -> list[str]:
    totals = {total for total, _ in dimension.sums}
    return [code for code in dimension.codes if code not in totals]


def _same_code(old: Dimension, new: Dimension, code: str) -> int:
    """Position in the new dimension of a code with the same leaves; -1 if none."""
    if code not in new.position:
        return -1
    return new.position[code] if leaf_set(old, code) == leaf_set(new, code) else -1


def leaf_set(dimension: Dimension, code: str) -> frozenset[str]:
    return frozenset(leaf for leaf in _leaves(dimension) if code in dimension.containing[leaf])
