"""Lists of statements: all of them, and narrowed by province, year, election, kind, topic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..documents import Document
from ..editions import Edition, Link
from .narrowing import ChoiceGroup, Slice, choice_groups, place, slices
from .page import Card, Page, Turn, list_address, turn, turns
from .statements import cards

PAGE_SIZE = 30


@dataclass(frozen=True)
class StatementList:
    cards: tuple[Card, ...]
    total: str
    groups: tuple[ChoiceGroup, ...]
    turn: Turn


@dataclass(frozen=True)
class TopicEntry:
    title: str
    href: str
    count: str


def statement_lists(edition: Edition) -> Iterator[Page]:
    words = edition.words["statements"]
    found = statement_slices(edition)
    groups = choice_groups(edition, "statements", found)
    head = (words["title"], words["description"])
    feed = edition.href("statements_feed")
    yield from _pages(edition, "statements", {}, head, edition.statements, groups, feed=feed)
    for one in found:
        yield from _slice_pages(edition, one, found)


def _slice_pages(edition: Edition, one: Slice, found: list[Slice]) -> Iterator[Page]:
    kind, parts = place("statements", one)
    groups = choice_groups(edition, "statements", found, one)
    parent = "topics" if kind == "topic" else "statements"
    head = (
        edition.say("statements.about", value=one.label),
        edition.say("statements.about_description", value=one.label),
    )
    trail = (edition.link(parent, edition.words[parent]["title"]),)
    feed = edition.href("topic_feed", slug=one.value) if kind == "topic" else ""
    yield from _pages(edition, kind, parts, head, one.documents, groups, trail, feed)


def _pages(
    edition: Edition,
    kind: str,
    parts: dict[str, str],
    head: tuple[str, str],
    documents: Sequence[Document],
    groups: tuple[ChoiceGroup, ...],
    trail: tuple[Link, ...] = (),
    feed: str = "",
) -> Iterator[Page]:
    pages = list(turns(documents, PAGE_SIZE))
    total = edition.say("statements.total", count=edition.number(len(documents)))
    for number, some in pages:
        name, more = list_address(kind, number)
        here = turn(edition, kind, number, len(pages), **parts)
        yield Page(
            kind=name,
            template="statements",
            language=edition.language,
            title=head[0],
            description=head[1],
            data=StatementList(cards(edition, some), total, groups, here),
            parts={**parts, **more},
            trail=trail,
            feed=feed,
        )


def statement_slices(edition: Edition) -> list[Slice]:
    regions = edition.portal.regions

    def provinces(document: Document) -> Iterable[tuple[str, str]]:
        found = (regions.province(code) for code in document.record.region_codes)
        return [(p.slug, p.name) for p in found if p]

    return slices(
        edition.statements,
        {
            "province": provinces,
            "year": lambda d: [(str(d.record.date.year), str(d.record.date.year))],
            "election": lambda d: [
                (d.record.election, edition.label("election", d.record.election))
            ],
            "kind": lambda d: [(d.record.kind, edition.label("statement_kind", d.record.kind))],
            "topic": lambda d: [(t, edition.label("topic", t)) for t in d.record.topics],
        },
    )


def topic_list(edition: Edition) -> Page:
    words = edition.words["topics"]
    entries = tuple(
        TopicEntry(
            one.label, edition.href("topic", slug=one.value), edition.number(len(one.documents))
        )
        for one in statement_slices(edition)
        if one.facet == "topic"
    )
    return Page("topics", edition.language, words["title"], words["description"], entries)
