"""Institutions: what they do, when they existed, what they said."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..editions import Edition, Link, Outside
from ..reference import Institution
from .page import Page, Plan


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
    sources: tuple[Outside, ...]
    figure_sources: tuple[Link, ...]
    statements: tuple["Spoken", ...]


@dataclass(frozen=True)
class Spoken:
    """A statement that somebody of the institution made."""

    link: Link
    date: str


@dataclass(frozen=True)
class InstitutionEntry:
    name: str
    abbreviation: str
    href: str
    role: str
    years: str


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


def institution_pages(edition: Edition) -> Iterator[Plan]:
    for one in edition.portal.institutions.values():
        inputs = (one.id, tuple(_statements_of(edition, one)))
        yield Plan("institution", edition.language, _page, inputs, {"slug": one.id})


def _page(edition: Edition, slug: str, statements: tuple[Spoken, ...]) -> Page:
    one = edition.portal.institutions[slug]
    return Page(
        kind="institution",
        language=edition.language,
        title=one.name,
        description=one.role,
        data=_institution(edition, one, statements),
        parts={"slug": one.id},
        trail=(edition.link("institutions", edition.words["institutions"]["title"]),),
        facets={"kind": [edition.words["kinds"]["institution"]]},
    )


def _institution(
    edition: Edition, one: Institution, statements: tuple[Spoken, ...]
) -> InstitutionProfile:
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
        sources=edition.references(one.sources),
        figure_sources=tuple(edition.link("source", s.title, slug=s.source_id) for s in sources),
        statements=statements,
    )


def _statements_of(edition: Edition, one: Institution) -> Iterator[Spoken]:
    names = tuple({one.name, one.abbreviation, *one.issuer_names})
    spoken = edition.statements_by_speaker
    found = {d.path for name in spoken if name.startswith(names) for d in spoken[name]}
    for document in edition.statements if found else ():
        if document.path in found:
            record = document.record
            link = edition.link("statement", record.title, slug=record.id)
            yield Spoken(link, edition.day(record.date, record.date_precision))


def _years(edition: Edition, one: Institution) -> str:
    start, end = one.period.start, one.period.end
    if start is None:
        return edition.words["unknown"]
    if end is None:
        return edition.say("institutions.since", start=start)
    return edition.say("institutions.until", start=start, end=end)


def institution_link(edition: Edition, issuer: str) -> Link | None:
    """The institution behind an issuer's name, where the portal has a page of it."""
    for institution in edition.portal.institutions.values():
        if any(issuer.startswith(name) for name in institution.issuer_names):
            return edition.link("institution", institution.name, slug=institution.id)
    return None
