"""A page before it is printed, and the parts pages share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..editions import Edition, Link


@dataclass(frozen=True)
class Page:
    """Everything one page is made from.

    kind      names its address; also its template unless `template` says other.
    parts     what the address pattern needs: `{"path": "banten"}`.
    facets    search filters -> values; None keeps the page out of the search.
    date      ISO date the search sorts by, "" where there is none.
    day       the same date in words, no more exact than it is known.
    feed      address of the feed of this page, "" if none.
    listed    False keeps the page out of the sitemap.
    about     what the page describes, as a schema.org node; None where nothing fits.
    """

    kind: str
    language: str
    title: str
    description: str
    data: Any = None
    parts: Mapping[str, str] = field(default_factory=dict)
    template: str = ""
    trail: tuple[Link, ...] = ()
    facets: Mapping[str, Sequence[str]] | None = None
    date: str = ""
    day: str = ""
    feed: str = ""
    listed: bool = True
    about: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Plan:
    """A page that is made only when what it is made from has changed.

    kind, language, parts, listed  as those of the page.
    make    `make(edition, *inputs)` gives the page. A function of a module, so that it
            has nothing but its inputs and an edition that knows no statements.
    inputs  what it needs of the statements: documents, numbers, text, tuples of them.
    """

    kind: str
    language: str
    make: Callable[..., Page]
    inputs: tuple = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    listed: bool = True

    def __post_init__(self) -> None:
        if getattr(self.make, "__closure__", None) or "<" in self.make.__qualname__:
            raise TypeError(f"{self.make.__qualname__} may hold undeclared inputs; use a function")


def made(one: Page | Plan, edition: Edition) -> Page:
    """A planned page made, with nothing but its inputs."""
    return one.make(edition.without_statements, *one.inputs) if isinstance(one, Plan) else one


@dataclass(frozen=True, eq=False)
class Card:
    """One record in a list: enough to choose it.

    facets  keys it is narrowed by, only where all records stand on one page.
    """

    kind: str
    title: str
    href: str
    date: str
    iso_date: str
    places: tuple[Link, ...]
    excerpt: str
    needs_review: bool
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many there are, written, and as a number to sort by; None where there are none."""

    text: str
    amount: int | None


def counted(edition: Edition, amount: int) -> Count:
    """None is said in words: it is no value of zero that somebody published."""
    if not amount:
        return Count(edition.words["none"], None)
    return Count(edition.number(amount), amount)


@dataclass(frozen=True)
class Turn:
    """A place in a list that is cut into pages."""

    number: int
    count: int
    label: str
    previous: str
    next: str


def turns(items: Sequence, size: int) -> Iterator[tuple[int, Sequence]]:
    """Page numbers from 1 with their items; an empty list still has a page."""
    for start in range(0, max(len(items), 1), size):
        yield start // size + 1, items[start : start + size]


def turn(edition: Edition, kind: str, number: int, count: int, **parts: str) -> Turn:
    def href(wanted: int) -> str:
        return list_href(edition, kind, wanted, **parts) if 1 <= wanted <= count else ""

    label = edition.say("lists.page", number=number, count=count)
    return Turn(number, count, label, href(number - 1), href(number + 1))


def list_href(edition: Edition, kind: str, number: int, **parts: str) -> str:
    if number == 1:
        return edition.href(kind, **parts)
    return edition.href(f"{kind}_more", number=number, **parts)


def list_address(kind: str, number: int) -> tuple[str, dict[str, str]]:
    """The address of one page of a list: its kind and the part it adds."""
    return (kind, {}) if number == 1 else (f"{kind}_more", {"number": str(number)})


def paged(
    edition: Edition, page: Page, items: Sequence, size: int, data: Callable[[Sequence, Turn], Any]
) -> Iterator[Page]:
    """A list cut into pages of `size` items; only the first is for the search.

    page  the first of them, without its data.
    data  makes a page's data out of its items and its place in the list.
    """
    cut = list(turns(items, size))
    for number, some in cut:
        here = turn(edition, page.kind, number, len(cut), **page.parts)
        yield numbered(page, number, data(some, here))


def numbered(first: Page, number: int, data: Any) -> Page:
    """Page `number` of a list, made after the first."""
    kind, more = list_address(first.kind, number)
    return replace(
        first,
        kind=kind,
        template=first.template or first.kind,
        parts={**first.parts, **more},
        data=data,
        facets=first.facets if number == 1 else None,
    )


def unpaged(page: Page, data: Any) -> Page:
    """The page that holds a whole list: for narrowing, neither listed nor searched."""
    kind, template = f"{page.kind}_all", page.template or page.kind
    return replace(page, kind=kind, template=template, data=data, facets=None, listed=False)
