"""Regulations: the list by type, and the page after JDIH practice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..confirmation import register_page
from ..documents import Document, Regulation
from ..editions import Edition, Link, Outside
from ..formats import anchors
from .corrections import CorrectionEntry, corrections_of
from .history import RecordHistory, document_history
from .linked_data import legislation
from .page import Card, Page, Plan
from .standing import Withdrawal, excerpt, standing, titled, withdrawal_of
from .statements import cards

RELATIONS = ("amends", "amended_by", "revokes", "revoked_by", "establishes", "implements")
FOR_ELECTIONS = "for-elections"
INVERSES = {
    "amends": "amended_by",
    "amended_by": "amends",
    "revokes": "revoked_by",
    "revoked_by": "revokes",
    "establishes": "established_by",
    "implements": "implemented_by",
}


@dataclass(frozen=True)
class Fact:
    """One line of metadata; `unconfirmed` leads to the page where it can be looked up."""

    label: str
    text: str
    unconfirmed: Link | None


@dataclass(frozen=True)
class ArticleRow:
    anchor: str
    title: str
    kind: str
    gist: str
    applies_to: tuple[str, ...]


@dataclass(frozen=True)
class SanctionRow:
    level: str
    gist: str


@dataclass(frozen=True)
class Relation:
    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class RegulationProfile:
    citation: str
    title: str
    status: str
    status_label: str
    status_note: str
    body: str
    facts: tuple[Fact, ...]
    scope: Link
    articles: tuple[ArticleRow, ...]
    sanctions: tuple[SanctionRow, ...]
    relations: tuple[Relation, ...]
    subjects: tuple[str, ...]
    sources: tuple[Outside, ...]
    confidence: str
    confidence_note: str
    cited_by: tuple[Card, ...]
    corrections: tuple[CorrectionEntry, ...]
    history: RecordHistory
    withdrawn: Withdrawal | None
    is_draft: bool


@dataclass(frozen=True)
class RegulationCard:
    citation: str
    title: str
    href: str
    status: str
    status_label: str
    issuing_body: str
    scope: str
    facets: tuple[str, ...] = ()


def regulation_card(edition: Edition, document: Document) -> RegulationCard:
    record = document.record
    status, label = shown_status(edition, record)
    return RegulationCard(
        citation=titled(edition, document, record.citation),
        title=record.title,
        href=edition.href("regulation", slug=record.id),
        status=status,
        status_label=label,
        issuing_body=record.issuing_body,
        scope=record.scope_name,
    )


def shown_status(edition: Edition, record: Regulation) -> tuple[str, str]:
    """A code and its words; what was made for certain elections is not called in force."""
    elections = record.applies_to_elections
    if not elections or record.status == "revoked":
        return record.status, edition.words["status"][record.status]
    names = edition.listing([_named(edition, one) for one in elections])
    return FOR_ELECTIONS, edition.say("regulation.for_elections", elections=names)


def _named(edition: Edition, election: str) -> str:
    """`Pilkada 2015`, also where the portal has no page of that election."""
    kind, _, year = election.partition("-")
    return edition.say(f"elections.{kind}", year=year)


def leading_regulations(edition: Edition, most: int) -> tuple[RegulationCard, ...]:
    """The regulations that statements cite most: national ones that still apply."""
    cited = edition.statements_by_regulation
    records = ((d, d.record) for d in edition.regulations)
    found = [d for d, r in records if r.scope == "national" and is_in_force(r)]
    ordered = sorted(found, key=lambda d: (-len(cited.get(d.record.id, ())), d.record.id))
    return tuple(regulation_card(edition, document) for document in ordered[:most])


def is_in_force(record: Regulation) -> bool:
    """Whether a rule still binds: not revoked, and not made for certain elections."""
    return record.status != "revoked" and not record.applies_to_elections


def regulation_pages(edition: Edition) -> Iterator[Plan]:
    inverse = inverse_relations(edition)
    for slug, document in edition.portal.regulations.items():
        cited_by = tuple(edition.statements_by_regulation.get(slug, []))
        inputs = (document, dict(inverse[slug]), cited_by)
        yield Plan("regulation", edition.language, _page, inputs, {"slug": slug})


def _page(
    edition: Edition,
    document: Document,
    inverse: dict[str, list[str]],
    cited_by: tuple[Document, ...],
) -> Page:
    record: Regulation = document.record
    return Page(
        kind="regulation",
        language=edition.language,
        title=titled(edition, document, f"{record.citation}: {record.title}"),
        description=excerpt(edition, document),
        data=_profile(edition, document, inverse, cited_by),
        parts={"slug": record.id},
        trail=(edition.link("regulations", edition.words["regulations"]["title"]),),
        facets=None if edition.is_withdrawn(document) else _facets(edition, record),
        about=standing(edition, document, legislation(edition, record)),
        date=record.date_enacted.isoformat() if record.date_enacted else f"{record.year}-01-01",
        day=edition.day(record.date_enacted) if record.date_enacted else str(record.year),
    )


def inverse_relations(edition: Edition) -> dict[str, dict[str, list[str]]]:
    """Regulation -> relation seen from it -> the regulations that wrote it."""
    found: dict = defaultdict(lambda: defaultdict(list))
    for document in edition.regulations:
        for relation, inverse in INVERSES.items():
            for other in getattr(document.record, relation):
                found[other][inverse].append(document.record.id)
    return found


def _profile(
    edition: Edition,
    document: Document,
    inverse: dict[str, list[str]],
    cited_by: tuple[Document, ...],
) -> RegulationProfile:
    record: Regulation = document.record
    status, label = shown_status(edition, record)
    return RegulationProfile(
        citation=titled(edition, document, record.citation),
        title=record.title,
        status=status,
        status_label=label,
        status_note=record.status_note or "",
        body=edition.body(document),
        facts=tuple(_facts(edition, record)),
        scope=edition.region("00" if record.scope == "national" else record.scope),
        articles=_articles(edition, record),
        sanctions=_sanctions(edition, record),
        relations=tuple(_relations(edition, record, inverse)),
        subjects=tuple(record.subjects),
        sources=edition.references(record.sources),
        confidence=edition.words["confidence"][record.confidence],
        confidence_note=record.confidence_note or "",
        cited_by=cards(edition, cited_by),
        corrections=corrections_of(edition, document.name),
        history=document_history(edition, document, edition.history.of_document(document.path)),
        withdrawn=withdrawal_of(edition, document.name),
        is_draft=document.is_draft,
    )


def _facts(edition: Edition, record: Regulation) -> Iterator[Fact]:
    unknown, labels = edition.words["unknown"], edition.words["jdih"]
    values = {
        "document_type": record.document_type,
        "type": f"{record.type} ({record.type_abbrev})",
        "number": record.number or unknown,
        "year": str(record.year),
        "title": record.title,
        "issuing_body": record.issuing_body,
        "place_enacted": record.place_enacted or unknown,
        "date_enacted": edition.day(record.date_enacted),
        "date_promulgated": edition.day(record.date_promulgated),
        "gazette": record.gazette or unknown,
        "status": shown_status(edition, record)[1],
        "legal_field": record.legal_field or unknown,
        "language": record.language,
    }
    page = register_page(record)
    for field, value in values.items():
        is_doubted = page and field in record.unconfirmed_fields
        name = field if field != "title" or record.title_is_official else "description"
        yield Fact(labels[name], value, Link(page.publisher, page.url) if is_doubted else None)


def _articles(edition: Edition, record: Regulation) -> tuple[ArticleRow, ...]:
    names = anchors([article.article for article in record.articles])
    return tuple(
        ArticleRow(
            anchor=name,
            title=article.article,
            kind=edition.label("article_kind", article.kind),
            gist=article.gist,
            applies_to=tuple(edition.label("applies_to", who) for who in article.applies_to),
        )
        for article, name in zip(record.articles, names, strict=True)
    )


def _sanctions(edition: Edition, record: Regulation) -> tuple[SanctionRow, ...]:
    return tuple(
        SanctionRow(edition.label("sanction_level", sanction.level), sanction.gist)
        for sanction in record.sanctions
    )


def _relations(
    edition: Edition, record: Regulation, inverse: dict[str, list[str]]
) -> Iterator[Relation]:
    for name in (*RELATIONS, "established_by", "implemented_by"):
        written = getattr(record, name, [])
        both = list(dict.fromkeys([*written, *inverse.get(name, ())]))
        if both:
            links = tuple(edition.regulation(other) for other in both)
            yield Relation(edition.words["relations"][name], links)


def _facets(edition: Edition, record: Regulation) -> dict[str, list[str]]:
    province = None
    if re.fullmatch(r"[\d.]+", record.scope):
        province = edition.portal.regions.province(record.scope)
    return {
        "kind": [edition.words["kinds"]["regulation"]],
        "region": [province.name] if province else [],
        "year": [str(record.year)],
        "status": [edition.words["status"][shown_status(edition, record)[0]]],
    }
