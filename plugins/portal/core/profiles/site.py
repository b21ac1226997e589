"""Pages that belong to the site as a whole: home, prose, search, feeds, machines."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..charts import TileMap, tile_map
from ..editions import Edition, Link
from ..regions import NATION
from .figures import FigureRow, headline_rows
from .page import Card, Page
from .regulations import RegulationCard, leading_regulations
from .statements import cards
from .tables import map_places

NEWEST = 6
FEED_ENTRIES = 30


@dataclass(frozen=True)
class HomeProfile:
    provinces: tuple[Link, ...]
    map: TileMap
    statements: tuple[Card, ...]
    figures: tuple[FigureRow, ...]
    regulations: tuple[RegulationCard, ...]
    counts: tuple[Link, ...]


@dataclass(frozen=True)
class ProseProfile:
    body: str
    language: str


@dataclass(frozen=True)
class FeedEntry:
    title: str
    url: str
    updated: str
    summary: str


@dataclass(frozen=True)
class FeedProfile:
    """An Atom feed; `updated` is the newest entry's, so that bytes are stable."""

    url: str
    page_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def home_page(edition: Edition) -> Page:
    words = edition.words["home"]
    return Page(
        kind="home",
        language=edition.language,
        title=edition.words["site"]["name"],
        description=words["lead"],
        data=HomeProfile(
            provinces=tuple(
                edition.link("region", region.name, path=region.slug)
                for region in edition.portal.regions
                if region.level == "province"
            ),
            statements=cards(edition, edition.statements[:NEWEST]),
            figures=headline_rows(edition, NATION, NEWEST),
            map=_map(edition),
            regulations=leading_regulations(edition, NEWEST),
            counts=_counts(edition),
        ),
    )


def _map(edition: Edition) -> TileMap:
    """The provinces as tiles to choose from; it shows no values."""
    words = edition.words["home"]
    places = map_places(edition)
    return tile_map(words["find_region"], words["map_description"], places, {}, edition.number)


def _counts(edition: Edition) -> tuple[Link, ...]:
    portal = edition.portal
    counts = {
        "statements": len(portal.statements),
        "regulations": len(portal.regulations),
        "statistics": len(portal.figures),
        "sources": len(portal.sources),
    }
    return tuple(
        edition.link(kind, edition.say(f"home.{kind}", count=edition.number(count)))
        for kind, count in counts.items()
    )


def prose_pages(edition: Edition) -> Iterator[Page]:
    """Documents of `content/pages/`, each under its own address."""
    for name in dict.fromkeys(name for name, _ in edition.portal.pages):
        record, document = edition.page(name)
        yield Page(
            kind=name,
            template="prose",
            language=edition.language,
            title=record.title,
            description=record.description,
            data=ProseProfile(edition.body(document), document.language),
            facets={"kind": [edition.words["kinds"]["reference"]]},
        )


def missing_page(edition: Edition) -> Page:
    words = edition.words["missing"]
    return Page("missing", edition.language, words["title"], words["text"], listed=False)


def feeds(edition: Edition) -> Iterator[Page]:
    statements = edition.statements
    yield _statement_feed(edition, "statements", edition.words["statements"]["title"], statements)
    yield _regulation_feed(edition)
    for region in edition.portal.regions:
        found = edition.statements_by_region.get(region.code, [])
        path = edition.portal.regions.path(region.code)
        yield _statement_feed(edition, "region", region.full_name, found, path=path)
    for topic in edition.portal.codes["topic"]:
        found = [d for d in statements if topic in d.record.topics]
        yield _statement_feed(edition, "topic", edition.label("topic", topic), found, slug=topic)


def _statement_feed(edition: Edition, kind: str, title: str, documents: list, **parts: str) -> Page:
    entries = tuple(
        FeedEntry(
            title=d.record.title,
            url=edition.addresses.absolute(edition.language, "statement", slug=d.record.id),
            updated=_moment(d.record.date.isoformat()),
            summary=d.body,
        )
        for d in documents[:FEED_ENTRIES]
    )
    return _feed(edition, kind, title, entries, parts)


def _regulation_feed(edition: Edition) -> Page:
    documents = edition.portal.regulations.values()
    recent = sorted(documents, key=lambda d: (-d.record.year, d.record.id))[:FEED_ENTRIES]
    entries = tuple(
        FeedEntry(
            title=f"{d.record.citation}: {d.record.title}",
            url=edition.addresses.absolute(edition.language, "regulation", slug=d.record.id),
            updated=_moment(str(d.record.date_enacted or f"{d.record.year}-01-01")),
            summary=d.body,
        )
        for d in recent
    )
    return _feed(edition, "regulations", edition.words["regulations"]["title"], entries, {})


def _feed(edition: Edition, kind: str, title: str, entries: tuple, parts: dict[str, str]) -> Page:
    language, addresses = edition.language, edition.addresses
    newest = max((entry.updated for entry in entries), default=_moment("1945-08-17"))
    return Page(
        kind=f"{kind}_feed",
        template="feed.xml",
        language=language,
        title=title,
        description="",
        data=FeedProfile(
            url=addresses.absolute(language, f"{kind}_feed", **parts),
            page_url=addresses.absolute(language, kind, **parts),
            updated=newest,
            entries=entries,
        ),
        parts=parts,
        listed=False,
    )


def _moment(day: str) -> str:
    return f"{day}T00:00:00+07:00"
