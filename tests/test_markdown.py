"""Our shorter way through Markdown leads to the HTML that python-markdown makes."""

from random import Random

import pytest
from built import ROOT, settings_of
from markdown import Markdown

from portal.converters import CONVERTERS
from portal.core.documents import Document
from portal.inline_markup import SIGNS, SignedInlineProcessor, look_for_signs
from portal.readers import HeaderedMarkdownReader

TABLES = ["markdown.extensions.tables"]
PIECES = (
    *("*", "**", "***", "_", "__", "`", "``", "\\", "\\*", "[", "](", "]", ")", "![", "][a]"),
    *("<", "<http://x.example>", "<a@x.example>", "<b>", "</b>", "<!-- ", "&amp;", "&", "&#8212;"),
    *("  \n", "\n\n", "\n", " ", "kata ", "a_b_c", "2*3*4", "[a]: http://x.example 'T'\n"),
    *("| a | b |\n|---|---|\n| c | d |\n", "- ", "1. ", "# ", "> ", "    ", "\x02", "\x03", "é"),
    *("klzzwxh:0001", "\x02klzzwxh:0001\x03", "http://x.example/a_b", "](http://x.example 'T')"),
)


def converters() -> tuple[Markdown, Markdown]:
    return Markdown(extensions=TABLES), look_for_signs(Markdown(extensions=TABLES))


def test_every_document_of_the_site_becomes_the_same_html():
    plain, ours = converters()
    paths = sorted((ROOT / "content").rglob("*.md"))

    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        assert ours.reset().convert(text) == plain.reset().convert(text), path.name


@pytest.mark.parametrize("start", range(4))
def test_markup_in_any_disorder_becomes_the_same_html(start):
    plain, ours = converters()
    chance = Random(start)
    for _ in range(2500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 25)))
        assert ours.reset().convert(text) == plain.reset().convert(text), repr(text)


def test_every_pattern_of_python_markdown_has_its_sign():
    assert {one.name for one in Markdown().inlinePatterns._priority} == SIGNS.keys()


def test_an_extension_with_patterns_of_its_own_is_left_alone():
    markdown = look_for_signs(Markdown(extensions=["markdown.extensions.footnotes"]))

    assert not isinstance(markdown.treeprocessors["inline"], SignedInlineProcessor)


@pytest.mark.parametrize("name", CONVERTERS)
def test_a_text_that_begins_with_a_word_and_a_colon_is_no_header(name):
    reader = HeaderedMarkdownReader(settings_of(ROOT) | {"MARKDOWN_READER": name})

    html = reader.to_html(Document(None, "Catatan: baris pertama.\n\nKedua.", "content/pages/a.md"))

    assert html == "<p>Catatan: baris pertama.</p>\n<p>Kedua.</p>"
