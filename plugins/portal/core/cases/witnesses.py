"""Witnesses: other tables that agree with everything published.

A witness is the true table plus a whole-number move. It proves that a reader
cannot exclude the value a withheld cell has in it. Nothing here uses a solver
or floating point: a move is believed because it was checked.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .primary import Facts

Need = tuple[int, int]


@dataclass(frozen=True)
class Move:
    """A change of the true table, as small as it can be in whole numbers.

    cells   positions, rising, int64.
    change  change of each cell per step, int64, never 0, without a common divisor.
    """

    cells: np.ndarray
    change: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray, change: np.ndarray) -> "Move":
        kept = change != 0
        step = np.gcd.reduce(change[kept]) if kept.any() else 1
        order = np.argsort(cells[kept], kind="stable")
        return cls(cells[kept][order], (change[kept] // step)[order])


def is_consistent(move: Move, facts: Facts) -> bool:
    """True if every sum that holds for the true table holds after the move."""
    return facts.equations.hold_after(move.cells, move.change)


def steps_allowed(
    move: Move, facts: Facts, is_fixed: np.ndarray, lowest: np.ndarray, most: int
) -> range:
    """Numbers of steps after which no cell is below its least value.

    is_fixed  cells a reader knows exactly; a move that touches one has no step.
    lowest    least value of each cell, as a reader knows it.
    most      steps looked at in each direction.
    """
    if is_fixed[move.cells].any():
        return range(0, 1)
    room = facts.counts[move.cells] - lowest[move.cells]
    if (room < 0).any():
        return range(0, 1)
    down, up = move.change < 0, move.change > 0
    forth = int(min(most, (room[down] // -move.change[down]).min(initial=most)))
    back = int(min(most, (room[up] // move.change[up]).min(initial=most)))
    return range(-back, forth + 1)


class Witnesses:
    """Checked moves, and which need each of them serves.

    A need is (cell, value): a reader must not be able to exclude the value.
    """

    def __init__(self, facts: Facts, most: int) -> None:
        self.facts, self.most = facts, most
        self.moves: list[Move] = []
        self.served: dict[Need, tuple[int, int]] = {}
        self.open: dict[int, set[int]] = defaultdict(set)
        self.by_cell: dict[int, list[int]] = defaultdict(list)
        self.by_move: dict[int, set[Need]] = defaultdict(set)
        self.seen_low, self.seen_high = facts.counts.copy(), facts.counts.copy()

    def require(self, need: Need) -> None:
        if need[1] != self.facts.counts[need[0]] and need not in self.served:
            self.open[need[0]].add(need[1])

    def needs(self) -> list[Need]:
        return sorted((cell, value) for cell, values in self.open.items() for value in values)

    def is_open(self, need: Need) -> bool:
        return need[1] in self.open.get(need[0], ())

    def add(self, move: Move, is_fixed: np.ndarray, lowest: np.ndarray) -> None:
        """Keep a move and note every open need that it serves.

        raises  ValueError if the move breaks a sum.
        """
        if not is_consistent(move, self.facts):
            raise ValueError("a move breaks a sum between published cells")
        number = len(self.moves)
        self.moves.append(move)
        for cell in move.cells.tolist():
            self.by_cell[cell].append(number)
        self._serve(number, steps_allowed(move, self.facts, is_fixed, lowest, self.most))

    def _serve(self, number: int, steps: range) -> None:
        move = self.moves[number]
        counts = self.facts.counts[move.cells]
        ends = np.stack([counts + k * move.change for k in (steps[0], steps[-1])])
        self.seen_low[move.cells] = np.minimum(self.seen_low[move.cells], ends.min(axis=0))
        self.seen_high[move.cells] = np.maximum(self.seen_high[move.cells], ends.max(axis=0))
        for cell, count, change in zip(
            move.cells.tolist(), counts.tolist(), move.change.tolist(), strict=True
        ):
            for value in tuple(self.open.get(cell, ())):
                if (value - count) % change == 0 and (value - count) // change in steps:
                    self._assign((cell, value), number, (value - count) // change)

    def _assign(self, need: Need, number: int, steps: int) -> None:
        self.open[need[0]].discard(need[1])
        self.served[need] = (number, steps)
        self.by_move[number].add(need)

    def disturbed(self, cells: np.ndarray, is_fixed: np.ndarray, lowest: np.ndarray) -> list[Need]:
        """Served needs whose witness no longer holds once these cells changed."""
        touched = sorted(
            {n for c in cells.tolist() for n in self.by_cell.get(c, ()) if self.by_move[n]}
        )
        lost = []
        for number in touched:
            steps = steps_allowed(self.moves[number], self.facts, is_fixed, lowest, self.most)
            lost += [need for need in self.by_move[number] if self.served[need][1] not in steps]
        return sorted(lost)

    def reassign(
        self, need: Need, is_fixed: np.ndarray, lowest: np.ndarray
    ) -> tuple[int, int] | None:
        """Another kept move that serves the need under these facts, if any."""
        cell, value = need
        for number in self.by_cell.get(cell, ()):
            move = self.moves[number]
            change = int(move.change[np.searchsorted(move.cells, cell)])
            gap = value - int(self.facts.counts[cell])
            if gap % change == 0 and gap // change in steps_allowed(
                move, self.facts, is_fixed, lowest, self.most
            ):
                return number, gap // change
        return None

    def replace(self, need: Need, serving: tuple[int, int]) -> None:
        self.by_move[self.served[need][0]].discard(need)
        self.served[need] = serving
        self.by_move[serving[0]].add(need)

    def unproven(self, needs: list[Need], is_fixed: np.ndarray, lowest: np.ndarray) -> list[Need]:
        """Needs without a witness, each checked anew in whole numbers."""
        return [need for need in needs if not self._holds(need, is_fixed, lowest)]

    def _holds(self, need: Need, is_fixed: np.ndarray, lowest: np.ndarray) -> bool:
        cell, value = need
        if value == self.facts.counts[cell]:
            return True
        if need not in self.served:
            return False
        number, steps = self.served[need]
        move = self.moves[number]
        change = steps * move.change
        table = self.facts.counts[move.cells] + change
        agrees = (
            self.facts.equations.hold_after(move.cells, change) and not is_fixed[move.cells].any()
        )
        return bool(
            agrees
            and (table >= lowest[move.cells]).all()
            and (table[move.cells == cell] == value).any()
        )
