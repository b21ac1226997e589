"""Figures that belong in one table: flows, breakdowns and places of one source, timelines of one issuer.

A table never mixes elections, groups, units or regions; only a timeline has points of
several sources, and only points of one are joined. Nothing is summed here; `parts_sum`
only says what one source's parts add up to, so that a page can say when they do not
reach the source's own total.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .amounts import PERCENT
from .figures import Figure, Series

ROWS_AT_LEAST = 3
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Rows of one table, in the order they are shown; `total` is the source's own.

    also_in  sources that give rows of this table too, and nothing beside them.
    """

    source_id: str
    rows: tuple[Figure, ...]
    total: Figure | None = None
    also_in: tuple[str, ...] = ()

    @property
    def first(self) -> Figure:
        return self.rows[0]

    @property
    def parts_sum(self) -> int | None:
        """Sum of the parts, None where one is withheld or they are shares."""
        if self.first.unit == PERCENT or any(f.value is None for f in self.rows):
            return None
        return sum(f.value for f in self.rows)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What one issuer said of one thing, oldest first, one figure for each day.

    runs  points of one source each, three or more: these a line may join. Nobody said
          what lies between figures of different sources.
    """

    points: tuple[Figure, ...]

    @property
    def runs(self) -> list[tuple[Figure, ...]]:
        by_source = _grouped(self.points, lambda figure: (figure.source_id,))
        return [tuple(same) for same in by_source if len(same) >= ROWS_AT_LEAST]


def stage_flows(figures: Iterable[Figure], steps: Sequence[str]) -> list[Tabulation]:
    """Cases on their way from report to sanction, as one source counts them.

    steps    stages in the order of handling.
    returns  flows of at least three steps. A step larger than one before it
             needs a note, or the flow is not made: its stages do not follow
             each other in that source.
    """
    return [
        Tabulation(rows[0].source_id, rows)
        for rows in stage_rows(figures, steps)
        if len(rows) >= ROWS_AT_LEAST and not growing_steps(rows)
    ]


def stage_rows(figures: Iterable[Figure], steps: Sequence[str]) -> list[tuple[Figure, ...]]:
    """Stages over all types that one source gives for one thing and day, in the order of handling.

    A stage it gives twice with two values is left out: which of them follows from the
    stage before is not known.
    """
    found = []
    every = (f for f in figures if f.category == EVERY)
    for same in _grouped(every, lambda f: (*_flow_key(f), f.period_end)):
        said = {one[0].stage_of_handling: one for one in _grouped(same, _stage)}
        rows = tuple(said[s][0] for s in steps if s in said and _is_one_value(said[s]))
        found += [rows] if rows else []
    return found


def _stage(figure: Figure) -> tuple[str]:
    return (figure.stage_of_handling,)


def _is_one_value(figures: Sequence[Figure]) -> bool:
    return figures[0].value is not None and len({f.value for f in figures}) == 1


def growing_steps(rows: Iterable[Figure]) -> list[Figure]:
    """Steps larger than a step before them that carry no note saying why."""
    smallest, found = None, []
    for figure in rows:
        if smallest is not None and figure.value > smallest and not figure.note:
            found.append(figure)
        smallest = figure.value if smallest is None else min(smallest, figure.value)
    return found


def breakdowns(figures: Sequence[Figure], dimension_of: Callable[[str], str]) -> list[Tabulation]:
    """One total cut by type, position, outcome and so on, as one source cuts it."""
    totals = {_breakdown_key(f, ""): f for f in figures if f.category == EVERY}
    details = [f for f in figures if f.category != EVERY]
    found = []
    for same in _grouped(details, lambda f: _breakdown_key(f, dimension_of(f.category))):
        if len(same) >= ROWS_AT_LEAST:
            total = totals.get(_breakdown_key(same[0], ""))
            found.append(Tabulation(same[0].source_id, tuple(same), total))
    return found


def places(
    figures: Sequence[Figure], parent_of: Callable[[str], str], at_least: int = ROWS_AT_LEAST
) -> list[Tabulation]:
    """One measure for several regions of one parent, as one source lists them.

    Rows stand by region code: an order by value would tell of withheld ones. A region
    that the source lists twice with two values keeps both rows.
    """
    totals = {(f.region_code, *_measure(f)): f for f in figures}
    found = []
    for same in _grouped(figures, lambda f: (parent_of(f.region_code), *_measure(f))):
        parent = parent_of(same[0].region_code)
        rows = sorted({(f.region_code, f.value): f for f in same}.values(), key=_place)
        if parent and len({f.region_code for f in rows}) >= at_least:
            total = totals.get((parent, *_measure(same[0])))
            found.append(Tabulation(same[0].source_id, tuple(rows), total))
    return found


def _place(figure: Figure) -> str:
    return figure.region_code


def without_repeats(
    found: Sequence[Tabulation], issuer_of: Callable[[str], str]
) -> list[Tabulation]:
    """Tables of places, each list of one issuer once, however many sources print it.

    A table whose every row stands in a longer one of the same issuer, day and measure
    is named there as another source.
    """
    kept: list[Tabulation] = []
    for table in sorted(found, key=lambda one: -len(one.rows)):
        rows = _said(table, issuer_of)
        longer = next((one for one in kept if rows <= _said(one, issuer_of)), None)
        if longer is None:
            kept.append(table)
        else:
            also = (*longer.also_in, table.source_id)
            kept[kept.index(longer)] = replace(longer, also_in=also)
    order = [one.source_id for one in found]
    return sorted(kept, key=lambda one: order.index(one.source_id))


def _said(table: Tabulation, issuer_of: Callable[[str], str]) -> set[tuple]:
    issuer = issuer_of(table.source_id)
    return {(issuer, f.region_code, f.value, *_measure(f)[1:]) for f in table.rows}


def timelines(series: Iterable[Series], may_stand: Callable[[Figure], bool]) -> list[Timeline]:
    """Series with values on at least three dates, to be shown over time.

    may_stand  whether a figure may be a point: not where other sources disagree with it.
    """
    made = (Timeline(points(one, may_stand)) for one in series)
    return [one for one in made if len(one.points) >= ROWS_AT_LEAST]


def points(series: Series, may_stand: Callable[[Figure], bool]) -> tuple[Figure, ...]:
    """The exact counts of a series, oldest first, one for each date.

    Of several reports of a date, that of the source with most of the dates; a date with
    two values has no point. Shares are never shown over time: what they are shares of grows.
    """
    exact = [f for f in series.figures if _is_exact_count(f) and may_stand(f)]
    dates_of = Counter(source for source, _ in {(f.source_id, f.period_end) for f in exact})
    of_a_date = (
        max(same, key=lambda f: dates_of[f.source_id])
        for same in _grouped(exact, lambda f: (f.period_end,))
        if len({f.value for f in same}) == 1
    )
    return tuple(sorted(of_a_date, key=lambda f: f.period_end))


def _is_exact_count(f: Figure) -> bool:
    is_known = f.value is not None and f.period_end is not None
    return is_known and f.unit != PERCENT and f.precision == "exact"


def newest_per_issuer(
    found: list[Tabulation], issuer_of: Callable[[str], str], dimension_of: Callable[[str], str]
) -> list[Tabulation]:
    """Of tables about the same thing by the same issuer, only the newest."""
    newest: dict[tuple, Tabulation] = {}
    for table in found:
        f = table.first
        key = (
            issuer_of(f.source_id),
            f.region_code,
            f.election,
            f.respondent_group,
            f.unit,
            dimension_of(f.category),
        )
        known = newest.get(key)
        if known is None or str(known.first.period_end) < str(f.period_end):
            newest[key] = table
    return list(newest.values())


def _flow_key(f: Figure) -> tuple:
    return f.source_id, f.region_code, f.election, f.respondent_group, f.unit


def _breakdown_key(f: Figure, dimension: str) -> tuple:
    return (*_flow_key(f), f.stage_of_handling, f.period_end, dimension)


def _measure(f: Figure) -> tuple:
    return (
        f.source_id,
        f.election,
        f.respondent_group,
        f.stage_of_handling,
        f.category,
        f.unit,
        f.period_end,
    )


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], tuple]) -> list[list[Figure]]:
    groups = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return list(groups.values())
