"""Lists narrowed where they stand, once there is JavaScript."""

import re

import pytest
from playwright.sync_api import expect
from test_budgets import SHIFTS


@pytest.fixture
def statements(watched, site):
    page = watched.open(site.addresses.address("id", "statements"))
    yield page
    assert watched.troubles == []


def narrow(page, **chosen: str) -> int:
    """Choose, and wait for the answer; returns how many it claims."""
    said = page.locator("#narrow output")
    for name, value in chosen.items():
        said.evaluate("e => e.removeAttribute('aria-busy')")
        field = page.locator(f"#narrow [name={name}]")
        field.fill(value) if name == "q" else field.select_option(value)
        expect(said).to_have_attribute("aria-busy", "false")
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


def test_a_year_reads_its_own_page_and_other_years_only_once_they_are_asked_for(statements):
    read = []
    statements.route(
        "**/semua/**", lambda route: (read.append(route.request.url), route.fallback())
    )
    narrow(statements, year="year:2023")
    assert [url.rsplit("/semua/")[1] for url in read] == ["2023/"]

    every = narrow(statements, year="")
    # Newest first, and what is known already is not asked for again.
    assert read[1:] == sorted(read[1:], reverse=True)
    assert len(read) == len(set(read)) == statements.locator("[name=year] option").count() - 1
    assert shown(statements) == every


def test_years_come_in_their_order_whichever_was_read_first(statements):
    narrow(statements, year="year:2020")
    narrow(statements, year="", kind="kind:pledge")

    shown_years = statements.locator("#list h2:visible").all_inner_texts()
    days = statements.locator("#list time:visible").evaluate_all("all => all.map(e => e.dateTime)")
    assert "2020" in shown_years and len(shown_years) > 1
    assert shown_years == sorted(shown_years, reverse=True)
    assert days == sorted(days, reverse=True)


class Gate:
    """Holds back the answers for one year until it is opened."""

    def __init__(self, page, year: str) -> None:
        self.held: list | None = []
        page.route(f"**/semua/{year}/", self._route)

    def open(self) -> None:
        held, self.held = self.held, None
        for route in held:
            route.continue_()

    def _route(self, route) -> None:
        route.continue_() if self.held is None else self.held.append(route)


def test_the_count_says_that_other_years_are_still_read(statements, site):
    gate = Gate(statements, "2020")
    said = statements.locator("#narrow output")
    statements.fill("#narrow [name=q]", "ikrar")
    so_far = site.words["id"]["lists"]["so_far"].replace("{count}", "")
    expect(said).to_contain_text(so_far)
    expect(said).to_have_attribute("aria-busy", "true")
    expect(statements.locator("#list h2", has_text="2021")).to_be_attached()
    some = shown(statements)

    gate.open()
    expect(said).to_have_attribute("aria-busy", "false")
    assert shown(statements) == int(re.sub(r"\D", "", said.inner_text())) > some > 0


def test_an_answer_that_comes_late_does_not_undo_a_newer_choice(statements):
    gate = Gate(statements, "2020")
    statements.select_option("#narrow [name=year]", "year:2020")
    found = narrow(statements, year="year:2023")
    gate.open()
    expect(statements.locator("#list h2", has_text="2020")).to_be_attached()

    assert shown(statements) == found
    assert statements.locator("#narrow output").inner_text() == f"{found} hasil"


def test_years_that_cannot_be_read_are_said_and_tried_again(chromium, host, site):
    page = chromium.new_context().new_page()
    page.route("**/semua/2020/", lambda route: route.abort())
    page.goto(host + site.addresses.address("id", "statements"))
    page.fill("#narrow [name=q]", "ikrar")
    said, partly = page.locator("#narrow output"), site.words["id"]["lists"]["partly"]
    expect(said).to_contain_text(partly.replace("{count}", ""))
    some = shown(page)

    page.unroute("**/semua/2020/")
    every = narrow(page, q="ikrar ")
    assert shown(page) == every > some > 0
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_years_come(watched, site, width):
    watched.page.set_viewport_size({"width": width, "height": 740})
    statements = watched.open(site.addresses.address("id", "statements"))
    years = statements.locator("[name=year] option").count() - 1
    gates = [Gate(statements, str(2024 - n)) for n in range(1, years)]
    statements.fill("#narrow [name=q]", "qqxxzz")
    expect(statements.locator("#list")).to_have_attribute("data-narrowed", "yes")
    for gate in gates:
        gate.open()
    expect(statements.locator("#narrow output")).to_have_attribute("aria-busy", "false")

    assert statements.evaluate(SHIFTS) == []


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


def test_a_list_of_which_nothing_can_be_read_leads_to_the_search(chromium, host, site):
    page = chromium.new_context().new_page()
    page.route("**/semua/*/", lambda route: route.abort())
    page.goto(host + site.addresses.address("id", "statements"))
    page.fill("#narrow [name=q]", "ikrar")
    page.wait_for_url("**/cari/?q=ikrar*")
    page.context.close()
