"""Reference pages: topics, institutions, glossary, how to report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..editions import Edition, Link
from ..formats import anchor
from ..reference import Channel, Institution, Reference, Term
from .page import Card, Page, Turn, list_address, turn, turns
from .statements import PAGE_SIZE, cards


@dataclass(frozen=True)
class TopicEntry:
    title: str
    href: str
    count: str


@dataclass(frozen=True)
class TopicProfile:
    cards: tuple[Card, ...]
    total: str
    turn: Turn


@dataclass(frozen=True)
class InstitutionProfile:
    abbreviation: str
    role: str
    years: str
    years_note: str
    oversees: tuple[str, ...]
    url: str
    confidence: str
    confidence_note: str
    sources: tuple[Reference, ...]
    figure_sources: tuple[Link, ...]
    statements: tuple[Link, ...]


@dataclass(frozen=True)
class InstitutionEntry:
    name: str
    abbreviation: str
    href: str
    role: str
    years: str


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


@dataclass(frozen=True)
class ReportProfile:
    deadlines: tuple[DeadlineRow, ...]
    channels: tuple[ChannelProfile, ...]


def topic_list(edition: Edition) -> Page:
    by_topic = _by_topic(edition)
    entries = tuple(
        TopicEntry(
            edition.label("topic", topic),
            edition.href("topic", slug=topic),
            edition.number(len(by_topic[topic])),
        )
        for topic in edition.portal.codes["topic"]
    )
    words = edition.words["topics"]
    return Page("topics", edition.language, words["title"], words["description"], entries)


def topic_pages(edition: Edition) -> Iterator[Page]:
    by_topic = _by_topic(edition)
    for topic in edition.portal.codes["topic"]:
        title = edition.label("topic", topic)
        pages = list(turns(by_topic[topic], PAGE_SIZE))
        total = edition.say("statements.total", count=edition.number(len(by_topic[topic])))
        for number, documents in pages:
            kind, parts = list_address("topic", number)
            place = turn(edition, "topic", number, len(pages), slug=topic)
            yield Page(
                kind=kind,
                template="topic",
                language=edition.language,
                title=title,
                description=edition.say("topics.about", topic=title),
                data=TopicProfile(cards(edition, documents), total, place),
                parts={"slug": topic, **parts},
                trail=(edition.link("topics", edition.words["topics"]["title"]),),
                feed=edition.href("topic_feed", slug=topic),
            )


def _by_topic(edition: Edition) -> dict[str, list]:
    by_topic = defaultdict(list)
    for document in edition.statements:
        for topic in dict.fromkeys(document.record.topics):
            by_topic[topic].append(document)
    return by_topic


def institution_list(edition: Edition) -> Page:
    words = edition.words["institutions"]
    entries = tuple(
        InstitutionEntry(
            name=one.name,
            abbreviation=one.abbreviation,
            href=edition.href("institution", slug=one.id),
            role=one.role,
            years=_years(edition, one),
        )
        for one in edition.portal.institutions.values()
    )
    return Page("institutions", edition.language, words["title"], words["description"], entries)


def institution_pages(edition: Edition) -> Iterator[Page]:
    for one in edition.portal.institutions.values():
        yield Page(
            kind="institution",
            language=edition.language,
            title=one.name,
            description=one.role,
            data=_institution(edition, one),
            parts={"slug": one.id},
            trail=(edition.link("institutions", edition.words["institutions"]["title"]),),
            facets={"kind": [edition.words["kinds"]["institution"]]},
        )


def _institution(edition: Edition, one: Institution) -> InstitutionProfile:
    names = tuple(one.issuer_names)
    sources = [
        s for s in edition.portal.sources.values() if names and s.institution.startswith(names)
    ]
    return InstitutionProfile(
        abbreviation=one.abbreviation,
        role=one.role,
        years=_years(edition, one),
        years_note=one.period.note or "",
        oversees=tuple(edition.label("applies_to", who) for who in one.oversees),
        url=one.url or "",
        confidence=edition.words["confidence"][one.confidence],
        confidence_note=one.confidence_note or "",
        sources=tuple(one.sources),
        figure_sources=tuple(edition.link("source", s.title, slug=s.source_id) for s in sources),
        statements=tuple(_statements_of(edition, one)),
    )


def _statements_of(edition: Edition, one: Institution) -> Iterator[Link]:
    names = tuple({one.name, one.abbreviation, *one.issuer_names})
    for document in edition.statements:
        record = document.record
        if any(speaker.institution.startswith(names) for speaker in record.speakers):
            yield edition.link("statement", record.title, slug=record.id)


def _years(edition: Edition, one: Institution) -> str:
    start, end = one.period.start, one.period.end
    if start is None:
        return edition.words["unknown"]
    if end is None:
        return edition.say("institutions.since", start=start)
    return edition.say("institutions.until", start=start, end=end)


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
    )
