"""Lists narrowed without JavaScript: a page for every value of every facet."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..documents import Document
from ..editions import Edition

Values = Callable[[Document], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Choice:
    """A value of a facet; `key` is what marks its records: `year:2024`."""

    key: str
    text: str
    href: str
    count: str
    is_current: bool


# Compared as an object: with its hundred choices that costs more than printing them.
@dataclass(frozen=True, eq=False)
class ChoiceGroup:
    facet: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Slice:
    """The documents that share one value of one facet."""

    facet: str
    value: str
    label: str
    documents: tuple[Document, ...]


def slices(documents: Sequence[Document], facets: dict[str, Values]) -> list[Slice]:
    """All slices of a list, facet by facet, values in their own order."""
    found = []
    for facet, values in facets.items():
        groups: dict[tuple[str, str], list[Document]] = {}
        for document in documents:
            for key in dict.fromkeys(values(document)):
                groups.setdefault(key, []).append(document)
        ordered = sorted(groups, key=lambda key: _order(facet, key))
        found += [Slice(facet, key[0], key[1], tuple(groups[key])) for key in ordered]
    return found


def facet_key(facet: str, value: str) -> str:
    return f"{facet}:{value}"


def keys_by_document(found: Iterable[Slice]) -> dict[str, tuple[str, ...]]:
    """Path of a document -> the keys of every slice it is in."""
    keys = defaultdict(list)
    for one in found:
        for document in one.documents:
            keys[document.path].append(facet_key(one.facet, one.value))
    return {path: tuple(own) for path, own in keys.items()}


def place(kind: str, one: Slice) -> tuple[str, dict[str, str]]:
    """Address of a slice: topics have pages of their own, as subjects do."""
    if one.facet == "topic":
        return "topic", {"slug": one.value}
    return f"{kind}_by_{one.facet}", {"value": one.value}


def choice_groups(
    edition: Edition, kind: str, found: list[Slice], current: Slice | None = None
) -> tuple[ChoiceGroup, ...]:
    """Links to every slice, grouped by facet, with how many documents it holds."""

    def choice(one: Slice) -> Choice:
        name, parts = place(kind, one)
        count = edition.number(len(one.documents))
        key = facet_key(one.facet, one.value)
        return Choice(key, one.label, edition.href(name, **parts), count, one is current)

    return tuple(
        ChoiceGroup(
            facet,
            edition.words["facets"][facet],
            tuple(choice(s) for s in found if s.facet == facet),
        )
        for facet in dict.fromkeys(one.facet for one in found)
    )


def _order(facet: str, key: tuple[str, str]) -> tuple:
    """Newest year first; everything else by its words."""
    return (-int(key[0]),) if facet == "year" else (key[1],)
