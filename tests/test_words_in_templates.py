"""A template prints the words of its language, and a macro once for the same arguments."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from portal.core.translations import Words
from portal.templates import templates_by_language, templates_of

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


def names(folder: Path, made_with: str, **options: bool) -> list[str]:
    """The name of the site in two languages, by templates that may have been kept."""
    plain = Environment(loader=DictLoader({"page.html": NAME}), autoescape=False, **options)
    kept = templates_by_language(plain, {"id": WORDS, "en": OTHER}, folder, made_with)
    return [kept[one].get_template("page.html").render() for one in ("id", "en")]


def test_templates_stay_compiled_for_those_who_would_compile_them_alike(tmp_path):
    assert names(tmp_path, "one", trim_blocks=True) == ["  Angka & fakta", "  Figures & facts"]
    assert names(tmp_path, "one", trim_blocks=True) == ["  Angka & fakta", "  Figures & facts"]
    assert names(tmp_path, "other") == ["\n  Angka & fakta", "\n  Figures & facts"]


def test_only_what_was_compiled_last_is_kept(tmp_path):
    for made_with in ("one", "other"):
        names(tmp_path, made_with)

    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert all(list(path.iterdir()) for path in (tmp_path / "other").iterdir())


def test_a_template_that_was_cut_off_is_compiled_again(tmp_path):
    whole = names(tmp_path, "one")
    for path in tmp_path.rglob("*.cache"):
        path.write_bytes(path.read_bytes()[:-9])

    assert list(tmp_path.rglob("*.cache"))
    assert names(tmp_path, "one") == whole
