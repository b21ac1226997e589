"""The history of one record: each change with its day, its reason and where it is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..documents import Document
from ..editions import Edition, Link
from ..history import Revision
from .corrections import corrections_about


@dataclass(frozen=True)
class ChangeRow:
    """One change.

    reason      that it came or was changed, or the correction that was made with it; what the
                author of a commit wrote is for other authors and stands on no page.
    difference  short id of the commit, with the address where it is shown, "" if unknown.
    """

    date: str
    iso_date: str
    reason: Link
    difference: Link


@dataclass(frozen=True)
class RecordHistory:
    """`note` says why there are no changes to show, "" if there are."""

    changes: tuple[ChangeRow, ...]
    note: str


def document_history(
    edition: Edition, document: Document, revisions: tuple[Revision, ...]
) -> RecordHistory:
    """What is said of a document's revisions, the newest first."""
    record = document.path.removeprefix("content/").removesuffix(".md")
    return _history(edition, revisions, {record})


def source_history(edition: Edition, source_id: str, figures: Iterable[str]) -> RecordHistory:
    """Changes of a source and of all its figures."""
    names = (source_id, *figures)
    return _history(edition, edition.history.of_rows(*names), set(names))


def _history(edition: Edition, revisions: tuple[Revision, ...], records: set[str]) -> RecordHistory:
    told = dict(_corrections(edition, records))
    # What a record began with is no correction of it, even if one came in the same commit.
    for first in revisions[-1:]:
        told.pop(first.commit, None)
    first = revisions[-1] if revisions else None
    rows = tuple(_row(edition, one, told.get(one.commit), one is first) for one in revisions)
    words = edition.words["history"]
    missing = words["uncommitted"] if edition.history.is_known else words["unknown"]
    return RecordHistory(rows, "" if rows else missing)


def _corrections(edition: Edition, records: set[str]) -> Iterator[tuple[str, Document]]:
    """Commit -> the correction that came with it and tells of one of the records."""
    for record in sorted(records):
        for document in corrections_about(edition, record):
            for revision in edition.history.of_document(document.path):
                yield revision.commit, document


def _row(
    edition: Edition, revision: Revision, correction: Document | None, is_first: bool
) -> ChangeRow:
    words = edition.words["history"]
    reason = Link(words["entered"] if is_first else words["changed"], "")
    if correction:
        record = correction.record
        reason = Link(record.title, f"{edition.href('corrections')}#{record.id}")
    return ChangeRow(
        date=edition.day(revision.day),
        iso_date=revision.day.isoformat(),
        reason=reason,
        difference=Link(revision.commit[:10], edition.history.difference(revision)),
    )
