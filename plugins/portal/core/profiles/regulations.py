"""Regulations: the list by type, and the page after JDIH practice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents import Document, Regulation
from ..editions import Edition, Link
from ..formats import anchors
from ..reference import Reference
from .corrections import CorrectionEntry, corrections_of
from .history import RecordHistory, document_history
from .linked_data import legislation
from .page import Card, Page, Plan
from .standing import Withdrawal, excerpt, standing, titled, withdrawal_of
from .statements import cards

RELATIONS = ("amends", "amended_by", "revokes", "revoked_by", "establishes", "implements")
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
    """One line of metadata. `unconfirmed` says what is not confirmed about it."""

    label: str
    text: str
    unconfirmed: str


@dataclass(frozen=True)
class ArticleRow:
    anchor: str
    title: str
    kind: str
    gist: str
    applies_to: tuple[str, ...]
    unconfirmed: str


@dataclass(frozen=True)
class SanctionRow:
    level: str
    gist: str
    unconfirmed: str


@dataclass(frozen=True)
class Relation:
    label: str
    links: tuple[Link, ...]
    unconfirmed: str


@dataclass(frozen=True)
class RegulationProfile:
    citation: str
    title: str
    status: str
    status_label: str
    status_note: str
    body: str
    body_unconfirmed: str
    facts: tuple[Fact, ...]
    scope: Link
    articles: tuple[ArticleRow, ...]
    articles_unconfirmed: str
    sanctions: tuple[SanctionRow, ...]
    sanctions_unconfirmed: str
    relations: tuple[Relation, ...]
    subjects: tuple[str, ...]
    sources: tuple[Reference, ...]
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
    return RegulationCard(
        citation=titled(edition, document, record.citation),
        title=record.title,
        href=edition.href("regulation", slug=record.id),
        status=record.status,
        status_label=edition.words["status"][record.status],
        issuing_body=record.issuing_body,
        scope=record.scope_name,
    )


def leading_regulations(edition: Edition, most: int) -> tuple[RegulationCard, ...]:
    """The regulations that statements cite most: national ones that still apply."""
    cited = edition.statements_by_regulation
    records = ((d, d.record) for d in edition.regulations)
    found = [d for d, r in records if r.scope == "national" and r.status != "revoked"]
    ordered = sorted(found, key=lambda d: (-len(cited.get(d.record.id, ())), d.record.id))
    return tuple(regulation_card(edition, document) for document in ordered[:most])


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
    doubts = Doubts(edition, record.unconfirmed_fields)
    return RegulationProfile(
        citation=titled(edition, document, record.citation),
        title=record.title,
        status=record.status,
        status_label=edition.words["status"][record.status],
        status_note=record.status_note or "",
        body=edition.body(document),
        body_unconfirmed=doubts.about("relevance"),
        facts=tuple(_facts(edition, record, doubts)),
        scope=edition.region("00" if record.scope == "national" else record.scope),
        articles=_articles(edition, record, doubts),
        articles_unconfirmed=doubts.about("articles"),
        sanctions=_sanctions(edition, record, doubts),
        sanctions_unconfirmed=doubts.about("sanctions"),
        relations=tuple(_relations(edition, record, inverse, doubts)),
        subjects=tuple(record.subjects),
        sources=tuple(record.sources),
        confidence=edition.words["confidence"][record.confidence],
        confidence_note=record.confidence_note or "",
        cited_by=cards(edition, cited_by),
        corrections=corrections_of(edition, document.name),
        history=document_history(edition, document, edition.history.of_document(document.path)),
        withdrawn=withdrawal_of(edition, document.name),
        is_draft=document.is_draft,
    )


class Doubts:
    """What a record says is unconfirmed, asked field by field."""

    def __init__(self, edition: Edition, fields: list[str]) -> None:
        self._words = edition.words["unconfirmed"]
        self._fields = fields

    def about(self, field: str) -> str:
        """The mark for one field (`date_enacted`, `articles[2]`), "" if none.

        A remark in brackets after the field is shown with it.
        """
        for written in self._fields:
            name, _, remark = written.partition(" (")
            if name == field or name.startswith(field + "."):
                return f"{self._words}: {remark.rstrip(')')}" if remark else self._words
        return ""


def _facts(edition: Edition, record: Regulation, doubts: Doubts) -> Iterator[Fact]:
    unknown, labels = edition.words["unknown"], edition.words["jdih"]
    values = {
        "document_type": record.document_type,
        "type": f"{record.type} ({record.type_abbrev})",
        "number": record.number,
        "year": str(record.year),
        "title": record.title,
        "issuing_body": record.issuing_body,
        "place_enacted": record.place_enacted or unknown,
        "date_enacted": edition.day(record.date_enacted),
        "date_promulgated": edition.day(record.date_promulgated),
        "gazette": record.gazette or unknown,
        "status": edition.words["status"][record.status],
        "legal_field": record.legal_field or unknown,
        "language": record.language,
    }
    for field, value in values.items():
        yield Fact(labels[field], value, doubts.about(field))


def _articles(edition: Edition, record: Regulation, doubts: Doubts) -> tuple[ArticleRow, ...]:
    names = anchors([article.article for article in record.articles])
    return tuple(
        ArticleRow(
            anchor=name,
            title=article.article,
            kind=edition.label("article_kind", article.kind),
            gist=article.gist,
            applies_to=tuple(edition.label("applies_to", who) for who in article.applies_to),
            unconfirmed=doubts.about(f"articles[{i}]"),
        )
        for i, (article, name) in enumerate(zip(record.articles, names, strict=True))
    )


def _sanctions(edition: Edition, record: Regulation, doubts: Doubts) -> tuple[SanctionRow, ...]:
    return tuple(
        SanctionRow(
            edition.label("sanction_level", sanction.level),
            sanction.gist,
            doubts.about(f"sanctions[{i}]"),
        )
        for i, sanction in enumerate(record.sanctions)
    )


def _relations(
    edition: Edition, record: Regulation, inverse: dict[str, list[str]], doubts: Doubts
) -> Iterator[Relation]:
    for name in (*RELATIONS, "established_by", "implemented_by"):
        written = getattr(record, name, [])
        both = list(dict.fromkeys([*written, *inverse.get(name, ())]))
        if both:
            links = tuple(edition.regulation(other) for other in both)
            unconfirmed = doubts.about(name) or _one_of(doubts, name, len(written))
            yield Relation(edition.words["relations"][name], links, unconfirmed)


def _one_of(doubts: Doubts, name: str, count: int) -> str:
    return next(filter(None, (doubts.about(f"{name}[{i}]") for i in range(count))), "")


def _facets(edition: Edition, record: Regulation) -> dict[str, list[str]]:
    province = None
    if re.fullmatch(r"[\d.]+", record.scope):
        province = edition.portal.regions.province(record.scope)
    return {
        "kind": [edition.words["kinds"]["regulation"]],
        "region": [province.name] if province else [],
        "year": [str(record.year)],
        "status": [edition.words["status"][record.status]],
    }
