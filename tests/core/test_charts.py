"""What is drawn is what was said: by whom, in which unit, and no line where nobody spoke."""

from dataclasses import replace
from datetime import date

import pytest
from built import edition_of
from test_figures import SOURCES, figure, source

from portal.core.charts import COLUMNS, GAP, TILE, Datum, bars, line, tile_map
from portal.core.figures import arrange_series
from portal.core.profiles.tables import breakdown_table, election_tables, timeline_table
from portal.core.tabulations import (
    breakdowns,
    places,
    points,
    stage_flows,
    timelines,
    without_repeats,
)

DAYS = ("2023-10-01", "2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01")


def always(figure) -> bool:
    return True


def series_of(sources: str, values=(1, 2, 3, 4, 5), **more):
    """One issuer's series: who printed it on each of the days, by the digit of the source."""
    figures = [
        figure(i, source_id=f"s-{who}", period_end=day, value=str(value), **more)
        for i, (who, day, value) in enumerate(zip(sources, DAYS, values, strict=False))
    ]
    return arrange_series(figures, SOURCES)[0]


def runs_of(sources: str) -> list[set[str]]:
    (timeline,) = timelines([series_of(sources)], always)
    return [{f.source_id for f in run} for run in timeline.runs]


def test_a_line_joins_points_of_one_source_only():
    assert runs_of("111") == [{"s-1"}]
    assert runs_of("112") == runs_of("12121"[:4]) == []
    assert runs_of("12121") == [{"s-1"}]


def test_points_of_several_sources_have_no_line_between_them():
    rows = [Datum("", i, str(i), "", day=date(2024, 1, i)) for i in (1, 2, 3, 4)]

    assert line("", "", rows, "", "").paths == ()
    (path,) = line("", "", rows, "", "", runs=[(0, 2, 3)]).paths
    assert path.count("L") == 2


@pytest.mark.parametrize("more", [{"unit": "persen"}, {"precision": "about"}])
def test_what_is_a_share_or_only_about_right_is_never_shown_over_time(more):
    assert timelines([series_of("111", **more)], always) == []


def test_a_figure_that_may_not_stand_is_no_point():
    said = points(series_of("1212"), lambda f: f.value != 3)

    assert [f.value for f in said] == [1, 2, 4]


def test_a_day_with_two_values_has_no_point():
    twice = [figure(i, value=v, period_end=DAYS[0]) for i, v in enumerate(("67", "1"))]
    later = [figure(i, period_end=day) for i, day in enumerate(DAYS[1:], 5)]

    assert len(points(arrange_series(twice + later, SOURCES)[0], always)) == 4


def test_of_two_reports_of_a_day_the_one_that_gives_more_days_is_the_point():
    figures = [figure(9, source_id="s-2", period_end=DAYS[0])]
    figures += [figure(i, period_end=day) for i, day in enumerate(DAYS[:3])]
    (timeline,) = timelines(arrange_series(figures, SOURCES), always)

    assert [len(run) for run in timeline.runs] == [3]


@pytest.fixture
def edition(example):
    sources = example.sources | {f"s-{i}": source(f"s-{i}", "Badan Contoh") for i in (1, 2)}
    return edition_of(replace(example, sources=sources), "id")


def test_a_chart_over_time_names_the_source_of_each_point(edition):
    (timeline,) = timelines([series_of("1212")], always)
    table = timeline_table(edition, timeline)

    assert [row.source.href for row in table.rows] == [
        f"/portal/sumber/s-{i}/" for i in (1, 2, 1, 2)
    ]
    assert [p.datum.href.split("#")[0] for p in table.line.points] == [
        row.source.href for row in table.rows
    ]
    assert len(table.sources) == 2 and not table.is_joined


def test_what_is_about_more_than_neutrality_is_not_shown_over_time(example):
    kind = example.categories["media-sosial"].model_copy(update={"dimension": "context"})
    tables = replace(example, categories=example.categories | {"media-sosial": kind}).tables

    assert not tables.may_stand_in_time(figure(1, category="media-sosial"))
    assert tables.may_stand_in_time(figure(1))


def test_no_point_over_time_is_disputed(example):
    days = ("2024-01-10", "2024-01-11", "2024-01-12")
    more = [
        figure(i, source_id="berita-contoh-2024", region_code="98", period_end=day, value=f"2{i}")
        for i, day in enumerate(days, 5)
    ]
    tables = replace(example, figures=[*example.figures, *more]).tables
    (one,) = timelines(tables.series_by_region["98"], tables.may_stand_in_time)

    assert "berita-contoh-2024-01" in example.conflicts["contoh-2024"].figure_ids
    assert "berita-contoh-2024-01" not in [f.figure_id for f in one.points]


def data(*values, label="Jenis") -> list[Datum]:
    texts = ("[c]" if v is None else str(v) for v in values)
    return [Datum(label, v, text, "") for v, text in zip(values, texts, strict=True)]


def test_the_first_value_says_its_unit():
    assert [bar.text for bar in bars("", "", data(67, 1), "orang").bars] == ["67 orang", "1"]
    assert [bar.text for bar in bars("", "", data(None, 7, 8), "orang").bars] == [
        "[c]",
        "7 orang",
        "8",
    ]


def test_every_share_says_that_it_is_one_and_a_withheld_one_does_not():
    assert [bar.text for bar in bars("", "", data(15.7, None), "%").bars] == ["15.7%", "[c]"]


def test_a_value_stays_in_its_drawing_however_long_its_unit():
    (bar,) = bars("", "", data(1650), "kabupaten/kota").bars

    assert bar.width + 5 + 6 * len(bar.datum.text + bar.unit) <= 360


def test_a_label_is_broken_not_cut():
    label = "Mengadakan kegiatan yang mengarah kepada keberpihakan salah satu calon kepala daerah"
    first, second = bars("", "", data(1, 2, label=label)).bars

    assert " ".join(first.lines) == label and len(first.lines) == 2
    assert second.y > bars("", "", data(1, 2)).bars[1].y


def test_two_rows_of_one_label_are_told_apart_by_their_notes(edition):
    kinds = {"category": "media-sosial", "stage_of_handling": "recommended"}
    rows = [
        figure(i, note=note, **kinds)
        for i, note in enumerate(("Pernyataan terbuka", "Pernyataan tertutup", ""))
    ]
    (table,) = breakdowns(rows, lambda slug: "violation")
    labels = [bar.datum.label for bar in breakdown_table(edition, table).bars.bars]

    assert [label.rpartition(": ")[2] for label in labels] == [
        "Pernyataan terbuka",
        "Pernyataan tertutup",
        "f-2",
    ]


def a_map(columns: int = 2, **values):
    places = [(i, 0, "", name, "") for i, name in enumerate([*values, *"xyz"[: columns - 1]])]
    rows = {name: data(v)[0] for name, v in values.items()}
    return tile_map("", "", places, rows, str, "kasus", ("barat", "timur"))


def test_zero_has_a_class_of_its_own_and_is_not_what_nobody_mentions():
    drawn = a_map(a=0, b=1, c=19, d=88, e=None)
    steps = {tile.name: tile.step for tile in drawn.tiles}

    assert (steps["a"], steps["b"], steps["d"]) == (1, 2, 5)
    assert steps["e"] == steps["x"] == 0
    assert [bool(tile.datum) for tile in drawn.tiles if tile.step == 0] == [True, False]
    assert drawn.has_withheld and drawn.legend[0] == (1, "0")


def test_a_legend_ends_with_the_unit_and_has_no_class_that_is_not_there():
    assert a_map(a=3, b=40).legend[0][1] != "0"
    assert a_map(a=3, b=40).legend[-1][1].endswith("–40 kasus")
    assert a_map(a=0).legend == ((1, "0 kasus"),)


def test_a_map_is_in_halves_that_a_phone_shows_whole():
    places = [(column, 0, "", str(column), "") for column in range(16)]
    drawn = tile_map("", "", places, {}, str, halves=("barat", "timur"))

    assert [part.title for part in drawn.parts] == ["barat", "timur"]
    assert [len(part.tiles) for part in drawn.parts] == [9, 7]
    assert all(part.width <= COLUMNS * (TILE + GAP) <= 328 for part in drawn.parts)
    assert len(a_map(a=1).parts) == 1


def test_a_stage_told_twice_for_one_day_is_in_no_flow():
    stages = ("reported", "registered", "proven", "recommended")
    rows = [figure(i, stage_of_handling=s, value=str(9 - i)) for i, s in enumerate(stages)]
    again = figure(9, stage_of_handling="proven", value="2")
    (flow,) = stage_flows([*rows, again], stages)

    assert [f.stage_of_handling for f in flow.rows] == ["reported", "registered", "recommended"]


def test_a_flow_is_of_one_day():
    stages = ("reported", "registered", "proven")
    rows = [
        figure(i, stage_of_handling=s, period_end=day, value=str(9 - i))
        for i, (s, day) in enumerate(zip(stages, DAYS, strict=False))
    ]

    assert stage_flows(rows, stages) == []


def place_rows(source_id: str, **values) -> list:
    return [
        figure(f"{source_id}-{code[1:]}", source_id=source_id, region_code=code[1:], value=str(v))
        for code, v in values.items()
    ]


def test_a_list_that_several_sources_print_is_drawn_once_and_names_them():
    rows = place_rows("s-1", r11=5, r12=7, r13=9) + place_rows("s-2", r11=5, r12=7, r13=9, r14=1)
    found = places(rows, lambda code: "00")
    (table,) = without_repeats(found, lambda source: "Badan Contoh")

    assert (table.source_id, table.also_in) == ("s-2", ("s-1",))
    assert len(without_repeats(found, lambda source: source)) == 2


def test_lists_that_differ_in_one_value_are_both_drawn():
    rows = place_rows("s-1", r11=5, r12=7, r13=9) + place_rows("s-2", r11=5, r12=8, r13=9)

    assert len(without_repeats(places(rows, lambda code: "00"), lambda source: "")) == 2


def test_a_place_listed_twice_with_two_values_keeps_both():
    rows = [*place_rows("s-1", r11=5, r12=7, r13=9), figure(9, region_code="11", value="6")]
    (table,) = places(rows, lambda code: "00")

    assert [f.value for f in table.rows] == [5, 6, 7, 9]


def test_every_table_of_one_source_says_its_unit(example):
    for language in ("id", "en"):
        edition = edition_of(example, language)
        for election in example.elections_counted:
            for table in election_tables(edition, election):
                assert table.unit.rstrip(".").rpartition(" ")[2]
