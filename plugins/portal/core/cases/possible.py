"""Which whole numbers a withheld cell can still have."""

from collections.abc import Callable
from functools import partial
from math import ceil, floor

import highspy
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .reader_view import View
from .solver import Solver

SLACK = 1e-6
OPTIMAL, INFEASIBLE = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible
UNBOUNDED = {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}
FAR = 1000
NEAR = (200, 1500)


class Unknowns:
    """The unpublished cells, split into groups that say nothing about each other."""

    def __init__(self, view: View, deadline: float, clock: Callable[[], float]) -> None:
        free = np.array([c for c in range(view.size) if c not in view.value], dtype=np.int64)
        column = np.full(view.size, -1)
        column[free] = np.arange(len(free))
        matrix, low, high = _matrix(view, column, len(free))
        filled = np.diff(matrix.indptr) > 0
        self.is_possible = bool(((low <= 0) & (high >= 0))[~filled].all())
        matrix, low, high = matrix[filled], low[filled], high[filled]
        self.group, self.place = np.zeros(len(free), int), np.zeros(len(free), int)
        self.column, self.parts = column, []
        if not len(free):
            return
        _, self.group = connected_components(abs(matrix).T @ abs(matrix), directed=False)
        for columns, rows in _groups(matrix, self.group):
            self.place[columns] = np.arange(len(columns))
            least = np.array([view.least[c] for c in free[columns]])
            wanted = np.array([view.width.get(c, 1) for c in free[columns]])
            part = Part(
                matrix[rows][:, columns], low[rows], high[rows], least, wanted, deadline, clock
            )
            self.parts.append(part)
        self.is_possible &= all(part.is_possible for part in self.parts)

    def range_of(self, cell: int, width: int) -> tuple[int, int]:
        """Smallest and largest whole number possible; as soon as `width` are, no further."""
        column = self.column[cell]
        return self.parts[self.group[column]].range_of(int(self.place[column]), width)


class Part:
    """One group of unknowns that hang together, loaded into the solver."""

    def __init__(
        self, matrix, low, high, least, wanted, deadline: float, clock: Callable[[], float]
    ) -> None:
        self.matrix, self.low, self.high, self.least = matrix.astype(np.int64), low, high, least
        self.deadline, self.clock, self.wanted = deadline, clock, wanted
        self.seen_low = np.full(len(least), np.iinfo(np.int64).max)
        self.seen_high = np.full(len(least), -1)
        self.by_column, self.table, self.near_to = self.matrix.tocsc(), None, (-1, 0)
        self.solver = Solver()
        self.solver.passModel(_model(matrix, low, high, least))
        self.columns = np.arange(len(least), dtype=np.int32)
        self.is_possible = self._optimum(np.zeros(len(least))) is not None
        if self.is_possible:
            self._look_around()

    def range_of(self, column: int, width: int) -> tuple[int, int]:
        for look in (*(partial(self._nearby, most) for most in NEAR), self._optimum_of):
            for sign in (-1, 1):
                if self._width(column) >= width:
                    break
                look(column, sign)
        if self._width(column) >= width:
            return int(self.seen_low[column]), int(self.seen_high[column])
        return self._exact(column)

    def _nearby(self, most: int, column: int, sign: int) -> None:
        """Move the cell while all but its neighbours keep the last whole table."""
        if self.table is None or len(self.columns) <= most:
            return
        if (column, most) != self.near_to:
            self.near_to, self.near = (column, most), self._neighbours(column, most)
        columns, rows = self.near
        inside = self.matrix[rows][:, columns]
        outside = self.matrix[rows] @ self.table - inside @ self.table[columns]
        near = Solver()
        near.passModel(
            _model(inside, self.low[rows] - outside, self.high[rows] - outside, self.least[columns])
        )
        near.changeColCost(int(np.searchsorted(columns, column)), float(sign))
        near.run()
        if near.getModelStatus() == OPTIMAL:
            self._note_part(columns, np.array(near.getSolution().col_value))

    def _note_part(self, columns: np.ndarray, answer: np.ndarray) -> None:
        table = self.table.astype(float)
        table[columns] = answer
        self._note(table)

    def _neighbours(self, column: int, most: int) -> tuple[np.ndarray, np.ndarray]:
        """Unknowns a few sums away, and the sums they stand in."""
        columns = np.array([column])
        while True:
            rows = np.unique(self.by_column[:, columns].indices)
            wider = np.unique(self.matrix[rows].indices)
            if len(wider) > most or len(wider) == len(columns):
                return columns, rows
            columns = wider

    def _width(self, column: int) -> int:
        return int(self.seen_high[column] - self.seen_low[column] + 1)

    def _look_around(self) -> None:
        """Push all cells without enough values up, then down, while that helps."""
        for sign in (-1, 1) * 4:
            short = (self.seen_high - self.seen_low + 1) < self.wanted
            if not short.any():
                return
            weights = np.where(short, sign * (1.0 + (self.columns * 7919 % 101) / 101), 0.0)
            self._optimum(weights)

    def _optimum_of(self, column: int, sign: int) -> float | None:
        cost = np.zeros(len(self.columns))
        cost[column] = sign
        return self._optimum(cost)

    def _optimum(self, cost: np.ndarray) -> float | None:
        """The least value of a cost in real numbers; None if nothing is possible."""
        self.solver.changeColsCost(len(self.columns), self.columns, cost)
        status = self._run()
        if status == OPTIMAL:
            self._note(np.array(self.solver.getSolution().col_value))
            return self.solver.getObjectiveValue()
        return None if status == INFEASIBLE else -np.inf

    def _run(self):
        left = self.deadline - self.clock()
        if left <= 0:
            raise TimeoutError("the audit ran out of time")
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + left)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError("the audit ran out of time")
        return status

    def _note(self, answer: np.ndarray) -> bool:
        """Keep what a whole table proves; checked without floating point."""
        table = np.rint(answer).astype(np.int64)
        sums = self.matrix @ table
        if (table < self.least).any() or (sums < self.low).any() or (sums > self.high).any():
            return False
        self.table = table
        self.seen_low = np.minimum(self.seen_low, table)
        self.seen_high = np.maximum(self.seen_high, table)
        return True

    def _exact(self, column: int) -> tuple[int, int]:
        """Bounds in real numbers, then in whole ones where those are not met."""
        ends = []
        for sign in (1, -1):
            best = self._optimum_of(column, sign)
            rounded = sign * ceil(best - SLACK) if np.isfinite(best) else sign * -FAR
            seen = self.seen_low[column] if sign > 0 else self.seen_high[column]
            ends.append(rounded if rounded == seen else self._whole(column, sign))
        return int(ends[0]), int(ends[1])

    def _whole(self, column: int, sign: int) -> int:
        kind = highspy.HighsVarType
        self.solver.changeColsIntegrality(
            len(self.columns), self.columns, np.full(len(self.columns), kind.kInteger)
        )
        best = self._optimum_of(column, sign)
        self.solver.changeColsIntegrality(
            len(self.columns), self.columns, np.full(len(self.columns), kind.kContinuous)
        )
        if best is None:
            return sign * FAR
        return int(sign * floor(best + 0.5)) if np.isfinite(best) else -sign * FAR


def narrowed(view: View, cell: int, left: int, deadline: float, clock: Callable[[], float]) -> bool:
    """True if official figures alone, without any release, already leave no more values."""
    if not view.stated:
        return False
    alone = View(
        {c: v for c, v in view.value.items() if c in view.stated},
        dict.fromkeys(range(view.size), 0),
        view.rows,
        view.labels,
        view.width,
        view.threshold,
        size=view.size,
    )
    low, high = Unknowns(alone, deadline, clock).range_of(cell, left + 1)
    return min(high, view.threshold[cell] - 1) - max(low, 1) + 1 <= left


def _matrix(view: View, column: np.ndarray, size: int) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Rows over the unknowns; what is known moves to the bounds."""
    far = np.int64(1) << 50
    starts, places, values, lows, highs = [0], [], [], [], []
    for row, low, high in view.rows:
        known = sum(k * view.value[c] for c, k in row.items() if column[c] < 0)
        open_terms = [(column[c], k) for c, k in row.items() if column[c] >= 0 and k]
        places += [c for c, _ in open_terms]
        values += [k for _, k in open_terms]
        starts.append(len(places))
        lows.append(low - known)
        highs.append(far if high is None else high - known)
    matrix = csr_array((np.array(values, dtype=np.int64), places, starts), shape=(len(lows), size))
    return matrix, np.array(lows, dtype=np.int64), np.array(highs, dtype=np.int64)


def _groups(matrix: csr_array, group: np.ndarray):
    """Columns and rows of each group of unknowns."""
    row_group = group[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else np.zeros(0, int)
    count = int(group.max()) + 1
    columns = np.split(
        np.argsort(group, kind="stable"), np.cumsum(np.bincount(group, minlength=count))[:-1]
    )
    rows = np.split(
        np.argsort(row_group, kind="stable"),
        np.cumsum(np.bincount(row_group, minlength=count))[:-1],
    )
    return zip(columns, rows, strict=True)


def _model(
    matrix: csr_array, low: np.ndarray, high: np.ndarray, least: np.ndarray
) -> highspy.HighsLp:
    lp, by_column = highspy.HighsLp(), matrix.astype(float).tocsc()
    lp.num_col_, lp.num_row_ = matrix.shape[1], matrix.shape[0]
    lp.col_cost_ = np.zeros(len(least))
    lp.col_lower_, lp.col_upper_ = least.astype(float), np.full(len(least), highspy.kHighsInf)
    lp.row_lower_ = low.astype(float)
    lp.row_upper_ = np.where(high >= 1 << 49, highspy.kHighsInf, high.astype(float))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = (
        by_column.indptr.astype(np.int32),
        by_column.indices.astype(np.int32),
    )
    lp.a_matrix_.value_ = by_column.data
    return lp
