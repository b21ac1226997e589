"""Tables of one source with the chart drawn from the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..charts import Bars, Datum, Line, TileMap, bars, line, tile_map
from ..editions import Edition, Link
from ..figures import Figure, Series
from ..regions import NATION
from ..tabulations import Tabulation, newest_per_issuer, points, timelines
from .figures import WITHHELD, describe, is_context

MAP_AT_LEAST = 10
ORDERED = ("stage", "date")


@dataclass(frozen=True)
class TableRow:
    """One figure in a table of one source; its label is what the rows differ by.

    order   place of the row where its labels have an order of their own, as stages
            and dates have; None where they stand by their words.
    amount  the value to sort by; None where it is withheld.
    """

    label: str
    order: int | None
    label_href: str
    value: str
    amount: int | None
    is_withheld: bool
    unit: str
    href: str
    needs_review: bool


@dataclass(frozen=True)
class SourceTable:
    """One table, its chart, and who says so: one of the charts, none if all is withheld."""

    anchor: str
    caption: str
    measure: str
    source: Link
    issuer: str
    as_of: str
    label_column: str
    rows: tuple[TableRow, ...]
    total: TableRow | None
    sum_note: str
    bars: Bars | None = None
    line: Line | None = None
    map: TileMap | None = None


def region_tables(edition: Edition, code: str) -> tuple[SourceTable, ...]:
    """Flows, breakdowns and timelines of a region, the newest of each issuer."""
    flows = _newest(edition, edition.tables.flows_by_region.get(code, []))
    cuts = _newest(edition, edition.tables.breakdowns_by_region.get(code, []))
    inner = _newest(edition, edition.tables.places_by_parent.get(code, []))
    series = timelines(edition.tables.citable_series_by_region.get(code, []))
    made = (
        [(t.first, flow_table(edition, t)) for t in flows]
        + [(s.current, timeline_table(edition, s)) for s in series]
        + [(t.first, breakdown_table(edition, t)) for t in cuts]
        + [(t.first, place_table(edition, t)) for t in inner]
    )
    context_last = sorted(made, key=lambda one: is_context(edition, one[0]))
    return tuple(table for _, table in context_last)


def election_tables(edition: Edition, election: str) -> tuple[SourceTable, ...]:
    """National tables of an election, and every source that lists provinces."""
    tables = edition.tables

    def chosen(groups: dict[str, list[Tabulation]]) -> list[Tabulation]:
        return [t for t in groups.get(NATION, []) if t.first.election == election]

    national, cuts = chosen(tables.flows_by_region), chosen(tables.breakdowns_by_region)
    maps = chosen(tables.places_by_parent)
    series = [
        s
        for s in timelines(edition.tables.citable_series_by_region.get(NATION, []))
        if s.current.election == election
    ]
    return tuple(
        [flow_table(edition, t) for t in _newest(edition, national)]
        + [timeline_table(edition, s) for s in series]
        + [place_table(edition, t) for t in maps]
        + [breakdown_table(edition, t) for t in _newest(edition, cuts)]
    )


def source_tables(edition: Edition, source_id: str) -> tuple[SourceTable, ...]:
    """Everything one source says that makes a table."""
    tables = edition.tables
    makers: tuple[tuple[dict[str, list[Tabulation]], Callable], ...] = (
        (tables.flows_by_source, flow_table),
        (tables.breakdowns_by_source, breakdown_table),
        (tables.places_by_source, place_table),
    )
    return tuple(
        make(edition, table) for groups, make in makers for table in groups.get(source_id, [])
    )


def _newest(edition: Edition, tables: list[Tabulation]) -> list[Tabulation]:
    return newest_per_issuer(tables, edition.tables.issuer_of, edition.tables.dimension_of)


def _parent(edition: Edition, table: Tabulation) -> str:
    return edition.portal.regions[table.first.region_code].parent


def flow_table(edition: Edition, table: Tabulation) -> SourceTable:
    first = table.first
    caption = edition.say(
        "tables.flow",
        group=edition.label("respondent_group", first.respondent_group),
        region=edition.region(first.region_code).text,
        election=edition.label("election", first.election),
    )
    labels = [(edition.label("stage_of_handling", f.stage_of_handling), "") for f in table.rows]
    return _table(edition, table, caption, "", "stage", labels)


def breakdown_table(edition: Edition, table: Tabulation) -> SourceTable:
    first = table.first
    dimension = edition.tables.dimension_of(first.category)
    caption = edition.say(
        "tables.breakdown",
        dimension=edition.label("dimension", dimension),
        region=edition.region(first.region_code).text,
        election=edition.label("election", first.election),
    )
    labels = [
        (edition.category(f.category), edition.href("category", slug=f.category))
        for f in table.rows
    ]
    return _table(edition, table, caption, describe(edition, first), "category", labels)


def place_table(edition: Edition, table: Tabulation) -> SourceTable:
    first, parent = table.first, _parent(edition, table)
    caption = edition.say(
        "tables.places",
        parent=edition.region(parent).text,
        election=edition.label("election", first.election),
    )
    measure = f"{describe(edition, first)}, {edition.category(first.category)}"
    labels = [(r.text, r.href) for r in (edition.region(f.region_code) for f in table.rows)]
    made = _table(edition, table, caption, measure, "region", labels)
    if parent == NATION and len(table.rows) >= MAP_AT_LEAST:
        return _with_map(edition, made, table)
    return made


def timeline_table(edition: Edition, series: Series) -> SourceTable:
    rows = points(series)
    first, last = rows[0], rows[-1]
    caption = edition.say(
        "tables.timeline",
        measure=describe(edition, last),
        category=edition.category(last.category),
        region=edition.region(last.region_code).text,
        election=edition.label("election", last.election),
    )
    table = Tabulation(last.source_id, tuple(rows))
    labels = [(edition.day(f.period_end), "") for f in rows]
    made = _table(edition, table, caption, "", "date", labels, timeline=True)
    drawing = line(
        caption,
        edition.say("tables.line_description", issuer=made.issuer, count=len(rows)),
        _data(edition, table, labels),
        edition.day(first.period_end),
        edition.day(last.period_end),
    )
    return replace(made, bars=None, line=drawing)


def _table(
    edition: Edition,
    table: Tabulation,
    caption: str,
    measure: str,
    column: str,
    labels: Sequence[tuple[str, str]],
    timeline: bool = False,
) -> SourceTable:
    source = edition.portal.sources[table.source_id]
    last = table.rows[-1] if timeline else table.first
    description = edition.say(
        "tables.bars_description", issuer=source.institution, count=len(table.rows)
    )
    return SourceTable(
        anchor=f"{column}-{last.figure_id}",
        caption=caption,
        measure=measure,
        source=edition.link("source", source.publisher, slug=source.source_id),
        issuer=source.institution,
        as_of=edition.day(last.period_end),
        label_column=edition.words["tables"][column],
        rows=tuple(
            _row(edition, f, *label, order=i if column in ORDERED else None)
            for i, (f, label) in enumerate(zip(table.rows, labels, strict=True))
        ),
        total=_row(edition, table.total, edition.words["tables"]["total"], "")
        if table.total
        else None,
        sum_note=_sum_note(edition, table),
        bars=bars(caption, description, _data(edition, table, labels))
        if any(f.value is not None for f in table.rows)
        else None,
    )


def _row(
    edition: Edition, figure: Figure, label: str, label_href: str, order: int | None = None
) -> TableRow:
    return TableRow(
        label=label,
        order=order,
        label_href=label_href,
        value=_text(edition, figure),
        amount=figure.value,
        is_withheld=figure.value is None,
        unit=edition.label("unit", figure.unit),
        href=edition.figure(figure.source_id, figure.figure_id),
        needs_review=figure.verification == "needs-review",
    )


def _data(
    edition: Edition, table: Tabulation, labels: Sequence[tuple[str, str]]
) -> tuple[Datum, ...]:
    return tuple(
        Datum(
            label=label,
            value=f.value,
            text=_text(edition, f),
            href=edition.figure(f.source_id, f.figure_id),
            needs_review=f.verification == "needs-review",
            day=f.period_end,
        )
        for f, (label, _) in zip(table.rows, labels, strict=True)
    )


def _text(edition: Edition, figure: Figure) -> str:
    return WITHHELD if figure.value is None else edition.number(figure.value)


def _sum_note(edition: Edition, table: Tabulation) -> str:
    """What the parts add up to, where that is not the total the source gives."""
    parts, total = table.parts_sum, table.total
    if total is None or total.value is None or parts is None or parts == total.value:
        return ""
    return edition.say(
        "tables.sum_note", parts=edition.number(parts), total=edition.number(total.value)
    )


def _with_map(edition: Edition, made: SourceTable, table: Tabulation) -> SourceTable:
    labels = [(row.label, "") for row in made.rows]
    data = _data(edition, table, labels)
    drawing = tile_map(
        made.caption,
        edition.say("tables.map_description", issuer=made.issuer, count=len(data)),
        map_places(edition),
        {datum.label: datum for datum in data},
        edition.number,
    )
    return replace(made, bars=None, map=drawing)


def province_map(edition: Edition) -> TileMap:
    """The provinces as tiles to choose from; it shows no values."""
    words = edition.words["home"]
    places = map_places(edition)
    return tile_map(words["find_region"], words["map_description"], places, {}, edition.number)


def map_places(edition: Edition) -> list[tuple[int, int, str, str, str]]:
    """Column, row, abbreviation, name and address of every tile of the map."""
    links = ((tile, edition.region(tile.region_code)) for tile in edition.portal.tiles)
    return [(t.column, t.row, t.abbreviation, link.text, link.href) for t, link in links]
