"""A template prints the words of its language, and a macro once for the same arguments."""

from dataclasses import dataclass

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from portal.core.translations import Words
from portal.templates import templates_of

WORDS = Words({"site": {"name": "Angka & fakta"}, "languages": {"id": "Indonesia"}})


def printed(text: str, words: Words = WORDS, **given: object) -> str:
    """The text of a template that may also import `blocks.html`."""
    blocks = "{% macro place(one, words) %}{{ words.site.name }}: {{ one.name }}{% endmacro %}"
    loader = DictLoader({"page.html": text, "blocks.html": blocks})
    plain = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return templates_of(plain, words).get_template("page.html").render(words=words, **given)


@dataclass(frozen=True)
class Place:
    name: str


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ words.site.name }}", "Angka &amp; fakta"),
        ('<p title="{{ words.site.name }}">', '<p title="Angka &amp; fakta">'),
        ("{% if words.site.name %}ada{% endif %}", "ada"),
        ("{{ words.site.name|upper }}", "ANGKA &amp; FAKTA"),
        ("{{ words.languages[language] }}", "Indonesia"),
        ("{{ page.words.site.name }}", "kata lain"),
    ],
)
def test_a_word_is_printed_where_it_is_named(text, shown):
    page = {"words": {"site": {"name": "kata lain"}}}

    assert printed(text, language="id", page=page) == shown


def test_each_language_prints_its_own_word():
    other = Words({"site": {"name": "Figures & facts"}})

    assert printed("{{ words.site.name }}", other) == "Figures &amp; facts"


def test_a_word_that_is_not_there_stops_the_page():
    with pytest.raises(UndefinedError, match="nama"):
        printed("{{ words.site.nama }}")


def test_a_macro_is_printed_for_every_other_argument():
    text = (
        '{% import "blocks.html" as blocks %}'
        "{% for one in places %}{{ once(blocks.place, one, words) }}. {% endfor %}"
    )
    places = [Place("Aceh"), Place("<Bali>"), Place("Aceh")]

    said = "Angka &amp; fakta: "
    assert printed(text, places=places) == f"{said}Aceh. {said}&lt;Bali&gt;. {said}Aceh. "


OTHER = Words({"site": {"name": "Figures & facts"}})
NAME = "{% if true %}\n  {{ words.site.name }}{% endif %}"


def test_each_language_has_its_own_words_in_the_same_template():
    plain = Environment(loader=DictLoader({"page.html": NAME}), autoescape=False)
    printed_in = [templates_of(plain, one).get_template("page.html") for one in (WORDS, OTHER)]

    assert [one.render() for one in printed_in] == ["\n  Angka & fakta", "\n  Figures & facts"]
