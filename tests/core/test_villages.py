"""A district or a village has a page like every region, and its regency speaks for it."""

import json
from dataclasses import replace

import pytest
from built import edition_of
from inner_regions import DISTRICT, REGENCY, VILLAGE, with_a_village

from portal.core.profiles.feeds import feeds
from portal.core.profiles.page import made
from portal.core.profiles.region_lists import region_list
from portal.core.profiles.regions import region_pages
from portal.core.profiles.search import search_index


@pytest.fixture
def edition(example):
    """Every statement of the invented records names the village."""
    statements = {
        name: replace(d, record=d.record.model_copy(update={"region_codes": [VILLAGE]}))
        for name, d in example.statements.items()
    }
    return edition_of(with_a_village(example, statements=statements), "id")


@pytest.fixture
def pages(edition):
    return {page.data.code: page for page in (made(p, edition) for p in region_pages(edition))}


def test_the_page_of_a_village_leads_up_to_its_province(pages):
    village = pages[VILLAGE]

    assert [link.text for link in village.trail] == [
        "Wilayah",
        "Provinsi Contoh",
        "Kabupaten Teladan",
        "Kecamatan Mekar",
    ]
    assert village.title == "Desa Sukamaju, Kecamatan Mekar"
    assert (village.data.name, village.data.form) == ("Desa Sukamaju", "Desa")
    assert village.facets["region"] == ["Contoh"]


def test_a_district_lists_its_villages(pages):
    assert [child.name for child in pages[DISTRICT].data.children] == ["Desa Sukamaju"]


def test_a_village_has_the_feed_of_its_regency_and_none_of_its_own(edition, pages):
    plans = {p.parts["path"]: p for p in feeds(edition) if p.kind == "region_feed"}

    assert pages[VILLAGE].feed == pages[REGENCY].feed
    assert pages[VILLAGE].data.filed_under.text == "Kabupaten Teladan"
    assert pages[REGENCY].data.filed_under is None
    assert "contoh/teladan" in plans and "contoh/teladan/mekar" not in plans


def test_the_feed_of_a_regency_tells_of_its_villages(edition):
    plan = next(p for p in feeds(edition) if p.parts.get("path") == "contoh/teladan")

    assert len(made(plan, edition).data.entries) == len(edition.portal.statements)


@pytest.mark.parametrize("code", ["98", REGENCY, DISTRICT])
def test_statements_about_a_village_stand_on_the_pages_around_it(edition, pages, code):
    assert len(pages[code].data.inner_statements) == len(edition.portal.statements)


def test_statements_about_a_village_do_not_fill_the_nations_page(pages):
    assert pages["00"].data.inner_statements == ()


def test_a_village_without_figures_shows_those_around_it(pages):
    around = [one.region.text for one in pages[VILLAGE].data.nearby]

    assert around == ["Provinsi Contoh", "Negara Contoh"]


def test_the_list_of_regions_ends_with_regencies(edition):
    (page,) = (made(plan, edition) for plan in region_list(edition))
    listed = [child.code for entry in page.data.provinces for child in entry.regencies]

    assert REGENCY in listed
    assert not {DISTRICT, VILLAGE} & set(listed)


def test_the_index_of_names_holds_regencies_and_leaves_villages_to_the_full_text(edition):
    titles = [entry[1] for entry in json.loads(search_index(edition).data)]

    assert "Kabupaten Teladan" in titles
    assert "Desa Sukamaju" not in titles and "Kecamatan Mekar" not in titles
