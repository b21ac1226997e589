"""Published figures: what somebody in office stated and a source reports."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import model_validator

from .fields import (
    OneOf,
    OptionalCount,
    OptionalDate,
    OptionalUrl,
    Record,
    RegionCode,
    Slug,
    Text,
    refuse_disagreement,
)

SeriesKey = tuple[str, ...]


class Source(Record):
    """One row of `data/figures/sources.csv`: where figures were reported.

    institution  the issuer: who stated the figures, as the source writes it.
    published    None where the source shows no date.
    """

    source_id: Slug
    url: OptionalUrl
    title: Text
    publisher: Text
    published: OptionalDate
    institution: Text
    note: str


class Figure(Record):
    """One row of `data/figures/figures.csv`.

    value   whole number in `unit`; None exactly where `status` is confidential.
    period  `period_start` is None where the source names no beginning;
            `period_end` is the as-of date.
    added   the day the row came onto the portal; intake writes it.
    """

    figure_id: Slug
    source_id: Annotated[str, OneOf("source")]
    region_code: RegionCode
    election: Annotated[str, OneOf("election")]
    period_start: OptionalDate
    period_end: OptionalDate
    respondent_group: Annotated[str, OneOf("respondent_group")]
    stage_of_handling: Annotated[str, OneOf("stage_of_handling")]
    category: Annotated[str, OneOf("category")]
    category_label: Text
    value: OptionalCount
    status: Literal["shown", "confidential"]
    unit: Annotated[str, OneOf("unit")]
    verification: Literal["verified", "needs-review"]
    note: str
    added: date

    @model_validator(mode="after")
    def _value_agrees_with_status(self) -> "Figure":
        refuse_disagreement(self.value, self.status)
        return self


@dataclass(frozen=True)
class Series:
    """Figures of one issuer for one thing: the newest is current, the rest history."""

    key: SeriesKey
    figures: tuple[Figure, ...]

    @property
    def current(self) -> Figure:
        return self.figures[0]

    @property
    def history(self) -> tuple[Figure, ...]:
        return self.figures[1:]


def series_key(figure: Figure, issuer: str) -> SeriesKey:
    return (
        issuer,
        figure.region_code,
        figure.election,
        figure.respondent_group,
        figure.stage_of_handling,
        figure.category,
        figure.unit,
    )


def arrange_series(figures: list[Figure], sources: dict[str, Source]) -> list[Series]:
    """All figures as series, newest first in each; nothing summed, nothing merged.

    Figures of one date keep their order in the file, so that two reports of
    one statement stand side by side.
    """
    by_key = defaultdict(list)
    for figure in figures:
        by_key[series_key(figure, sources[figure.source_id].institution)].append(figure)
    newest_first = {
        key: sorted(same, key=lambda f: str(f.period_end or ""), reverse=True)
        for key, same in by_key.items()
    }
    return [Series(key, tuple(same)) for key, same in newest_first.items()]
