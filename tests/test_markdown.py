"""Our shorter way through Markdown leads to the HTML that python-markdown makes."""

from random import Random

import pytest
from built import ROOT, SITES, settings_of
from markdown import Markdown

from portal.common_markup import is_read_alike
from portal.converters import CONVERTERS, python_markdown
from portal.core.documents import Document
from portal.core.headers import read_text, split_document
from portal.readers import HeaderedMarkdownReader, sanitise

TABLES = ["markdown.extensions.tables"]
PIECES = (
    *("*", "**", "***", "_", "__", "`", "``", "\\", "\\*", "[", "](", "]", ")", "![", "][a]"),
    *("<", "<http://x.example>", "<a@x.example>", "<b>", "</b>", "<!-- ", "&amp;", "&", "&#8212;"),
    *("  \n", "\n\n", "\n", " ", "kata ", "a_b_c", "2*3*4", "[a]: http://x.example 'T'\n"),
    *("| a | b |\n|---|---|\n| c | d |\n", "- ", "1. ", "# ", "> ", "    ", "\x02", "\x03", "é"),
    *("klzzwxh:0001", "\x02klzzwxh:0001\x03", "http://x.example/a_b", "](http://x.example 'T')"),
)
# Plain prose and its near neighbours.
WORDS = (
    *(
        "kata",
        "Kata",
        "12",
        "1.",
        "3)",
        "a.b",
        "(a)",
        '"a"',
        "–",
        "é",
        "中",
        "٣",
        "x:",
        "h!",
        "50%",
    ),
    *(" ", " ", " ", "  ", ".", "-", "--", "+ ", "=", "*", "**", "**a b**", "**é**", "&", "_", "#"),
    *("[a](https://x.example/a-b?c=d%20e#f)", "[a b]({filename}/regions/32.03)", "[", "](", ")"),
    *("\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n- ", "\n- ", "\n\n- ", "\n1. ", "\n---", "\n==="),
    *("\n\n| a | b |\n|---|---|\n| c | d |", "\n| e | **f** |", "\n| g |", " |", "|---|"),
)


def test_every_document_of_the_site_becomes_the_same_html():
    default, plain = python_markdown(settings_of(ROOT)), Markdown(extensions=TABLES)
    bodies = [
        split_document(read_text(path))[1] for path in (SITES / "minimal" / "content").rglob("*.md")
    ]

    assert sum(map(is_read_alike, bodies)) > len(bodies) / 2
    for body in bodies:
        assert sanitise(default(body)) == sanitise(plain.reset().convert(body))


@pytest.mark.parametrize("start", range(2))
def test_markup_in_any_disorder_becomes_the_same_html(start):
    default, plain = python_markdown(settings_of(ROOT)), Markdown(extensions=TABLES)
    chance = Random(start)
    for _ in range(2500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 25)))
        assert sanitise(default(text)) == sanitise(plain.reset().convert(text)), repr(text)


@pytest.mark.parametrize("name", CONVERTERS)
def test_a_text_that_begins_with_a_word_and_a_colon_is_no_header(name):
    reader = HeaderedMarkdownReader(settings_of(ROOT) | {"MARKDOWN_READER": name})

    html = reader.to_html(Document(None, "Catatan: baris pertama.\n\nKedua.", "content/pages/a.md"))

    assert html == "<p>Catatan: baris pertama.</p>\n<p>Kedua.</p>"


@pytest.mark.parametrize("start", range(2))
def test_prose_in_any_disorder_becomes_the_same_html(start):
    settings, plain = settings_of(ROOT), Markdown(extensions=TABLES)
    default, chance, alike = python_markdown(settings), Random(start), 0
    for _ in range(8000):
        text = "".join(chance.choices(WORDS, k=chance.randrange(1, 16))).strip()
        if is_read_alike(text):
            alike += 1
            assert sanitise(default(text)) == sanitise(plain.reset().convert(text)), repr(text)
    assert alike > 500


@pytest.mark.parametrize(
    "text",
    [
        *("a\n- b", "- a\n  - b", "- a\n\n- b", "1. a", "1) a", "+ a", "- a\nb\n- c", "2024. a"),
        *("## a", "a\n---", "a\n===", "    a", " a", "a ", "a  \nb", "a\n\n\nb", "> a", "***"),
        *("*a*", "***a***", '**"a"**nya', "**a**b**", "_a_", "a_b", "`a`", "a\\", "~a~", "a & b"),
        *("<b>a</b>", "<https://x.example>", "![a](https://x.example)", "[a]: https://x.example"),
        *("[a](https://x.example/é)", "[a](/b)", "[a](javascript:b)", "[a][b]", "a\u00a0b", "a\tb"),
        *("| a |\n|---|---|\n| b |", "| a | b |\n|---|---|\n| c |", "| a |\n|---|", "a | b", ""),
        *("**a.**b", "a ![b](https://x.example)", "kata\n\n| a |\n|---|---|\n| b |"),
    ],
)
def test_a_text_that_they_might_read_otherwise_is_left_to_python_markdown(text):
    assert not is_read_alike(text)


def test_with_an_extension_python_markdown_reads_every_text():
    asked = {"extensions": [*TABLES, "markdown.extensions.nl2br"], "extension_configs": {}}

    html = python_markdown({"MARKDOWN": asked})("a\nb")

    assert html == "<p>a<br />\nb</p>"
