"""Lists of regulations: by type, and narrowed by type, year and where they apply."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..documents import Document
from ..editions import Edition
from ..formats import anchor
from .narrowing import ChoiceGroup, Slice, choice_groups, keys_by_document, place, slices
from .page import Page, Turn, paged, turn, unpaged
from .regulations import RegulationCard, regulation_card

PAGE_SIZE = 100
EMPTY: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class RegulationGroup:
    title: str
    anchor: str
    cards: tuple[RegulationCard, ...]


@dataclass(frozen=True)
class RegulationList:
    total: str
    groups: tuple[RegulationGroup, ...]
    choices: tuple[ChoiceGroup, ...]
    turn: Turn
    all: str


def regulation_lists(edition: Edition) -> Iterator[Page]:
    words = edition.words["regulations"]
    documents = _by_type(list(edition.portal.regulations.values()))
    found = slices(
        documents,
        {
            "type": lambda d: [(anchor(d.record.type), d.record.type)],
            "year": lambda d: [(str(d.record.year), str(d.record.year))],
            "scope": lambda d: [(anchor(d.record.scope_name), d.record.scope_name)],
        },
    )
    title, description = words["title"], words["description"]
    first = Page("regulations", edition.language, title, description)
    choices = choice_groups(edition, "regulations", found)
    yield from _pages(edition, first, documents, choices)
    yield _all(edition, first, documents, found)
    for one in found:
        kind, parts = place("regulations", one)
        title = edition.say("regulations.about", value=one.label)
        trail = (edition.link("regulations", words["title"]),)
        first = Page(kind, edition.language, title, description, parts=parts, trail=trail)
        choices = choice_groups(edition, "regulations", found, one)
        yield from _pages(edition, first, one.documents, choices)


def _pages(
    edition: Edition, first: Page, documents: Sequence[Document], choices: tuple[ChoiceGroup, ...]
) -> Iterator[Page]:
    total = edition.say("regulations.total", count=edition.number(len(documents)))
    first = replace(first, template="regulations", feed=edition.href("regulations_feed"))

    def data(some: Sequence[Document], here: Turn) -> RegulationList:
        every = edition.href("regulations_all")
        return RegulationList(total, _groups(edition, some), choices, here, every)

    return paged(edition, first, documents, PAGE_SIZE, data)


def _all(edition: Edition, first: Page, documents: Sequence[Document], found: list[Slice]) -> Page:
    """Every regulation on one page: what a narrowed list is made from."""
    data = RegulationList(
        edition.say("regulations.total", count=edition.number(len(documents))),
        _groups(edition, documents, keys_by_document(found)),
        choice_groups(edition, "regulations", found),
        turn(edition, "regulations", 1, 1),
        edition.href("regulations_all"),
    )
    return unpaged(replace(first, feed=edition.href("regulations_feed")), data)


def _by_type(documents: list[Document]) -> list[Document]:
    """The most frequent type first, the newest of a type first.

    What was made for certain elections comes last, apart from what stays in force.
    """
    types = [document.record.type for document in documents]

    def order(document: Document) -> tuple:
        record = document.record
        frequent = -types.count(record.type), record.type
        return bool(record.applies_to_elections), *frequent, -record.year, record.id

    return sorted(documents, key=order)


def _groups(
    edition: Edition, documents: Sequence[Document], keys: Mapping[str, tuple[str, ...]] = EMPTY
) -> tuple[RegulationGroup, ...]:
    def title_of(document: Document) -> str:
        is_bound = document.record.applies_to_elections
        return edition.words["regulations"]["for_elections"] if is_bound else document.record.type

    def card(document: Document) -> RegulationCard:
        return replace(regulation_card(edition, document), facets=keys.get(document.path, ()))

    return tuple(
        RegulationGroup(title, anchor(title), tuple(map(card, same)))
        for title, same in groupby(documents, key=title_of)
    )
