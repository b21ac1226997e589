"""Statistics: elections, types of violation, and sources with their figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..editions import Edition, Link
from ..figures import Figure, Series
from ..regions import NATION
from .cases import case_links
from .conflicts import ConflictCard, conflicts_of
from .downloads import links
from .figures import (
    FigureRow,
    IssuerTable,
    SeriesRow,
    election_blocks,
    headline_rows,
    series_row,
)
from .linked_data import dataset
from .page import Count, Page, Turn, counted, paged
from .presence import presence_of
from .tables import SourceTable, election_tables

ROWS_PER_PAGE = 60
HEADLINES = 4


@dataclass(frozen=True)
class ElectionSummary:
    slug: str
    title: str
    href: str
    figures: Count
    national: str
    regions: Count
    issuers: Count
    headlines: tuple[FigureRow, ...]


@dataclass(frozen=True)
class StatisticsProfile:
    """Published figures by election and, apart from them, case statistics."""

    elections: tuple[ElectionSummary, ...]
    releases: tuple[Link, ...]


@dataclass(frozen=True)
class PlaceStatus:
    """A province, and in words whether there are figures of it and of its regencies."""

    region: Link
    own: str
    inner: str


@dataclass(frozen=True)
class ElectionProfile:
    summary: ElectionSummary
    tables: tuple[IssuerTable, ...]
    charts: tuple[SourceTable, ...]
    conflicts: tuple[ConflictCard, ...]
    downloads: tuple[Link, ...]
    places: tuple[PlaceStatus, ...]


@dataclass(frozen=True)
class CategoryProfile:
    definition: str
    legal_basis: str
    rows: tuple[SeriesRow, ...]
    total: str
    downloads: tuple[Link, ...]
    turn: Turn


@dataclass(frozen=True)
class CategoryEntry:
    title: str
    href: str
    definition: str
    figures: str


def statistics_page(edition: Edition) -> Page:
    return Page(
        kind="statistics",
        language=edition.language,
        title=edition.words["statistics"]["title"],
        description=edition.words["statistics"]["description"],
        data=StatisticsProfile(election_summaries(edition), case_links(edition)),
        about=dataset(
            edition,
            "all",
            edition.words["statistics"]["title"],
            edition.words["statistics"]["description"],
        ),
        facets={"kind": [edition.words["kinds"]["statistics"]]},
    )


def election_summaries(edition: Edition) -> tuple[ElectionSummary, ...]:
    """Elections for which anything is recorded, in the order of the code list."""
    elections = edition.portal.codes["election"]
    return tuple(_summary(edition, e) for e in elections if _figures_of(edition, e))


def election_pages(edition: Edition) -> Iterator[Page]:
    """Of elections that somebody has counted anything in, be it withdrawn since."""
    for election in edition.portal.elections_counted:
        title = edition.label("election", election)
        yield Page(
            kind="election",
            language=edition.language,
            title=title,
            description=edition.say("election.description", election=title),
            data=_election(edition, election),
            about=_dataset(edition, election, title),
            parts={"slug": election},
            trail=(edition.link("statistics", edition.words["statistics"]["title"]),),
            facets={"kind": [edition.words["kinds"]["statistics"]], "election": [title]},
        )


def _dataset(edition: Edition, election: str, title: str) -> dict | None:
    """The downloads of an election that has figures."""
    if not _figures_of(edition, election):
        return None
    description = edition.say("election.description", election=title)
    return dataset(edition, "election", title, description, slug=election)


def _election(edition: Edition, election: str) -> ElectionProfile:
    national = [
        one
        for one in edition.tables.series_by_region.get(NATION, [])
        if one.current.election == election
    ]
    blocks = election_blocks(edition, national)
    return ElectionProfile(
        summary=_summary(edition, election),
        tables=blocks[0].tables if blocks else (),
        charts=election_tables(edition, election),
        conflicts=conflicts_of(edition, NATION, election),
        downloads=links(edition, "election", slug=election)
        if _figures_of(edition, election)
        else (),
        places=tuple(_places(edition, election)),
    )


def _places(edition: Edition, election: str) -> Iterator[PlaceStatus]:
    """Every province, by code: a list by how much is recorded would read as one by cases."""
    regions = edition.portal.regions
    own, inner = defaultdict(list), defaultdict(list)
    for figure in _figures_of(edition, election):
        province = regions.province(figure.region_code)
        if province:
            (own if figure.region_code == province.code else inner)[province.code].append(figure)
    for code in regions.children[NATION]:
        yield PlaceStatus(
            edition.region(code), presence_of(edition, own[code]), presence_of(edition, inner[code])
        )


def _figures_of(edition: Edition, election: str) -> list[Figure]:
    return edition.tables.figures_by_election.get(election, [])


def _summary(edition: Edition, election: str) -> ElectionSummary:
    figures = _figures_of(edition, election)
    sources = edition.portal.sources
    return ElectionSummary(
        slug=election,
        title=edition.label("election", election),
        href=edition.href("election", slug=election),
        figures=counted(edition, len(figures)),
        national=edition.say(
            "statistics.national",
            count=edition.number(sum(figure.region_code == NATION for figure in figures)),
        ),
        regions=counted(edition, len({figure.region_code for figure in figures})),
        headlines=headline_rows(edition, NATION, HEADLINES, election),
        issuers=counted(
            edition, len({sources[figure.source_id].institution for figure in figures})
        ),
    )


def category_list(edition: Edition) -> Page:
    counts = Counter(figure.category for figure in edition.portal.figures)
    entries = tuple(
        CategoryEntry(
            title=edition.category(slug),
            href=edition.href("category", slug=slug),
            definition=category.definition_id,
            figures=edition.number(counts[slug]),
        )
        for slug, category in edition.portal.categories.items()
    )
    return Page(
        kind="categories",
        language=edition.language,
        title=edition.words["categories"]["title"],
        description=edition.words["categories"]["description"],
        data=entries,
    )


def category_pages(edition: Edition) -> Iterator[Page]:
    by_category = defaultdict(list)
    for series in edition.tables.series:
        by_category[series.current.category].append(series)
    for slug in edition.portal.categories:
        yield from _category_pages(edition, slug, by_category[slug])


def _category_pages(edition: Edition, slug: str, series: list[Series]) -> Iterator[Page]:
    category = edition.portal.categories[slug]
    first = Page(
        kind="category",
        language=edition.language,
        title=edition.category(slug),
        description=category.definition_id,
        parts={"slug": slug},
        trail=(edition.link("categories", edition.words["categories"]["title"]),),
        facets={"kind": [edition.words["kinds"]["category"]]},
    )

    def data(some: Sequence[Series], here: Turn) -> CategoryProfile:
        return CategoryProfile(
            definition=category.definition_id,
            legal_basis=category.legal_basis,
            rows=tuple(series_row(edition, one) for one in some),
            total=edition.say("categories.total", count=edition.number(len(series))),
            downloads=links(edition, "category", slug=slug) if series else (),
            turn=here,
        )

    return paged(edition, first, series, ROWS_PER_PAGE, data)
