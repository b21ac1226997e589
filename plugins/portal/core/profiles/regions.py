"""Region pages: figures, statements and rules of one place, and the way around."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..digests import Shared
from ..documents import Document
from ..editions import Edition, Link
from ..regions import BELOW_REGENCIES, NATION, Region
from ..regulations import Regulation
from .cases import CaseBlock, region_cases
from .conflicts import ConflictCard, conflicts_of
from .downloads import links
from .figures import ElectionBlock, FigureRow, election_blocks, headline_rows
from .linked_data import dataset
from .page import Card, Page, Plan
from .region_lists import Child, children_of, statement_counts
from .regulations import RegulationCard, is_in_force, leading_regulations, regulation_card
from .statements import cards
from .statistics import ElectionSummary, election_summaries
from .tables import SourceTable, region_tables

CARDS_AT_MOST = 20
NEARBY_ROWS = 3
RULES_AT_MOST = 6


@dataclass(frozen=True)
class Nearby:
    """Figures of a larger region, for a page that has none of its own."""

    region: Link
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class RegionProfile:
    """filed_under  the regency whose downloads and feed tell of a district or village."""

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
    filed_under: Link | None
    nearby: tuple[Nearby, ...]
    statements: tuple[Card, ...]
    inner_statements: tuple[Card, ...]
    around_statements: tuple[Card, ...]
    more_statements: str
    regulations: tuple[RegulationCard, ...]
    election_regulations: tuple[RegulationCard, ...]
    national_regulations: tuple[RegulationCard, ...]
    children: tuple[Child, ...]
    siblings: tuple[Link, ...]


def region_pages(edition: Edition) -> Iterator[Plan]:
    edition.tables.arrange()
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
        len(own), statement_counts(edition, edition.portal.regions.children.get(region.code, []))
    )
    around = () if own else _around(edition, region)
    return counts, tuple(own[:CARDS_AT_MOST]), _inner(edition, region, own), around


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
        title=_title(edition, region),
        description=edition.say("region.description", region=region.full_name),
        data=region_profile(edition, region, rules.value, counts, own, inner, around),
        parts={"path": path},
        trail=_trail(edition, region),
        facets=_facets(edition, region),
        about=_dataset(edition, region),
        feed=edition.href("region_feed", path=_file_path(edition, region)),
    )


def _title(edition: Edition, region: Region) -> str:
    """Many districts and villages are named alike: theirs says where they are."""
    if region.level not in BELOW_REGENCIES:
        return region.full_name
    return f"{region.full_name}, {edition.portal.regions[region.parent].full_name}"


def _dataset(edition: Edition, region: Region) -> dict | None:
    """The downloads of a region that has figures, and downloads of its own."""
    has_figures = region.code in edition.tables.series_by_region
    if not has_figures or region.level in BELOW_REGENCIES:
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
        filed_under=_filed_under(edition, region),
        nearby=() if series else tuple(_nearby(edition, region)),
        statements=cards(edition, own),
        inner_statements=cards(edition, inner),
        around_statements=cards(edition, around),
        more_statements=edition.href("statements") if counts.own > CARDS_AT_MOST else "",
        regulations=_cards(edition, region.code, is_in_force),
        election_regulations=_cards(
            edition, region.code, lambda record: bool(record.applies_to_elections)
        ),
        national_regulations=() if is_nation else rules,
        children=children_of(edition, counts.children),
        siblings=_siblings(edition, region),
    )


def _downloads(edition: Edition, region: Region) -> tuple[Link, ...]:
    return links(edition, "region", path=_file_path(edition, region))


def _file_path(edition: Edition, region: Region) -> str:
    """The path of the region whose downloads and feed tell of this one."""
    regions = edition.portal.regions
    return regions.path(regions.filed_under(region.code))


def _filed_under(edition: Edition, region: Region) -> Link | None:
    under = edition.portal.regions.filed_under(region.code)
    return edition.region(under) if under != region.code else None


def _cards(
    edition: Edition, code: str, is_wanted: Callable[[Regulation], bool]
) -> tuple[RegulationCard, ...]:
    """Rules of a region and of the province it lies in; the nation's apart."""
    regions = edition.portal.regions
    codes = [r.code for r in regions.lineage(code) if r.code != NATION] or [NATION]
    return tuple(
        regulation_card(edition, document)
        for one in codes
        for document in edition.regulations_by_region.get(one, [])
        if is_wanted(document.record)
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
        # The same for every region inside.
        if around.code not in edition.headlines:
            edition.headlines[around.code] = headline_rows(edition, around.code, NEARBY_ROWS)
        if rows := edition.headlines[around.code]:
            yield Nearby(edition.region(around.code), rows)


def _inner(edition: Edition, region: Region, own: list[Document]) -> Documents:
    """Newest statements of the regions inside a province or regency that do not name it."""
    named = {document.path for document in own}
    inside = edition.statements_inside.get(region.code, [])
    return tuple(islice((d for d in inside if d.path not in named), CARDS_AT_MOST))


def _around(edition: Edition, region: Region) -> Documents:
    """Newest statements of the province, for a page that has none of its own."""
    province = edition.portal.regions.province(region.code)
    if province is None or province is region:
        return ()
    return tuple(edition.statements_by_region.get(province.code, [])[:NEARBY_ROWS])


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
