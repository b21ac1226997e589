"""Figures put in order once, for all pages: as series and tables, under what these are of."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from .conflicts import UNEXPLAINED, Conflict, Disagreement, disagreements
from .figures import Figure, Series, Source, arrange_series, thing
from .reference import Category
from .regions import Regions
from .tabulations import Tabulation, breakdowns, places, stage_flows

Item = TypeVar("Item")
# The dimension of what is larger than neutrality, given to compare with.
CONTEXT = "context"
Groups = dict[str, list[Item]]


@dataclass(frozen=True)
class FigureTables:
    """Every arrangement is made when it is first asked for.

    figures  those that stand.
    cases    where an editor has explained why figures differ.
    steps    stages in the order of handling.
    citable  sources that are a voice of their own; copies are shown, and stand for nothing.
    """

    figures: Sequence[Figure]
    sources: Mapping[str, Source]
    regions: Regions
    categories: Mapping[str, Category]
    cases: Sequence[Conflict]
    steps: Sequence[str]
    citable: Collection[str]

    def arrange(self) -> None:
        """Make what pages of regions need, before processes part that would each make it."""
        _ = (self.series_by_region, self.cases_by_region, self.unexplained_by_region)
        _ = self.citable_series_by_region
        _ = (self.cases_by_figure, self.disagreements_by_figure)
        _ = (self.flows_by_region, self.breakdowns_by_region, self.places_by_parent)

    def dimension_of(self, category: str) -> str:
        """What a category cuts by; "" for "over all types"."""
        return self.categories[category].dimension if category in self.categories else ""

    def is_context(self, figure: Figure) -> bool:
        """Whether a figure is about something larger than neutrality."""
        return self.dimension_of(figure.category) == CONTEXT

    def is_disputed(self, figure: Figure) -> bool:
        """Whether sources disagree about it: an editor's case names it, or the program found it."""
        return figure.figure_id in self.cases_by_figure or bool(
            self.disagreements_by_figure.get(figure.figure_id)
        )

    def may_stand_in_time(self, figure: Figure) -> bool:
        """Whether a figure may be a point on a line of dates."""
        return not self.is_context(figure) and not self.is_disputed(figure)

    def issuer_of(self, source_id: str) -> str:
        return self.sources[source_id].institution

    @cached_property
    def series(self) -> list[Series]:
        return [self._own_voices_first(s) for s in arrange_series(self.figures, self.sources)]

    def _own_voices_first(self, series: Series) -> Series:
        """A copy is the current figure only where there is nothing else."""
        if all(figure.source_id in self.citable for figure in series.figures):
            return series
        own = sorted(series.figures, key=lambda figure: figure.source_id not in self.citable)
        return replace(series, figures=tuple(own))

    @cached_property
    def series_by_region(self) -> Groups[Series]:
        return _grouped(self.series, lambda one: (one.current.region_code,))

    @cached_property
    def citable_figures(self) -> list[Figure]:
        """What may stand in a headline, a chart or a disagreement."""
        return [figure for figure in self.figures if figure.source_id in self.citable]

    @cached_property
    def citable_series(self) -> list[Series]:
        return arrange_series(self.citable_figures, self.sources)

    @cached_property
    def citable_series_by_region(self) -> Groups[Series]:
        return _grouped(self.citable_series, lambda one: (one.current.region_code,))

    @cached_property
    def figures_by_election(self) -> Groups[Figure]:
        return _grouped(self.figures, lambda figure: (figure.election,))

    @cached_property
    def figures_by_source(self) -> Groups[Figure]:
        return _grouped(self.figures, lambda figure: (figure.source_id,))

    @cached_property
    def _figures_by_report(self) -> Groups[Figure]:
        """Under the address they were reported at, their region and their value."""
        exact = (f for f in self.figures if f.value is not None and f.precision == "exact")
        shown = (f for f in exact if self.sources[f.source_id].url)
        return _grouped(shown, lambda f: ((self.sources[f.source_id].url, f.region_code, f.value),))

    def reported_at(
        self, url: str | None, region_code: str, value: float | None, unit: str
    ) -> Figure | None:
        """The one exact figure that was reported at an address with this value; None if not one only.

        unit  in the words of a statement; it decides only between several.
        """
        found = self._figures_by_report.get((url, region_code, value), [])
        same = found if len(found) == 1 else [f for f in found if f.unit == unit]
        return same[0] if len(same) == 1 else None

    @cached_property
    def figures_by_file(self) -> Groups[Figure]:
        """Under the region whose downloads they are in."""
        return _grouped(self.figures, lambda f: (self.regions.filed_under(f.region_code),))

    @cached_property
    def leading_figures(self) -> list[Figure]:
        """Of regions that have downloads of their own: of no district and no village."""
        filed_under = self.regions.filed_under
        return [f for f in self.figures if filed_under(f.region_code) == f.region_code]

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        return disagreements(self.citable_series, self.cases)

    @cached_property
    def unexplained(self) -> list[Disagreement]:
        return [one for one in self.disagreements if one.reason == UNEXPLAINED]

    @cached_property
    def disagreements_by_figure(self) -> Groups[Disagreement]:
        return _grouped(self.disagreements, lambda one: (f.figure_id for f in one.figures))

    @cached_property
    def unexplained_by_region(self) -> Groups[Disagreement]:
        return _grouped(self.unexplained, lambda one: (f.region_code for f in one.figures))

    @cached_property
    def cases_by_region(self) -> Groups[Conflict]:
        """Under every region that has a standing figure in the case."""
        wanted = {figure for case in self.cases for figure in case.figure_ids}
        place = {f.figure_id: f.region_code for f in self.figures if f.figure_id in wanted}
        return _grouped(
            self.cases, lambda case: (place[one] for one in case.figure_ids if one in place)
        )

    @cached_property
    def cases_by_figure(self) -> Groups[Conflict]:
        """Of each figure, and of every report that makes the same claim."""
        by_id = {figure.figure_id: figure for figure in self.figures}
        same = _grouped(self.figures, lambda figure: (self._claim(figure),))

        def repeated(case: Conflict) -> Iterable[str]:
            named = [by_id[name] for name in case.figure_ids if name in by_id]
            claims = (same[self._claim(f)] for f in named if f.value is not None)
            return dict.fromkeys([*case.figure_ids, *(f.figure_id for c in claims for f in c)])

        return _grouped(self.cases, repeated)

    def _claim(self, figure: Figure) -> tuple:
        """Who states what of which day, whoever prints it."""
        return self.issuer_of(figure.source_id), thing(figure), figure.value, figure.period_end

    @cached_property
    def flows(self) -> list[Tabulation]:
        return stage_flows(self.citable_figures, self.steps)

    @cached_property
    def flows_by_region(self) -> Groups[Tabulation]:
        return _grouped(self.flows, _region)

    @cached_property
    def flows_by_source(self) -> Groups[Tabulation]:
        return _grouped(self.flows, _source)

    @cached_property
    def breakdowns(self) -> list[Tabulation]:
        return breakdowns(self.citable_figures, self.dimension_of)

    @cached_property
    def breakdowns_by_region(self) -> Groups[Tabulation]:
        return _grouped(self.breakdowns, _region)

    @cached_property
    def breakdowns_by_source(self) -> Groups[Tabulation]:
        return _grouped(self.breakdowns, _source)

    @cached_property
    def places(self) -> list[Tabulation]:
        return places(self.citable_figures, self._parent_of)

    @cached_property
    def places_by_parent(self) -> Groups[Tabulation]:
        """By the region whose inner regions a table compares."""
        return _grouped(self.places, lambda one: (self._parent_of(one.first.region_code),))

    @cached_property
    def places_by_source(self) -> Groups[Tabulation]:
        return _grouped(self.places, _source)

    def _parent_of(self, code: str) -> str:
        return self.regions[code].parent


def _region(table: Tabulation) -> tuple[str]:
    return (table.first.region_code,)


def _source(table: Tabulation) -> tuple[str]:
    return (table.source_id,)


def _grouped(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> Groups[Item]:
    """Items under every key of theirs, in the order given."""
    groups = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return dict(groups)
