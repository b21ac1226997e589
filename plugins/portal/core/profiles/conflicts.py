"""Where sources disagree: the cases an editor has explained, and those nobody has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..charts import Bars, Datum, bars
from ..conflicts import UNEXPLAINED, Conflict
from ..editions import Edition, Link
from ..figures import Figure
from .disputes import open_anchor, open_title
from .downloads import links, standing_figures
from .figures import FigureRow, figure_row
from .measures import amount, reported, unit_in_charts
from .page import Page


@dataclass(frozen=True)
class ConflictCard:
    """A case in a list, with its values side by side; one nobody has explained has no page.

    anchor  its place in the list of all cases.
    """

    title: str
    href: str
    anchor: str
    reason: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class ConflictProfile:
    reason: str
    explanation: str
    rows: tuple[FigureRow, ...]
    has_withheld: bool
    strip: Bars | None
    downloads: tuple[Link, ...]


@dataclass(frozen=True)
class ConflictList:
    total: str
    cards: tuple[ConflictCard, ...]
    unexplained_total: str
    unexplained: tuple[ConflictCard, ...]


def conflict_list(edition: Edition) -> Page:
    words = edition.words["conflicts"]
    cards = tuple(conflict_card(edition, case) for case in edition.portal.conflicts.values())
    open_cases = tuple(_open_card(edition, d.figures) for d in edition.tables.unexplained)
    return Page(
        kind="conflicts",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=ConflictList(
            edition.say("conflicts.total", count=len(cards)),
            cards,
            edition.say("conflicts.unexplained_total", count=len(open_cases)),
            open_cases,
        ),
        facets={"kind": [edition.words["kinds"]["conflict"]]},
    )


def conflict_pages(edition: Edition) -> Iterator[Page]:
    for case in edition.portal.conflicts.values():
        figures = _by_day(standing_figures(edition, case))
        yield Page(
            kind="conflict",
            language=edition.language,
            title=case.title,
            description=case.explanation,
            data=ConflictProfile(
                reason=edition.label("conflict_reason", case.reason),
                explanation=case.explanation,
                rows=tuple(figure_row(edition, f) for f in figures),
                has_withheld=any(f.value is None for f in figures),
                strip=_strip(edition, case.title, figures),
                downloads=links(edition, "conflict", slug=case.conflict_id),
            ),
            parts={"slug": case.conflict_id},
            trail=(
                edition.link("statistics", edition.words["statistics"]["title"]),
                edition.link("conflicts", edition.words["conflicts"]["title"]),
            ),
            facets=_facets(edition, figures),
        )


def conflict_card(edition: Edition, case: Conflict) -> ConflictCard:
    return ConflictCard(
        title=case.title,
        href=edition.href("conflict", slug=case.conflict_id),
        anchor=case.conflict_id,
        reason=edition.label("conflict_reason", case.reason),
        rows=tuple(figure_row(edition, f) for f in _by_day(standing_figures(edition, case))),
    )


def conflicts_of(edition: Edition, code: str, election: str = "") -> tuple[ConflictCard, ...]:
    """Cards of the cases that have a figure of a region.

    Cases an editor has explained come first; the program's own findings follow.

    election  only cases with a figure of this one there, if any is named.
    """

    def is_wanted(figures: Iterable[Figure]) -> bool:
        return any(f.region_code == code and election in ("", f.election) for f in figures)

    tables = edition.tables
    cases = tables.cases_by_region.get(code, [])
    open_cases = [one.figures for one in tables.unexplained_by_region.get(code, [])]
    return tuple(
        [
            conflict_card(edition, case)
            for case in cases
            if is_wanted(standing_figures(edition, case))
        ]
        + [_open_card(edition, figures) for figures in open_cases if is_wanted(figures)]
    )


def _open_card(edition: Edition, figures: Sequence[Figure]) -> ConflictCard:
    return ConflictCard(
        title=open_title(edition, figures[0]),
        href="",
        anchor=open_anchor(figures),
        reason=edition.label("conflict_reason", UNEXPLAINED),
        rows=tuple(figure_row(edition, f) for f in _by_day(figures)),
    )


def _by_day(figures: Iterable[Figure]) -> list[Figure]:
    """Oldest first, by the day they speak of; without one, last."""
    return sorted(figures, key=lambda f: (f.period_end is None, str(f.period_end)))


def _strip(edition: Edition, title: str, figures: list[Figure]) -> Bars | None:
    """The values side by side, where they count in one unit."""
    citable = edition.tables.citable
    shown = [f for f in figures if f.value is not None and f.source_id in citable]
    if len(shown) < 2 or len({f.unit for f in shown}) > 1:
        return None
    description = edition.say("conflicts.strip_description", count=len(shown))
    data = [_datum(edition, f) for f in shown]
    return bars(title, description, data, unit_in_charts(edition, shown[0]))


def _datum(edition: Edition, figure: Figure) -> Datum:
    source = edition.portal.sources[figure.source_id]
    said = filter(None, (source.publisher, reported(edition, figure)))
    return Datum(
        label=f"{source.institution}, {edition.day(figure.period_end)} ({', '.join(said)})",
        value=figure.value,
        text=amount(edition, figure),
        href=edition.figure(figure.source_id, figure.figure_id),
        needs_review=figure.verification == "needs-review",
    )


def _facets(edition: Edition, figures: list[Figure]) -> dict[str, list[str]]:
    provinces = (edition.portal.regions.province(f.region_code) for f in figures)
    return {
        "kind": [edition.words["kinds"]["conflict"]],
        "region": list(dict.fromkeys(p.name for p in provinces if p)),
        "election": list(dict.fromkeys(edition.label("election", f.election) for f in figures)),
    }
