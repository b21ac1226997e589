"""Case statistics: what an agency counted from its own files, apart from published figures.

Everything here comes out of PublicTables, which only the gate makes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..cases.periods import first_and_last, is_period
from ..cases.public import PublicRelease
from ..editions import Edition, Link
from ..regions import NATION
from .case_tables import CaseTable, case_caption, case_table, place_name, release_title, tables_of
from .page import Page

PERIOD = "period"

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CaseBlock:
    """Tables that share a heading and a download.

    note     what the reader must know before the tables.
    example  the watermark of an invented release, else "".
    """

    anchor: str
    title: str
    href: str
    note: str
    example: str
    facts: Facts
    tables: tuple[CaseTable, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True)
class ReleaseProfile:
    facts: Facts
    example_note: str
    withheld: str
    blocks: tuple[CaseBlock, ...]


@dataclass(frozen=True)
class ReleaseAudit:
    """What the audit saw of one release, as the quality page prints it."""

    release: Link
    seen: str
    cells: str
    withheld: str
    narrowest: str
    threshold: str


def region_cases(edition: Edition, code: str) -> tuple[CaseBlock, ...]:
    """The newest release of each set of case files, as far as it counts this region."""
    newest = edition.portal.case_statistics.newest()
    found = ((release, tables_of(release, code)) for release in newest)
    return tuple(_of_region(edition, release, code, names) for release, names in found if names)


def case_links(edition: Edition) -> tuple[Link, ...]:
    """Every release, the newest first."""
    return tuple(_link(edition, r) for r in reversed(edition.portal.case_statistics.releases))


def release_pages(edition: Edition) -> Iterator[Page]:
    for release in edition.portal.case_statistics.releases:
        settings = release.settings
        yield Page(
            kind="case_release",
            language=edition.language,
            title=release_title(edition, release),
            description=edition.say("cases.description", issuer=settings.issuer),
            data=_profile(edition, release),
            parts={"slug": release.name},
            trail=(edition.link("statistics", edition.words["statistics"]["title"]),),
            facets={"kind": [edition.words["kinds"]["statistics"]]},
            date=settings.as_of.isoformat(),
        )


def release_audits(edition: Edition) -> tuple[ReleaseAudit, ...]:
    """The audit of every release; it let all of them through, or there were no pages."""
    return tuple(_audit_of(edition, r) for r in edition.portal.case_statistics.releases)


def _audit_of(edition: Edition, release: PublicRelease) -> ReleaseAudit:
    statistics, data = edition.portal.case_statistics, release.settings.data
    narrowest = statistics.audit.narrowest_of[data]
    cells, withheld = release.cells()
    return ReleaseAudit(
        release=_link(edition, release),
        seen=", ".join(r.name for r in statistics.releases if r.settings.data == data),
        cells=edition.number(cells),
        withheld=edition.number(withheld),
        narrowest=edition.words["none"] if narrowest is None else edition.number(narrowest),
        threshold=edition.number(release.settings.threshold),
    )


def _link(edition: Edition, release: PublicRelease) -> Link:
    return edition.link("case_release", release_title(edition, release), slug=release.name)


def _profile(edition: Edition, release: PublicRelease) -> ReleaseProfile:
    words, settings = edition.words["cases"], release.settings
    more = ((words["source"], settings.source), (words["quality"], settings.quality))
    return ReleaseProfile(
        facts=(
            *_facts(edition, release),
            *more,
            (words["protection"], _protection(edition, release)),
        ),
        example_note=words["example_note"] if settings.example else "",
        withheld=_withheld(edition, release),
        blocks=tuple(_of_table(edition, release, table.name) for table in release.tables),
    )


def _of_region(
    edition: Edition, release: PublicRelease, code: str, names: Iterable[str]
) -> CaseBlock:
    """Tables of one region, on its own page."""
    path = edition.portal.regions.path(code)
    page = edition.href("case_release", slug=release.name)
    return CaseBlock(
        anchor=f"perkara-{release.name}",
        title=release_title(edition, release),
        href=page,
        note=_withheld(edition, release),
        example=_watermark(edition, release),
        facts=_facts(edition, release),
        tables=tuple(
            case_table(
                edition, release, name, code, case_caption(edition, release, name), f"{page}#{name}"
            )
            for name in names
        ),
        downloads=_links(edition, "case_region", slug=release.name, path=path),
    )


def _of_table(edition: Edition, release: PublicRelease, name: str) -> CaseBlock:
    """One table on the release's page: the nation and areas; regions have pages of their own."""
    settings, places = release.settings, release.places[name]
    level = edition.words["levels"][settings.tables[name].level]
    shown = [place for place in (NATION, *settings.areas) if place in places]
    return CaseBlock(
        anchor=name,
        title=case_caption(edition, release, name),
        href="",
        note=edition.say("cases.level", level=level),
        example=_watermark(edition, release),
        facts=(),
        tables=tuple(
            case_table(edition, release, name, place, place_name(edition, release, place), "")
            for place in shown
        ),
        downloads=_links(edition, "case_table", slug=release.name, table=name),
    )


def _links(edition: Edition, kind: str, **parts: str) -> tuple[Link, ...]:
    forms = ("csv", "json")
    return tuple(Link(form.upper(), edition.href(f"{kind}_{form}", **parts)) for form in forms)


def _facts(edition: Edition, release: PublicRelease) -> Facts:
    """Who counted what, when, and under which licence and threshold."""
    words, settings = edition.words["cases"], release.settings
    facts = (
        (words["issuer"], settings.issuer),
        (words["period"], _period(edition, release)),
        (words["as_of"], edition.day(settings.as_of)),
        (words["threshold"], edition.number(settings.threshold)),
        (words["licence"], settings.licence),
    )
    return tuple((name, text) for name, text in facts if text)


def _period(edition: Edition, release: PublicRelease) -> str:
    """The first to the last day that is counted; "" where nothing is cut by period."""
    breakdown = release.settings.dimensions.get(PERIOD)
    days = [
        first_and_last(code) for code in (breakdown.codes if breakdown else ()) if is_period(code)
    ]
    if not days:
        return ""
    start, end = min(first for first, _ in days), max(last for _, last in days)
    first, last = (edition.day(date.fromisoformat(day)) for day in (start, end))
    return edition.say("cases.from_to", start=first, end=last)


def _withheld(edition: Edition, release: PublicRelease) -> str:
    return edition.say("cases.withheld", most=edition.number(release.settings.threshold - 1))


def _protection(edition: Edition, release: PublicRelease) -> str:
    settings = release.settings
    if settings.protection == "full":
        return edition.say("cases.full", most=edition.number(settings.threshold - 1))
    return edition.say("cases.weaker", width=edition.number(settings.width))


def _watermark(edition: Edition, release: PublicRelease) -> str:
    return edition.words["cases"]["example"] if release.settings.example else ""
