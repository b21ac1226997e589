"""Lists narrowed where they stand, once there is JavaScript."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def statements(watched, site):
    page = watched.open(site.addresses.address("id", "statements"))
    yield page
    assert watched.troubles == []


def narrow(page, **chosen: str) -> int:
    """Choose, and wait for the answer; returns how many it claims."""
    said = page.locator("#narrow output")
    said.evaluate("e => (e.textContent = '')")
    for name, value in chosen.items():
        field = page.locator(f"#narrow [name={name}]")
        field.fill(value) if name == "q" else field.select_option(value)
    expect(said).not_to_be_empty()
    return int(re.sub(r"\D", "", said.inner_text()) or 0)


def shown(page) -> int:
    return page.locator("#list [data-facets]:visible").count()


@pytest.mark.parametrize(
    "facet, kind, value",
    [
        ("year", "statements_by_year", "2023"),
        ("province", "statements_by_province", "jawa-tengah"),
        ("election", "statements_by_election", "pilkada-2020"),
        ("kind", "statements_by_kind", "pledge"),
    ],
)
def test_a_choice_shows_what_its_linked_list_has(statements, site, facet, kind, value):
    found = narrow(statements, **{facet: f"{facet}:{value}"})

    linked = site.text("id", kind, value=value)
    assert f" {found} pernyataan." in linked
    assert shown(statements) == found > 0


def test_two_choices_and_a_word_narrow_further(statements):
    once = narrow(statements, year="year:2023")
    twice = narrow(statements, kind="kind:statement")
    thrice = narrow(statements, q="gubernur")

    assert once > twice > thrice > 0
    assert shown(statements) == thrice
    assert statements.locator(".turns").count() == 0


def test_nothing_that_fits_is_said_and_the_choices_can_be_cleared(statements, site):
    assert narrow(statements, q="qqxxzz") == 0
    assert statements.locator("#narrow output").inner_text() == site.words["id"]["lists"]["nothing"]
    statements.click("#narrow [type=reset]")
    expect(statements.locator("#narrow output")).to_have_text(
        f"{len(site.portal.statements)} hasil"
    )


def test_regulations_are_narrowed_and_empty_groups_are_gone(watched, site):
    page = watched.open(site.addresses.address("en", "regulations"))
    found = narrow(page, year="year:2024")

    assert shown(page) == found > 0
    assert page.locator("#list h2:visible").count() <= found
    assert watched.troubles == []


def test_without_javascript_the_form_is_away_and_the_linked_lists_are_there(
    without_javascript, site
):
    page = without_javascript.open(site.addresses.address("id", "statements"))

    assert page.locator("#narrow").is_hidden()
    page.click(".choices summary")
    page.click(".choices a >> nth=0")
    assert page.locator(".card").count() > 0


def test_a_list_that_cannot_be_loaded_leads_to_the_search(chromium, host, site):
    page = chromium.new_context().new_page()
    page.route("**/semua/", lambda route: route.abort())
    page.goto(host + site.addresses.address("id", "statements"))
    page.fill("#narrow [name=q]", "ikrar")
    page.wait_for_url("**/cari/?q=ikrar*")
    page.context.close()
