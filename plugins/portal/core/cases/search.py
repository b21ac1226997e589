"""Complementary suppression: withhold what the witnesses need, and no more."""

import time
from collections.abc import Callable
from itertools import count

import numpy as np

from .bounds import bounds
from .dimensions import Dimension
from .moves import Neighbourhood, Situation
from .places import Places
from .primary import Facts, Rules, lowest_values, primary_cells, shown_cells
from .witnesses import Move, Need, Witnesses

ZERO_PRICE = 50.0
LARGE = 12_000
SEEN = ("shown", "lowest", "is_fixed", "version", "situation", "only_free")


class OutOfTime(Exception):
    """The search used up its seconds; nothing may be written."""


class Unprotectable(Exception):
    """A withheld cell has no witness; nothing may be written. Carries the needs."""

    def __init__(self, needs: list[Need]) -> None:
        self.needs = needs
        super().__init__(f"{len(needs)} needs without a witness")


class Search:
    """Finds witnesses for every need, withholding more cells as it goes.

    facts    the true counts and the sums between them.
    rules    the settings.
    regions  the tree that neighbourhoods follow.
    seconds  time allowed in all, by `clock`.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Rules,
        regions: Dimension,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.facts, self.rules, self.clock = facts, rules, clock
        self.deadline = clock() + seconds
        self.places = Places(regions, facts.region)
        self.loaded: dict[tuple, Neighbourhood] = {}
        self.primary = primary_cells(facts, rules)
        self.extra = np.zeros_like(self.primary)
        self.needs: list[Need] = []
        self.witnesses = Witnesses(facts, most=4 * rules.threshold)
        self.price = _prices(facts)
        self.stated = bounds(
            facts.equations, facts.counts, facts.stated, np.zeros_like(facts.counts)
        )
        self.versions = count(1)
        self.look()

    def look(self) -> None:
        """See what the release shows now."""
        self.shown = shown_cells(self.facts, self.rules, self.primary | self.extra)
        self.lowest = lowest_values(self.facts, self.rules, self.shown)
        self.is_fixed = self.shown | self.facts.known
        self.version = next(self.versions)
        self.situation = self._situation(with_zeros=False)
        self.only_free = self._only_free()

    def _situation(self, with_zeros: bool) -> Situation:
        nonzero = self.facts.counts > 0
        speaks = self.facts.over(self.shown & nonzero)
        lowest = np.where(
            self.shown & speaks, np.maximum(self.lowest, self.rules.gate), self.lowest
        )
        closed = self.facts.known | (self.shown & ~nonzero & (not with_zeros))
        price = np.where(nonzero, self.price, ZERO_PRICE)
        version = -self.version if with_zeros else self.version
        return Situation(version, closed, ~self.is_fixed, np.where(nonzero, lowest, 0), price)

    def satisfy(self, needs: list[Need]) -> None:
        """Find a witness for each need, in this order.

        raises  Unprotectable if one has none; OutOfTime.
        """
        self.needs += needs
        for need in needs:
            self.witnesses.require(need)
        for need in needs:
            if self.witnesses.is_open(need):
                self._find(need)

    def _find(self, need: Need) -> None:
        found = self._cheapest(need, self.situation)
        if found is None:
            found = self._cheapest(need, self._situation(with_zeros=True))
        if found is None:
            raise Unprotectable([need])
        self._withhold_for(found)
        self.witnesses.add(found, self.is_fixed, self.lowest)
        if self.witnesses.is_open(need):
            raise Unprotectable([need])

    def _cheapest(self, need: Need, situation: Situation) -> Move | None:
        """A free move of the nearest neighbourhood that has one, else the cheapest."""
        best, best_cost = None, np.inf
        for key in self.places.around(need[0]):
            if best is not None and len(self._hood(key).cells) > LARGE:
                break
            move = self._ask(key, need, situation)
            cost = np.inf if move is None else self._cost(move, situation)
            if cost < best_cost:
                best, best_cost = move, cost
            if best_cost == 0:
                break
        return best

    def _ask(self, key: tuple, need: Need, situation: Situation) -> Move | None:
        hood = self._hood(key)
        change = need[1] - int(self.facts.counts[need[0]])
        try:
            answer = hood.move(need[0], change, situation, self.deadline - self.clock())
        except TimeoutError as error:
            raise OutOfTime(str(error)) from error
        return None if answer is None else Move.of(hood.cells, answer)

    def _hood(self, key: tuple) -> Neighbourhood:
        if key not in self.loaded:
            self.loaded[key] = Neighbourhood(self.facts, self.places.cells(key))
        return self.loaded[key]

    def _cost(self, move: Move, situation: Situation) -> float:
        return float(self.price[move.cells[~situation.is_free[move.cells]]].sum())

    def _withhold_for(self, move: Move) -> None:
        """Withhold the shown cells of a move; for a zero, a total above it."""
        cells = move.cells[self.is_fixed[move.cells]]
        if not len(cells):
            return
        self.extra[cells[self.facts.counts[cells] > 0]] = True
        self.look()
        while (stuck := move.cells[self.is_fixed[move.cells]]).size:
            self._open_above(int(stuck[0]))

    def _open_above(self, zero: int) -> None:
        above, part = self.facts.edges
        totals = np.unique(above[part == zero])
        totals = totals[self.shown[totals] & ~self.facts.known[totals]]
        nonzero = totals[self.facts.counts[totals] > 0]
        if not len(totals):
            raise Unprotectable([(zero, 1)])
        if len(nonzero):
            self.extra[nonzero[np.argmin(self.price[nonzero])]] = True
            self.look()
        else:
            self._open_above(int(totals[0]))

    def widen(self) -> None:
        """Let every other withheld cell that could be small in a reader's eyes move too.

        A complementary cell that can only be 4 or 5 looks like a small count
        with too few values left.
        """
        floor, cap = bounds(self.facts.equations, self.facts.counts, self.is_fixed, self.lowest)
        looks_small = (
            (cap > 0) & (floor < self.rules.threshold) & ~self.is_fixed & self.facts.published
        )
        looks_small[[cell for cell, _ in self.needs]] = False
        cells = np.flatnonzero(looks_small)
        still_zero = np.setdiff1d(cells[self.facts.counts[cells] == 0], self._can_rise(cells))
        for cell in np.setdiff1d(cells, still_zero).tolist():
            self._widen(cell)

    def _can_rise(self, cells: np.ndarray) -> np.ndarray:
        try:
            return self._hood(("all",)).can_rise(
                cells, self.only_free, self.deadline - self.clock()
            )
        except TimeoutError as error:
            raise OutOfTime(str(error)) from error

    def _widen(self, cell: int) -> None:
        """Show that enough whole numbers are possible, at a cost only if need be."""
        floor, cap = int(self.stated[0][cell]), int(self.stated[1][cell])
        enough = min(self.rules.width, cap - floor + 1)
        values = self._range_seen(cell)
        for value in self._wider_values(cell, cap):
            if values[1] - values[0] + 1 >= enough:
                break
            self._try_free((cell, value))
            values = self._range_seen(cell)
        if (
            values[1] - values[0] + 1 < enough
            and values[1] > 0
            and values[0] < self.rules.threshold
        ):
            values = values[0], min(cap, values[0] + enough - 1)
        self.satisfy([(cell, value) for value in values if value != self.facts.counts[cell]])

    def _range_seen(self, cell: int) -> tuple[int, int]:
        """A run of values with witnesses around the count, no longer than needed."""
        count, need = int(self.facts.counts[cell]), self.rules.width - 1
        high = min(int(self.witnesses.seen_high[cell]), count + need)
        return max(int(self.witnesses.seen_low[cell]), high - need), high

    def _wider_values(self, cell: int, cap: int) -> list[int]:
        count = int(self.facts.counts[cell])
        steps = range(self.rules.width - 1, 0, -1)
        return [count + k for k in steps if count + k <= cap] + [
            count - k for k in steps if count - k >= self.lowest[cell]
        ]

    def _try_free(self, need: Need) -> None:
        move = self.nearest(need, self.only_free)
        if move is not None:
            self.witnesses.add(move, self.is_fixed, self.lowest)

    def drop_unneeded(self) -> None:
        """Show again, dearest first, every extra cell the needs can do without."""
        cells = np.flatnonzero(self.extra)
        for cell in cells[np.argsort(-self.price[cells], kind="stable")]:
            self._try_to_show(int(cell))

    def _try_to_show(self, cell: int) -> None:
        before = {name: getattr(self, name) for name in SEEN}
        self.extra[cell] = False
        self.look()
        changed = np.flatnonzero((self.shown != before["shown"]) | (self.lowest > before["lowest"]))
        served = self._serve_otherwise(
            self.witnesses.disturbed(changed, self.is_fixed, self.lowest)
        )
        if served is None:
            self.extra[cell] = True
            vars(self).update(before)
            return
        for need, serving in served.items():
            self.witnesses.replace(need, serving)

    def _serve_otherwise(self, needs: list[Need]) -> dict[Need, tuple[int, int]] | None:
        """Witnesses that do with what is withheld now; None if one need has none."""
        found = {}
        for need in needs:
            serving = self.witnesses.reassign(need, self.is_fixed, self.lowest)
            if serving is None:
                move = self.nearest(need, self.only_free)
                if move is None:
                    return None
                self.witnesses.add(move, self.is_fixed, self.lowest)
                serving = self.witnesses.reassign(need, self.is_fixed, self.lowest)
            found[need] = serving
        return found

    def nearest(self, need: Need, situation: Situation) -> Move | None:
        for key in self.places.around(need[0]):
            move = self._ask(key, need, situation)
            if move is not None:
                return move
        return None

    def _only_free(self) -> Situation:
        """The same situation, with nothing more to be withheld."""
        lowest = np.where(self.is_fixed, self.facts.counts, self.lowest)
        return Situation(self.version + 0.5, self.is_fixed, ~self.is_fixed, lowest, self.price)


def _prices(facts: Facts) -> np.ndarray:
    """Information lost with a cell: the logarithm of its count, totals dearer."""
    is_total = np.isin(np.arange(len(facts.counts)), facts.edges[0])
    return np.log2(1.0 + facts.counts) * np.where(is_total, 2.0, 1.0)
