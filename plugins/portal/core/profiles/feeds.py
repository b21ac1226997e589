"""Atom feeds: what is new, for everything, a region, a topic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..documents import Document, Regulation
from ..editions import Edition, grouped
from .page import Page, Plan
from .standing import titled

FEED_ENTRIES = 30


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


def feeds(edition: Edition) -> Iterator[Plan]:
    yield Plan("regulations_feed", edition.language, _regulation_feed, listed=False)
    news = sorted(edition.all_statements, key=lambda d: _updated(edition, d), reverse=True)
    title = edition.words["statements"]["title"]
    yield _planned(edition, "statements", title, news, {})
    yield from _of_regions(edition, news)
    by_topic = grouped(news, lambda record: record.topics)
    for topic in edition.portal.codes["topic"]:
        found, label = by_topic.get(topic, []), edition.label("topic", topic)
        yield _planned(edition, "topic", label, found, {"slug": topic})


def _of_regions(edition: Edition, news: list[Document]) -> Iterator[Plan]:
    """A feed for the nation and each province, regency and city, with what is inside the last."""
    regions = edition.portal.regions
    by_region = grouped(news, lambda record: map(regions.filed_under, record.region_codes))
    for region in regions:
        if regions.filed_under(region.code) == region.code:
            parts, found = {"path": regions.path(region.code)}, by_region.get(region.code, [])
            yield _planned(edition, "region", region.full_name, found, parts)


def _planned(
    edition: Edition, kind: str, title: str, news: list[Document], parts: dict[str, str]
) -> Plan:
    inputs = (kind, title, tuple(news[:FEED_ENTRIES]), parts)
    return Plan(f"{kind}_feed", edition.language, _statement_feed, inputs, parts, listed=False)


def _statement_feed(
    edition: Edition, kind: str, title: str, news: Iterable[Document], parts: dict[str, str]
) -> Page:
    entries = tuple(_entry(edition, "statement", d, d.record.title) for d in news)
    return feed(edition, kind, title, entries, parts)


def _regulation_feed(edition: Edition) -> Page:
    documents = sorted(
        edition.portal.regulations.values(), key=lambda d: (-d.record.year, d.record.id)
    )
    news = sorted(documents, key=lambda d: _updated(edition, d), reverse=True)[:FEED_ENTRIES]
    entries = tuple(
        _entry(edition, "regulation", d, f"{d.record.citation}: {d.record.title}") for d in news
    )
    return feed(edition, "regulations", edition.words["regulations"]["title"], entries, {})


def _entry(edition: Edition, kind: str, document: Document, title: str) -> FeedEntry:
    withdrawal = edition.portal.withdrawals.get(document.name)
    return FeedEntry(
        title=titled(edition, document, title),
        url=edition.addresses.absolute(edition.language, kind, slug=document.record.id),
        updated=_updated(edition, document),
        summary=edition.text(withdrawal or document),
    )


def _updated(edition: Edition, document: Document) -> str:
    """When a record was news; a withdrawn one is news of the day it was withdrawn."""
    withdrawal, record = edition.portal.withdrawals.get(document.name), document.record
    if withdrawal:
        return moment(withdrawal.record.date.isoformat())
    if isinstance(record, Regulation):
        return moment(str(record.date_enacted or f"{record.year}-01-01"))
    return moment(record.date.isoformat())


def feed(edition: Edition, kind: str, title: str, entries: tuple, parts: dict[str, str]) -> Page:
    language, addresses = edition.language, edition.addresses
    newest = max((entry.updated for entry in entries), default=moment("1945-08-17"))
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


def moment(day: str) -> str:
    return f"{day}T00:00:00+07:00"
