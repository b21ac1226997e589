"""What is said of a record that does not stand as it is: withdrawn, or still a draft."""

from dataclasses import dataclass
from typing import Any

from ..documents import Document
from ..editions import Edition


@dataclass(frozen=True)
class Withdrawal:
    """When and why a record was withdrawn.

    reason  HTML.
    href    the correction that says so.
    """

    date: str
    iso_date: str
    reason: str
    href: str


def withdrawal_of(edition: Edition, record: str) -> Withdrawal | None:
    """The withdrawal of a record, as corrections name it; None where it stands."""
    document = edition.portal.withdrawals.get(record)
    return notice_of(edition, document) if document else None


def notice_of(edition: Edition, document: Document) -> Withdrawal:
    """What a correction says to those who look for the record."""
    correction = document.record
    return Withdrawal(
        date=edition.day(correction.date),
        iso_date=correction.date.isoformat(),
        reason=edition.body(document),
        href=f"{edition.href('corrections')}#{correction.id}",
    )


def titled(edition: Edition, document: Document, title: str) -> str:
    """The title, with a word before it where the record does not stand."""
    if edition.is_withdrawn(document):
        return edition.say("withdrawn.title", title=title)
    return edition.say("draft.title", title=title) if document.is_draft else title


def excerpt(edition: Edition, document: Document) -> str:
    """The first paragraph, or why the record was withdrawn."""
    told = edition.portal.withdrawals.get(document.name, document)
    return edition.text(told).split("\n\n")[0]


def standing(edition: Edition, document: Document, about: dict[str, Any]) -> dict[str, Any]:
    """What machines are told of a record, with its withdrawal where it was withdrawn."""
    withdrawal = edition.portal.withdrawals.get(document.name)
    if withdrawal is None:
        return about
    return about | {
        "name": titled(edition, document, about["name"]),
        "creativeWorkStatus": "Withdrawn",
        "expires": withdrawal.record.date.isoformat(),
    }
