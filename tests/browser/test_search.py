"""The search box: found by place, by rule and by word, narrowed, sorted, and linkable."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

QUERIES = {
    "Sukoharjo": ("region", {"path": "jawa-tengah/sukoharjo"}),
    "UU 7/2017": ("regulation", {"slug": "uu-7-2017"}),
    "netralitas": ("statement", None),
}


def search(watched, site, language: str, query: str = "", more: str = ""):
    """Open the search page with a query and wait for its answer."""
    address = site.addresses.address(language, "search")
    page = watched.open(f"{address}?q={query.replace(' ', '+')}{more}")
    expect(page.locator("#results")).to_have_attribute("data-query", query)
    return page


def results(page) -> list[str]:
    found = page.locator("#results .title a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return [re.sub(r"^https?://[^/]+", "", href) for href in found]


def count(page) -> int:
    return int(re.sub(r"\D", "", page.locator("#count").inner_text()) or 0)


def open_facets(page) -> None:
    """Open them and wait until they say how many results each value has."""
    if page.locator("#facets").get_attribute("open") is None:
        page.locator("#facets summary").click()
    page.locator("select[name=kind] option").nth(1).wait_for(state="attached")


def choose(page, facet: str, value: str) -> None:
    """Pick a value of a facet and wait until the answer has been made anew."""
    open_facets(page)
    page.evaluate("document.getElementById('count').textContent = ''")
    page.select_option(f"select[name={facet}]", value)
    expect(page.locator("#count")).not_to_be_empty()
    page.wait_for_selector("#results a")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_its_page_in_the_language_of_the_reader(watched, site, language, query):
    kind, parts = QUERIES[query]
    page = search(watched, site, language, query)
    page.wait_for_selector("#results a")

    found = results(page)
    if parts is None:
        folder = site.addresses.href(language, kind, slug="x").removesuffix("x/")
        assert any(href.startswith(folder) for href in found)
    else:
        assert site.addresses.href(language, kind, **parts) in found
    is_english = [href.startswith("/portal/en/") for href in found]
    assert set(is_english) == {language == "en"}
    assert watched.troubles == []


def test_typing_and_pressing_enter_is_enough(watched, site):
    page = watched.open(site.addresses.address("id", "search"))
    page.keyboard.press("Tab")
    page.locator("#q").focus()
    page.keyboard.type("Sukoharjo")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results a")

    assert parse_qs(urlsplit(page.url).query) == {"q": ["Sukoharjo"]}


def test_the_search_box_of_the_home_page_leads_to_the_results(watched, site):
    page = watched.open("")
    page.fill("#q", "Sukoharjo")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results a")

    assert urlsplit(page.url).path == site.addresses.href("id", "search")


@pytest.mark.parametrize("facet", ["kind", "region", "election", "year", "topic", "status"])
def test_a_facet_narrows_the_results_and_joins_the_address(watched, site, facet):
    page = search(watched, site, "id", "netralitas")
    page.wait_for_selector("#results a")
    open_facets(page)
    before = count(page)
    value = page.locator(f"select[name={facet}] option").nth(1).get_attribute("value")

    choose(page, facet, value)

    assert 0 < count(page) < before
    assert parse_qs(urlsplit(page.url).query) == {"q": ["netralitas"], facet: [value]}


def test_a_result_says_its_kind_region_and_date_and_links_to_its_sections(watched, site):
    page = search(watched, site, "id", "larangan kampanye", "&kind=Regulasi")
    page.wait_for_selector("#results a")

    metas = page.locator("#results .meta").all_inner_texts()
    assert all("Regulasi" in meta and re.search(r"\b(19|20)\d\d\b", meta) for meta in metas)
    part = page.locator("#results .places a[href*='#']").first
    name = part.get_attribute("href").partition("#")[2]
    part.click()
    assert page.locator(f"[id='{name}']").count() == 1


def test_facets_are_fetched_when_a_reader_opens_them(watched, site):
    asked = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = search(watched, site, "id", "netralitas")
    page.wait_for_selector("#results a")
    assert not [url for url in asked if "/filter/" in url]

    open_facets(page)
    assert [url for url in asked if "/filter/" in url]
    options = page.locator("select[name=kind] option").all_inner_texts()
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in options[1:]) == count(page)


def test_two_facets_narrow_further(watched, site):
    page = search(watched, site, "id", "netralitas")
    page.wait_for_selector("#results a")
    choose(page, "election", "Pemilu 2024")
    once = count(page)
    choose(page, "kind", "Ikrar")

    assert 0 < count(page) < once


def test_an_address_with_facets_asks_the_same_again(watched, site):
    page = search(watched, site, "id", "netralitas")
    page.wait_for_selector("#results a")
    choose(page, "year", "2023")
    asked, answered = count(page), results(page)

    again = search(watched, site, "id", "netralitas", "&year=2023")
    again.wait_for_selector("#results a")

    assert (count(again), results(again)) == (asked, answered)
    assert again.locator("select[name=year]").input_value() == "2023"


def test_results_sorted_by_date_are_newest_first(watched, site):
    page = search(watched, site, "id", "netralitas", "&kind=Pernyataan&sort=date")
    page.wait_for_selector("#results a")

    days = [
        re.search(r'<time datetime="([\d-]+)">', site.pages[href.removeprefix("/portal/")])[1]
        for href in results(page)
    ]
    assert len(days) == 10
    assert days == sorted(days, reverse=True) and days[0] > days[-1]


def test_more_results_are_added_to_the_list(watched, site):
    page = search(watched, site, "id", "netralitas")
    page.wait_for_selector("#results li:nth-child(10)")
    page.click("#more")
    page.wait_for_selector("#results li:nth-child(20)")

    assert len(set(results(page))) == 20


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_search_says_that_it_is_searching(watched, site, language):
    watched.page.route("**/pagefind/**", lambda route: None)
    page = watched.open(f"{site.addresses.address(language, 'search')}?q=ikrar")

    expect(page.locator("#count")).to_have_text(site.words[language]["search"]["searching"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_found_is_said(watched, site, language):
    page = search(watched, site, language, "qqxxzzjjkk")

    assert page.locator("#count").inner_text() == site.words[language]["search"]["nothing"]
    assert results(page) == []
    assert page.locator("#more").is_hidden()
    # Ways on stand where the results would, and go below when there are some.
    assert page.locator(".found .index a").first.is_visible()
    page.fill("#q", "netralitas")
    page.press("#q", "Enter")
    expect(page.locator("#results")).to_have_attribute("data-query", "netralitas")
    assert page.locator(".found .index").count() == 0


def test_a_query_is_text_and_never_markup(watched, site):
    page = search(watched, site, "id", "<img src=x onerror=alert(1)>netralitas")

    assert page.locator("main img").count() == 0
    assert watched.troubles == []
