"""How many more cells are withheld than need be, where the least number is known."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from cases.worlds import grid, nation, settings
from portal.core.cases.disclosure import required
from portal.core.cases.knowledge import gather
from portal.core.cases.search import Search

TABLES = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
REGENCIES = ["33.01", "34.01", "33.02", "34.02"]


def world(number: int):
    """Four regencies in two provinces, four categories, a fifth of the counts small."""
    random = np.random.default_rng(number)
    small = random.random((4, 4)) < 0.2
    return np.where(small, random.integers(1, 5, (4, 4)), random.integers(5, 60, (4, 4))).tolist()


def search_in(values) -> Search:
    release, regions = settings(TABLES, categories="abcd"), nation(*REGENCIES)
    family, rules = release.family(regions), release.rules()
    held = gather(family, grid(REGENCIES, "abcd", values), rules, [], [], regions)
    search = Search(held.facts(), rules, family.dimensions[0], seconds=600)
    search.wanted = [
        n for n in required(search.facts, rules, held) if n[1] != search.facts.counts[n[0]]
    ]
    return search


def complementary_cells(values) -> int:
    search = search_in(values)
    search.satisfy(search.wanted)
    search.widen()
    search.drop_unneeded()
    return int(search.extra.sum())


def least_complementary_cells(values) -> int:
    """The optimum: sets that hit every set of cells without which some need fails."""
    search = search_in(values)
    candidates = np.flatnonzero(search.shown & (search.facts.counts > 0)).tolist()
    missing: list[set[int]] = []
    while True:
        chosen = _smallest_hitting(candidates, missing)
        failing = next(
            (need for need in search.wanted if not _is_possible(search, chosen, need)), None
        )
        if failing is None:
            return len(chosen)
        missing.append(_without_which_it_fails(search, candidates, chosen, failing))


def _smallest_hitting(candidates, sets) -> set[int]:
    if not sets:
        return set()
    matrix = np.array([[cell in each for cell in candidates] for each in sets], dtype=float)
    ones = np.ones(len(candidates))
    answer = milp(
        ones, integrality=ones, bounds=Bounds(0, 1), constraints=LinearConstraint(matrix, 1, np.inf)
    )
    return {cell for cell, taken in zip(candidates, answer.x, strict=True) if taken > 0.5}


def _is_possible(search: Search, withheld: set[int], need) -> bool:
    search.extra[:] = False
    search.extra[list(withheld)] = True
    search.look()
    return search.nearest(need, search.only_free) is not None


def _without_which_it_fails(search: Search, candidates, chosen: set[int], need) -> set[int]:
    largest = set(chosen)
    for cell in candidates:
        if cell not in largest and not _is_possible(search, largest | {cell}, need):
            largest.add(cell)
    return set(candidates) - largest


def test_at_most_fifteen_percent_more_cells_are_withheld_than_the_optimum():
    worlds = [world(number) for number in range(16)]

    ours = sum(complementary_cells(values) for values in worlds)
    least = sum(least_complementary_cells(values) for values in worlds)

    assert least <= ours <= 1.15 * least
