"""Statistics: elections, types of violation, and sources with their figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..editions import Edition, Link
from ..figures import Figure, Series, Source
from ..regions import NATION
from .figures import FigureRow, IssuerTable, SeriesRow, election_blocks, figure_row, series_row
from .page import Page, Turn, list_address, turn, turns

SOURCES_PER_PAGE = 60
ROWS_PER_PAGE = 60


@dataclass(frozen=True)
class ElectionSummary:
    title: str
    href: str
    figures: str
    regions: str
    issuers: str


@dataclass(frozen=True)
class PlaceCount:
    """A province with how many figures exist for it and for its regencies."""

    region: Link
    own: str
    inner: str


@dataclass(frozen=True)
class ElectionProfile:
    summary: ElectionSummary
    tables: tuple[IssuerTable, ...]
    places: tuple[PlaceCount, ...]


@dataclass(frozen=True)
class CategoryProfile:
    definition: str
    legal_basis: str
    rows: tuple[SeriesRow, ...]
    total: str
    turn: Turn


@dataclass(frozen=True)
class CategoryEntry:
    title: str
    href: str
    definition: str
    figures: str


@dataclass(frozen=True)
class SourceEntry:
    title: str
    href: str
    publisher: str
    published: str
    issuer: str
    figures: str


@dataclass(frozen=True)
class SourceList:
    entries: tuple[SourceEntry, ...]
    total: str
    turn: Turn


@dataclass(frozen=True)
class SourceFigure:
    """A figure at its own address, with everything needed to judge it."""

    row: FigureRow
    election: Link
    definition: str
    others: tuple[FigureRow, ...]


@dataclass(frozen=True)
class SourceProfile:
    id: str
    url: str
    title: str
    publisher: str
    published: str
    issuer: str
    institution: Link | None
    note: str
    figures: tuple[SourceFigure, ...]


def statistics_page(edition: Edition) -> Page:
    elections = tuple(
        _summary(edition, election)
        for election in edition.portal.codes["election"]
        if _figures_of(edition, election)
    )
    return Page(
        kind="statistics",
        language=edition.language,
        title=edition.words["statistics"]["title"],
        description=edition.words["statistics"]["description"],
        data=elections,
        facets={"kind": [edition.words["kinds"]["statistics"]]},
    )


def election_pages(edition: Edition) -> Iterator[Page]:
    for election in edition.portal.codes["election"]:
        title = edition.label("election", election)
        yield Page(
            kind="election",
            language=edition.language,
            title=title,
            description=edition.say("election.description", election=title),
            data=_election(edition, election),
            parts={"slug": election},
            trail=(edition.link("statistics", edition.words["statistics"]["title"]),),
            facets={"kind": [edition.words["kinds"]["statistics"]], "election": [title]},
        )


def _election(edition: Edition, election: str) -> ElectionProfile:
    national = [
        one for one in edition.series_by_region.get(NATION, []) if one.current.election == election
    ]
    blocks = election_blocks(edition, national)
    return ElectionProfile(
        summary=_summary(edition, election),
        tables=blocks[0].tables if blocks else (),
        places=tuple(_places(edition, election)),
    )


def _places(edition: Edition, election: str) -> Iterator[PlaceCount]:
    regions = edition.portal.regions
    own, inner = Counter(), Counter()
    for figure in _figures_of(edition, election):
        province = regions.province(figure.region_code)
        if province:
            (own if figure.region_code == province.code else inner)[province.code] += 1
    for code in regions.children[NATION]:
        if own[code] or inner[code]:
            yield PlaceCount(
                edition.region(code), _count(edition, own[code]), _count(edition, inner[code])
            )


def _count(edition: Edition, value: int) -> str:
    return edition.number(value) if value else edition.words["none"]


def _figures_of(edition: Edition, election: str) -> list[Figure]:
    return [figure for figure in edition.portal.figures if figure.election == election]


def _summary(edition: Edition, election: str) -> ElectionSummary:
    figures = _figures_of(edition, election)
    sources = edition.portal.sources
    return ElectionSummary(
        title=edition.label("election", election),
        href=edition.href("election", slug=election),
        figures=edition.number(len(figures)),
        regions=edition.number(len({figure.region_code for figure in figures})),
        issuers=edition.number(len({sources[figure.source_id].institution for figure in figures})),
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
    for series in edition.portal.series:
        by_category[series.current.category].append(series)
    for slug in edition.portal.categories:
        yield from _category_pages(edition, slug, by_category[slug])


def _category_pages(edition: Edition, slug: str, series: list[Series]) -> Iterator[Page]:
    pages = list(turns(series, ROWS_PER_PAGE))
    category = edition.portal.categories[slug]
    title = edition.category(slug)
    total = edition.say("categories.total", count=edition.number(len(series)))
    for number, some in pages:
        kind, parts = list_address("category", number)
        yield Page(
            kind=kind,
            template="category",
            language=edition.language,
            title=title,
            description=category.definition_id,
            data=CategoryProfile(
                definition=category.definition_id,
                legal_basis=category.legal_basis,
                rows=tuple(series_row(edition, one) for one in some),
                total=total,
                turn=turn(edition, "category", number, len(pages), slug=slug),
            ),
            parts={"slug": slug, **parts},
            trail=(edition.link("categories", edition.words["categories"]["title"]),),
            facets={"kind": [edition.words["kinds"]["category"]]} if number == 1 else None,
        )


def source_lists(edition: Edition) -> Iterator[Page]:
    sources = list(edition.portal.sources.values())
    counts = Counter(figure.source_id for figure in edition.portal.figures)
    total = edition.say("sources.total", count=edition.number(len(sources)))
    pages = list(turns(sources, SOURCES_PER_PAGE))
    for number, some in pages:
        kind, parts = list_address("sources", number)
        entries = tuple(_entry(edition, s, counts[s.source_id]) for s in some)
        yield Page(
            kind=kind,
            template="sources",
            language=edition.language,
            title=edition.words["sources"]["title"],
            description=edition.words["sources"]["description"],
            data=SourceList(entries, total, turn(edition, "sources", number, len(pages))),
            parts=parts,
        )


def _entry(edition: Edition, source: Source, figures: int) -> SourceEntry:
    return SourceEntry(
        title=source.title,
        href=edition.href("source", slug=source.source_id),
        publisher=source.publisher,
        published=edition.day(source.published),
        issuer=source.institution,
        figures=edition.number(figures),
    )


def source_pages(edition: Edition) -> Iterator[Page]:
    by_source = defaultdict(list)
    series_of = {}
    for series in edition.portal.series:
        for figure in series.figures:
            series_of[figure.figure_id] = series
    for figure in edition.portal.figures:
        by_source[figure.source_id].append(figure)
    for source in edition.portal.sources.values():
        yield _source_page(edition, source, by_source[source.source_id], series_of)


def _source_page(
    edition: Edition, source: Source, figures: list[Figure], series_of: dict[str, Series]
) -> Page:
    return Page(
        kind="source",
        language=edition.language,
        title=source.title,
        description=edition.say("source.description", publisher=source.publisher),
        data=SourceProfile(
            id=source.source_id,
            url=source.url or "",
            title=source.title,
            publisher=source.publisher,
            published=edition.day(source.published),
            issuer=source.institution,
            institution=institution_link(edition, source.institution),
            note=source.note,
            figures=tuple(_figure(edition, f, series_of[f.figure_id]) for f in figures),
        ),
        parts={"slug": source.source_id},
        trail=(edition.link("sources", edition.words["sources"]["title"]),),
        facets=_source_facets(edition, source, figures),
        date=source.published.isoformat() if source.published else "",
    )


def _figure(edition: Edition, figure: Figure, series: Series) -> SourceFigure:
    row = figure_row(edition, figure)
    election = edition.label("election", figure.election)
    return SourceFigure(
        row=row,
        election=edition.link("election", election, slug=figure.election),
        definition=edition.say(
            "source.definition",
            unit=row.unit,
            what=row.what,
            category=edition.category(figure.category),
            region=row.region.text,
            election=election,
            as_of=row.as_of,
        ),
        others=tuple(figure_row(edition, f) for f in series.figures if f is not figure),
    )


def institution_link(edition: Edition, issuer: str) -> Link | None:
    """The institution behind an issuer's name, where the portal has a page of it."""
    for institution in edition.portal.institutions.values():
        if any(issuer.startswith(name) for name in institution.issuer_names):
            return edition.link("institution", institution.name, slug=institution.id)
    return None


def _source_facets(edition: Edition, source: Source, figures: list[Figure]) -> dict[str, list[str]]:
    provinces = (edition.portal.regions.province(f.region_code) for f in figures)
    elections = {figure.election for figure in figures}
    order = edition.portal.codes["election"]
    return {
        "kind": [edition.words["kinds"]["source"]],
        "region": list(dict.fromkeys(p.name for p in provinces if p)),
        "election": [edition.label("election", e) for e in order if e in elections],
        "year": [str(source.published.year)] if source.published else [],
    }
