"""Search for moves: linear programs over one neighbourhood of regions.

The solver only proposes. Its answers are rounded here and checked elsewhere,
in whole numbers. Neighbourhoods are kept loaded, so that the next question to
one of them starts from the last answer.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from .primary import Facts
from .solver import Solver

FREE_COST = 0.001
TIE_COST = 1e-6
NODES_AT_MOST = 2000
WHOLE_WITHIN = 1e-6
ENOUGH = 20.0
INFINITY = highspy.kHighsInf


@dataclass
class Situation:
    """What the release shows at present, as the search sees it.

    version   rises with every change, so that neighbourhoods notice.
    is_fixed  cells a reader knows for good: no move may touch them.
    is_free   withheld cells: they move at no cost.
    lowest    least value of each cell, were it withheld.
    price     cost of withholding a shown cell, for each unit it moves.
    """

    version: float
    is_fixed: np.ndarray
    is_free: np.ndarray
    lowest: np.ndarray
    price: np.ndarray


class Neighbourhood:
    """The cells of some regions as a linear program; cells outside stand still.

    Each cell moves up by one variable and down by another, so that costs are
    on the size of the change.
    """

    def __init__(self, facts: Facts, cells: np.ndarray) -> None:
        self.facts, self.cells = facts, cells
        self.column = {int(c): i for i, c in enumerate(cells)}
        self.version = -1.0
        self.solver = Solver()
        self.solver.setOptionValue("mip_max_nodes", NODES_AT_MOST)
        self.solver.passModel(_model(facts, cells))

    def move(
        self, cell: int, change: int, situation: Situation, seconds: float
    ) -> np.ndarray | None:
        """The cheapest move that changes one cell by this much, or None.

        returns  int64 change per cell of the neighbourhood.
        raises   TimeoutError when the seconds are used up.
        """
        self._follow(situation)
        column, other = self._columns_of(cell, change)
        if abs(change) > self.upper[column]:
            return None
        self._bound(column, abs(change), abs(change))
        self._bound(other, 0, 0)
        try:
            return self._whole_solution(seconds)
        finally:
            self._bound(column, 0, self.upper[column])
            self._bound(other, 0, self.upper[other])

    def can_rise(self, cells: np.ndarray, situation: Situation, seconds: float) -> np.ndarray:
        """Those of the cells that can be larger than they are, one at a time.

        Raises as many as possible together, again and again, until the rest
        cannot even as a sum: then none of them can.
        """
        self._follow(situation)
        everything = np.arange(2 * len(self.cells), dtype=np.int32)
        left = np.isin(self.cells, cells) & ~situation.is_fixed[self.cells]
        while left.any():
            gain = np.where(left, -1.0, 0.0)
            self.solver.changeColsCost(len(everything), everything, np.concatenate([gain, -gain]))
            self.solver.changeColsBounds(
                len(everything),
                everything,
                np.zeros(len(everything)),
                np.minimum(self.upper, ENOUGH),
            )
            answer = self._solve(seconds)
            if answer is None or not (rising := left & (answer > WHOLE_WITHIN)).any():
                break
            left &= ~rising
        self.version = -1.0
        return np.setdiff1d(cells, self.cells[left])

    def _follow(self, situation: Situation) -> None:
        """Take over costs and bounds if the situation has changed."""
        if self.version == situation.version:
            return
        free, fixed = situation.is_free[self.cells], situation.is_fixed[self.cells]
        tie = TIE_COST * (np.arange(len(self.cells)) % 997 + 1) / 997
        cost = np.where(free, FREE_COST, situation.price[self.cells]) + tie
        room = np.maximum(0, self.facts.counts[self.cells] - situation.lowest[self.cells])
        self.upper = np.concatenate([np.where(fixed, 0.0, INFINITY), np.where(fixed, 0.0, room)])
        columns = np.arange(2 * len(self.cells), dtype=np.int32)
        self.solver.changeColsCost(len(columns), columns, np.concatenate([cost, cost]))
        self.solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), self.upper)
        self.version = situation.version

    def _columns_of(self, cell: int, change: int) -> tuple[int, int]:
        up, down = self.column[cell], self.column[cell] + len(self.cells)
        return (up, down) if change > 0 else (down, up)

    def _bound(self, column: int, least: float, most: float) -> None:
        self.solver.changeColBounds(column, float(least), float(most))

    def _whole_solution(self, seconds: float) -> np.ndarray | None:
        answer = self._solve(seconds)
        if answer is None or _is_whole(answer):
            return None if answer is None else np.rint(answer).astype(np.int64)
        columns = np.arange(2 * len(self.cells), dtype=np.int32)
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        self.solver.changeColsIntegrality(len(columns), columns, np.full(len(columns), whole))
        answer = self._solve(seconds)
        self.solver.changeColsIntegrality(len(columns), columns, np.full(len(columns), real))
        return None if answer is None or not _is_whole(answer) else np.rint(answer).astype(np.int64)

    def _solve(self, seconds: float) -> np.ndarray | None:
        if seconds <= 0:
            raise TimeoutError("the solver ran out of time")
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + seconds)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError("the solver ran out of time")
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        value = np.array(self.solver.getSolution().col_value)
        return value[: len(self.cells)] - value[len(self.cells) :]


def _is_whole(answer: np.ndarray) -> bool:
    return bool((np.abs(answer - np.rint(answer)) < WHOLE_WITHIN).all())


def _model(facts: Facts, cells: np.ndarray) -> highspy.HighsLp:
    """Columns up and down per cell, one row per sum that touches a cell."""
    starts, rows, values, height = _columns(facts, cells)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = 2 * len(cells), height
    lp.col_cost_ = np.zeros(2 * len(cells))
    lp.col_lower_ = lp.col_upper_ = np.zeros(2 * len(cells))
    lp.row_lower_ = lp.row_upper_ = np.zeros(height)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([starts, starts[1:] + starts[-1]])
    lp.a_matrix_.index_ = np.concatenate([rows, rows])
    lp.a_matrix_.value_ = np.concatenate([values, -values])
    return lp


def _columns(facts: Facts, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """The sums that touch these cells, column by column: -1 total, +1 part."""
    eq = facts.equations
    place = np.full(len(facts.counts), -1)
    place[cells] = np.arange(len(cells))
    column = np.concatenate([place[eq.total], place[eq.part]])
    row = np.concatenate([np.arange(len(eq.total)), eq.part_eq])
    value = np.concatenate([np.full(len(eq.total), -1.0), np.ones(len(eq.part))])
    inside = column >= 0
    used, row = np.unique(row[inside], return_inverse=True)
    order = np.lexsort((row, column[inside]))
    starts = np.concatenate([[0], np.cumsum(np.bincount(column[inside], minlength=len(cells)))])
    return starts.astype(np.int32), row[order].astype(np.int32), value[inside][order], len(used)
