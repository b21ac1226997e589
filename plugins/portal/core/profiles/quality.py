"""What the portal knows about its own gaps, counted at each build."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..editions import Edition
from ..problem_codes import Explanation, explanations
from .cases import ReleaseAudit, release_audits
from .page import Page, Plan


@dataclass(frozen=True)
class Count:
    text: str
    value: str


@dataclass(frozen=True)
class Code:
    """A code of the checks; `code` is also its anchor."""

    code: str
    told: Explanation


@dataclass(frozen=True)
class QualityProfile:
    counts: tuple[Count, ...]
    codes: tuple[Code, ...]
    audits: tuple[ReleaseAudit, ...]


def quality_page(edition: Edition) -> Iterator[Plan]:
    records = [document.record for document in edition.statements]
    unsure = sum(one.verification == "needs-review" for one in records)
    yield Plan("quality", edition.language, _page, (len(records), unsure))


def _page(edition: Edition, statements: int, unsure: int) -> Page:
    """The page; how many statements there are, and how many of them need review."""
    words = edition.words["quality"]
    return Page(
        kind="quality",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=QualityProfile(
            tuple(_counts(edition, statements, unsure)),
            tuple(_codes(edition.language)),
            release_audits(edition),
        ),
        facets={"kind": [edition.words["kinds"]["reference"]]},
    )


def _codes(language: str) -> Iterator[Code]:
    for code, languages in explanations().items():
        # A new language starts with its words; these explanations follow when they can.
        yield Code(code, languages.get(language, languages["en"]))


def _counts(edition: Edition, statements: int, unsure: int) -> Iterator[Count]:
    portal, words = edition.portal, edition.words["quality"]
    figures, sources = portal.figures, portal.sources.values()
    regulations = [document.record for document in edition.regulations]
    regions_with = {figure.region_code for figure in figures}
    values = {
        "figures": len(figures),
        "withheld": sum(figure.value is None for figure in figures),
        "figures_review": sum(figure.verification == "needs-review" for figure in figures),
        "conflicts": len(portal.conflicts),
        "unexplained": len(edition.tables.unexplained),
        "statements": statements,
        "statements_review": unsure,
        "regulations": len(regulations),
        "regulations_unconfirmed": sum(bool(one.unconfirmed_fields) for one in regulations),
        "withdrawn": len(portal.withdrawals),
        "sources": len(portal.sources),
        "sources_undated": sum(source.published is None for source in sources),
        "sources_without_address": sum(source.url is None for source in sources),
        "regions": len(portal.regions.current),
        "regions_silent": sum(region.code not in regions_with for region in portal.regions),
    }
    for key, value in values.items():
        yield Count(words[key], edition.number(value))
