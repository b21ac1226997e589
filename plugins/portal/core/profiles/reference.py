"""Reference pages: the glossary, and how to report."""

from dataclasses import dataclass

from ..editions import Edition, Link, Outside
from ..formats import anchor
from ..reference import Channel, Term
from .page import Page


@dataclass(frozen=True)
class TermEntry:
    anchor: str
    term: Term
    see_also: tuple[Link, ...]
    confidence: str


@dataclass(frozen=True)
class DeadlineRow:
    channel: Link
    rule: str
    note: str
    basis: str


@dataclass(frozen=True)
class ChannelProfile:
    anchor: str
    channel: Channel
    targets: tuple[str, ...]
    legal_basis: tuple[Link, ...]
    confidence: str
    sources: tuple[Outside, ...]


@dataclass(frozen=True)
class ReportProfile:
    deadlines: tuple[DeadlineRow, ...]
    channels: tuple[ChannelProfile, ...]


def glossary_page(edition: Edition) -> Page:
    words = edition.words["glossary"]
    terms = {term.term: anchor(term.term) for term in edition.portal.terms}
    entries = tuple(
        TermEntry(
            anchor=terms[term.term],
            term=term,
            see_also=tuple(Link(s, f"#{terms[s]}" if s in terms else "") for s in term.see_also),
            confidence=edition.words["confidence"][term.confidence],
        )
        for term in edition.portal.terms
    )
    facets = {"kind": [edition.words["kinds"]["reference"]]}
    return Page(
        "glossary", edition.language, words["title"], words["description"], entries, facets=facets
    )


def report_page(edition: Edition) -> Page:
    words = edition.words["report"]
    channels = edition.portal.channels
    return Page(
        kind="report",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=ReportProfile(
            deadlines=tuple(_deadline(c) for c in channels if c.deadline.days),
            channels=tuple(_channel(edition, c) for c in channels),
        ),
        facets={"kind": [edition.words["kinds"]["reference"]]},
    )


def _deadline(channel: Channel) -> DeadlineRow:
    return DeadlineRow(
        channel=Link(channel.name, f"#{channel.id}"),
        rule=channel.deadline.rule,
        note=channel.deadline.note or "",
        basis="; ".join(channel.articles),
    )


def _channel(edition: Edition, channel: Channel) -> ChannelProfile:
    return ChannelProfile(
        anchor=channel.id,
        channel=channel,
        targets=tuple(edition.label("applies_to", who) for who in channel.targets),
        legal_basis=tuple(edition.regulation(r) for r in channel.legal_basis),
        confidence=edition.words["confidence"][channel.confidence],
        sources=edition.references(channel.sources),
    )
