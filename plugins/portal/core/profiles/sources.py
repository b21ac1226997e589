"""Sources: where figures were reported, and every figure at its own address."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..amounts import PERCENT
from ..editions import Edition, Link, Outside
from ..figures import Figure, Source
from .corrections import CorrectionEntry, corrections_of
from .downloads import links
from .figures import FigureRow, figure_row
from .history import RecordHistory, source_history
from .institutions import institution_link
from .linked_data import dataset
from .page import Page, Plan, Turn, paged
from .standing import Withdrawal, notice_of, withdrawal_of
from .tables import SourceTable, source_tables

SOURCES_PER_PAGE = 60


@dataclass(frozen=True)
class SourceEntry:
    title: str
    href: str
    publisher: str
    published: str
    issuer: str
    figures: str


@dataclass(frozen=True)
class SourceList:
    entries: tuple[SourceEntry, ...]
    total: str
    turn: Turn


@dataclass(frozen=True)
class SourceFigure:
    """A figure at its own address, with everything needed to judge it."""

    row: FigureRow
    definition: str
    since: str
    others: tuple[FigureRow, ...]
    conflicts: tuple[Link, ...]
    corrections: tuple[CorrectionEntry, ...]
    withdrawn: Withdrawal | None


@dataclass(frozen=True)
class RemovedFigure:
    """What is left of a figure that was removed for a person's sake."""

    id: str
    notice: Withdrawal


@dataclass(frozen=True)
class SourceProfile:
    """withholds  whether a number that the source prints is not repeated here."""

    id: str
    address: Outside
    original: Link | None
    title: str
    publisher: str
    published: str
    issuer: str
    institution: Link | None
    note: str
    tables: tuple[SourceTable, ...]
    downloads: tuple[Link, ...]
    figures: tuple[SourceFigure, ...]
    removed: tuple[RemovedFigure, ...]
    withholds: bool
    history: RecordHistory


def source_lists(edition: Edition) -> Iterator[Page]:
    words = edition.words["sources"]
    sources = list(edition.portal.sources.values())
    counts = Counter(figure.source_id for figure in edition.portal.figures)
    total = edition.say("sources.total", count=edition.number(len(sources)))

    def data(some: Sequence[Source], here: Turn) -> SourceList:
        entries = tuple(_entry(edition, one, counts[one.source_id]) for one in some)
        return SourceList(entries, total, here)

    first = Page("sources", edition.language, words["title"], words["description"])
    return paged(edition, first, sources, SOURCES_PER_PAGE, data)


def _entry(edition: Edition, source: Source, figures: int) -> SourceEntry:
    return SourceEntry(
        title=source.title,
        href=edition.href("source", slug=source.source_id),
        publisher=source.publisher,
        published=edition.day(source.published),
        issuer=source.institution,
        figures=edition.number(figures),
    )


def source_pages(edition: Edition) -> Iterator[Plan]:
    for source_id in edition.portal.sources:
        yield Plan("source", edition.language, _source_page, (source_id,), {"slug": source_id})


def _source_page(edition: Edition, source_id: str) -> Page:
    source = edition.portal.sources[source_id]
    figures = edition.portal.all_figures_by_source.get(source_id, [])
    description = edition.say(
        "source.description",
        issuer=source.institution,
        publisher=source.publisher,
        title=source.title,
    )
    return Page(
        kind="source",
        language=edition.language,
        title=source.title,
        description=description,
        data=_source_profile(edition, source, figures),
        parts={"slug": source.source_id},
        trail=(edition.link("sources", edition.words["sources"]["title"]),),
        about=dataset(edition, "source", source.title, description, slug=source.source_id)
        if figures
        else None,
        facets=_source_facets(edition, source, figures),
        date=source.published.isoformat() if source.published else "",
        day=edition.day(source.published) if source.published else "",
    )


def _source_profile(edition: Edition, source: Source, figures: list[Figure]) -> SourceProfile:
    return SourceProfile(
        id=source.source_id,
        address=edition.outside(edition.words["source"]["open"], source.url),
        original=_original(edition, source),
        title=source.title,
        publisher=source.publisher,
        published=edition.day(source.published),
        issuer=source.institution,
        institution=institution_link(edition, source.institution),
        note=source.note,
        tables=source_tables(edition, source.source_id),
        downloads=links(edition, "source", slug=source.source_id) if figures else (),
        figures=tuple(_figure(edition, figure) for figure in figures),
        removed=tuple(_removed(edition, source.source_id)),
        withholds=any(figure.status == "confidential" for figure in figures),
        history=source_history(edition, source.source_id, (f.figure_id for f in figures)),
    )


def _original(edition: Edition, source: Source) -> Link | None:
    """The source whose text this one repeats."""
    if not source.copy_of:
        return None
    original = edition.portal.sources[source.copy_of]
    return edition.link(
        "source", f"{original.title} ({original.publisher})", slug=original.source_id
    )


def _figure(edition: Edition, figure: Figure) -> SourceFigure:
    row = figure_row(edition, figure)
    return SourceFigure(
        row=row,
        since=edition.say("source.since", day=edition.day(figure.added)),
        definition=edition.say(
            "source.share" if figure.unit == PERCENT else "source.definition",
            unit=row.unit,
            what=row.what,
            category=edition.category(figure.category),
            region=row.region.text,
            election=row.election.text,
            as_of=row.as_of,
        ),
        others=tuple(figure_row(edition, f) for f in _others(edition, figure)),
        conflicts=_cases(edition, figure),
        corrections=corrections_of(edition, figure.figure_id),
        withdrawn=withdrawal_of(edition, figure.figure_id),
    )


def _removed(edition: Edition, source_id: str) -> Iterator[RemovedFigure]:
    for name, document in edition.portal.removals.items():
        if name.rpartition("-")[0] == source_id:
            yield RemovedFigure(name, notice_of(edition, document))


def _others(edition: Edition, figure: Figure) -> list[Figure]:
    """The rest of its series; none where it was withdrawn."""
    for series in edition.tables.series_by_region.get(figure.region_code, []):
        if any(one is figure for one in series.figures):
            return [one for one in series.figures if one is not figure]
    return []


def _cases(edition: Edition, figure: Figure) -> tuple[Link, ...]:
    cases = edition.tables.cases_by_figure.get(figure.figure_id, [])
    return tuple(edition.link("conflict", one.title, slug=one.conflict_id) for one in cases)


def _source_facets(edition: Edition, source: Source, figures: list[Figure]) -> dict[str, list[str]]:
    provinces = (edition.portal.regions.province(f.region_code) for f in figures)
    elections = {figure.election for figure in figures}
    order = edition.portal.codes["election"]
    return {
        "kind": [edition.words["kinds"]["source"]],
        "region": list(dict.fromkeys(p.name for p in provinces if p)),
        "election": [edition.label("election", e) for e in order if e in elections],
        "year": [str(source.published.year)] if source.published else [],
    }
