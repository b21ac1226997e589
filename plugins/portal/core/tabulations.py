"""Figures of one source that belong in one table: flows, breakdowns, places, timelines.

A table never mixes sources, elections, groups, units or regions. Nothing is
summed here; `parts_sum` only says what one source's parts add up to, so that
a page can say when they do not reach the source's own total.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .figures import Figure, Series

ROWS_AT_LEAST = 3
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Rows of one table, in the order they are shown; `total` is the source's own."""

    source_id: str
    rows: tuple[Figure, ...]
    total: Figure | None = None

    @property
    def first(self) -> Figure:
        return self.rows[0]

    @property
    def parts_sum(self) -> int | None:
        """Sum of the parts, None where one is withheld or they are shares."""
        if self.first.unit == "persen" or any(f.value is None for f in self.rows):
            return None
        return sum(f.value for f in self.rows)


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
    """Stages over all types that one source gives for one thing, in the order of handling."""
    found = []
    for same in _grouped(figures, _flow_key):
        by_step = {f.stage_of_handling: f for f in same if f.category == EVERY}
        rows = tuple(by_step[s] for s in steps if s in by_step and by_step[s].value is not None)
        found += [rows] if rows else []
    return found


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

    Rows stand by region code: an order by value would tell of withheld ones.
    """
    totals = {(f.region_code, *_measure(f)): f for f in figures}
    found = []
    for same in _grouped(figures, lambda f: (parent_of(f.region_code), *_measure(f))):
        parent = parent_of(same[0].region_code)
        rows = sorted({f.region_code: f for f in same}.values(), key=lambda f: f.region_code)
        if parent and len(rows) >= at_least:
            total = totals.get((parent, *_measure(same[0])))
            found.append(Tabulation(same[0].source_id, tuple(rows), total))
    return found


def timelines(series: Iterable[Series]) -> list[Series]:
    """Series with values on at least three dates, to be drawn over time."""
    return [one for one in series if len(points(one)) >= ROWS_AT_LEAST]


def points(series: Series) -> list[Figure]:
    """The shown figures of a series, oldest first, the first report of each date."""
    by_date = {f.period_end: f for f in reversed(series.figures) if f.value is not None}
    return [by_date[day] for day in sorted(day for day in by_date if day)]


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
