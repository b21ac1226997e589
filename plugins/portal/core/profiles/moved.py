"""What stands at an address whose content moved, was withdrawn or removed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..editions import Edition
from ..links import KINDS
from ..moved import Move
from .page import Page


@dataclass(frozen=True)
class Notice:
    """Why the content is not here any more.

    href  where it is now, "" if it was withdrawn.
    """

    date: str
    iso_date: str
    reason: str
    href: str


def moved_pages(edition: Edition) -> Iterator[Page]:
    """A notice at each address of this language that was given up."""
    for move in edition.portal.moves:
        if move.is_page and _language(edition, move) == edition.language:
            yield _page(edition, move)


def removed_pages(edition: Edition) -> Iterator[Page]:
    """A notice at the address of each removed record: that it was, when and why."""
    for name, document in edition.portal.removals.items():
        folder, _, slug = name.partition("/")
        if folder in KINDS:
            correction = document.record
            reason = edition.text(document)
            notice = Notice(edition.day(correction.date), correction.date.isoformat(), reason, "")
            yield Page(
                KINDS[folder],
                edition.language,
                edition.words["moved"]["removed"],
                reason,
                notice,
                template="moved",
                parts={"slug": slug},
                listed=False,
            )


def redirects_file(edition: Edition) -> Iterator[Page]:
    """Rules for hosts that redirect by themselves; once, for all languages."""
    patterns = edition.addresses.patterns
    if "redirects" not in patterns[edition.language]:
        return
    root = edition.addresses.root
    rules = [(root + m.address, root + m.target) for m in edition.portal.moves if m.target]
    template = edition.addresses.address(edition.language, "redirects")
    yield Page(
        "redirects", edition.language, "", "", rules, template=f"{template}.txt", listed=False
    )


def _page(edition: Edition, move: Move) -> Page:
    words = edition.words["moved"]
    reason = move.reason_id if edition.language == "id" else move.reason_en
    href = edition.addresses.root + move.target if move.target else ""
    notice = Notice(edition.day(move.date), move.date.isoformat(), reason, href)
    home = edition.addresses.address(edition.language, "home")
    # A kind for each language: a notice has no counterpart in the others.
    return Page(
        f"moved_{edition.language}",
        edition.language,
        words["moved"] if href else words["withdrawn"],
        reason,
        notice,
        template="moved",
        parts={"address": move.address.removeprefix(home)},
        listed=False,
    )


def _language(edition: Edition, move: Move) -> str:
    """The language whose home address is the longest start of the address."""
    homes = {name: edition.addresses.address(name, "home") for name in edition.addresses.patterns}
    fitting = [name for name, home in homes.items() if move.address.startswith(home)]
    return max(fitting, key=lambda name: len(homes[name]))
