"""Tables of case statistics as pages print them: `[c]` for what is withheld.

Rows and columns follow the codes of the release, never the counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from ..cases.dimensions import TOTAL
from ..cases.public import PublicRelease
from ..editions import Edition
from .measures import WITHHELD

CATEGORY = "category"


@dataclass(frozen=True)
class CaseCell:
    text: str
    is_withheld: bool


@dataclass(frozen=True)
class CaseRow:
    labels: tuple[str, ...]
    cells: tuple[CaseCell, ...]


@dataclass(frozen=True)
class CaseTable:
    """One table of a release for one place; `href` is where it is explained."""

    anchor: str
    caption: str
    href: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[CaseRow, ...]


def release_title(edition: Edition, release: PublicRelease) -> str:
    if release.settings.example:
        return edition.say("cases.example_title", title=release.settings.title)
    return release.settings.title


def tables_of(release: PublicRelease, place: str) -> list[str]:
    return [name for name, places in release.places.items() if place in places]


def case_caption(edition: Edition, release: PublicRelease, table: str) -> str:
    by = release.settings.tables[table].by
    if not by:
        return edition.words["cases"]["all"]
    names = edition.listing([_dimension(edition, release, name).lower() for name in by])
    return edition.say("cases.caption", dimensions=names)


def case_table(
    edition: Edition, release: PublicRelease, name: str, place: str, caption: str, href: str
) -> CaseTable:
    """The last dimension runs across, the others down; a single one runs down."""
    by = release.settings.tables[name].by
    down, across = (by[:-1], by[-1:]) if len(by) > 1 else (by, ())
    counts = _by_dimension(release, name, place)
    columns = list(product(*(_codes(release, d) for d in across)))
    rows = (
        CaseRow(
            labels=_labels(edition, release, down, codes),
            cells=tuple(
                _cell(edition, counts[frozenset(zip(by, (*codes, *c), strict=True))])
                for c in columns
            ),
        )
        for codes in product(*(_codes(release, d) for d in down))
    )
    words = edition.words["cases"]
    return CaseTable(
        anchor=f"perkara-{release.name}-{name}-{place}",
        caption=caption,
        href=href,
        headings=tuple(_dimension(edition, release, d) for d in down) or (words["counted"],),
        columns=tuple(_label(edition, release, across[0], *c) for c in columns)
        if across
        else (words["count"],),
        rows=tuple(rows),
    )


def _by_dimension(
    release: PublicRelease, name: str, place: str
) -> Mapping[frozenset[tuple[str, str]], int | None]:
    """Counts of one place by their codes, in whatever order dimensions are named."""
    table = next(table for table in release.tables if table.name == name)
    counts = release.places[name][place].items()
    return {frozenset(zip(table.columns[1:], codes, strict=True)): n for codes, n in counts}


def _codes(release: PublicRelease, dimension: str) -> tuple[str, ...]:
    breakdown = release.settings.dimensions[dimension]
    return (*breakdown.codes, *sorted(breakdown.sums), TOTAL)


def _labels(edition: Edition, release: PublicRelease, names, codes) -> tuple[str, ...]:
    if not names:
        return (edition.words["cases"]["total"],)
    return tuple(_label(edition, release, n, c) for n, c in zip(names, codes, strict=True))


def _label(edition: Edition, release: PublicRelease, dimension: str, code: str) -> str:
    named = release.settings.dimensions[dimension].labels.get(code)
    if code == TOTAL:
        return edition.words["cases"]["total"]
    if named:
        return getattr(named, edition.language)
    if dimension == CATEGORY and code in edition.portal.categories:
        return edition.category(code)
    return code


def _dimension(edition: Edition, release: PublicRelease, name: str) -> str:
    title = release.settings.dimensions[name].title
    if title:
        return getattr(title, edition.language)
    return getattr(edition.words["case_dimensions"], name, name)


def _cell(edition: Edition, count: int | None) -> CaseCell:
    return CaseCell(WITHHELD if count is None else edition.number(count), count is None)


def place_name(edition: Edition, release: PublicRelease, place: str) -> str:
    """A region of the register, an area of the release, or what no longer exists."""
    if place in release.settings.areas:
        return release.settings.areas[place].name
    regions = edition.portal.regions
    return regions[place].full_name if place in regions else place
