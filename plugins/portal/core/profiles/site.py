"""Pages that belong to the site as a whole: home, prose, the page that is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..charts import TileMap
from ..documents import Document
from ..editions import Edition, Link
from ..regions import NATION
from .figures import FigureRow, headline_rows
from .linked_data import website
from .maps import province_map
from .page import Card, Page, Plan, turns
from .regulations import RegulationCard, leading_regulations
from .statements import cards

NEWEST = 6
# A sitemap may hold five times as many; a part is in memory as a whole.
SITEMAP_AT_MOST = 10_000


@dataclass(frozen=True)
class HomeProfile:
    index: str
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


def home_page(edition: Edition) -> Iterator[Plan]:
    newest, rules = tuple(edition.statements[:NEWEST]), leading_regulations(edition, NEWEST)
    yield Plan("home", edition.language, _home_page, (newest, len(edition.statements), rules))


def _home_page(
    edition: Edition, newest: Sequence[Document], count: int, rules: tuple[RegulationCard, ...]
) -> Page:
    words = edition.words["home"]
    return Page(
        kind="home",
        language=edition.language,
        title=edition.words["site"]["name"],
        description=words["lead"],
        about=website(edition),
        data=HomeProfile(
            index=edition.href("search_index"),
            provinces=tuple(
                edition.link("region", region.name, path=region.slug)
                for region in edition.portal.regions
                if region.level == "province"
            ),
            statements=cards(edition, newest),
            figures=headline_rows(edition, NATION, NEWEST),
            map=province_map(edition),
            regulations=rules,
            counts=_counts(edition, count),
        ),
    )


def _counts(edition: Edition, statements: int) -> tuple[Link, ...]:
    portal = edition.portal
    counts = {
        "statements": statements,
        "regulations": len(edition.regulations),
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


@dataclass(frozen=True)
class SitemapEntry:
    """One page, and the same page in every language, itself included."""

    url: str
    alternates: tuple[tuple[str, str], ...]


Listed = Sequence[tuple[str, Mapping[str, str]]]


def sitemaps(edition: Edition, pages: Listed) -> Iterator[Page]:
    """Every listed page, in parts, and the list of the parts.

    pages   each page's address, and the address of the same page by language.
    source  https://www.sitemaps.org/protocol.html
    """
    parts = [{"number": str(number)} for number, _ in turns(pages, SITEMAP_AT_MOST)]
    urls = tuple(
        edition.addresses.absolute(edition.language, "sitemap_part", **part) for part in parts
    )
    yield _for_machines(edition, "sitemap", urls, "sitemap.xml")
    for part, (_, some) in zip(parts, turns(pages, SITEMAP_AT_MOST), strict=True):
        entries = tuple(_entry(edition, *one) for one in some)
        yield _for_machines(edition, "sitemap_part", entries, "sitemap_part.xml", **part)


def _entry(edition: Edition, address: str, editions: Mapping[str, str]) -> SitemapEntry:
    root = edition.addresses.site_url.rstrip("/") + "/"
    return SitemapEntry(root + address, tuple((name, root + a) for name, a in editions.items()))


def robots(edition: Edition) -> Page:
    sitemap = edition.addresses.absolute(edition.language, "sitemap")
    return _for_machines(edition, "robots", sitemap, "robots.txt")


def _for_machines(edition: Edition, kind: str, data: object, template: str, **parts: str) -> Page:
    return Page(kind, edition.language, "", "", data, parts, template, listed=False)
