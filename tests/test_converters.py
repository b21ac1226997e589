"""The two readers of Markdown: equal on what is written here, and every difference by name."""

import re
from functools import cache
from random import Random

import pytest
from built import ROOT, SITES, settings_of
from markdown import Markdown
from test_markdown import PIECES

from portal.cache import made_with_digest
from portal.converters import CONVERTERS, TABLES, commonmark
from portal.core.headers import read_text, split_document
from portal.readers import PROSE_TAGS, sanitise

LINK = "https://x.example"
# What differs, as the README says it -> a text, its HTML as it comes, and from the faster reader.
DIFFERENCES = {
    "white space that nobody sees": [
        ("a\n    b ", "<p>a\n    b </p>", "<p>a\nb</p>"),
        ("`a\nb`", "<p><code>a\nb</code></p>", "<p><code>a b</code></p>"),
    ],
    "a list or a table right under a line of text": [
        ("a\n- b", "<p>a\n- b</p>", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"),
        ("a\n1. b", "<p>a\n1. b</p>", "<p>a</p>\n<ol>\n<li>b</li>\n</ol>"),
        (
            "a\n| b |\n|---|",
            "<p>a\n| b |\n|---|</p>",
            "<p>a</p>\n<table>\n<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n"
            "<tbody>\n</tbody>\n</table>",
        ),
    ],
    "what is indented by two or three spaces under an item": [
        (
            "- a\n  - b",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "- a\n\n  b",
            "<ul>\n<li>a</li>\n</ul>\n<p>b</p>",
            "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>",
        ),
    ],
    "an empty line between some items": [
        (
            "- a\n\n- b\n- c",
            "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>c</li>\n</ul>",
            "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
        ),
    ],
    "another sign inside a list, or `1)`": [
        (
            "1. a\n- b",
            "<ol>\n<li>a</li>\n<li>b</li>\n</ol>",
            "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>",
        ),
        ("1) a", "<p>1) a</p>", "<ol>\n<li>a</li>\n</ol>"),
    ],
    "two quotations with an empty line between": [
        (
            "> a\n\n> b",
            "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
            "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>",
        ),
    ],
    "a heading without a space, or underlined over two lines": [
        ("##Judul", "<h2>Judul</h2>", "<p>##Judul</p>"),
        ("a\nb\n---", "<p>a\nb</p>\n<hr>", "<h2>a\nb</h2>"),
    ],
    "emphasis between a punctuation mark and a letter": [
        ('**"a"**nya', '<p><strong>"a"</strong>nya</p>', '<p>**"a"**nya</p>'),
        ("a**(b)**", "<p>a<strong>(b)</strong></p>", "<p>a**(b)**</p>"),
    ],
    "three stars": [
        (
            "***a***",
            "<p><strong><em>a</em></strong></p>",
            "<p><em><strong>a</strong></em></p>",
        ),
    ],
    "a backslash before any punctuation mark, or at the end of a line": [
        (r"\"a\"", r"<p>\"a\"</p>", '<p>"a"</p>'),
        ("a\\\nb", "<p>a\\\nb</p>", "<p>a<br>\nb</p>"),
    ],
    "three backticks": [
        ("```\na\n```", "<p><code>a</code></p>", "<pre><code>a\n</code></pre>"),
    ],
    "an address with a space, an accent or a bracket": [
        (f"[a]({LINK}/b c)", f'<p><a href="{LINK}/b c">a</a></p>', f"<p>[a]({LINK}/b c)</p>"),
        (
            f"[a]({LINK}/é[1])",
            f'<p><a href="{LINK}/é[1]">a</a></p>',
            f'<p><a href="{LINK}/%C3%A9%5B1%5D">a</a></p>',
        ),
    ],
    "an address named at the foot, without an empty line before it": [
        (
            f"[a]\n[a]: {LINK}",
            f'<p><a href="{LINK}">a</a></p>',
            f"<p>[a]\n[a]: {LINK}</p>",
        ),
    ],
    "HTML, which the check refuses": [
        ("a <!-- b", "<p>a &lt;!-- b</p>", "<p>a &lt;!-- b</p>"),
        ("<!-- a", "<p>&lt;!-- a</p>", ""),
    ],
}


@cache
def both() -> list:
    plain = Markdown(extensions=[TABLES])
    return [lambda text: plain.reset().convert(text), commonmark(settings_of(ROOT))]


def html_of(text: str) -> list[str]:
    """Sanitised, from python-markdown itself and from the faster reader."""
    return [sanitise(convert(text)) for convert in both()]


def test_every_document_of_the_site_becomes_the_same_html_by_both():
    paths = sorted((SITES / "minimal" / "content").rglob("*.md"))

    assert paths
    for path in paths:
        plain, faster = html_of(split_document(read_text(path))[1])
        assert faster == plain, path.name


@pytest.mark.parametrize("what", DIFFERENCES)
def test_each_difference_is_as_the_readme_says(what):
    for text, plain, faster in DIFFERENCES[what]:
        assert html_of(text) == [plain, faster], text
    assert f"\n| {what} |" in (ROOT / "README.md").read_text("utf-8")


def test_a_table_with_columns_set_right_is_the_same():
    plain, faster = html_of("| a | b |\n|:--|--:|\n| **c** | |\n| d | `e` |")

    assert faster == plain


def test_a_link_to_another_record_keeps_its_name():
    text = "[a]({filename}/regions/32.03), [b][]\n\n[b]: {filename}b.md#c"

    plain, faster = html_of(text)

    assert faster == plain
    assert re.findall('href="([^"]*)"', plain) == ["{filename}/regions/32.03", "{filename}b.md#c"]


def test_markup_in_any_disorder_becomes_prose_with_links_that_run_nothing():
    chance = Random(0)
    for _ in range(1500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 25)))
        for html in html_of(text):
            assert set(re.findall(r"<(\w+)", html)) <= PROSE_TAGS, text
            schemes = re.findall(r'href="([a-zA-Z][\w+.-]*):', html)
            assert set(schemes) <= {"http", "https"}, text


def test_another_reader_makes_every_page_anew():
    settings = settings_of(ROOT) | {"PATH": str(ROOT / "content")}

    digests = {made_with_digest(settings | {"MARKDOWN_READER": name}) for name in CONVERTERS}

    assert len(digests) == len(CONVERTERS)
