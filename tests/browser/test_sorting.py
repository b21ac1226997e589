"""Tables that can be sorted: by mouse and keyboard, and withheld values tell nothing."""

import pytest

STYLE = "table.sortable >> nth=0"


@pytest.fixture
def table(watched, site):
    """The states of a value on the style page: two alike, zero, withheld, two unpublished."""
    page = watched.open(site.addresses.address("id", "style"))
    yield page.locator(STYLE)
    assert watched.troubles == []


def column(table, number: int) -> list[str]:
    cells = table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()
    return [" ".join(text.split()) for text in cells]


def press(table, number: int) -> str:
    """Press a column's button; returns the order it then claims."""
    head = table.locator("thead th").nth(number - 1)
    head.locator("button").click()
    return head.get_attribute("aria-sort")


def test_numbers_are_sorted_as_numbers_the_largest_first(table):
    assert press(table, 2) == "descending"
    assert column(table, 2)[:3] == ["1.650", "1.650", "0"]


def test_pressed_again_the_order_turns(table):
    press(table, 2)
    assert press(table, 2) == "ascending"
    assert column(table, 2)[:3] == ["0", "1.650", "1.650"]


def test_withheld_and_unpublished_come_last_by_name_in_either_order(table):
    for _ in range(2):
        press(table, 2)
        last = column(table, 1)[3:]
        assert column(table, 2)[3:] != [] and "[c]" in column(table, 2)[3:]
        assert last == sorted(last)


def test_only_the_column_that_sorts_says_so(table):
    press(table, 2)
    assert press(table, 1) == "ascending"
    assert column(table, 1) == sorted(column(table, 1))
    assert table.locator("th[aria-sort]").count() == 1


def test_the_keyboard_sorts(table):
    button = table.locator("thead button").nth(1)
    button.focus()
    button.press("Enter")

    assert table.locator("thead th").nth(1).get_attribute("aria-sort") == "descending"
    assert button.evaluate("e => e === document.activeElement")
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_buttons_move_nothing(watched, without_javascript, site):
    heights = []
    for reader in (watched, without_javascript):
        page = reader.open(site.addresses.address("id", "statistics"))
        heights.append(page.locator("table.sortable").bounding_box())

    assert heights[0] == heights[1]


def test_stages_and_dates_are_sorted_in_their_own_order(watched, site):
    page = watched.open(site.addresses.address("id", "style"))
    flow = page.locator("figure.source-table").filter(has_text="Dari laporan sampai sanksi")
    flow.locator("summary").click()
    table = flow.locator("table")
    before = column(table, 1)
    press(table, 1)

    assert column(table, 1) == before[::-1]


def test_a_sortable_table_has_a_caption_a_scope_and_units_and_no_number_where_none_is_shown(site):
    for address, html in site.pages.items():
        for found in html.split('<table class="sortable">')[1:]:
            table = found.partition("</table>")[0]
            assert table.lstrip().startswith("<caption"), address
            assert table.count("<th ") == table.count('<th scope="'), address
            for cell in table.split("<td")[1:]:
                assert "data-sort" not in cell or 'data-status="confidential"' not in cell, address


def test_the_script_weighs_less_than_three_kilobytes(root):
    assert len((root / "theme" / "static" / "js" / "sort.js").read_bytes()) < 3 * 1024
