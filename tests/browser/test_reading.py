"""Reading without JavaScript, and with the keyboard alone."""

import pytest

SHOWN = "2020-11-05-maluku-utara-131-temuan"
MENU = ("regions", "statements", "regulations", "statistics", "report", "search")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_menu_entry_works_without_javascript(without_javascript, site, language):
    for kind in MENU:
        page = without_javascript.open(site.addresses.address(language, "home"))
        page.click(f"header nav a[href='{site.addresses.href(language, kind)}']")
        assert page.url.endswith(site.addresses.href(language, kind))
        assert page.locator("h1").inner_text() == site.words[language][kind]["title"]
        assert (
            page.locator("[aria-current=page]").inner_text() == site.words[language]["menu"][kind]
        )
    assert without_javascript.troubles == []


def test_a_number_is_two_clicks_from_the_home_page_without_javascript(without_javascript, site):
    page = without_javascript.open("")
    page.click(f"main a[href='{site.addresses.href('id', 'region', path='jawa-tengah')}']")
    link = page.locator("table.figures a.value").first
    figure = link.get_attribute("href").partition("#")[2]
    link.click()

    assert page.locator(f"section.figure[id='{figure}']").is_visible()
    assert page.locator("a[rel~=external]").first.is_visible()


def test_lists_turn_their_pages_without_javascript(without_javascript, site):
    page = without_javascript.open(site.addresses.address("id", "statements"))
    first = page.locator(".card a").first.get_attribute("href")
    page.click("a[rel=next]")

    assert page.url.endswith(site.addresses.href("id", "statements_more", number=2))
    assert page.locator(".card a").first.get_attribute("href") != first
    page.click("a[rel=prev]")
    assert page.url.endswith(site.addresses.href("id", "statements"))


def test_the_search_page_says_what_to_do_without_javascript(without_javascript, site):
    page = without_javascript.open(site.addresses.address("id", "search"))

    notice = page.locator("noscript .notice")
    assert notice.is_visible()
    assert notice.inner_text() == site.words["id"]["search"]["noscript"]
    assert page.locator("nav.index a").count() >= 10


def test_the_other_language_is_the_same_page(without_javascript, site):
    page = without_javascript.open(site.addresses.address("id", "region", path="papua"))
    page.click("a.language")

    assert page.url.endswith(site.addresses.href("en", "region", path="papua"))
    page.click("a.language")
    assert page.url.endswith(site.addresses.href("id", "region", path="papua"))


def test_a_wrong_address_shows_the_way_back(without_javascript, site):
    page = without_javascript.open(site.addresses.address("id", "missing"))
    page.click(f"main a[href='{site.addresses.href('id', 'regions')}']")

    assert page.url.endswith(site.addresses.href("id", "regions"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(watched, site, language):
    page = watched.open(site.addresses.address(language, "region", path="papua"))
    page.keyboard.press("Tab")

    focused = page.locator(":focus")
    assert focused.inner_text() == site.words[language]["site"]["skip"]
    box = focused.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_reaches_every_link_and_shows_where_it_is(watched, site):
    page = watched.open(site.addresses.address("id", "missing"))
    wanted = page.locator("a[href], button, input").count()
    seen = set()
    for _ in range(wanted):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"

    assert len(seen) == wanted


def test_a_wide_table_scrolls_inside_its_own_box_and_by_keyboard(watched, site):
    page = watched.open(site.addresses.address("id", "region", path="jawa-tengah"))
    page.set_viewport_size({"width": 320, "height": 800})

    boxes = page.locator(".scroll")
    assert boxes.count() > 0
    for i in range(boxes.count()):
        assert boxes.nth(i).get_attribute("tabindex") == "0"
        name = boxes.nth(i).get_attribute("aria-labelledby")
        assert page.locator(f"[id='{name}']").count() == 1


def test_printing_hides_what_paper_cannot_use(watched, site):
    page = watched.open(site.addresses.address("id", "region", path="papua"))
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.locator("header nav").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_write_charts_in_the_readers_own_ink(watched, site, scheme):
    page = watched.open(site.addresses.address("id", "election", slug="pemilu-2019"))
    page.emulate_media(forced_colors="active", color_scheme=scheme)

    ink = page.evaluate("getComputedStyle(document.body).color")
    written = page.locator(".chart:not(.map) text").first
    assert written.evaluate("e => getComputedStyle(e).fill") == ink


def test_a_printed_record_has_its_address_and_no_buttons(watched, site):
    address = site.addresses.address("id", "statement", slug=SHOWN)
    page = watched.open(address)
    assert page.locator(".address").is_hidden()
    page.emulate_media(media="print")

    assert site.addresses.absolute("id", "statement", slug=SHOWN) in (
        page.locator(".address").inner_text()
    )
    assert page.locator("article time").first.is_visible()
    source = page.locator(".about a[rel~=external]").first
    assert source.is_visible()
    written = source.evaluate("e => getComputedStyle(e, '::after').content")
    assert source.get_attribute("href") in written
    for gone in ("header nav", "footer nav", ".siblings"):
        assert page.locator(gone).is_hidden()


def test_nothing_on_paper_is_cut_or_waits_to_be_opened(watched, site):
    page = watched.open(site.addresses.address("id", "region", path="jawa-tengah"))
    page.emulate_media(media="print", color_scheme="dark")

    for whole in (".source-table", "table.figures thead", "table.figures tbody tr", ".card"):
        kept = page.locator(whole).evaluate_all(
            "all => all.map(e => getComputedStyle(e).breakInside)"
        )
        assert set(kept) == {"avoid"}, whole
    assert page.locator("summary:visible, .downloads:visible").count() == 0
    assert page.locator("details[open] table:visible").count() > 0
    # Paper is white, whatever the screen was.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    bar = page.locator(".chart rect").first
    assert bar.evaluate("e => getComputedStyle(e).fill") == "rgb(90, 61, 158)"


def test_forced_colours_keep_the_content(watched, site):
    page = watched.open(site.addresses.address("id", "region", path="papua"))
    page.emulate_media(forced_colors="active")

    assert page.locator("h1").is_visible()
    assert page.locator("table.figures").first.is_visible()
