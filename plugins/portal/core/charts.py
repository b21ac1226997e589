"""Charts as data: every coordinate worked out, nothing left for the drawing.

A chart is 360 units wide, so that on a phone one unit is about one pixel. It
is made from the rows of the table beside it and shows nothing else.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 360
ROW = 38
BAR_SPACE = 300
PLOT_HEIGHT = 150
PLOT_TOP = 22
PLOT_SIDE = 24
TILE = 34
STEPS = 5
LABEL = 50
# Two values written above a line need this much between them.
VALUE_SPACE = 44


@dataclass(frozen=True)
class Datum:
    """One row as a chart needs it; `value` is None where it is withheld."""

    label: str
    value: int | None
    text: str
    href: str
    needs_review: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Bar:
    """`label` is cut where the drawing ends; the table beside it has all of it."""

    y: int
    width: float
    label: str
    datum: Datum


@dataclass(frozen=True)
class Bars:
    """Horizontal bars from zero; a withheld row has a label and no bar."""

    title: str
    description: str
    height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    datum: Datum
    is_labelled: bool


@dataclass(frozen=True)
class Line:
    """Values over time, from zero; the axis is as long as the time."""

    title: str
    description: str
    height: int
    path: str
    points: tuple[Point, ...]
    start: str
    end: str
    baseline: int


@dataclass(frozen=True)
class Tile:
    x: int
    y: int
    step: int
    abbreviation: str
    datum: Datum | None
    name: str
    href: str


@dataclass(frozen=True)
class TileMap:
    """Equal tiles in the country's shape; step 0 is a region the source does not list."""

    title: str
    description: str
    width: int
    height: int
    tiles: tuple[Tile, ...]
    legend: tuple[tuple[int, str], ...]


def bars(title: str, description: str, rows: Sequence[Datum]) -> Bars:
    largest = max((row.value for row in rows if row.value is not None), default=0) or 1
    return Bars(
        title=title,
        description=description,
        height=ROW * len(rows) + 4,
        bars=tuple(
            Bar(
                i * ROW, round(BAR_SPACE * (row.value or 0) / largest, 1), shortened(row.label), row
            )
            for i, row in enumerate(rows)
        ),
    )


def shortened(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"


def line(title: str, description: str, rows: Sequence[Datum], start: str, end: str) -> Line:
    """rows  oldest first, each with a day and a value."""
    largest = max(row.value for row in rows) or 1
    first, days = rows[0].day, max((rows[-1].day - rows[0].day).days, 1)
    span = WIDTH - 2 * PLOT_SIDE
    across = [round(PLOT_SIDE + span * (row.day - first).days / days, 1) for row in rows]
    labelled = _labelled(across, [row.value for row in rows])
    points = tuple(
        Point(x, round(PLOT_TOP + PLOT_HEIGHT * (1 - row.value / largest), 1), row, i in labelled)
        for i, (x, row) in enumerate(zip(across, rows, strict=True))
    )
    path = "M" + "L".join(f"{p.x} {p.y}" for p in points)
    baseline = PLOT_TOP + PLOT_HEIGHT
    return Line(title, description, baseline + 24, path, points, start, end, baseline)


def _labelled(across: Sequence[float], values: Sequence[int]) -> set[int]:
    """Places of the values that are written: the ends, and the largest where there is room."""
    peak, ends = values.index(max(values)), (0, len(values) - 1)
    has_room = all(abs(across[peak] - across[end]) >= VALUE_SPACE for end in ends)
    return {*ends, peak} if has_room else set(ends)


def tile_map(
    title: str,
    description: str,
    places: Sequence[tuple[int, int, str, str, str]],
    rows: dict[str, Datum],
    number: object,
) -> TileMap:
    """A map of one source's table.

    places  (column, row, abbreviation, name, address) of every tile.
    rows    name -> datum, for the regions the source lists.
    number  how a number is written in the language of the page.
    """
    values = [row.value for row in rows.values() if row.value is not None]
    bounds = class_bounds(values)
    left, top = min(p[0] for p in places), min(p[1] for p in places)
    tiles = tuple(
        Tile(
            (column - left) * (TILE + 2),
            (row - top) * (TILE + 2),
            step_of(rows[name].value, bounds) if name in rows else 0,
            abbreviation,
            rows.get(name),
            name,
            href,
        )
        for column, row, abbreviation, name, href in places
    )
    return TileMap(
        title=title,
        description=description,
        width=max(tile.x for tile in tiles) + TILE,
        height=max(tile.y for tile in tiles) + TILE,
        tiles=tiles,
        legend=_legend(bounds, number),
    )


def class_bounds(values: Sequence[int]) -> list[tuple[int, int]]:
    """Classes of equal width from 0 to the largest value, at most five."""
    largest = max(values, default=0)
    count = min(STEPS, largest) or 1
    edges = [-(-largest * i // count) for i in range(count + 1)]
    pairs = itertools.pairwise(edges)
    return [(low + 1 if i else 0, high) for i, (low, high) in enumerate(pairs)]


def step_of(value: int | None, bounds: list[tuple[int, int]]) -> int:
    """The class of a value, from 1; 0 for a withheld one, which shows no shade."""
    if value is None:
        return 0
    return next(i for i, (low, high) in enumerate(bounds, 1) if low <= value <= high)


def _legend(bounds: list[tuple[int, int]], number) -> tuple[tuple[int, str], ...]:
    return tuple(
        (step, number(low) if low == high else f"{number(low)}–{number(high)}")
        for step, (low, high) in enumerate(bounds, 1)
    )
