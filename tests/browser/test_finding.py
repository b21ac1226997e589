"""Find my region: by name, old name or code, with the keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

WANTED = {
    "sukoharjo": "jawa-tengah/sukoharjo",
    "kab. sukoharjo": "jawa-tengah/sukoharjo",
    "kota semarang": "jawa-tengah/kota-semarang",
    "ujung pandang": "sulawesi-selatan/kota-makassar",
    "33.11": "jawa-tengah/sukoharjo",
    "jateng": "jawa-tengah",
}


@pytest.fixture(params=["home", "regions"])
def page(request, watched, site):
    yield watched.open(site.addresses.address("id", request.param))
    assert watched.troubles == []


@pytest.mark.parametrize("typed", WANTED)
def test_what_is_typed_leads_to_the_region(page, site, typed):
    page.fill("#place", typed)
    page.press("#place", "Enter")
    page.wait_for_url("**" + site.addresses.href("id", "region", path=WANTED[typed]))


def test_suggestions_are_walked_with_the_arrow_keys(page, site):
    page.locator("#place").press_sequentially("semarang")
    links = page.locator("#find li a")
    expect(links).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#place")).to_be_focused()


def test_suggestions_name_regions_only_and_how_many(page, site):
    page.fill("#place", "uu")
    expect(page.locator("#find output")).to_have_text(site.words["id"]["regions"]["nothing"])
    page.fill("#place", "semarang")
    expect(page.locator("#find output")).to_have_text("2 hasil")


def test_a_name_of_two_regions_is_left_to_the_reader(page):
    page.fill("#place", "semarang")
    page.press("#place", "Enter")

    expect(page.locator("#find li a").first).to_be_focused()


def test_what_is_no_region_is_searched_for(page):
    page.fill("#place", "netralitas")
    page.press("#place", "Enter")
    page.wait_for_url("**/cari/?q=netralitas")


def test_without_javascript_the_box_leads_to_the_list_of_regions(without_javascript, site):
    page = without_javascript.open("")
    page.fill("#place", "sukoharjo")
    page.press("#place", "Enter")

    assert page.url.partition("?")[0].endswith(site.addresses.href("id", "regions"))
    page.click(".provinces a[href='#jawa-tengah']")
    assert page.locator("#jawa-tengah a").first.is_visible()


def test_a_slash_goes_to_the_search_box_of_the_home_page(watched):
    page = watched.open("")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == ""


def test_nothing_found_offers_ways_on(watched, site):
    page = watched.open(f"{site.addresses.address('id', 'search')}?q=qqxxzz")
    expect(page.locator("#count")).to_have_text(site.words["id"]["search"]["nothing"])

    assert page.locator("nav.index a").first.is_visible()
