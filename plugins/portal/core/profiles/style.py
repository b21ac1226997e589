"""The style page: every component with its variants, made from invented records."""

from dataclasses import dataclass

from ..editions import Edition, Link
from ..regions import NATION
from .conflicts import ConflictCard, conflicts_of
from .corrections import CorrectionEntry
from .examples import ANCHOR, DAY, PLACE, ExampleEdition, example_edition
from .figures import FigureRow, IssuerTable, election_blocks, headline_rows
from .measures import WITHHELD
from .narrowing import Choice, ChoiceGroup
from .page import Card, Page, Turn
from .regulations import RegulationCard
from .statements import cards
from .tables import SourceTable, region_tables

HERE = f"#{ANCHOR}"
TOKENS = (
    ("ink", "ink-soft", "paper", "paper-deep", "line", "line-strong"),
    ("accent", "accent-soft", "accent-ink", "on-accent"),
    ("scale-0", "scale-1", "scale-2", "scale-3", "scale-4", "scale-5"),
)
STEPS = ("3", "2", "1", "0", "-1")


@dataclass(frozen=True)
class StatusRow:
    """One way a cell can be filled, and how it looks."""

    meaning: str
    value: str
    amount: int | None
    is_withheld: bool
    needs_review: bool


@dataclass(frozen=True)
class StyleProfile:
    anchor: str
    tokens: tuple[tuple[str, ...], ...]
    steps: tuple[str, ...]
    trail: tuple[Link, ...]
    statements: tuple[Card, ...]
    regulations: tuple[RegulationCard, ...]
    statuses: tuple[StatusRow, ...]
    headlines: tuple[FigureRow, ...]
    tables: tuple[SourceTable, ...]
    figures: tuple[IssuerTable, ...]
    conflicts: tuple[ConflictCard, ...]
    choices: tuple[ChoiceGroup, ...]
    turn: Turn
    corrections: tuple[CorrectionEntry, ...]
    downloads: tuple[Link, ...]


def style_page(edition: Edition) -> Page:
    """Neither searched nor listed: it is for those who write templates."""
    words = edition.words["style"]
    return Page(
        kind="style",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=style_profile(example_edition(edition)),
        listed=False,
    )


def style_profile(example: ExampleEdition) -> StyleProfile:
    blocks = election_blocks(example, example.tables.series_by_region[PLACE])
    return StyleProfile(
        anchor=ANCHOR,
        tokens=TOKENS,
        steps=STEPS,
        trail=(example.region(NATION), example.region(PLACE)),
        statements=cards(example, example.statements),
        regulations=_regulations(example),
        statuses=_statuses(example),
        headlines=headline_rows(example, PLACE, 4),
        tables=(*region_tables(example, PLACE), *region_tables(example, NATION)),
        figures=blocks[0].tables,
        conflicts=conflicts_of(example, PLACE),
        choices=_choices(example),
        turn=Turn(2, 3, example.say("lists.page", number=2, count=3), HERE, HERE),
        corrections=_corrections(example),
        downloads=(Link("CSV", HERE), Link("JSON", HERE)),
    )


def _regulations(example: ExampleEdition) -> tuple[RegulationCard, ...]:
    return tuple(
        RegulationCard(
            citation=f"UU Contoh {number}/2001",
            title="Netralitas pegawai rekaan",
            href=HERE,
            status=status,
            status_label=example.words["status"][status],
            issuing_body="Negara Contoh",
            scope="Negara Contoh",
        )
        for number, status in enumerate(("in-force", "amended", "revoked"), 1)
    )


def _statuses(example: ExampleEdition) -> tuple[StatusRow, ...]:
    words = example.words["style"]
    many, zero = example.number(1650), example.number(0)
    return (
        StatusRow(words["shown"], many, 1650, False, False),
        StatusRow(words["zero"], zero, 0, False, False),
        StatusRow(words["withheld"], WITHHELD, None, True, False),
        StatusRow(words["review"], many, 1650, False, True),
        StatusRow(words["unpublished"], example.words["none"], None, False, False),
        StatusRow(words["inapplicable"], example.words["tables"]["not_listed"], None, False, False),
    )


def _choices(example: ExampleEdition) -> tuple[ChoiceGroup, ...]:
    def group(facet: str, *values: str) -> ChoiceGroup:
        choices = tuple(
            Choice(f"{facet}:{i}", value, HERE, example.number(12 - i), i == 1)
            for i, value in enumerate(values)
        )
        return ChoiceGroup(facet, example.words["facets"][facet], choices)

    return group("year", "2024", "2023", "2020"), group("province", "Contoh 1", "Contoh 2")


def _corrections(example: ExampleEdition) -> tuple[CorrectionEntry, ...]:
    return (
        CorrectionEntry(
            anchor=ANCHOR,
            title="Jumlah rekaan dikoreksi",
            href=HERE,
            kind=example.words["corrections"]["title"],
            date=example.day(DAY),
            iso_date=DAY.isoformat(),
            noticed=example.day(DAY),
            decided_by="Redaksi",
            body="",
            changes=(),
        ),
    )
