"""Lists of statements: all of them, and narrowed by province, year, election, kind, topic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..digests import Shared
from ..documents import Document
from ..editions import Edition
from .narrowing import ChoiceGroup, Slice, choice_groups, keys_by_document, place, slices
from .page import Card, Page, Plan, Turn, list_address, numbered, turn, turns
from .statements import cards

PAGE_SIZE = 30


@dataclass(frozen=True)
class StatementList:
    cards: tuple[Card, ...]
    total: str
    groups: tuple[ChoiceGroup, ...]
    turn: Turn
    all: str


@dataclass(frozen=True)
class StatementYear:
    """Every statement of one year."""

    year: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class TopicEntry:
    title: str
    href: str
    count: str


def statement_lists(edition: Edition) -> Iterator[Plan]:
    words = edition.words["statements"]
    found = statement_slices(edition)
    feed = edition.href("statements_feed")
    first = Page("statements", edition.language, words["title"], words["description"], feed=feed)
    yield from _pages(edition, first, edition.all_statements, found)
    yield from _whole(edition, found)
    for one in found:
        yield from _pages(edition, _first(edition, one), one.documents, found, one)


def _first(edition: Edition, one: Slice) -> Page:
    """The first page of a narrowed list."""
    kind, parts = place("statements", one)
    parent = "topics" if kind == "topic" else "statements"
    return Page(
        kind=kind,
        language=edition.language,
        title=edition.say("statements.about", value=one.label),
        description=edition.say("statements.about_description", value=one.label),
        parts=parts,
        trail=(edition.link(parent, edition.words[parent]["title"]),),
        feed=edition.href("topic_feed", slug=one.value) if kind == "topic" else "",
    )


def _whole(edition: Edition, found: list[Slice]) -> Iterator[Plan]:
    """Every statement, on a page for each year: what a narrowed list is made from."""
    keys = keys_by_document(found)
    for one in found:
        if one.facet == "year":
            own = tuple(keys[document.path] for document in one.documents)
            yield Plan(
                "statements_all",
                edition.language,
                _whole_year,
                (one.value, one.documents, own),
                {"value": one.value},
                listed=False,
            )


def _whole_year(
    edition: Edition,
    year: str,
    documents: Sequence[Document],
    keys: Sequence[tuple[str, ...]],
) -> Page:
    """For narrowing, neither listed nor searched."""
    every = tuple(
        replace(card, facets=own) for card, own in zip(cards(edition, documents), keys, strict=True)
    )
    return Page(
        "statements_all",
        edition.language,
        edition.say("statements.about", value=year),
        edition.say("statements.about_description", value=year),
        StatementYear(year, every),
        parts={"value": year},
        listed=False,
    )


def _shared(
    edition: Edition,
    first: Page,
    documents: Sequence[Document],
    found: list[Slice],
    current: Slice | None = None,
) -> Shared:
    """What the pages of one list have in common, looked at once for all."""
    standing = sum(not edition.is_withdrawn(document) for document in documents)
    total = edition.say("statements.total", count=edition.number(standing))
    groups = choice_groups(edition, "statements", found, current)
    return Shared((replace(first, template="statements"), total, groups))


def _pages(
    edition: Edition,
    first: Page,
    documents: Sequence[Document],
    found: list[Slice],
    current: Slice | None = None,
) -> Iterator[Plan]:
    shared = _shared(edition, first, documents, found, current)
    cut = list(turns(documents, PAGE_SIZE))
    for number, some in cut:
        kind, more = list_address(first.kind, number)
        yield Plan(
            kind,
            edition.language,
            _list_page,
            (shared, tuple(some), number, len(cut)),
            {**first.parts, **more},
        )


def _list_page(
    edition: Edition, shared: Shared, documents: Sequence[Document], number: int, count: int
) -> Page:
    first, total, groups = shared.value
    here = turn(edition, first.kind, number, count, **first.parts)
    # The script puts a year in place of its name.
    href = edition.href("statements_all", value="{value}")
    data = StatementList(cards(edition, documents), total, groups, here, href)
    return numbered(first, number, data)


def statement_slices(edition: Edition) -> list[Slice]:
    regions = edition.portal.regions

    def provinces(document: Document) -> Iterable[tuple[str, str]]:
        found = (regions.province(code) for code in document.record.region_codes)
        return [(p.slug, p.name) for p in found if p]

    # The withdrawn stay, marked, so that no list loses its address with them.
    return slices(
        edition.all_statements,
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


def topic_list(edition: Edition) -> Iterator[Plan]:
    topics = (one for one in statement_slices(edition) if one.facet == "topic")
    counts = tuple((one.value, one.label, len(one.documents)) for one in topics)
    yield Plan("topics", edition.language, _topic_page, (counts,))


def _topic_page(edition: Edition, counts: Sequence[tuple[str, str, int]]) -> Page:
    words = edition.words["topics"]
    entries = tuple(
        TopicEntry(label, edition.href("topic", slug=slug), edition.number(count))
        for slug, label, count in counts
    )
    return Page("topics", edition.language, words["title"], words["description"], entries)
