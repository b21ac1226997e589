"""A walk over whole sites: every number leads to its row, and nothing withheld is printed."""

import csv
import json
import re
from html import unescape

import pytest
from built import SITE_URL, BuiltSite, lay_out, look_at, plain
from releases import add_release

from portal.builder import build_site

VALUE = re.compile(r'<a class="value" href="([^"]*)"[^>]*>([^<]*)</a>')
FIGURE = re.compile(
    r'<section class="figure" id="([^"]+)">.*?class="value"[^>]*>([^<]*)<', re.DOTALL
)
CHART = re.compile(r'<figure class="source-table">.*?</figure>', re.DOTALL)
DRAWN = re.compile(r'<text class="at"[^>]*>([^<]*)<(?:tspan>[^<]*</tspan><)?/text>')
TILE = re.compile(r'<a [^>]*aria-label="\S+ (\S+): [^"]*"><rect')


@pytest.fixture(scope="module")
def with_cases(tmp_path_factory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("walked")
    project = lay_out(folder / "project")
    add_release(project, folder / "desk")
    build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(project, folder / "site")


@pytest.fixture(params=["with_cases", "site"])
def walked(request) -> BuiltSite:
    """The small site with case statistics, then the real one."""
    return request.getfixturevalue(request.param)


def rows_by_page(site: BuiltSite) -> dict[str, dict[str, str]]:
    """Address of a source page -> anchor of a figure -> the value that stands there."""
    return {a: dict(FIGURE.findall(html)) for a, html in site.pages.items() if "figure" in html}


def test_every_shown_value_leads_to_the_row_that_says_it(walked):
    rows, root, seen = rows_by_page(walked), walked.addresses.root, 0
    for address, html in walked.pages.items():
        for href, value in VALUE.findall(html):
            page, _, anchor = href.partition("#")
            if page:
                assert rows[page.removeprefix(root)][anchor] == value, f"{address}: {href}"
            else:
                # Only what is invented, on the style page, has no source to lead to.
                assert f' id="{anchor}"' in html, f"{address}: {href}"
            seen += 1
    assert seen >= len(walked.portal.figures)


def test_no_value_in_a_table_of_figures_stands_without_its_link(walked):
    for address, html in walked.pages.items():
        tables = re.findall(r'<table class="figures">.*?</table>', html, re.DOTALL)
        for table in (*tables, *CHART.findall(html)):
            for cell in re.findall(r'<td class="number">(.*?)</td>', table, re.DOTALL):
                assert VALUE.search(cell), f"{address}: {plain(cell)}"


def test_every_number_in_a_chart_stands_in_the_table_of_the_same_source(walked):
    drawn = 0
    for address, html in walked.pages.items():
        for chart in CHART.findall(html):
            # A strip of conflicting values has its table beside it, not inside.
            linked = {value for _, value in VALUE.findall(chart if "<td" in chart else html)}
            numbers = DRAWN.findall(chart) + TILE.findall(chart)
            assert set(numbers) <= linked, address
            drawn += len(numbers)
    assert drawn > 0


def test_nothing_withheld_prints_a_digit_or_a_bar(walked):
    marked = 0
    for address, html in walked.pages.items():
        for text in re.findall(r'data-status="confidential"[^>]*>([^<]*)<', html):
            assert unescape(text) == "[c]", address
            marked += 1
        for bar in re.findall(r'<g transform="translate.*?</g>', html):
            assert not ("[c]" in bar and "<rect" in bar), address
    assert marked > 0


def test_nothing_withheld_is_in_a_download(walked):
    withheld = 0
    for path in sorted(walked.output.rglob("*.csv")):
        rows = csv.DictReader(path.read_text("utf-8").splitlines())
        hidden = [row for row in rows if row.get("status") == "confidential"]
        assert all(row["value"] == "" for row in hidden), path
        withheld += len(hidden)
    for path in sorted(walked.output.rglob("*.json")):
        for row in rows_of_json(path.read_text("utf-8")):
            assert (row["value"] is None) == (row["status"] == "confidential"), path
    assert withheld > 0


def rows_of_json(text: str) -> list[dict]:
    whole = json.loads(text)
    rows = whole.get("rows", []) if isinstance(whole, dict) else []
    return [row for row in rows if isinstance(row, dict) and "status" in row]


def test_every_table_of_case_statistics_leads_to_where_it_is_explained(with_cases):
    root, led = with_cases.addresses.root, 0
    for address, html in with_cases.pages.items():
        for href in re.findall(r'<caption id="perkara-[^"]+"><a href="([^"]+)">', html):
            page, _, anchor = href.partition("#")
            assert f'<h2 id="{anchor}">' in with_cases.pages[page.removeprefix(root)], address
            led += 1
    assert led > 0
