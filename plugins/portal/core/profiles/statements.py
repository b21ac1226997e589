"""Statements: the list, the card, the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..documents import Document, Speaker, StatedFigure
from ..editions import Edition, Link, Outside
from ..history import Revision
from . import linked_data
from .corrections import CorrectionEntry, corrections_of
from .history import RecordHistory, document_history
from .institutions import institution_link
from .measures import WITHHELD
from .page import Card, Page, Plan
from .standing import Withdrawal, excerpt, standing, titled, withdrawal_of


@dataclass(frozen=True)
class StatedRow:
    """A number a statement names.

    href  the figure of its source that says the same; "" where there is none.
    """

    anchor: str
    href: str
    measure: str
    region: Link
    value: str
    is_withheld: bool
    unit: str
    as_of: str
    note: str


@dataclass(frozen=True)
class SpeakerRow:
    """Who spoke; `href` leads to the institution's page, "" where there is none."""

    name: str
    role: str
    institution: str
    href: str


@dataclass(frozen=True)
class StatementProfile:
    kind: str
    date: str
    iso_date: str
    date_is_exact: bool
    speakers: tuple[SpeakerRow, ...]
    regions: tuple[Link, ...]
    election: Link
    topics: tuple[Link, ...]
    stage: str
    body: str
    figures: tuple[StatedRow, ...]
    regulations: tuple[Link, ...]
    source: Outside
    publisher: str
    published: str
    archive_id: str
    also_reported_by: tuple[Outside, ...]
    needs_review: bool
    verification_note: str
    corrections: tuple[CorrectionEntry, ...]
    history: RecordHistory
    withdrawn: Withdrawal | None
    is_draft: bool
    older: Link | None
    newer: Link | None


def statement_card(edition: Edition, document: Document) -> Card:
    record = document.record
    return Card(
        kind=edition.label("statement_kind", record.kind),
        title=titled(edition, document, record.title),
        href=edition.href("statement", slug=record.id),
        date=edition.day(record.date, record.date_precision),
        iso_date=record.date.isoformat(),
        places=tuple(edition.region(code) for code in record.region_codes[:3]),
        excerpt=excerpt(edition, document),
        needs_review=record.verification == "needs-review",
    )


def cards(edition: Edition, documents: Sequence[Document]) -> tuple[Card, ...]:
    """The cards of documents; each is made once, however many lists it stands in."""
    known = edition.cards
    for document in documents:
        if document.path not in known:
            known[document.path] = statement_card(edition, document)
    return tuple(known[document.path] for document in documents)


def statement_pages(edition: Edition) -> Iterator[Plan]:
    """Each with its neighbours among those that stand; a withdrawn one has none."""
    for document in edition.all_statements:
        if edition.is_withdrawn(document):
            yield _plan(edition, document, None, None)
    neighbours = [None, *(_neighbour(edition, one) for one in edition.statements), None]
    for i, document in enumerate(edition.statements):
        yield _plan(edition, document, older=neighbours[i + 2], newer=neighbours[i])


def _plan(edition: Edition, document: Document, older: Link | None, newer: Link | None) -> Plan:
    inputs = (document, edition.history.of_document(document.path), older, newer)
    return Plan("statement", edition.language, _page, inputs, {"slug": document.record.id})


def _page(
    edition: Edition,
    document: Document,
    revisions: tuple[Revision, ...],
    older: Link | None,
    newer: Link | None,
) -> Page:
    record = document.record
    return Page(
        kind="statement",
        language=edition.language,
        title=titled(edition, document, record.title),
        description=excerpt(edition, document),
        data=_profile(edition, document, revisions, older, newer),
        parts={"slug": record.id},
        trail=(edition.link("statements", edition.words["statements"]["title"]),),
        facets=None if edition.is_withdrawn(document) else _facets(edition, document),
        about=standing(edition, document, linked_data.statement(edition, record)),
        date=record.date.isoformat(),
        day=edition.day(record.date, record.date_precision),
    )


def _neighbour(edition: Edition, document: Document) -> Link:
    return edition.link("statement", document.record.title, slug=document.record.id)


def _profile(
    edition: Edition,
    document: Document,
    revisions: tuple[Revision, ...],
    older: Link | None,
    newer: Link | None,
) -> StatementProfile:
    record = document.record
    source = record.source
    publisher = source.publisher or edition.words["unknown"]
    return StatementProfile(
        kind=edition.label("statement_kind", record.kind),
        date=edition.day(record.date, record.date_precision),
        iso_date=record.date.isoformat(),
        date_is_exact=record.date_precision == "day",
        speakers=tuple(_speaker(edition, one) for one in record.speakers),
        regions=tuple(edition.region(code) for code in record.region_codes),
        election=edition.election(record.election),
        topics=tuple(
            edition.link("topic", edition.label("topic", t), slug=t) for t in record.topics
        ),
        stage=edition.label("election_stage", record.stage) if record.stage else "",
        body=edition.body(document),
        figures=tuple(_stated(edition, source.url, i, f) for i, f in enumerate(record.figures, 1)),
        regulations=tuple(edition.regulation(r) for r in record.regulations),
        source=edition.outside(source.title or publisher, source.url),
        publisher=publisher,
        published=edition.day(source.published) if source.published else "",
        archive_id=source.id or "",
        also_reported_by=tuple(
            edition.outside(edition.publisher(url), url) for url in record.also_reported_by
        ),
        needs_review=record.verification == "needs-review",
        verification_note=record.verification_note or "",
        corrections=corrections_of(edition, document.name),
        history=document_history(edition, document, revisions),
        withdrawn=withdrawal_of(edition, document.name),
        is_draft=document.is_draft,
        older=older,
        newer=newer,
    )


def _speaker(edition: Edition, speaker: Speaker) -> SpeakerRow:
    link = institution_link(edition, speaker.institution)
    return SpeakerRow(speaker.name, speaker.role, speaker.institution, link.href if link else "")


def _stated(edition: Edition, url: str | None, number: int, figure: StatedFigure) -> StatedRow:
    is_withheld = figure.value is None
    same = edition.tables.reported_at(url, figure.region_code, figure.value, figure.unit)
    return StatedRow(
        anchor=f"angka-{number}",
        href=edition.figure(same.source_id, same.figure_id) if same else "",
        measure=figure.measure,
        region=edition.region(figure.region_code),
        value=WITHHELD if is_withheld else edition.number(figure.value),
        is_withheld=is_withheld,
        unit=figure.unit,
        as_of=edition.day(figure.as_of) if figure.as_of else "",
        note=figure.note,
    )


def _facets(edition: Edition, document: Document) -> dict[str, list[str]]:
    record = document.record
    provinces = (edition.portal.regions.province(code) for code in record.region_codes)
    return {
        "kind": [edition.label("statement_kind", record.kind)],
        "region": list(dict.fromkeys(p.name for p in provinces if p)),
        "election": [edition.label("election", record.election)],
        "topic": [edition.label("topic", topic) for topic in record.topics],
        "year": [str(record.date.year)],
    }
