"""Editions and profiles: what a page says, in each language."""

from dataclasses import replace
from datetime import date

import pytest
from built import edition_of

from portal.core.editions import Edition, Link
from portal.core.figures import arrange_series
from portal.core.profiles.feeds import feeds
from portal.core.profiles.figures import election_blocks, figure_row
from portal.core.profiles.institutions import institution_pages
from portal.core.profiles.page import made, turn, turns
from portal.core.profiles.regions import RegionProfile, region_pages
from portal.core.profiles.regulations import leading_regulations, regulation_pages
from portal.core.profiles.site import prose_pages
from portal.core.profiles.sources import source_pages
from portal.core.profiles.statements import statement_card, statement_pages
from portal.core.profiles.statistics import election_pages


@pytest.fixture(params=["id", "en"])
def edition(request, example) -> Edition:
    return edition_of(example, request.param)


@pytest.fixture
def indonesian(example) -> Edition:
    return edition_of(example, "id")


def test_a_revoked_regulation_is_not_among_those_that_apply(example):
    law = example.regulations["uu-contoh-1-2001"]
    revoked = replace(law, record=law.record.model_copy(update={"status": "revoked"}))
    portal = replace(example, regulations=example.regulations | {"uu-contoh-1-2001": revoked})
    every, standing = (
        [card.href for card in leading_regulations(edition_of(one, "id"), 9)]
        for one in (example, portal)
    )

    assert [href for href in every if href not in standing] == [
        "/portal/regulasi/uu-contoh-1-2001/"
    ]


def region_profile(edition: Edition, code: str) -> RegionProfile:
    path = edition.portal.regions.path(code)
    return next(
        made(page, edition).data for page in region_pages(edition) if page.parts["path"] == path
    )


def figure(portal, figure_id: str):
    return next(f for f in portal.figures if f.figure_id == figure_id)


def test_labels_and_numerals_follow_the_language(example):
    indonesian, english = edition_of(example, "id"), edition_of(example, "en")

    assert indonesian.label("unit", "kasus") == "kasus"
    assert english.label("unit", "kasus") == "cases"
    assert (indonesian.number(1650), english.number(1650)) == ("1.650", "1,650")
    assert english.href("statement", slug="x") == "/portal/en/statements/x/"


def test_an_unknown_day_is_said_not_left_blank(edition):
    assert edition.day(None) == edition.words["unknown"] != ""


def test_a_regulation_without_a_page_has_a_name_but_no_address(edition):
    link = edition.regulation("pp-contoh-9-1999")

    assert (link.text, link.href) == ("PP Contoh 9/1999", "")


def test_a_page_without_translation_is_shown_in_indonesian(example):
    pages = {page.kind: page for page in prose_pages(edition_of(example, "en"))}

    assert set(pages) == {"about", "anonymisation", "methodology"}
    assert pages["about"].data.language == "id"


def test_every_value_leads_to_its_place_on_its_source_page(edition):
    for one in edition.portal.figures:
        assert figure_row(edition, one).href.endswith(f"/{one.source_id}/#{one.figure_id}")


def test_withheld_is_the_mark_and_zero_is_zero(edition):
    withheld = figure_row(edition, figure(edition.portal, "berita-contoh-2024-03"))
    zero = figure_row(edition, figure(edition.portal, "kabar-contoh-2024-02"))

    assert (withheld.value, withheld.is_withheld) == ("[c]", True)
    assert (zero.value, zero.is_withheld) == ("0", False)


def test_a_figure_from_before_the_split_says_so_and_a_later_one_does_not(indonesian):
    old = figure_row(indonesian, figure(indonesian.portal, "berita-contoh-2020-01"))
    new = figure_row(indonesian, figure(indonesian.portal, "berita-contoh-2024-01"))

    assert "sampai 24 Juli 2022" in old.extent
    assert new.extent == ""


def test_an_old_figure_of_a_place_in_a_new_province_names_the_old_one(indonesian):
    old = figure(indonesian.portal, "kabar-contoh-2024-02").model_copy(
        update={"period_end": date(2020, 10, 1)}
    )

    assert figure_row(indonesian, old).extent == "Saat itu wilayah ini termasuk Provinsi Contoh."


def test_two_issuers_of_one_thing_stand_in_two_tables(indonesian):
    blocks = election_blocks(indonesian, indonesian.tables.series_by_region["98"])
    latest = next(block for block in blocks if block.anchor == "pemilu-2024")

    assert [table.issuer for table in latest.tables] == ["Badan Contoh", "Lembaga Contoh"]
    assert [[row.current.value for row in table.rows] for table in latest.tables] == [
        ["30"],
        ["28"],
    ]


def test_older_figures_of_a_series_are_its_history(indonesian):
    blocks = election_blocks(indonesian, indonesian.tables.series_by_region["98"])
    row = next(block for block in blocks if block.anchor == "pemilu-2024").tables[0].rows[0]

    assert [old.value for old in row.history] == ["25"]


def test_elections_stand_in_the_order_of_the_code_list(indonesian):
    blocks = election_blocks(indonesian, indonesian.tables.series_by_region["98"])

    assert [block.anchor for block in blocks] == ["pemilu-2024", "pilkada-2020"]


@pytest.mark.parametrize("values", [(1, 99), (99, 1)])
def test_rows_are_never_ordered_by_value(indonesian, values):
    total = figure(indonesian.portal, "berita-contoh-2024-01")
    other = total.model_copy(update={"figure_id": "lain", "stage_of_handling": "recommended"})
    figures = [
        one.model_copy(update={"value": v}) for one, v in zip((total, other), values, strict=True)
    ]

    (block,) = election_blocks(
        indonesian, arrange_series(list(reversed(figures)), indonesian.portal.sources)
    )

    assert [row.current.id for row in block.tables[0].rows] == ["berita-contoh-2024-01", "lain"]


def test_a_region_lists_its_statements_rules_children_and_neighbours(indonesian):
    profile = region_profile(indonesian, "98")

    assert [card.title for card in profile.statements] == [
        "Badan Contoh mengimbau pegawai Contoh netral"
    ]
    assert [card.title for card in profile.inner_statements] == ["Pegawai Teladan membaca ikrar"]
    assert [child.name for child in profile.children] == ["Kabupaten Teladan", "Kota Teladan"]
    assert [link.text for link in profile.siblings] == ["Provinsi Contoh Baru"]
    assert len(profile.national_regulations) == 2


def test_a_region_without_figures_names_the_nearest_that_has_some(indonesian):
    profile = region_profile(indonesian, "99.02")

    assert profile.elections == ()
    assert [around.region.text for around in profile.nearby] == ["Negara Contoh"]


def test_what_is_recorded_of_the_regions_inside_is_said_in_words(indonesian):
    profile = region_profile(indonesian, "99")

    assert [(child.name, child.figures) for child in profile.children] == [
        ("Kabupaten Misal", "ada"),
        ("Kabupaten Umpama", "belum ada"),
    ]


def test_a_split_province_and_a_new_one_say_what_they_were(indonesian):
    notes = {
        code: region_profile(indonesian, code).extent_note
        for code in ("98", "98.01", "99", "99.01")
    }

    assert "meliputi wilayah yang lebih luas" in notes["98"]
    assert "Provinsinya dimekarkan" in notes["98.01"]
    assert (
        notes["99"]
        == notes["99.01"]
        == ("Sebelum 25 Juli 2022, wilayah ini termasuk Provinsi Contoh.")
    )


def test_statements_are_newest_first_and_know_their_neighbours(edition):
    newest, oldest = (made(page, edition) for page in statement_pages(edition))

    assert newest.date > oldest.date
    assert newest.data.older.text == oldest.title
    assert oldest.data.newer.text == newest.title
    assert newest.data.newer is None and oldest.data.older is None


def test_a_date_known_to_the_month_shows_no_day(indonesian):
    card = statement_card(indonesian, indonesian.portal.statements["2020-09-01-teladan-ikrar"])

    assert card.date == "September 2020"


def test_relations_are_shown_from_both_sides(indonesian):
    pages = {
        page.parts["slug"]: made(page, indonesian).data for page in regulation_pages(indonesian)
    }

    def relations(slug):
        return {r.label: [link.text for link in r.links] for r in pages[slug].relations}

    assert relations("uu-contoh-1-2001") == {
        "Diubah oleh": ["UU Contoh 2/2023"],
        "Melaksanakan": ["PP Contoh 9/1999"],
    }
    assert relations("uu-contoh-2-2023") == {"Mengubah": ["UU Contoh 1/2001"]}


def test_a_doubt_stands_beside_its_own_fact_and_nowhere_else(indonesian):
    plans = (one for one in regulation_pages(indonesian) if one.parts["slug"] == "uu-contoh-1-2001")
    (page,) = (made(plan, indonesian) for plan in plans)

    doubted = {fact.label: fact.unconfirmed for fact in page.data.facts if fact.unconfirmed}

    assert doubted == {
        "Tanggal penetapan": Link("Badan Contoh", "https://jdih.contoh.go.id/uu-1-2001")
    }


def test_an_institution_lists_the_sources_it_is_the_issuer_of(indonesian):
    (page,) = (made(plan, indonesian) for plan in institution_pages(indonesian))

    assert [link.text for link in page.data.figure_sources] == [
        "Dua belas kasus di Contoh",
        "Tiga puluh kasus di Contoh",
    ]


def test_a_source_page_holds_each_of_its_figures_once(edition):
    for page in (made(plan, edition) for plan in source_pages(edition)):
        expected = [f.figure_id for f in edition.portal.figures if f.source_id == page.data.id]
        assert [one.row.id for one in page.data.figures] == expected


def test_an_election_says_where_there_are_figures_not_how_many(indonesian):
    page = next(p for p in election_pages(indonesian) if p.parts["slug"] == "pemilu-2024")

    assert (page.data.summary.figures.text, page.data.summary.issuers.text) == ("7", "2")
    assert [(place.region.text, place.own, place.inner) for place in page.data.places] == [
        ("Provinsi Contoh", "ada", "hanya [c]"),
        ("Provinsi Contoh Baru", "belum ada", "ada"),
    ]


def test_provinces_stand_by_code_however_much_is_recorded_of_them(indonesian):
    figures = [f for f in indonesian.portal.figures if f.region_code != "98"]
    edition = edition_of(replace(indonesian.portal, figures=figures), "id")
    page = next(p for p in election_pages(edition) if p.parts["slug"] == "pemilu-2024")

    assert [place.region.text for place in page.data.places] == [
        "Provinsi Contoh",
        "Provinsi Contoh Baru",
    ]


def test_a_feed_without_entries_still_has_a_date(edition):
    for page in feeds(edition):
        assert made(page, edition).data.updated.endswith("T00:00:00+07:00")


@pytest.mark.parametrize(
    ("items", "pages"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])]
)
def test_lists_are_cut_into_pages_and_an_empty_one_still_has_a_page(items, pages):
    assert [len(some) for _, some in turns(range(items), 3)] == pages


def test_the_first_page_of_a_list_has_no_number_in_its_address(edition):
    place = turn(edition, "statements", 2, 3)

    assert place.previous == edition.href("statements")
    assert place.next == edition.href("statements_more", number=3)
    assert (turn(edition, "statements", 1, 1).previous, turn(edition, "statements", 1, 1).next) == (
        "",
        "",
    )
