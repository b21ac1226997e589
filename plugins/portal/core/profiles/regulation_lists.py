"""Lists of regulations: by type, and narrowed by type, year and where they apply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..documents import Document
from ..editions import Edition, Link
from ..formats import anchor
from .narrowing import ChoiceGroup, choice_groups, place, slices
from .page import Page, Turn, list_address, turn, turns
from .regulations import RegulationCard, regulation_card

PAGE_SIZE = 100


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
    choices = choice_groups(edition, "regulations", found)
    head = (words["title"], words["description"])
    yield from _pages(edition, "regulations", {}, head, documents, choices)
    for one in found:
        kind, parts = place("regulations", one)
        head = (edition.say("regulations.about", value=one.label), words["description"])
        trail = (edition.link("regulations", words["title"]),)
        narrowed = choice_groups(edition, "regulations", found, one)
        yield from _pages(edition, kind, parts, head, one.documents, narrowed, trail)


def _pages(
    edition: Edition,
    kind: str,
    parts: dict[str, str],
    head: tuple[str, str],
    documents: Sequence[Document],
    choices: tuple[ChoiceGroup, ...],
    trail: tuple[Link, ...] = (),
) -> Iterator[Page]:
    pages = list(turns(documents, PAGE_SIZE))
    total = edition.say("regulations.total", count=edition.number(len(documents)))
    for number, some in pages:
        name, more = list_address(kind, number)
        here = turn(edition, kind, number, len(pages), **parts)
        yield Page(
            kind=name,
            template="regulations",
            language=edition.language,
            title=head[0],
            description=head[1],
            data=RegulationList(total, _groups(edition, some), choices, here),
            parts={**parts, **more},
            trail=trail,
            feed=edition.href("regulations_feed"),
        )


def _by_type(documents: list[Document]) -> list[Document]:
    """The most frequent type first, the newest of a type first."""
    types = [document.record.type for document in documents]
    return sorted(
        documents,
        key=lambda d: (-types.count(d.record.type), d.record.type, -d.record.year, d.record.id),
    )


def _groups(edition: Edition, documents: Sequence[Document]) -> tuple[RegulationGroup, ...]:
    return tuple(
        RegulationGroup(title, anchor(title), tuple(regulation_card(edition, d) for d in same))
        for title, same in groupby(documents, key=lambda d: d.record.type)
    )
