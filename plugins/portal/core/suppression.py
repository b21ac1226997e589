"""Which published counts give a withheld one back, and which to withhold besides.

A reader adds and subtracts what one source, or one issuer within some days, says of a region
and its parts. Bounds on every withheld count follow from that; where they exclude a whole
number from 1 to 4, something else has to be withheld too.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeVar

from .links import bare_address
from .small_counts import SMALL, Measured, Rule, is_within_province

Item = TypeVar("Item")
PARTS_AT_MOST = 12
SET_AT_MOST = 4
# What one issuer says within a week is one statement, whatever day each source writes.
SAME_STATEMENT = 7
ROUNDS = 50
# Stages that take in cases; the others say what became of them.
UPSTREAM = {"reported", "report", "finding", "registered"}
ANYTHING = 10**9
NATION = "00"
DIMENSIONS = ("respondent_group", "stage_of_handling", "category")


@dataclass(frozen=True, eq=False)
class Count:
    """One count as it is published somewhere.

    name       of its figure, or `statements/<id>#1`.
    of         region, group, stage, type and unit.
    value      whole; None where it is withheld and nobody here knows it.
    printed    ids and addresses of the sources that print it.
    day        of the state it describes; None if unknown.
    is_fixed   it cannot be withheld any more.
    """

    name: str
    of: Measured
    value: int | None
    is_withheld: bool
    issuer: str
    election: str
    printed: frozenset[str]
    day: date | None = None
    is_fixed: bool = False

    @property
    def region(self) -> str:
        return self.of.region_code

    def is_near(self, other: "Count") -> bool:
        if self.day is None or other.day is None:
            return self.day is other.day
        return abs((self.day - other.day).days) <= SAME_STATEMENT


def count_of(row: Mapping[str, str], source: Mapping[str, str]) -> Count:
    """A row of a table of figures, with the row of its source; shown where it has no status."""
    of = Measured(*(row[field] for field in Measured._fields))
    printed = {row["source_id"], bare_address(source.get("url") or "")} - {""}
    value = row["value"]
    day = date.fromisoformat(row["period_end"]) if row["period_end"] else None
    return Count(
        row["figure_id"],
        of,
        int(value) if value.isdigit() else None,
        row.get("status") == "confidential",
        source["institution"].casefold(),
        row["election"],
        frozenset(printed),
        day,
    )


class Equation(NamedTuple):
    """A total that its parts reach, as a reader would try it."""

    total: Count
    parts: tuple[Count, ...]

    @property
    def counts(self) -> tuple[Count, ...]:
        return (self.total, *self.parts)


class Opening(NamedTuple):
    """A withheld count that can be narrowed, and through which of the others."""

    count: Count
    equations: tuple[Equation, ...]

    def to_withhold(self, rule: Rule) -> Count | None:
        """The smallest count that closes it, a detail before a total; None if all are fixed."""
        closing = [c for e in self.equations for c in e.parts if _can_go(c, rule)]
        totals = [e.total for e in self.equations if _can_go(e.total, rule)]
        by_size = sorted(closing, key=lambda c: (c.value, c.of, c.name))
        return next(iter([*by_size, *totals]), None)


def _can_go(count: Count, rule: Rule) -> bool:
    is_total = rule.is_total(count.of)
    # A reader takes it that no zero is withheld, so to withhold one would mislead nobody.
    return bool(count.value) and not (count.is_withheld or count.is_fixed or is_total)


def withhold_openings(counts: Sequence[Count], rule: Rule) -> list[Count]:
    """The same counts, with those withheld that would give a withheld one back.

    returns  copies in the same order. What only a total over everybody, or a count that
             is published already, could close stays open: `openings` tells of it.
    source   Handbook on Statistical Disclosure Control, chapter 5: bounds on suppressed
             cells from their equations, complementary suppression until they are wide.
    """
    counts = list(counts)
    places = {count.name: i for i, count in enumerate(counts)}
    while closing := _next(counts, rule):
        for name in closing:
            counts[places[name]] = replace(counts[places[name]], is_withheld=True)
    return counts


def _next(counts: Sequence[Count], rule: Rule) -> list[str]:
    """Names of the counts to withhold next: one, wherever it is repeated."""
    for known in (counts, [as_published(count) for count in counts]):
        for opening in openings(known, rule):
            if found := opening.to_withhold(rule):
                return [c.name for c in counts if _is_same_claim(c, found)]
    return []


def as_published(count: Count) -> Count:
    """What a reader sees of it."""
    return replace(count, value=None) if count.is_withheld else count


def _is_same_claim(count: Count, other: Count) -> bool:
    return count.name == other.name or (
        (count.issuer, count.election, count.of, count.value)
        == (other.issuer, other.election, other.of, other.value)
        and count.is_near(other)
    )


def openings(counts: Iterable[Count], rule: Rule) -> Iterator[Opening]:
    """Every withheld count which the others narrow, by source and by statement."""
    counts = [count for count in counts if rule.is_count(count.of)]
    told: set[str] = set()
    for same, is_one_source in _sets(counts):
        if not any(count.is_withheld for count in same):
            continue
        for opening in _narrowed(same, rule, is_one_source):
            if opening.count.name not in told:
                told.add(opening.count.name)
                yield opening


def _sets(counts: list[Count]) -> Iterator[tuple[list[Count], bool]]:
    """What a reader puts together: one source's counts, then one issuer's."""
    by_source = defaultdict(list)
    for count in counts:
        for source in count.printed:
            by_source[source, count.election].append(count)
    for same in {tuple(map(id, s)): s for s in by_source.values()}.values():
        yield same, True
    for same in _by(counts, lambda c: (c.issuer, c.election)):
        hides = any(count.is_withheld for count in same)
        if hides and len({source for count in same for source in count.printed}) > 1:
            yield _unanimous(same), False


def _unanimous(counts: list[Count]) -> list[Count]:
    """One count per thing and day; a thing with two values is no term of an equation."""
    found = []
    for same in _by(counts, lambda c: (c.of, c.day)):
        values = {count.value for count in same if not count.is_withheld}
        if len(values) < 2:
            withheld = [count for count in same if count.is_withheld]
            found += [max(withheld or same, key=lambda c: c.value is not None)]
    return found


def _narrowed(counts: list[Count], rule: Rule, is_one_source: bool) -> Iterator[Opening]:
    equations = list(_equations(counts, is_one_source))
    if not equations:
        return
    ceilings = {c.name: _ceiling(c, counts, rule) for c in counts if c.is_withheld}
    bounds = _bounds(equations, ceilings)
    exact = {name for name, (low, high) in bounds.items() if low == high}
    for count in counts:
        if count.name in bounds and _is_open(count, *bounds[count.name], ceilings[count.name]):
            yield Opening(count, tuple(_leading_to(count, equations, exact)))


def _is_open(count: Count, low: int, high: int, ceiling: int) -> bool:
    """Whether a number from 1 to 4 that its own region's total allows is excluded."""
    if count.value is not None and count.value not in SMALL:
        return False
    return high < min(max(SMALL), ceiling) or min(SMALL) < low <= max(SMALL)


def _leading_to(count: Count, equations: list[Equation], exact: set[str]) -> Iterator[Equation]:
    """Equations of a count, then those that made its neighbours exact."""
    own = [e for e in equations if any(c.name == count.name for c in e.counts)]
    yield from own
    neighbours = {c.name for e in own for c in e.counts if c.is_withheld} & exact
    yield from (
        e for e in equations if e not in own and any(c.name in neighbours for c in e.counts)
    )


def _bounds(equations: list[Equation], ceilings: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Smallest and largest whole number of each withheld count; a zero is never withheld."""
    bounds = {name: (1, ceiling) for name, ceiling in ceilings.items()}

    def of(count: Count) -> tuple[int, int]:
        return bounds[count.name] if count.is_withheld else (count.value, count.value)

    for _ in range(ROUNDS):
        before = dict(bounds)
        for total, parts in equations:
            lows, highs = [of(p)[0] for p in parts], [of(p)[1] for p in parts]
            low, high = of(total)
            for part, at_least, at_most in zip(parts, lows, highs, strict=True):
                if part.is_withheld:
                    others_least, others_most = sum(lows) - at_least, sum(highs) - at_most
                    bounds[part.name] = _within(
                        bounds[part.name], low - others_most, high - others_least
                    )
            if total.is_withheld:
                bounds[total.name] = _within(bounds[total.name], sum(lows), sum(highs))
        if bounds == before:
            break
    return bounds


def _within(bound: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """Narrower bounds; as they were where the equation cannot hold."""
    narrower = max(bound[0], low), min(bound[1], high)
    return narrower if narrower[0] <= narrower[1] else bound


def _ceiling(count: Count, counts: list[Count], rule: Rule) -> int:
    """The largest value that totals stated for the count's own region allow."""
    stated = [
        c.value
        for c in counts
        if rule.is_total(c.of)
        and not c.is_withheld
        and c.name != count.name
        and (c.region, c.of.unit) == (count.region, count.of.unit)
    ]
    return min([ANYTHING, *stated])


def _equations(counts: list[Count], is_one_source: bool) -> Iterator[Equation]:
    for total in counts:
        for parts in _part_sets(total, counts, is_one_source):
            if parts and _reaches(total, parts):
                yield Equation(total, tuple(parts))


def _reaches(total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts can add up to the total; exactly, where all are known."""
    hidden = [part for part in parts if part.value is None]
    known = sum(part.value for part in parts if part.value is not None)
    if total.value is None:
        return not hidden
    return known == total.value if not hidden else known + len(hidden) <= total.value


def _part_sets(total: Count, counts: list[Count], is_one_source: bool) -> Iterator[list[Count]]:
    near = counts if is_one_source else [c for c in counts if c.is_near(total)]
    inside = [c for c in near if _is_inside(c, total)]
    for level in _by(inside, lambda c: c.region.count(".")):
        yield from _levels(total, level, is_one_source)
    below = [c for c in near if _is_below(c, total)]
    # One part alone need not be all there is.
    along = (_along(total, below, dimension) for dimension in DIMENSIONS)
    yield from (parts for parts in along if len(parts) > 1)
    if is_within_province(total.region) and len(below) <= PARTS_AT_MOST:
        known = [c for c in below if c.value is not None]
        sizes = range(2, min(len(known), SET_AT_MOST) + 1)
        yield from (list(chosen) for size in sizes for chosen in combinations(known, size))


def _is_inside(part: Count, total: Count) -> bool:
    if total.region == NATION:
        return part.region != NATION
    return part.region.startswith(f"{total.region}.")


def _levels(total: Count, inside: list[Count], is_one_source: bool) -> Iterator[list[Count]]:
    """The same measure in the regions of one level; and everything a source says of
    them, where it says one thing of each."""
    same = [c for c in inside if c.of[1:] == total.of[1:]]
    if len({c.region for c in same}) == len(same):
        yield same
    is_one_each = len({c.region for c in inside}) == len(inside)
    is_one_unit = {c.of.unit for c in inside} == {total.of.unit}
    all_known = all(c.value is not None for c in inside)
    if is_one_source and is_one_each and len(inside) > len(same) and (is_one_unit or all_known):
        yield inside


def _along(total: Count, below: list[Count], dimension: str) -> list[Count]:
    """Parts that differ from the total in one dimension only."""
    others = [d for d in (*DIMENSIONS, "unit") if d != dimension]
    return [c for c in below if all(getattr(c.of, d) == getattr(total.of, d) for d in others)]


def _is_below(part: Count, total: Count) -> bool:
    """True if a count can be a part of another of the same region: more detail, no less."""
    if part is total or part.region != total.region:
        return False
    finer, coarser = _fineness(part.of), _fineness(total.of)
    return finer != coarser and all(f >= c for f, c in zip(finer, coarser, strict=True))


def _fineness(of: Measured) -> tuple[int, int, int]:
    """How far group, stage and type are narrowed: 0 is everybody, every stage, every type."""
    stage = of.stage_of_handling
    return (
        0 if of.respondent_group == "all" else 1,
        0 if stage == "total" else 1 if stage in UPSTREAM else 2,
        0 if of.category.startswith("konteks-") else 1 if of.category == "all" else 2,
    )


def _by(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())
