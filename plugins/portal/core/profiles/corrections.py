"""Corrections: what was changed after it was published, why, and who decided."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from ..corrections import Changed
from ..documents import Document
from ..editions import Edition, Link
from ..tables import plain_cell
from .feeds import FeedEntry, feed, moment
from .page import Page

COLUMNS = (
    "correction_id",
    "date",
    "kind",
    "record",
    "field",
    "old",
    "new",
    "noticed",
    "decided_by",
)


@dataclass(frozen=True)
class ChangedRow:
    record: Link
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class CorrectionEntry:
    anchor: str
    title: str
    href: str
    kind: str
    date: str
    iso_date: str
    noticed: str
    decided_by: str
    body: str
    changes: tuple[ChangedRow, ...]


def corrections_page(edition: Edition) -> Page:
    words = edition.words["corrections"]
    return Page(
        kind="corrections",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=tuple(_entry(edition, document) for document in edition.corrections),
        facets={"kind": [edition.words["kinds"]["reference"]]},
        feed=edition.href("corrections_feed"),
    )


def corrections_of(edition: Edition, record: str) -> tuple[CorrectionEntry, ...]:
    """Corrections that tell of a record, the newest first."""
    return tuple(_entry(edition, document) for document in corrections_about(edition, record))


def corrections_about(edition: Edition, record: str) -> list[Document]:
    """The documents behind `corrections_of`."""
    return edition.corrections_by_record.get(record, [])


def corrections_feed(edition: Edition) -> Page:
    page = edition.addresses.absolute(edition.language, "corrections")
    entries = tuple(
        FeedEntry(
            title=document.record.title,
            url=f"{page}#{document.record.id}",
            updated=moment(document.record.date.isoformat()),
            summary=edition.text(document),
        )
        for document in edition.corrections
    )
    return feed(edition, "corrections", edition.words["corrections"]["title"], entries, {})


def corrections_table(edition: Edition) -> Iterator[Page]:
    """`koreksi.csv`, once: a row for every changed field."""
    if edition.is_main:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        rows = (map(plain_cell, row) for d in edition.corrections for row in _rows(d))
        writer.writerows([COLUMNS, *rows])
        yield Page(
            kind="corrections_csv",
            template="download.txt",
            language=edition.language,
            title="",
            description="",
            data=text.getvalue(),
            listed=False,
        )


def _rows(document: Document) -> Iterator[tuple]:
    record = document.record
    for one in record.changes:
        yield (
            record.id,
            record.date,
            record.kind,
            one.record,
            one.field,
            one.old,
            one.new,
            record.noticed,
            record.decided_by,
        )


def _entry(edition: Edition, document: Document) -> CorrectionEntry:
    record = document.record
    return CorrectionEntry(
        anchor=record.id,
        title=record.title,
        href=f"{edition.href('corrections')}#{record.id}",
        kind=edition.label("correction_kind", record.kind),
        date=edition.day(record.date),
        iso_date=record.date.isoformat(),
        noticed=edition.day(record.noticed),
        decided_by=record.decided_by,
        body=edition.body(document),
        changes=tuple(_row(edition, one) for one in record.changes),
    )


def _row(edition: Edition, one: Changed) -> ChangedRow:
    return ChangedRow(
        _link(edition, one.record), one.field, _text(edition, one.old), _text(edition, one.new)
    )


def _text(edition: Edition, value: str | int | float | None) -> str:
    if value is None:
        return edition.words["corrections"]["nothing"]
    return value if isinstance(value, str) else edition.number(value)


def _link(edition: Edition, record: str) -> Link:
    folder, _, name = record.rpartition("/")
    if folder:
        return edition.link(folder.removesuffix("s"), record, slug=name)
    figure = edition.portal.figures_by_id.get(record)
    # A figure that was removed is known by its code alone.
    source = figure.source_id if figure else record.rpartition("-")[0]
    is_known = source in edition.portal.sources
    return Link(record, edition.figure(source, record) if is_known else "")
