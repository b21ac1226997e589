"""Region pages: figures, statements and rules of one place, and the way around."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ..charts import TileMap
from ..digests import Shared
from ..documents import Document
from ..editions import Edition, Link
from ..regions import NATION, Region
from .cases import CaseBlock, region_cases
from .conflicts import ConflictCard, conflicts_of
from .downloads import links
from .figures import ElectionBlock, FigureRow, election_blocks, headline_rows
from .linked_data import dataset
from .page import Card, Count, Page, Plan, counted
from .regulations import RegulationCard, leading_regulations, regulation_card
from .statements import cards
from .statistics import ElectionSummary, election_summaries
from .tables import SourceTable, province_map, region_tables

CARDS_AT_MOST = 20
NEARBY_ROWS = 3
RULES_AT_MOST = 6


@dataclass(frozen=True)
class Child:
    """A region inside this one, with what the portal holds about it."""

    name: str
    href: str
    code: str
    figures: Count
    statements: Count


@dataclass(frozen=True)
class Nearby:
    """Figures of a larger region, for a page that has none of its own."""

    region: Link
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class RegionProfile:
    code: str
    name: str
    form: str
    level: str
    parent: Link | None
    decree: str
    extent_note: str
    figure_count: str
    elections: tuple[ElectionBlock, ...]
    summaries: tuple[ElectionSummary, ...]
    tables: tuple[SourceTable, ...]
    conflicts: tuple[ConflictCard, ...]
    cases: tuple[CaseBlock, ...]
    downloads: tuple[Link, ...]
    nearby: tuple[Nearby, ...]
    statements: tuple[Card, ...]
    inner_statements: tuple[Card, ...]
    around_statements: tuple[Card, ...]
    more_statements: str
    regulations: tuple[RegulationCard, ...]
    national_regulations: tuple[RegulationCard, ...]
    children: tuple[Child, ...]
    siblings: tuple[Link, ...]


@dataclass(frozen=True)
class ProvinceEntry:
    """A province in the list of regions, with its regencies and cities."""

    anchor: str
    name: str
    province: Child
    regencies: tuple[Child, ...]


@dataclass(frozen=True)
class RegionList:
    index: str
    map: TileMap
    nation: Link
    provinces: tuple[ProvinceEntry, ...]


def region_list(edition: Edition) -> Iterator[Plan]:
    regions = edition.portal.regions
    inside = {code: _counts(edition, regions.children.get(code, [])) for code in regions.current}
    yield Plan("regions", edition.language, _region_list, (inside,))


def _region_list(edition: Edition, inside: Mapping[str, Mapping[str, int]]) -> Page:
    """The list; `inside` says how many statements name each region in a region."""
    regions = edition.portal.regions
    provinces = tuple(
        ProvinceEntry(
            regions[code].slug,
            regions[code].name,
            _child(edition, code, count),
            _children(edition, inside[code]),
        )
        for code, count in inside[NATION].items()
    )
    return Page(
        kind="regions",
        language=edition.language,
        title=edition.words["regions"]["title"],
        description=edition.words["regions"]["description"],
        data=RegionList(
            edition.href("search_index"),
            province_map(edition),
            edition.region(NATION),
            provinces,
        ),
    )


def region_pages(edition: Edition) -> Iterator[Plan]:
    rules = Shared(leading_regulations(edition, RULES_AT_MOST))
    for region in edition.portal.regions:
        parts = {"path": edition.portal.regions.path(region.code)}
        inputs = (region.code, rules, *_statements(edition, region))
        yield Plan("region", edition.language, _region_page, inputs, parts)


@dataclass(frozen=True)
class StatementCounts:
    """Statements that name a region, and each of the regions inside it, by code."""

    own: int
    children: dict[str, int]


Documents = tuple[Document, ...]


def _statements(
    edition: Edition, region: Region
) -> tuple[StatementCounts, Documents, Documents, Documents]:
    """What a region's page shows of statements: counts, its own, those inside, those around."""
    by_region = edition.statements_by_region
    own = by_region.get(region.code, [])
    counts = StatementCounts(
        len(own), _counts(edition, edition.portal.regions.children.get(region.code, []))
    )
    around = () if own else _around(edition, region)
    return counts, tuple(own[:CARDS_AT_MOST]), _inner(edition, region, own), around


def _counts(edition: Edition, codes: Iterable[str]) -> dict[str, int]:
    return {code: len(edition.statements_by_region.get(code, [])) for code in codes}


def _region_page(
    edition: Edition,
    code: str,
    rules: Shared,
    counts: StatementCounts,
    own: Documents,
    inner: Documents,
    around: Documents,
) -> Page:
    region, path = edition.portal.regions[code], edition.portal.regions.path(code)
    return Page(
        kind="region",
        language=edition.language,
        title=region.full_name,
        description=edition.say("region.description", region=region.full_name),
        data=region_profile(edition, region, rules.value, counts, own, inner, around),
        parts={"path": path},
        trail=_trail(edition, region),
        facets=_facets(edition, region),
        about=_dataset(edition, region),
        feed=edition.href("region_feed", path=path),
    )


def _dataset(edition: Edition, region: Region) -> dict | None:
    """The downloads of a region that has figures."""
    if region.code not in edition.tables.series_by_region:
        return None
    name, path = region.full_name, edition.portal.regions.path(region.code)
    description = edition.say("region.description", region=name)
    return dataset(edition, "region", name, description, place=name, path=path)


def region_profile(
    edition: Edition,
    region: Region,
    rules: tuple[RegulationCard, ...],
    counts: StatementCounts,
    own: Documents,
    inner: Documents,
    around: Documents,
) -> RegionProfile:
    """Everything about one place; the nation's tables stand on the elections' pages."""
    series = edition.tables.series_by_region.get(region.code, [])
    count = sum(len(one.figures) for one in series)
    is_nation = region.code == NATION
    return RegionProfile(
        code=region.code,
        name=region.full_name,
        form=edition.words["legal_form"][region.legal_form.replace(" ", "_")],
        level=region.level,
        parent=edition.region(region.parent) if region.parent else None,
        decree=_decree(edition, region),
        extent_note=_extent_note(edition, region),
        figure_count=edition.say("region.figure_count", count=edition.number(count)),
        elections=() if is_nation else election_blocks(edition, series),
        summaries=election_summaries(edition) if is_nation else (),
        tables=() if is_nation else region_tables(edition, region.code),
        conflicts=() if is_nation else conflicts_of(edition, region.code),
        cases=region_cases(edition, region.code),
        downloads=_downloads(edition, region) if series else (),
        nearby=() if series else tuple(_nearby(edition, region)),
        statements=cards(edition, own),
        inner_statements=cards(edition, inner),
        around_statements=cards(edition, around),
        more_statements=edition.href("statements") if counts.own > CARDS_AT_MOST else "",
        regulations=_rules(edition, region.code),
        national_regulations=() if is_nation else rules,
        children=_children(edition, counts.children),
        siblings=_siblings(edition, region),
    )


def _downloads(edition: Edition, region: Region) -> tuple[Link, ...]:
    return links(edition, "region", path=edition.portal.regions.path(region.code))


def _rules(edition: Edition, code: str) -> tuple[RegulationCard, ...]:
    """Rules of a region and of the province it lies in; the nation's apart."""
    regions = edition.portal.regions
    codes = [r.code for r in regions.lineage(code) if r.code != NATION] or [NATION]
    return tuple(
        regulation_card(edition, document)
        for one in codes
        for document in edition.regulations_by_region.get(one, [])
    )


def _decree(edition: Edition, region: Region) -> str:
    if not region.valid_from:
        return ""
    return edition.say("region.since", day=edition.day(region.valid_from), decree=region.decree)


def _extent_note(edition: Edition, region: Region) -> str:
    """What to know about older figures of a region that was split or split off."""
    regions = edition.portal.regions
    province = regions.province(region.code)
    if not province or not province.valid_from:
        return ""
    day, before = edition.day(province.valid_from), regions[province.predecessor].full_name
    if province.code == province.predecessor:
        key = "region.was_larger" if region is province else "region.province_was_larger"
        return edition.say(key, day=day, region=before)
    return edition.say("region.was_part_of", day=day, region=before)


def _nearby(edition: Edition, region: Region) -> Iterator[Nearby]:
    """Where figures do exist: the regions around this one, smallest first."""
    for around in reversed(edition.portal.regions.lineage(region.code)[:-1]):
        rows = headline_rows(edition, around.code, NEARBY_ROWS)
        if rows:
            yield Nearby(edition.region(around.code), rows)


def _inner(edition: Edition, region: Region, own: list[Document]) -> Documents:
    """Newest statements of the regencies of a province that do not name it."""
    if region.level != "province":
        return ()
    named = {document.path for document in own}
    inside = (
        document
        for code in edition.portal.regions.children.get(region.code, [])
        for document in edition.statements_by_region.get(code, [])
    )
    found = {document.path for document in inside} - named
    newest = (document for document in edition.statements if document.path in found)
    return tuple(islice(newest, CARDS_AT_MOST))


def _around(edition: Edition, region: Region) -> Documents:
    """Newest statements of the province, for a page that has none of its own."""
    province = edition.portal.regions.province(region.code)
    if province is None or province is region:
        return ()
    return tuple(edition.statements_by_region.get(province.code, [])[:NEARBY_ROWS])


def _children(edition: Edition, statements: Mapping[str, int]) -> tuple[Child, ...]:
    """Regions by code, with how many statements name each."""
    return tuple(_child(edition, code, count) for code, count in statements.items())


def _child(edition: Edition, code: str, statements: int) -> Child:
    region = edition.region(code)
    figures = sum(len(one.figures) for one in edition.tables.series_by_region.get(code, []))
    return Child(
        name=region.text,
        href=region.href,
        code=code,
        figures=counted(edition, figures),
        statements=counted(edition, statements),
    )


def _siblings(edition: Edition, region: Region) -> tuple[Link, ...]:
    """The neighbours in the register: the one before and the one after."""
    if not region.parent:
        return ()
    order = edition.portal.regions.children[region.parent]
    place = order.index(region.code)
    return tuple(edition.region(order[i]) for i in (place - 1, place + 1) if 0 <= i < len(order))


def _trail(edition: Edition, region: Region) -> tuple[Link, ...]:
    above = edition.portal.regions.lineage(region.code)[1:-1]
    return (
        edition.link("regions", edition.words["regions"]["title"]),
        *(edition.region(r.code) for r in above),
    )


def _facets(edition: Edition, region: Region) -> dict[str, list[str]]:
    province = edition.portal.regions.province(region.code)
    elections = {
        one.current.election for one in edition.tables.series_by_region.get(region.code, [])
    }
    order = edition.portal.codes["election"]
    return {
        "kind": [edition.words["kinds"]["region"]],
        "region": [province.name] if province else [],
        "election": [edition.label("election", e) for e in order if e in elections],
    }
