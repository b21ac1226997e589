"""Tables with the chart drawn from the same rows: of one source, or one issuer's over time."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..charts import Bars, Datum, Line, TileMap, bars, line
from ..editions import Edition, Link
from ..figures import Figure
from ..regions import NATION
from ..tabulations import Tabulation, Timeline, newest_per_issuer, timelines, without_repeats
from .disputes import disputes_of
from .maps import value_map
from .measures import amount, describe, measure, unit_in_charts, value_name

MAP_AT_LEAST = 10
ORDERED = ("stage", "date")


@dataclass(frozen=True)
class TableRow:
    """One figure in a table; its label is what the rows differ by.

    order   place of the row where its labels have an order of their own, as stages
            and dates have; None where they stand by their words.
    amount  the value to sort by; None where it is withheld.
    name    what the link on the value is called where it is heard.
    source  who printed it, where the rows of a table have several sources.
    """

    label: str
    order: int | None
    label_href: str
    value: str
    amount: float | None
    is_withheld: bool
    unit: str
    href: str
    name: str
    needs_review: bool
    disputes: tuple[Link, ...]
    source: Link | None


@dataclass(frozen=True)
class SourceTable:
    """One table, its chart, and who says so: one of the charts, none if all is withheld.

    sources    all that print these rows, the one they are taken from first.
    also_in    sources that print part of the rows and nothing else.
    is_joined  whether a line joins the points of a chart over time.
    """

    anchor: str
    caption: str
    measure: str
    unit: str
    sources: tuple[Link, ...]
    also_in: tuple[Link, ...]
    issuer: str
    is_context: bool
    is_joined: bool
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
    tables = edition.tables
    flows = _newest(edition, tables.flows_by_region.get(code, []))
    cuts = _newest(edition, tables.breakdowns_by_region.get(code, []))
    inner = _newest(edition, tables.places_by_parent.get(code, []))
    times = timelines(tables.citable_series_by_region.get(code, []), tables.may_stand_in_time)
    made = (
        [flow_table(edition, t) for t in flows]
        + [timeline_table(edition, t) for t in times]
        + [breakdown_table(edition, t) for t in cuts]
        + [place_table(edition, t) for t in inner]
    )
    return tuple(sorted(made, key=lambda table: table.is_context))


def election_tables(edition: Edition, election: str) -> tuple[SourceTable, ...]:
    """National tables of an election, and every list of provinces, once."""
    tables = edition.tables

    def chosen(groups: dict[str, list[Tabulation]]) -> list[Tabulation]:
        return [t for t in groups.get(NATION, []) if t.first.election == election]

    national, cuts = chosen(tables.flows_by_region), chosen(tables.breakdowns_by_region)
    maps = without_repeats(chosen(tables.places_by_parent), tables.issuer_of)
    series = [
        one
        for one in tables.citable_series_by_region.get(NATION, [])
        if one.current.election == election
    ]
    return tuple(
        [flow_table(edition, t) for t in _newest(edition, national)]
        + [timeline_table(edition, t) for t in timelines(series, tables.may_stand_in_time)]
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
    labels = [(r.text, r.href) for r in (edition.region(f.region_code) for f in table.rows)]
    made = _table(edition, table, caption, measure(edition, first), "region", labels)
    is_named_once = len({f.region_code for f in table.rows}) == len(table.rows)
    if parent == NATION and is_named_once and len(table.rows) >= MAP_AT_LEAST:
        data, unit = _data(edition, table.rows, labels), unit_in_charts(edition, first)
        return replace(made, bars=None, map=value_map(edition, caption, made.issuer, data, unit))
    return made


def timeline_table(edition: Edition, timeline: Timeline) -> SourceTable:
    """What one issuer said on several days; every row and every point names its source."""
    rows = timeline.points
    first, last = rows[0], rows[-1]
    caption = edition.say(
        "tables.timeline",
        measure=describe(edition, last),
        category=edition.category(last.category),
        region=edition.region(last.region_code).text,
        election=edition.label("election", last.election),
    )
    labels = [(edition.day(f.period_end), "") for f in rows]
    made = _table(edition, Tabulation(last.source_id, rows), caption, "", "date", labels)
    start, end = edition.day(first.period_end), edition.day(last.period_end)
    places = [tuple(rows.index(figure) for figure in run) for run in timeline.runs]
    drawing = line(
        caption,
        edition.say("tables.line_description", issuer=made.issuer, count=len(rows)),
        _data(edition, rows, labels),
        start,
        end,
        unit_in_charts(edition, last),
        places,
    )
    return replace(
        made,
        anchor=f"date-{last.figure_id}",
        as_of=edition.say("tables.between", start=start, end=end),
        rows=tuple(
            replace(row, source=_source(edition, f.source_id))
            for row, f in zip(made.rows, rows, strict=True)
        ),
        sources=_sources(edition, [f.source_id for f in rows]),
        bars=None,
        line=drawing,
        is_joined=bool(places),
    )


def _table(
    edition: Edition,
    table: Tabulation,
    caption: str,
    measure: str,
    column: str,
    labels: Sequence[tuple[str, str]],
) -> SourceTable:
    """The table and its bars; `labels` are words and address of each row."""
    first, issuer = table.first, edition.tables.issuer_of(table.source_id)
    labels = _told_apart(table.rows, labels)
    description = edition.say("tables.bars_description", issuer=issuer, count=len(table.rows))
    data, unit = _data(edition, table.rows, labels), unit_in_charts(edition, first)
    return SourceTable(
        anchor=f"{column}-{first.figure_id}",
        caption=caption,
        measure=measure,
        unit=edition.say("tables.unit", unit=edition.label("unit", first.unit)),
        sources=(_source(edition, table.source_id),),
        also_in=_sources(edition, table.also_in),
        issuer=issuer,
        is_context=edition.tables.is_context(first),
        is_joined=False,
        as_of=edition.day(first.period_end),
        label_column=edition.words["tables"][column],
        rows=tuple(
            _row(edition, f, *label, order=i if column in ORDERED else None)
            for i, (f, label) in enumerate(zip(table.rows, labels, strict=True))
        ),
        total=_row(edition, table.total, edition.words["tables"]["total"], "")
        if table.total
        else None,
        sum_note=_sum_note(edition, table),
        bars=bars(caption, description, data, unit)
        if any(f.value is not None for f in table.rows)
        else None,
    )


def _told_apart(rows: Sequence[Figure], labels: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Labels that come twice say what their row's note says; without one, which row it is."""
    times = Counter(text for text, _ in labels)
    return [
        (text if times[text] == 1 else f"{text}: {f.note or f.figure_id}", href)
        for f, (text, href) in zip(rows, labels, strict=True)
    ]


def _source(edition: Edition, source_id: str) -> Link:
    source = edition.portal.sources[source_id]
    return edition.link("source", source.publisher, slug=source_id)


def _sources(edition: Edition, source_ids: Sequence[str]) -> tuple[Link, ...]:
    """Each once; of one publisher several times, with the day of each."""
    links = {source_id: _source(edition, source_id) for source_id in source_ids}
    times = Counter(link.text for link in links.values())
    days = {one: edition.day(edition.portal.sources[one].published) for one in links}
    return tuple(
        link if times[link.text] == 1 else replace(link, text=f"{link.text} ({days[one]})")
        for one, link in links.items()
    )


def _row(
    edition: Edition, figure: Figure, label: str, label_href: str, order: int | None = None
) -> TableRow:
    return TableRow(
        label=label,
        order=order,
        label_href=label_href,
        value=amount(edition, figure),
        amount=figure.value,
        is_withheld=figure.value is None,
        unit=edition.label("unit", figure.unit),
        href=edition.figure(figure.source_id, figure.figure_id),
        name=value_name(edition, figure, label),
        needs_review=figure.verification == "needs-review",
        disputes=disputes_of(edition, figure),
        source=None,
    )


def _data(
    edition: Edition, rows: Sequence[Figure], labels: Sequence[tuple[str, str]]
) -> tuple[Datum, ...]:
    return tuple(
        Datum(
            label=label,
            value=f.value,
            text=amount(edition, f),
            href=edition.figure(f.source_id, f.figure_id),
            needs_review=f.verification == "needs-review",
            day=f.period_end,
            name=value_name(edition, f, label),
        )
        for f, (label, _) in zip(rows, labels, strict=True)
    )


def _sum_note(edition: Edition, table: Tabulation) -> str:
    """What the parts add up to, where that is not the total the source gives."""
    parts, total = table.parts_sum, table.total
    if total is None or total.value is None or parts is None or parts == total.value:
        return ""
    return edition.say(
        "tables.sum_note", parts=edition.number(parts), total=edition.number(total.value)
    )
