"""Dimensions of case statistics: codes, and which codes add up to which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

TOTAL = "TOTAL"
LEVELS = ("nation", "province", "regency", "district", "village")

Sums = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Dimension:
    """One way to break cases down, such as region, period or outcome.

    name    column name in the tables.
    codes   every code, the grand total first, in the order of publication.
    sums    (total, parts): the count of `total` is the sum of its parts'.
            A code may be part of several totals (overlapping areas).
    depths  code -> steps below the grand total, which has 0.
    """

    name: str
    codes: tuple[str, ...]
    sums: Sums
    depths: Mapping[str, int]

    @property
    def top(self) -> str:
        return self.codes[0]

    @cached_property
    def position(self) -> dict[str, int]:
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def containing(self) -> dict[str, tuple[str, ...]]:
        """code -> the code itself and every total it is counted in."""
        above = defaultdict(set)
        for total, parts in self.sums:
            for part in parts:
                above[part].add(total)
        return {code: tuple(sorted(_closure(code, above))) for code in self.codes}

    def within(self, depth: int) -> tuple[str, ...]:
        return tuple(code for code in self.codes if self.depths[code] <= depth)


def flat_dimension(
    name: str, codes: Iterable[str], sums: Mapping[str, Iterable[str]] | None = None
) -> Dimension:
    """A list of codes under one TOTAL, such as categories or years.

    sums    further totals, such as a year to date out of months.
    raises  ValueError if a sum names an unknown code.
    """
    leaves = tuple(codes)
    extra = _checked_sums(sums, leaves)
    every = (TOTAL, *leaves, *(total for total, _ in extra))
    depths = {code: 1 for code in every} | {TOTAL: 0}
    return Dimension(name, every, ((TOTAL, leaves), *extra), depths)


def region_dimension(
    parents: Mapping[str, str | None],
    areas: Mapping[str, Iterable[str]] | None = None,
    name: str = "region_code",
) -> Dimension:
    """The tree of regions, with overlapping areas beside it.

    parents  code -> parent code; exactly one code, the nation, has none.
    areas    electoral districts or old extents: code -> the regions that
             make it up; shown wherever all of them are shown.
    raises   ValueError if the tree has no single root, a parent is unknown
             or an area names an unknown code.
    """
    children = defaultdict(list)
    for code in sorted(parents):
        children[parents[code] or ""].append(code)
    if len(children[""]) != 1:
        raise ValueError(f"the region tree has {len(children[''])} roots; it needs exactly one")
    order, depths = _walk(children)
    if len(order) != len(parents):
        lost = sorted(set(parents) - set(order))
        raise ValueError(f"regions not connected to the root: {', '.join(lost[:5])}")
    tree = tuple((code, tuple(children[code])) for code in order if children.get(code))
    extra = _checked_sums(areas, order)
    depths |= {total: max(depths[p] for p in parts) for total, parts in extra}
    return Dimension(name, (*order, *(total for total, _ in extra)), (*tree, *extra), depths)


def _walk(children: Mapping[str, list[str]]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Codes from the root down, level by level, and their depths."""
    order, depths = list(children[""]), {children[""][0]: 0}
    for code in order:
        for child in children.get(code, ()):
            depths[child] = depths[code] + 1
            order.append(child)
    return tuple(sorted(order, key=lambda c: (depths[c], c))), depths


def _checked_sums(sums: Mapping[str, Iterable[str]] | None, codes: Iterable[str]) -> Sums:
    known = set(codes)
    found = tuple((total, tuple(parts)) for total, parts in sorted((sums or {}).items()))
    for total, parts in found:
        unknown = [p for p in parts if p not in known]
        if unknown or not parts or total in known:
            seen = f'"{unknown[0]}" tidak dikenal' if unknown else "nama itu sudah kode lain"
            raise ValueError(f'jumlah atau wilayah gabungan "{total}": {seen}')
    return found


def _closure(code: str, above: Mapping[str, set[str]]) -> set[str]:
    found, open_codes = {code}, [code]
    while open_codes:
        for total in above.get(open_codes.pop(), ()):
            if total not in found:
                found.add(total)
                open_codes.append(total)
    return found
