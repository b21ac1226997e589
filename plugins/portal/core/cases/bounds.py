"""Bounds on cells by passing known values up and down the sums."""

import numpy as np

from .family import Equations

NO_LIMIT = 1 << 40


def bounds(
    eq: Equations, counts: np.ndarray, fixed: np.ndarray, lowest: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Least and largest value each cell can have, given the fixed ones.

    lowest   least value of every cell that is not fixed, 0 or more.
    returns  two int64 arrays; wider than exact bounds, never narrower.
    """
    floor = np.where(fixed, counts, lowest)
    cap = np.where(fixed, counts, NO_LIMIT)
    while True:
        new_floor, new_cap = _passed_on(eq, floor, cap)
        if (new_floor == floor).all() and (new_cap == cap).all():
            return floor, cap
        floor, cap = new_floor, new_cap


def _passed_on(eq: Equations, floor: np.ndarray, cap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    below, above = np.zeros(len(eq.total), dtype=np.int64), np.zeros(len(eq.total), dtype=np.int64)
    np.add.at(below, eq.part_eq, floor[eq.part])
    np.add.at(above, eq.part_eq, cap[eq.part])
    new_floor, new_cap = floor.copy(), cap.copy()
    np.maximum.at(new_floor, eq.total, below)
    np.minimum.at(new_cap, eq.total, above)
    others_least = below[eq.part_eq] - floor[eq.part]
    others_most = above[eq.part_eq] - cap[eq.part]
    np.minimum.at(new_cap, eq.part, cap[eq.total][eq.part_eq] - others_least)
    np.maximum.at(new_floor, eq.part, floor[eq.total][eq.part_eq] - others_most)
    return new_floor, new_cap
