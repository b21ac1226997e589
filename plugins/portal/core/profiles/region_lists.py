"""The list of regions, and regions as they stand in lists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..charts import TileMap
from ..editions import Edition, Link
from ..regions import NATION
from .maps import province_map
from .page import Count, Page, Plan, counted
from .presence import presence_of


@dataclass(frozen=True)
class Child:
    """A region inside this one, with what the portal holds about it.

    figures  whether there are any, in words: how many rows there are says nothing of it.
    """

    name: str
    href: str
    code: str
    figures: str
    statements: Count


@dataclass(frozen=True)
class ProvinceEntry:
    """A province in the list of regions, with its regencies and cities."""

    anchor: str
    name: str
    province: Child
    regencies: tuple[Child, ...]


@dataclass(frozen=True)
class RegionList:
    index: str
    map: TileMap
    nation: Link
    provinces: tuple[ProvinceEntry, ...]


def region_list(edition: Edition) -> Iterator[Plan]:
    """Provinces, regencies and cities; what is inside these stands on their own pages."""
    children = edition.portal.regions.children
    shown = (NATION, *children[NATION])
    inside = {code: statement_counts(edition, children.get(code, [])) for code in shown}
    yield Plan("regions", edition.language, _region_list, (inside,))


def _region_list(edition: Edition, inside: Mapping[str, Mapping[str, int]]) -> Page:
    """The list; `inside` says how many statements name each region in the nation and in a province."""
    regions = edition.portal.regions
    provinces = tuple(
        ProvinceEntry(
            regions[code].slug,
            regions[code].name,
            _child(edition, code, count),
            children_of(edition, inside[code]),
        )
        for code, count in inside[NATION].items()
    )
    return Page(
        kind="regions",
        language=edition.language,
        title=edition.words["regions"]["title"],
        description=edition.words["regions"]["description"],
        data=RegionList(
            edition.href("search_index"),
            province_map(edition),
            edition.region(NATION),
            provinces,
        ),
    )


def statement_counts(edition: Edition, codes: Iterable[str]) -> dict[str, int]:
    """How many statements name each region."""
    return {code: len(edition.statements_by_region.get(code, [])) for code in codes}


def children_of(edition: Edition, statements: Mapping[str, int]) -> tuple[Child, ...]:
    """Regions by code, with how many statements name each."""
    return tuple(_child(edition, code, count) for code, count in statements.items())


def _child(edition: Edition, code: str, statements: int) -> Child:
    region = edition.region(code)
    series = edition.tables.series_by_region.get(code, [])
    return Child(
        name=region.text,
        href=region.href,
        code=code,
        figures=presence_of(edition, (figure for one in series for figure in one.figures)),
        statements=counted(edition, statements),
    )
