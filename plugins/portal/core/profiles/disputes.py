"""Where to read why sources disagree about a figure."""

from collections.abc import Sequence

from ..editions import Edition, Link
from ..figures import Figure
from .measures import measure


def disputes_of(edition: Edition, figure: Figure) -> tuple[Link, ...]:
    """The cases an editor has explained; else the program's own finding, in the list of all."""
    tables = edition.tables
    found = tables.disagreements_by_figure.get(figure.figure_id, [])
    cases = [
        *tables.cases_by_figure.get(figure.figure_id, []),
        *(c for d in found for c in d.cases),
    ]
    links = [edition.link("conflict", one.title, slug=one.conflict_id) for one in cases]
    return tuple(dict.fromkeys(links)) or tuple(open_case(edition, one.figures) for one in found)


def open_case(edition: Edition, figures: Sequence[Figure]) -> Link:
    """A disagreement that nobody has explained, at its place in the list."""
    title = open_title(edition, figures[0])
    return Link(title, edition.place("conflicts", open_anchor(figures)))


def open_title(edition: Edition, figure: Figure) -> str:
    return edition.say(
        "conflicts.open_title",
        what=measure(edition, figure),
        unit=edition.label("unit", figure.unit),
        region=edition.region(figure.region_code).text,
        election=edition.label("election", figure.election),
    )


def open_anchor(figures: Sequence[Figure]) -> str:
    return f"beda-{min(figure.figure_id for figure in figures)}"
