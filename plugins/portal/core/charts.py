"""Charts as data: every coordinate worked out, nothing left for the drawing.

A chart is 360 units wide, so that on a phone one unit is about one pixel. It
is made from the rows of the table beside it and shows nothing else.
"""

import itertools
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 360
ROW = 38
LABEL_LINE = 15
BAR_SPACE = 300
BAR_AT_LEAST = 120
LETTER = 6.8
PLOT_HEIGHT = 150
PLOT_TOP = 22
PLOT_SIDE = 24
TILE = 34
GAP = 2
# As many columns as a phone shows with their letters readable.
COLUMNS = 9
STEPS = 5
LABEL = 50
# Two values written above their points need this much between them; one with its unit, more.
VALUE_SPACE, UNIT_SPACE = 44, 84
# How far from a point its value is written.
ABOVE, BELOW = 9, 19
PERCENT = "%"


@dataclass(frozen=True)
class Datum:
    """One row as a chart needs it; `value` is None where it is withheld.

    name  what a point says to those who do not see it; the label where it is empty.
    """

    label: str
    value: float | None
    text: str
    href: str
    needs_review: bool = False
    day: date | None = None
    name: str = ""


@dataclass(frozen=True)
class Bar:
    """`lines` is the label as it is broken, `unit` what is written after the value."""

    y: int
    base: int
    width: float
    lines: tuple[str, ...]
    unit: str
    datum: Datum

    @property
    def text(self) -> str:
        return self.datum.text + self.unit


@dataclass(frozen=True)
class Bars:
    """Horizontal bars from zero; a withheld row has a label and no bar."""

    title: str
    description: str
    height: int
    bars: tuple[Bar, ...]
    has_doubts: bool


@dataclass(frozen=True)
class Point:
    """anchor, shift  where its text stands: `start`, `middle` or `end` on it, how far below."""

    x: float
    y: float
    datum: Datum
    is_labelled: bool
    unit: str
    anchor: str
    shift: int


@dataclass(frozen=True)
class Line:
    """Values over time, from zero; the axis is as long as the time.

    paths  lines through points of one source each; none where every point has its own.
    """

    title: str
    description: str
    height: int
    paths: tuple[str, ...]
    points: tuple[Point, ...]
    start: str
    end: str
    baseline: int
    has_doubts: bool


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
class TilePart:
    """A half of a map, as broad as a phone; `title` is "" where the map is one whole."""

    title: str
    width: int
    height: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class TileMap:
    """Equal tiles in the country's shape; step 0 is a region without a value.

    Step 1 is zero, which is a value that somebody said; the others are classes.
    """

    title: str
    description: str
    parts: tuple[TilePart, ...]
    legend: tuple[tuple[int, str], ...]
    has_values: bool
    has_withheld: bool
    has_doubts: bool

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(tile for part in self.parts for tile in part.tiles)


def bars(title: str, description: str, rows: Sequence[Datum], unit: str = "") -> Bars:
    """unit  of all values: written with the first, and with each where it is `%`."""
    largest = max((row.value for row in rows if row.value is not None), default=0) or 1
    units = _units(rows, unit)
    space = _bar_space([row.text + one for row, one in zip(rows, units, strict=True)])
    labels = [tuple(textwrap.wrap(row.label, LABEL)) or ("",) for row in rows]
    heights = [ROW + LABEL_LINE * (len(lines) - 1) for lines in labels]
    tops = [0, *itertools.accumulate(heights)]
    return Bars(
        title=title,
        description=description,
        height=tops[-1] + 4,
        bars=tuple(
            Bar(
                y=top,
                base=height - ROW,
                width=round(space * (row.value or 0) / largest, 1),
                lines=lines,
                unit=one,
                datum=row,
            )
            for top, height, lines, one, row in zip(
                tops, heights, labels, units, rows, strict=False
            )
        ),
        has_doubts=_has_doubts(rows),
    )


def _bar_space(texts: Sequence[str]) -> int:
    """How long the longest bar may be, so that every text after one stays in the drawing."""
    room = 5 + int(LETTER * max(map(len, texts), default=0))
    return max(min(BAR_SPACE, WIDTH - room), BAR_AT_LEAST)


def _units(rows: Sequence[Datum], unit: str) -> list[str]:
    """What is written after each value: a sign after all of them, a word after the first."""
    if unit == PERCENT:
        return ["" if row.value is None else PERCENT for row in rows]
    first = next((i for i, row in enumerate(rows) if row.value is not None), None)
    return [f" {unit}" if unit and i == first else "" for i in range(len(rows))]


def _has_doubts(rows: Sequence[Datum]) -> bool:
    return any(row.needs_review for row in rows)


def line(
    title: str,
    description: str,
    rows: Sequence[Datum],
    start: str,
    end: str,
    unit: str = "",
    runs: Sequence[Sequence[int]] = (),
) -> Line:
    """Points over time.

    rows  oldest first, each with a day and a value.
    runs  places of the rows that one source gives: only these are joined.
    """
    largest = max(row.value for row in rows) or 1
    first, days = rows[0].day, max((rows[-1].day - rows[0].day).days, 1)
    span = WIDTH - 2 * PLOT_SIDE
    across = [round(PLOT_SIDE + span * (row.day - first).days / days, 1) for row in rows]
    up = [round(PLOT_TOP + PLOT_HEIGHT * (1 - row.value / largest), 1) for row in rows]
    labelled, units = _labelled(across, [row.value for row in rows]), _units(rows, unit)
    anchors = ["start", *["middle"] * (len(rows) - 2), "end"][: len(rows)]
    points = tuple(
        Point(x, y, row, i in labelled, units[i], anchors[i], _shift(i, across, up, runs))
        for i, (x, y, row) in enumerate(zip(across, up, rows, strict=True))
    )
    paths = tuple("M" + "L".join(f"{across[i]} {up[i]}" for i in run) for run in runs)
    baseline = PLOT_TOP + PLOT_HEIGHT
    doubts = _has_doubts(rows)
    return Line(title, description, baseline + 24, paths, points, start, end, baseline, doubts)


def _shift(
    place: int, across: Sequence[float], up: Sequence[float], runs: Sequence[Sequence[int]]
) -> int:
    """A value stands above its point, or below where a point or a line is in its way."""
    others = [i for i in range(len(up)) if i != place]
    close = [up[i] - up[place] for i in others if abs(across[i] - across[place]) < UNIT_SPACE]
    has_room = up[place] + BELOW <= PLOT_TOP + PLOT_HEIGHT and not any(
        0 <= gap < 2 * BELOW for gap in close
    )
    is_crossed = any(-3 * ABOVE < gap < 0 for gap in close) or _rises_through(place, up, runs)
    return BELOW if is_crossed and has_room else -ABOVE


def _rises_through(place: int, up: Sequence[float], runs: Sequence[Sequence[int]]) -> bool:
    """Whether a line goes through the value of the first or last point, on its way up or down."""
    beside = {0: 1, len(up) - 1: len(up) - 2}.get(place)
    joined = any(place in run and beside in run for run in runs)
    return joined and up[beside] < up[place]


def _labelled(across: Sequence[float], values: Sequence[float]) -> set[int]:
    """Places of the values that are written: the ends, the largest, others where there is room."""
    last, peak = len(values) - 1, values.index(max(values))
    chosen = {0, last}
    for place in (peak, *range(1, last)):
        if all(abs(across[place] - across[one]) >= _room(one) for one in chosen - {place}):
            chosen.add(place)
    return chosen


def _room(place: int) -> int:
    """What a written value needs beside it: the first has its unit with it."""
    return VALUE_SPACE if place else UNIT_SPACE


Place = tuple[int, int, str, str, str]


def tile_map(
    title: str,
    description: str,
    places: Sequence[Place],
    rows: dict[str, Datum],
    number: Callable[[float], str],
    unit: str = "",
    halves: Sequence[str] = (),
) -> TileMap:
    """A map of one source's table.

    places  (column, row, abbreviation, name, address) of every tile.
    rows    name -> datum, for the regions the source lists.
    number  how a number is written in the language of the page.
    halves  what the parts of a map are called that is broader than a phone.
    """
    values = [row.value for row in rows.values() if row.value is not None]
    bounds = class_bounds(values)
    left, top = min(p[0] for p in places), min(p[1] for p in places)
    columns = 1 + max(p[0] for p in places) - left
    height = (1 + max(p[1] for p in places) - top) * (TILE + GAP) - GAP
    parts = []
    for start in range(0, columns, COLUMNS):
        inside = [p for p in places if start <= p[0] - left < start + COLUMNS]
        tiles = tuple(_tile(p, left + start, top, rows, bounds) for p in inside)
        width = min(columns - start, COLUMNS) * (TILE + GAP) - GAP
        name = halves[start // COLUMNS] if columns > COLUMNS and halves else ""
        parts.append(TilePart(name, width, height, tiles))
    return TileMap(
        title=title,
        description=description,
        parts=tuple(parts),
        legend=_legend(bounds, number, unit, has_zero=0 in values),
        has_values=bool(rows),
        has_withheld=any(row.value is None for row in rows.values()),
        has_doubts=_has_doubts(list(rows.values())),
    )


def _tile(
    place: Place, left: int, top: int, rows: dict[str, Datum], bounds: list[tuple[int, int]]
) -> Tile:
    column, row, abbreviation, name, href = place
    datum = rows.get(name)
    return Tile(
        x=(column - left) * (TILE + GAP),
        y=(row - top) * (TILE + GAP),
        step=step_of(datum.value, bounds) if datum else 0,
        abbreviation=abbreviation,
        datum=datum,
        name=name,
        href=href,
    )


def class_bounds(values: Sequence[float]) -> list[tuple[int, int]]:
    """Zero, then classes of equal width up to the largest value, at most four."""
    largest = int(-(-max(values, default=0) // 1))
    count = min(STEPS - 1, largest)
    edges = [-(-largest * i // count) for i in range(count + 1)] if count else []
    return [(0, 0), *((low + 1, high) for low, high in itertools.pairwise(edges))]


def step_of(value: float | None, bounds: list[tuple[int, int]]) -> int:
    """The class of a value, from 1; 0 for a withheld one, which shows no shade."""
    if value is None:
        return 0
    return next(i for i, (_, high) in enumerate(bounds, 1) if value <= high)


def _legend(
    bounds: list[tuple[int, int]], number: Callable[[float], str], unit: str, has_zero: bool
) -> tuple[tuple[int, str], ...]:
    """Step and words of each class; the last says the unit. Zero only where it is on the map."""
    words = [
        number(low) if low == high else f"{number(low)}–{number(high)}" for low, high in bounds
    ]
    words[-1] = f"{words[-1]}{'' if unit == PERCENT else ' '}{unit}".strip()
    steps = list(enumerate(words, 1))
    return tuple(steps if has_zero else steps[1:])
