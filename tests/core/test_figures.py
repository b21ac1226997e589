"""A number belongs to the one who stated it; nothing is summed or merged."""

import pytest

from portal.core.conflicts import disagreements
from portal.core.fields import parse
from portal.core.figures import Figure, Source, arrange_series

ROW = {
    "figure_id": "f-1",
    "source_id": "s-1",
    "region_code": "98",
    "election": "pemilu-2024",
    "period_start": "",
    "period_end": "2024-02-01",
    "respondent_group": "asn",
    "stage_of_handling": "total",
    "category": "all",
    "value": "30",
    "status": "shown",
    "added": "2024-03-01",
    "unit": "kasus",
    "verification": "verified",
    "note": "",
}


def figure(number: int, **changed) -> Figure:
    return Figure(**ROW | {"figure_id": f"f-{number}"} | changed)


def source(source_id: str, issuer: str) -> Source:
    return Source(
        source_id=source_id,
        url="",
        title="Judul",
        publisher="Berita Contoh",
        published="",
        institution=issuer,
        note="",
    )


SOURCES = {
    "s-1": source("s-1", "Badan Contoh"),
    "s-2": source("s-2", "Badan Contoh"),
    "s-3": source("s-3", "Lembaga Contoh"),
}


def ids(series) -> list[list[str]]:
    return [[f.figure_id for f in one.figures] for one in series]


def test_the_newest_of_a_series_is_current_and_the_rest_is_its_history():
    old, new = figure(1, period_end="2024-01-15"), figure(2, source_id="s-2")

    (one,) = arrange_series([old, new], SOURCES)

    assert one.current.figure_id == "f-2"
    assert [f.figure_id for f in one.history] == ["f-1"]


def test_a_figure_without_a_date_is_the_oldest():
    (one,) = arrange_series([figure(1, period_end=""), figure(2)], SOURCES)

    assert one.current.figure_id == "f-2"


def test_two_reports_of_one_day_keep_their_order():
    assert ids(arrange_series([figure(2), figure(1, source_id="s-2")], SOURCES)) == [["f-2", "f-1"]]


@pytest.mark.parametrize(
    "difference",
    [
        {"source_id": "s-3"},
        {"region_code": "98.01"},
        {"election": "pilkada-2020"},
        {"respondent_group": "all"},
        {"stage_of_handling": "recommended"},
        {"category": "media-sosial"},
        {"unit": "persen"},
    ],
)
def test_what_differs_in_issuer_place_or_measure_is_never_one_series(difference):
    assert ids(arrange_series([figure(1), figure(2, **difference)], SOURCES)) == [["f-1"], ["f-2"]]


def test_every_figure_is_in_exactly_one_series(example):
    found = [f.figure_id for one in example.tables.series for f in one.figures]

    assert sorted(found) == sorted(f.figure_id for f in example.figures)


def sentences(**changed) -> list[str]:
    _, problems = parse(Figure, ROW | changed, "data/figures/s-1.csv", {(): 2})
    return [problem.text for problem in problems]


@pytest.mark.parametrize(
    ("value", "status"), [("0", "shown"), ("7", "shown"), ("", "confidential")]
)
def test_zero_and_withheld_are_different_states(value, status):
    assert sentences(value=value, status=status) == []


def test_a_withheld_row_carries_no_value():
    assert sentences(value="7", status="confidential") == [
        "nilai 7 pada baris yang ditahan (confidential). Kosongkan nilainya."
    ]


def test_a_withheld_zero_is_refused_too():
    assert len(sentences(value="0", status="confidential")) == 1


def test_a_shown_row_carries_a_value():
    assert sentences(value="") == ["nilai kosong. Isi bilangan bulat, atau hapus baris ini."]


def test_a_negative_count_is_refused():
    assert sentences(value="-3") == [
        "nilai -3; jumlah tidak boleh negatif. Perbaiki atau hapus baris ini."
    ]


@pytest.mark.parametrize(("written", "value"), [("15.7", 15.7), ("15.0", 15), ("16", 16)])
def test_a_percentage_keeps_the_decimal_of_its_source(written, value):
    share = figure(1, value=written, unit="persen")

    assert (share.value, type(share.value)) == (value, type(value))


@pytest.mark.parametrize("written", ["15,7", "15.75", "15,75"])
def test_a_percentage_has_one_decimal_after_a_point(written):
    (sentence,) = sentences(value=written, unit="persen")

    assert sentence.startswith(f'bidang "value" berisi "{written}"; harus bilangan bulat, atau')


@pytest.mark.parametrize("written", ["1.650", "1e3", "nan", "inf", "1_000", "+7", "lima"])
def test_a_value_is_never_guessed_from_another_way_of_writing_it(written):
    assert len(sentences(value=written, unit="persen")) == 1


@pytest.mark.parametrize("unit", ["kasus", "orang", "provinsi"])
def test_nobody_counts_half_a_case(unit):
    assert sentences(value="16.5", unit=unit) == [
        f"nilai 16.5 dengan satuan {unit}; hanya persen yang boleh punya angka di belakang titik."
        " Tulis bilangan bulat, atau perbaiki satuannya."
    ]


def test_a_figure_is_exact_unless_its_row_says_otherwise():
    assert [figure(1, **more).precision for more in ({}, {"precision": ""})] == ["exact"] * 2
    assert figure(1, precision="about").precision == "about"
    assert len(sentences(precision="kira-kira")) == 1


def disputed(*figures) -> list[str]:
    found = disagreements(arrange_series(figures, SOURCES), [])
    return sorted(f.figure_id for one in found for f in one.figures)


def test_two_rows_of_one_source_never_contradict_each_other():
    open_and_closed = figure(1, value="67"), figure(2, value="1")

    assert disputed(*open_and_closed) == []
    assert disputed(open_and_closed[0], figure(2, value="1", source_id="s-2")) == ["f-1", "f-2"]


def test_a_source_that_looks_back_does_not_contradict_itself():
    assert disputed(figure(1, value="98", period_end="2023-12-31"), figure(2, value="67")) == []


def test_a_count_that_falls_from_one_source_to_the_next_is_disputed_a_share_is_not():
    earlier = {"source_id": "s-2", "value": "67", "period_end": "2023-12-31"}

    assert disputed(figure(1, value="30"), figure(2, **earlier)) == ["f-1", "f-2"]
    assert disputed(figure(1, unit="persen"), figure(2, **earlier, unit="persen")) == []


def test_equal_values_are_never_disputed():
    repeated = [figure(i, source_id=f"s-{i}", value="30") for i in (1, 2, 3)]

    assert disputed(*repeated) == []


def test_two_issuers_with_two_values_are_disputed():
    assert disputed(figure(1), figure(3, source_id="s-3", value="28")) == ["f-1", "f-3"]
