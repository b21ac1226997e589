"""Which cells must be withheld on their own account, and what readers know.

Everything here is a rule the reader knows too: the threshold, the gate, whole
groups and zeros. So each rule has a second half, the least value a reader can
read out of a mark `[c]`.
"""

from dataclasses import dataclass, field

import numpy as np

from .family import Equations


@dataclass(frozen=True)
class Rules:
    """Settings of disclosure control; they are published with the release.

    threshold   smallest count that may be shown, in cases; 2 or more.
    gate        breakdowns of totals below it are withheld whole; 0 for none.
    group_size  a breakdown that tells one code of everyone in a group below
                this size is withheld whole; 0 for none.
    group_axes  positions of the dimensions that say something about people.
    width       how many whole numbers must stay possible for a small count;
                threshold - 1 is the full promise, 2 is "not known exactly".
    """

    threshold: int = 5
    gate: int = 10
    group_size: int = 10
    group_axes: tuple[int, ...] = ()
    width: int = 4

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError(f"threshold is {self.threshold}; below 2 it protects nobody")
        if not 1 <= self.width <= max(1, self.threshold - 1):
            raise ValueError(f"width is {self.width}; it lies between 1 and threshold - 1")


@dataclass(frozen=True)
class Facts:
    """The true counts, and what a reader holds besides this release.

    counts     int64 per cell; the first cells are the release's own addresses.
    equations  all sums between cells; only those with axis >= 0 are breakdowns
               of this release.
    published  True for cells this release prints.
    known      True for cells a reader has from elsewhere; they give no cover.
    stated     those of them that official figures give; we answer for the others.
    lowest     least value a reader knows from earlier releases.
    region     position of the cell's region code.
    held_back  True where the change since an earlier release is itself small.
    """

    counts: np.ndarray
    equations: Equations
    published: np.ndarray
    known: np.ndarray
    lowest: np.ndarray
    region: np.ndarray
    held_back: np.ndarray
    stated: np.ndarray
    edges: tuple[np.ndarray, np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        eq = self.equations
        inside = eq.axis[eq.part_eq] >= 0
        object.__setattr__(self, "edges", (eq.total[eq.part_eq[inside]], eq.part[inside]))

    def below(self, flag: np.ndarray) -> np.ndarray:
        """True for cells under a flagged total, at any distance."""
        above, part = self.edges
        found = np.zeros_like(flag)
        while True:
            wider = np.zeros_like(flag)
            wider[part[(flag | found)[above]]] = True
            if (wider == found).all():
                return found
            found = wider

    def over(self, flag: np.ndarray) -> np.ndarray:
        """True for totals over a flagged cell, at any distance."""
        above, part = self.edges
        found = np.zeros_like(flag)
        while True:
            wider = np.zeros_like(flag)
            wider[above[(flag | found)[part]]] = True
            if (wider == found).all():
                return found
            found = wider


def small_counts(facts: Facts, rules: Rules) -> np.ndarray:
    """True for counts of 1 to threshold - 1."""
    return facts.published & (facts.counts > 0) & (facts.counts < rules.threshold)


def gated(facts: Facts, rules: Rules) -> np.ndarray:
    """True for every cell in a breakdown of a total below the gate."""
    return facts.below(facts.published & (facts.counts > 0) & (facts.counts < rules.gate))


def whole_groups(facts: Facts, rules: Rules) -> np.ndarray:
    """True for the breakdown equations in which everyone has the same code."""
    eq = facts.equations
    largest = np.zeros(len(eq.total), dtype=np.int64)
    np.maximum.at(largest, eq.part_eq, facts.counts[eq.part])
    size = facts.counts[eq.total]
    several = np.bincount(eq.part_eq, minlength=len(eq.total)) > 1
    speaks = np.isin(eq.axis, rules.group_axes) & several
    return speaks & (size > 0) & (size < rules.group_size) & (largest == size)


def primary_cells(facts: Facts, rules: Rules) -> np.ndarray:
    """True for every cell that is withheld for its own sake, zeros included."""
    eq = facts.equations
    told = np.zeros_like(facts.published)
    told[eq.part[whole_groups(facts, rules)[eq.part_eq]]] = True
    hidden = (
        small_counts(facts, rules)
        | facts.held_back
        | gated(facts, rules)
        | told
        | facts.below(told)
    )
    return hidden & facts.published & ~(facts.known & (facts.counts == 0))


def shown_cells(facts: Facts, rules: Rules, withheld: np.ndarray) -> np.ndarray:
    """What the release prints, given the cells chosen to be withheld.

    A zero is printed only while every total above it is, or where a total of
    zero that is printed says it anyway.
    """
    zero = facts.published & (facts.counts == 0)
    known_zero = zero & facts.known
    closed = withheld & ~known_zero
    shown = facts.published & ~closed
    while True:
        open_zero = ~closed & ~facts.below(facts.published & ~shown)
        told = known_zero | facts.below(zero & shown)
        wanted = np.where(zero, open_zero | told, facts.published & ~closed)
        if (wanted == shown).all():
            return shown
        shown = wanted


def lowest_values(facts: Facts, rules: Rules, shown: np.ndarray) -> np.ndarray:
    """The least value a reader can read out of each withheld cell.

    1     while all totals above are shown: a zero would have been shown.
    gate  for a withheld total over a shown cell: below the gate it would not.
    0     otherwise, and within breakdowns that may be withheld whole.
    """
    hidden = facts.published & ~shown
    excused = (
        facts.below(hidden) | _maybe_gated(facts, rules, shown) | _maybe_whole(facts, rules, shown)
    )
    lowest = np.where(facts.published & ~excused, 1, 0)
    speaks = facts.over(shown & (facts.counts > 0) & ~facts.known)
    lowest[hidden & speaks] = np.maximum(lowest[hidden & speaks], rules.gate)
    return np.maximum(lowest, facts.lowest)


def _maybe_gated(facts: Facts, rules: Rules, shown: np.ndarray) -> np.ndarray:
    return facts.below(shown & (facts.counts > 0) & (facts.counts < rules.gate))


def _maybe_whole(facts: Facts, rules: Rules, shown: np.ndarray) -> np.ndarray:
    """Cells under a shown small group none of whose parts is shown."""
    eq = facts.equations
    any_shown = np.zeros(len(eq.total), dtype=bool)
    np.logical_or.at(any_shown, eq.part_eq, shown[eq.part])
    size = facts.counts[eq.total]
    group = (
        np.isin(eq.axis, rules.group_axes)
        & shown[eq.total]
        & (size > 0)
        & (size < rules.group_size)
    )
    part = np.zeros_like(shown)
    part[eq.part[(group & ~any_shown)[eq.part_eq]]] = True
    return part | facts.below(part)
