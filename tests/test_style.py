"""The components, made from the invented records that the style page shows."""

import gzip
import re
from datetime import date, timedelta

import pytest
from built import SITE_URL, settings_of

from portal.core.addresses import Addresses
from portal.core.charts import Datum, line
from portal.core.editions import Edition
from portal.core.profiles.examples import TILES, example_edition
from portal.core.profiles.style import style_profile
from portal.core.translations import read_translations

SVG = re.compile(r'<svg class="chart.*?</svg>', re.DOTALL)


@pytest.fixture(scope="module", params=["id", "en"])
def style(request, example, root):
    words = read_translations(root / "theme" / "translations")[request.param]
    addresses = Addresses(settings_of(root)["ADDRESSES"], SITE_URL)
    return style_profile(example_edition(Edition(request.param, example, words, addresses, {})))


@pytest.fixture
def flow(style):
    return next(t for t in style.tables if len(t.rows) == 5)


@pytest.fixture
def map_table(style):
    return next(t for t in style.tables if t.map)


def test_there_is_one_of_every_sort_of_chart(style):
    kinds = [(bool(t.bars), bool(t.line), bool(t.map)) for t in style.tables]

    assert set(kinds) == {(True, False, False), (False, True, False), (False, False, True)}


def test_a_chart_has_the_rows_of_its_table_in_their_order(flow):
    assert [bar.datum.label for bar in flow.bars.bars] == [row.label for row in flow.rows]
    assert [bar.datum.text for bar in flow.bars.bars] == [row.value for row in flow.rows]


def test_a_bar_is_as_long_as_its_value(flow):
    widths = [bar.width for bar in flow.bars.bars]

    assert widths == [300, 232.5, 165, 150, 90]  # 40, 31, 22, 20 and 12 of at most 40


def test_what_needs_review_is_marked_in_the_chart_and_in_the_table(flow):
    assert [bar.datum.needs_review for bar in flow.bars.bars] == [False] * 3 + [True, False]
    assert [row.needs_review for row in flow.rows] == [False] * 3 + [True, False]


def test_a_withheld_value_has_a_label_and_no_bar_and_zero_says_zero(style):
    bars = {b.datum.label[-1]: b for t in style.tables if len(t.rows) == 4 for b in t.bars.bars}

    assert (bars["3"].width, bars["3"].datum.text) == (0, "[c]")
    assert (bars["4"].width, bars["4"].datum.text) == (0, "0")


@pytest.mark.parametrize(
    ("days", "written"),
    [((1, 50, 100), ["4", "9", "8"]), ((1, 95, 100), ["4", "8"]), ((1, 6, 100), ["4", "8"])],
)
def test_values_above_a_line_are_written_where_they_have_room(days, written):
    rows = [
        Datum("", value, str(value), "", day=date(2024, 1, 1) + timedelta(days=day))
        for day, value in zip(days, (4, 9, 8), strict=True)
    ]
    points = line("", "", rows, "", "").points

    assert [point.datum.text for point in points if point.is_labelled] == written


def test_a_withheld_or_unlisted_region_has_no_shade_on_the_map(map_table):
    steps = {tile.abbreviation: tile.step for tile in map_table.map.tiles}

    assert len(steps) == len(TILES)
    assert {name for name, step in steps.items() if step == 0} == {"C5", "C7", "C12", "C13"}
    assert steps["C2"] == 1 and steps["C3"] == 5


def test_the_same_value_of_two_issuers_stands_side_by_side(style):
    (case,) = [one for one in style.conflicts if one.href]

    assert [row.value for row in case.rows] == ["30", "28"]


def test_a_cell_can_be_filled_in_six_ways(style):
    assert len({(row.value, row.needs_review) for row in style.statuses}) == 6
    assert [row.value for row in style.statuses if row.is_withheld] == ["[c]"]


def test_the_style_page_is_neither_listed_nor_searched_nor_linked(small_site):
    style = {language: small_site.page(language, "style") for language in small_site.languages}
    addresses = {small_site.addresses.href(language, "style") for language in style}

    for html in style.values():
        assert '<meta name="robots" content="noindex">' in html
        assert "data-pagefind-body" not in html
    assert "gaya/" not in (small_site.output / "sitemap-1.xml").read_text("utf-8")
    for address, html in small_site.pages.items():
        linked = set(re.findall(r'<a\b[^>]*\shref="([^"#]*)', html)) & addresses
        assert not linked or html in style.values(), address


def test_the_style_page_says_on_every_screen_that_it_is_invented(small_site):
    for language in small_site.languages:
        html = small_site.page(language, "style")
        words = small_site.words[language]["style"]
        assert f'data-watermark="{words.watermark}"' in html
        assert words.watermark in small_site.text(language, "style").lower()
        assert words.invented in html


def test_a_chart_weighs_at_most_three_kilobytes_and_is_described(small_site):
    drawings = {svg for html in small_site.pages.values() for svg in SVG.findall(html)}

    assert len(drawings) > 10
    for svg in drawings:
        assert len(gzip.compress(svg.encode(), mtime=0)) <= 3 * 1024, svg[:200]
        assert re.search(r"<title id=\S+>[^<]+</title><desc id=\S+>[^<]+</desc>", svg)
