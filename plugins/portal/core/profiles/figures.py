"""Figures as tables: one issuer, one election, one region; nothing merged."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..editions import Edition, Link
from ..figures import Figure, Series
from ..portal import EVERY_CATEGORY
from .disputes import disputes_of
from .measures import amount, describe, reported, value_name

# What an editor found to be another number, or the number of something else.
NOT_MEANT = {"mislabelled", "misprint"}


@dataclass(frozen=True)
class FigureRow:
    """One figure as it is printed; `href` is its place on its source's page.

    name      what the link on the value is called where it is heard.
    reported  when it was printed, where that is long after the day it speaks of.
    disputes  where to read why other sources say something else.
    """

    id: str
    region: Link
    election: Link
    what: str
    category: Link | None
    value: str
    is_withheld: bool
    unit: str
    as_of: str
    reported: str
    period: str
    href: str
    name: str
    source: Link
    publisher: str
    issuer: str
    needs_review: bool
    is_context: bool
    is_copy: bool
    disputes: tuple[Link, ...]
    note: str
    extent: str


@dataclass(frozen=True)
class SeriesRow:
    """A series: what is current, and what was said before."""

    current: FigureRow
    history: tuple[FigureRow, ...]


@dataclass(frozen=True)
class IssuerTable:
    """What one issuer said about one region and election."""

    issuer: str
    caption: str
    rows: tuple[SeriesRow, ...]


@dataclass(frozen=True)
class ElectionBlock:
    """All tables of one election."""

    anchor: str
    title: str
    href: str
    tables: tuple[IssuerTable, ...]


def figure_row(edition: Edition, figure: Figure) -> FigureRow:
    source = edition.portal.sources[figure.source_id]
    stands = figure.figure_id not in edition.portal.withdrawals
    region, what = edition.region(figure.region_code), describe(edition, figure)
    election, day = edition.election(figure.election), edition.day(figure.period_end)
    return FigureRow(
        id=figure.figure_id,
        region=region,
        election=election,
        what=what,
        category=_category(edition, figure.category),
        value=amount(edition, figure) if stands else edition.words["withdrawn"]["value"],
        is_withheld=figure.value is None and stands,
        unit=edition.label("unit", figure.unit),
        as_of=day,
        reported=reported(edition, figure),
        period=_period(edition, figure),
        href=edition.figure(figure.source_id, figure.figure_id),
        name=value_name(edition, figure, what, region.text, election.text, day),
        source=edition.link("source", source.title, slug=figure.source_id),
        publisher=source.publisher,
        issuer=source.institution,
        needs_review=figure.verification == "needs-review",
        is_context=edition.tables.is_context(figure),
        disputes=disputes_of(edition, figure) if stands else (),
        is_copy=figure.source_id not in edition.tables.citable,
        note=figure.note,
        extent=_extent(edition, figure),
    )


def headline_rows(
    edition: Edition, code: str, most: int, election: str = ""
) -> tuple[FigureRow, ...]:
    """The newest verified figures of a region over all types, each of its own issuer.

    One that other sources dispute carries the mark that says so; what an editor found to be
    a mistake of its source never heads anything.

    election  only figures of this one, if any is named.
    """
    found = [
        one.current
        for one in edition.tables.citable_series_by_region.get(code, [])
        if election in ("", one.current.election) and _may_head(edition, one.current)
    ]
    newest = sorted(found, key=lambda f: (f.period_end, f.figure_id), reverse=True)
    return tuple(figure_row(edition, figure) for figure in newest[:most])


def _may_head(edition: Edition, figure: Figure) -> bool:
    cases = edition.tables.cases_by_figure.get(figure.figure_id, [])
    return (
        figure.category == EVERY_CATEGORY
        and figure.value is not None
        and figure.verification == "verified"
        and figure.period_end is not None
        and figure.election != "none"
        and not any(case.reason in NOT_MEANT for case in cases)
    )


def election_blocks(edition: Edition, series: Iterable[Series]) -> tuple[ElectionBlock, ...]:
    """Series of one region as blocks per election, in the order of the code list."""
    by_election = defaultdict(list)
    for one in series:
        by_election[one.current.election].append(one)
    order = edition.portal.codes["election"]
    return tuple(_block(edition, e, by_election[e]) for e in order if e in by_election)


def _block(edition: Edition, election: str, series: list[Series]) -> ElectionBlock:
    by_issuer = defaultdict(list)
    for one in series:
        by_issuer[one.issuer].append(one)
    title = edition.label("election", election)
    return ElectionBlock(
        anchor=election,
        title=title,
        href=edition.href("election", slug=election),
        tables=tuple(
            IssuerTable(
                issuer=issuer,
                caption=edition.say(
                    "figures.caption",
                    issuer=issuer,
                    election=title,
                    region=edition.region(same[0].current.region_code).text,
                ),
                rows=tuple(series_row(edition, one) for one in _ordered(edition, same)),
            )
            for issuer, same in by_issuer.items()
        ),
    )


def series_row(edition: Edition, series: Series) -> SeriesRow:
    return SeriesRow(
        figure_row(edition, series.current),
        tuple(figure_row(edition, figure) for figure in series.history),
    )


def _ordered(edition: Edition, series: list[Series]) -> list[Series]:
    """By type, group and stage as the code lists order them; never by value."""
    categories = [EVERY_CATEGORY, *edition.portal.categories]
    groups = list(edition.portal.codes["respondent_group"])
    stages = list(edition.portal.codes["stage_of_handling"])
    return sorted(
        series,
        key=lambda s: (
            edition.tables.is_context(s.current),
            categories.index(s.current.category),
            groups.index(s.current.respondent_group),
            stages.index(s.current.stage_of_handling),
        ),
    )


def _category(edition: Edition, slug: str) -> Link | None:
    if slug == EVERY_CATEGORY:
        return None
    return edition.link("category", edition.category(slug), slug=slug)


def _period(edition: Edition, figure: Figure) -> str:
    if not figure.period_start:
        return ""
    return edition.say(
        "figures.period", start=edition.day(figure.period_start), end=edition.day(figure.period_end)
    )


def _extent(edition: Edition, figure: Figure) -> str:
    """A sentence where the region had another extent, or another province, then."""
    regions, code, on = edition.portal.regions, figure.region_code, figure.period_end
    if not on:
        return ""
    former = regions.extent_on(code, on)
    if former:
        return edition.say(
            "figures.old_extent", region=former.full_name, day=edition.day(former.valid_to)
        )
    before = regions.predecessor_on(code, on)
    return edition.say("figures.old_province", region=before.full_name) if before else ""
