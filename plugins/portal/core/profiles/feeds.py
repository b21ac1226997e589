"""Atom feeds: what is new, for everything, a region, a topic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..documents import Document
from ..editions import Edition
from .page import Page, Plan

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


def feeds(edition: Edition) -> Iterator[Page | Plan]:
    yield _regulation_feed(edition)
    title = edition.words["statements"]["title"]
    yield _planned(edition, "statements", title, edition.statements, {})
    for region in edition.portal.regions:
        found = edition.statements_by_region.get(region.code, [])
        parts = {"path": edition.portal.regions.path(region.code)}
        yield _planned(edition, "region", region.full_name, found, parts)
    for topic in edition.portal.codes["topic"]:
        found = edition.statements_by_topic.get(topic, [])
        yield _planned(edition, "topic", edition.label("topic", topic), found, {"slug": topic})


def _planned(
    edition: Edition, kind: str, title: str, documents: list[Document], parts: dict[str, str]
) -> Plan:
    inputs = (kind, title, tuple(documents[:FEED_ENTRIES]), parts)
    return Plan(f"{kind}_feed", edition.language, _statement_feed, inputs, parts, listed=False)


def _statement_feed(
    edition: Edition, kind: str, title: str, documents: Iterable[Document], parts: dict[str, str]
) -> Page:
    entries = tuple(
        FeedEntry(
            title=d.record.title,
            url=edition.addresses.absolute(edition.language, "statement", slug=d.record.id),
            updated=moment(d.record.date.isoformat()),
            summary=d.body,
        )
        for d in documents
    )
    return feed(edition, kind, title, entries, parts)


def _regulation_feed(edition: Edition) -> Page:
    documents = edition.portal.regulations.values()
    recent = sorted(documents, key=lambda d: (-d.record.year, d.record.id))[:FEED_ENTRIES]
    entries = tuple(
        FeedEntry(
            title=f"{d.record.citation}: {d.record.title}",
            url=edition.addresses.absolute(edition.language, "regulation", slug=d.record.id),
            updated=moment(str(d.record.date_enacted or f"{d.record.year}-01-01")),
            summary=d.body,
        )
        for d in recent
    )
    return feed(edition, "regulations", edition.words["regulations"]["title"], entries, {})


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
