"""At intake a small detail of one regency loses its value, with all that gives it back."""

from dataclasses import replace

import pytest

from portal.core.intake import (
    take_in,
    withhold_details,
    withhold_notes,
    withhold_sources,
)
from portal.core.small_count_texts import Beside
from portal.core.small_counts import Measured, Rule, mask_small_numbers
from portal.core.suppression import count_of

SOURCES = {
    "s-1": {"source_id": "s-1", "institution": "Badan Contoh", "url": ""},
    "s-2": {"source_id": "s-2", "institution": "Badan Contoh", "url": ""},
    "s-3": {"source_id": "s-3", "institution": "Lembaga Contoh", "url": ""},
}
RULE = Rule(
    frozenset({"all", "asn"}),
    frozenset({"persen", "kab-kota"}),
    frozenset({"asn", "orang", "camat", "kades", "kasus"}),
)
BESIDE = Beside(RULE, ["Teladan", "Misal"])


def row(region: str, value: int, **changed: str) -> dict[str, str]:
    return {
        "figure_id": f"{region}-{value}",
        "source_id": "s-1",
        "region_code": region,
        "election": "pemilu-2024",
        "period_end": "2024-02-01",
        "respondent_group": "asn",
        "stage_of_handling": "recommended",
        "category": "all",
        "value": str(value),
        "unit": "kasus",
        "note": "",
    } | changed


def states(*rows: dict[str, str]) -> list[str]:
    """Value or `[c]`, row by row in the order given."""
    kept = withhold_details(rows, SOURCES, RULE)
    return ["[c]" if row["status"] == "confidential" else row["value"] for row in kept]


def measured(given: dict[str, str]) -> Measured:
    return Measured(*(given[field] for field in Measured._fields))


@pytest.mark.parametrize("value", [1, 2, 3, 4])
def test_one_to_four_of_one_regency_with_a_detail_are_withheld(value):
    assert states(row("98.01", value)) == ["[c]"]


@pytest.mark.parametrize("value", [0, 5, 27])
def test_zero_and_five_are_shown(value):
    assert states(row("98.01", value)) == [str(value)]


@pytest.mark.parametrize(
    "change",
    [{"stage_of_handling": "total"}, {"unit": "persen"}, {"unit": "kab-kota"}],
)
def test_a_total_over_all_types_and_other_units_are_no_small_detail(change):
    assert not RULE.is_small_detail(measured(row("98.01", 2, **change)), 2)


@pytest.mark.parametrize(
    "change",
    [
        {"category": "media-sosial", "stage_of_handling": "total"},
        {"respondent_group": "kepala-desa", "stage_of_handling": "total"},
        {},
    ],
)
def test_a_type_a_position_or_a_stage_is_a_detail(change):
    assert RULE.is_small_detail(measured(row("98.01", 2, **change)), 2)


@pytest.mark.parametrize("region", ["98", "00"])
def test_provinces_and_the_nation_are_shown_as_published(region):
    assert states(row(region, 2)) == ["2"]


def test_a_withheld_row_has_no_value():
    (kept,) = withhold_details([row("98.01", 3)], SOURCES, RULE)

    assert (kept["value"], kept["status"]) == ("", "confidential")


def test_the_row_given_is_not_changed():
    given = row("98.01", 3)

    withhold_details([given], SOURCES, RULE)

    assert given["value"] == "3" and "status" not in given


@pytest.mark.parametrize("value", [1, 3, 4])
def test_one_withheld_part_takes_the_smallest_other_with_it(value):
    rows = (row("98", 37 + value), row("98.01", value), row("98.02", 30), row("98.03", 7))

    assert states(*rows) == [str(37 + value), "[c]", "30", "[c]"]


def test_two_withheld_parts_with_room_between_them_need_no_third():
    rows = (row("98", 40), row("98.01", 3), row("98.02", 4), row("98.03", 33))

    assert states(*rows) == ["40", "[c]", "[c]", "33"]


def test_a_district_and_a_village_are_guarded_like_a_regency():
    assert states(row("98.01.01", 3), row("98.01.02.2001", 2)) == ["[c]", "[c]"]


def test_each_level_inside_a_regency_adds_up_alone():
    regency, districts = row("98.01", 30), [row("98.01.01", 27), row("98.01.02", 3)]
    village = row("98.01.01.2001", 20)

    assert states(regency, *districts, village) == ["30", "[c]", "[c]", "20"]


def test_villages_add_up_to_their_regency_where_no_district_is_named():
    villages = [row("98.01.01.2001", 27), row("98.01.02.2001", 3)]

    assert states(row("98.01", 30), *villages) == ["30", "[c]", "[c]"]


def test_parts_that_do_not_reach_the_total_give_nothing_back():
    rows = (row("98", 50), row("98.01", 3), row("98.02", 30), row("98.03", 7))

    assert states(*rows) == ["50", "[c]", "30", "7"]


def test_parts_of_another_date_or_issuer_are_no_parts():
    rows = (
        row("98", 40, source_id="s-3"),
        row("98.01", 3),
        row("98.02", 30),
        row("98.03", 7, period_end="2024-01-01"),
    )

    assert states(*rows) == ["40", "[c]", "30", "7"]


def test_two_sources_of_one_issuer_are_one_set_of_figures():
    rows = (row("98", 40, source_id="s-2"), row("98.01", 3), row("98.02", 37))

    assert states(*rows) == ["40", "[c]", "[c]"]


def test_a_stated_total_stays_while_it_only_bounds_its_parts():
    total = row("98.01", 9, stage_of_handling="total")
    parts = [row("98.01", n, stage_of_handling=s) for n, s in ((2, "recommended"), (7, "proven"))]

    assert states(total, *parts) == ["9", "[c]", "[c]"]


def test_a_stated_total_stays_even_where_it_leaves_its_parts_no_room():
    total = row("98.01", 2, stage_of_handling="total", figure_id="total")
    parts = [
        row("98.01", 1, stage_of_handling=stage, figure_id=stage)
        for stage in ("recommended", "proven")
    ]

    assert states(total, *parts) == ["2", "[c]", "[c]"]


def test_a_stated_total_of_one_stays():
    total = row("98.01", 1, stage_of_handling="total", figure_id="total")

    assert states(total, row("98.01", 1)) == ["1", "[c]"]


def test_a_province_with_one_regency_does_not_give_its_count_back():
    assert states(row("98", 2), row("98.01", 2)) == ["[c]", "[c]"]


def test_a_part_bounded_by_its_own_total_is_not_pinned_by_the_others():
    parts = [row("98.01", 2), row("98.02", 2), row("98.03", 9), row("98.04", 20)]
    totals = [
        row(region, value, stage_of_handling="total", figure_id=f"total-{region}")
        for region, value in (("98.01", 2), ("98.02", 2), ("98.03", 12))
    ]

    assert states(row("98", 33), *parts, *totals)[:4] == ["33", "[c]", "[c]", "[c]"]


def test_parts_by_stage_give_nothing_back_whatever_their_units():
    reports = row("98.01", 7, stage_of_handling="report", respondent_group="all", unit="laporan")
    dropped = row("98.01", 5, stage_of_handling="not-proven", unit="laporan")

    assert states(reports, dropped, row("98.01", 2, unit="orang")) == ["7", "[c]", "[c]"]


def test_percentages_are_never_withheld():
    rows = (row("98.01", 2), row("98.01", 3, unit="persen", figure_id="p"))

    assert states(*rows) == ["[c]", "3"]


def test_codes_of_withheld_rows_follow_by_region_so_that_their_numbers_tell_nothing():
    largest_first = [
        row("98.03", 4, figure_id="s-1-01"),
        row("98.05", 30, figure_id="s-1-02"),
        row("98.02", 3, figure_id="s-1-03"),
        row("98.01", 2, figure_id="s-1-04"),
    ]

    kept = withhold_details(largest_first, SOURCES, RULE)

    assert {r["figure_id"]: r["region_code"] for r in kept} == {
        "s-1-01": "98.01",
        "s-1-02": "98.05",
        "s-1-03": "98.02",
        "s-1-04": "98.03",
    }


def test_codes_of_other_sources_stay():
    rows = [row("98.03", 4), row("99.01", 2, source_id="s-3"), row("98.01", 2)]

    kept = withhold_details(rows, SOURCES, RULE)

    assert [r["figure_id"] for r in kept] == ["98.03-4", "99.01-2", "98.01-2"]


def test_no_row_is_lost_or_added():
    rows = [row("98.03", 4), row("98.02", 9), row("98.01", 2)]

    assert {r["figure_id"] for r in withhold_details(rows, SOURCES, RULE)} == {
        r["figure_id"] for r in rows
    }


@pytest.mark.parametrize(
    ("headline", "masked"),
    [
        ("2 Kades Direkomendasikan", "[c] Kades Direkomendasikan"),
        ("Dua ASN Terbukti", "[c] ASN Terbukti"),
        ("Seorang Camat Disanksi", "[c] Camat Disanksi"),
        ("Keempat ASN Diperiksa", "[c] ASN Diperiksa"),
        ("Bawaslu Proses 12 ASN", "Bawaslu Proses 12 ASN"),
        ("Rapat 2 Oktober 2024", "Rapat 2 Oktober 2024"),
        ("Salah satu ASN Diperiksa", "Salah satu ASN Diperiksa"),
        ("Peringkat 2 Nasional", "Peringkat 2 Nasional"),
        ("Terjadi di 3 Kabupaten", "Terjadi di 3 Kabupaten"),
        ("Pasal 2.1 dan PP 94/2021", "Pasal 2.1 dan PP 94/2021"),
    ],
)
def test_small_counts_in_headlines_are_masked_and_other_numbers_are_not(headline, masked):
    assert mask_small_numbers(headline) == masked


def test_headline_and_note_change_only_where_the_source_withholds_something():
    sources = [
        {"source_id": s, "title": "2 ASN Diperiksa", "note": "Ada dua orang"}
        for s in ("s-1", "s-2")
    ]
    withheld = [row("98.01", 2) | {"status": "confidential", "value": ""}]

    kept = withhold_sources(sources, withheld, BESIDE)

    assert (kept[0]["title"], kept[0]["note"]) == ("[c] ASN Diperiksa", "")
    assert kept[1] == sources[1]


def test_a_headline_that_names_a_regency_is_masked_even_without_a_row_of_it():
    source = {"source_id": "s-1", "title": "Dua Kades di Teladan Diperiksa", "note": ""}

    assert withhold_sources([source], [], BESIDE)[0]["title"] == "[c] Kades di Teladan Diperiksa"


def test_a_headline_may_say_the_total_that_is_shown():
    source = {"source_id": "s-1", "title": "3 Kasus ASN di Teladan", "note": ""}
    total = row("98.01", 3, stage_of_handling="total") | {"status": "shown"}

    assert withhold_sources([source], [total], BESIDE)[0]["title"] == source["title"]


def test_a_headline_tells_no_larger_number_that_is_withheld_either():
    source = SOURCES["s-1"] | {"title": "7 ASN di Misal, 40 se-Provinsi", "note": ""}
    rows = [row("98", 40), row("98.01", 3), row("98.02", 30), row("98.03", 7)]

    _, kept = take_in(rows, [source], [], RULE, ["Teladan", "Misal"], "2024-03-01")

    assert kept[0]["title"] == "[c] ASN di Misal, 40 se-Provinsi"


@pytest.mark.parametrize("note", ["Terdiri dari 2 camat", "tiga orang", "1 + 2", "selebihnya 15"])
def test_a_note_beside_a_withheld_row_tells_no_number(note):
    rows = withhold_details(
        [row("98.01", 2, note=note), row("98.02", 30, note=note)], SOURCES, RULE
    )

    assert {r["note"] for r in withhold_notes(rows, BESIDE)} == {""}


def test_a_note_without_numbers_stays():
    rows = withhold_details([row("98.01", 2, note="Menurut ketua")], SOURCES, RULE)

    assert withhold_notes(rows, BESIDE)[0]["note"] == "Menurut ketua"


def test_a_province_note_that_names_regencies_with_small_counts_is_withheld():
    rows = withhold_details([row("98", 12, note="Teladan dua, Misal sepuluh")], SOURCES, RULE)

    assert withhold_notes(rows, BESIDE)[0]["note"] == ""


def test_a_province_note_that_withholds_nothing_stays():
    note = "Rincian di artikel berjumlah 160, bukan 165"
    rows = withhold_details([row("98", 165, note=note)], SOURCES, RULE)

    assert withhold_notes(rows, BESIDE)[0]["note"] == note


def test_intake_guards_figures_notes_and_sources_together():
    sources = [SOURCES["s-1"] | {"title": "2 ASN", "note": ""}]
    rows = [row("98.01", 2, note="dua orang")]

    figures, kept = take_in(rows, sources, [], RULE, ["Teladan"], "2024-03-01")

    assert (figures[0]["value"], figures[0]["note"]) == ("", "")
    assert figures[0]["added"] == "2024-03-01"
    assert kept[0]["title"] == "[c] ASN"


def test_two_rows_of_one_measure_in_one_source_are_two_parts():
    whole = row("98.01", 18, respondent_group="kepala-desa", figure_id="whole")
    warned = {"stage_of_handling": "sanctioned", "category": "sanksi-teguran"}
    parts = [
        row("98.01", value, respondent_group="kepala-desa", figure_id=f"part-{value}") | warned
        for value in (16, 2)
    ]

    assert states(whole, *parts) == ["18", "[c]", "[c]"]


def test_a_delivery_is_guarded_beside_what_is_published_already():
    province = count_of(row("98", 20, status="shown"), SOURCES["s-2"])
    delivery = [row("98.01", 12), row("98.02", 6), row("98.03", 2)]

    kept = withhold_details(delivery, SOURCES, RULE, [replace(province, is_fixed=True)])

    assert [r["value"] for r in kept] == ["12", "", ""]


def test_what_was_withheld_before_stays_withheld_beside_a_later_delivery():
    withheld = row("98.01", 2, status="confidential") | {"value": ""}
    published = [withheld, row("98.02", 6, status="shown")]
    known = [replace(count_of(r, SOURCES["s-2"]), is_fixed=True) for r in published]

    kept = withhold_details([row("98", 8), row("98.03", 0)], SOURCES, RULE, known)

    assert [r["value"] for r in kept] == ["", "0"]
