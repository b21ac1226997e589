"""The words of the interface: the same in both languages, each one used."""

import re
from string import Formatter

import pytest

from portal.core.translations import flatten, read_translations


@pytest.fixture(scope="module")
def words(root) -> dict[str, dict[str, str]]:
    translations = read_translations(root / "theme" / "translations")
    return {language: dict(flatten(found)) for language, found in translations.items()}


@pytest.fixture(scope="module")
def templates(root) -> str:
    found = sorted((root / "theme" / "templates").rglob("*.*"))
    return "\n".join(path.read_text("utf-8") for path in found)


@pytest.fixture(scope="module")
def code(root) -> str:
    found = sorted((root / "plugins" / "portal").rglob("*.py"))
    return "\n".join(path.read_text("utf-8") for path in found)


def test_both_languages_have_the_same_words(words):
    assert set(words) == {"id", "en"}
    assert set(words["id"]) == set(words["en"])


def test_no_word_is_empty(words):
    may_be_empty = {"site.home"}  # the Indonesian home page lives at the root itself
    for language, found in words.items():
        empty = {key for key, value in found.items() if not value.strip()}
        assert empty <= may_be_empty, language


def test_a_sentence_takes_the_same_values_in_both_languages(words):
    for key, sentence in words["id"].items():
        assert places(sentence) == places(words["en"][key]), key


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def keys_in_templates(templates: str) -> set[str]:
    return set(re.findall(r"\bwords\.([a-z_]+(?:\.[a-z_]+)*)", templates))


def keys_in_code(code: str) -> set[str]:
    """Words named in full: `words["x"]["y"]` and `say("x.y")`."""
    pairs = re.findall(r'words\["(\w+)"\]\["(\w+)"\]', code)
    said = re.findall(r'"([a-z_]+\.(?!csv|json|yaml|toml|webmanifest)[a-z_]+)"', code)
    return {f"{group}.{key}" for group, key in pairs} | set(said)


def test_every_word_of_a_template_exists(words, templates):
    groups = {key.partition(".")[0] for key in words["id"]}

    missing = keys_in_templates(templates) - set(words["id"]) - groups

    assert missing == set()


def test_every_word_of_the_code_exists(words, code):
    groups = {key.partition(".")[0] for key in words["id"] if "." in key}
    named = {key for key in keys_in_code(code) if key.partition(".")[0] in groups}

    assert named and named <= set(words["id"])


def test_every_word_is_used(words, templates, code):
    """In full, by its group chosen by a record (`words.status[...]`), or as a local name."""
    used = keys_in_templates(templates) | keys_in_code(code)
    by_record = {"languages", "menu", "status", "confidence", "legal_form", "relations", "jdih"}
    by_record |= {"columns", "facets", "tables", "quality"}
    by_record |= {"levels", "case_dimensions", "case_columns"}
    local = groups_taken_whole(code)
    unused = {
        key
        for key in words["id"]
        if key not in used
        and key.partition(".")[0] not in by_record
        and not (key.partition(".")[0] in local and f'words["{key.partition(".")[2]}"]' in code)
        and f'words["{key}"]' not in code
        and not re.search(rf'say\(f"{key.partition(".")[0]}\.\{{', code)
    }

    assert unused == set()


def groups_taken_whole(code: str) -> set[str]:
    return set(re.findall(r'words = edition\.words\["(\w+)"\]', code))


def test_words_chosen_by_a_record_cover_every_value(words):
    from portal.core.documents import Regulation
    from portal.core.profiles.regulations import INVERSES
    from portal.core.regions import Region

    forms = Region.model_fields["legal_form"].annotation.__args__
    wanted = {f"status.{value}" for value in Regulation.model_fields["status"].annotation.__args__}
    wanted |= {f"legal_form.{value.replace(' ', '_')}" for value in forms}
    wanted |= {f"relations.{name}" for name in (*INVERSES, *INVERSES.values())}
    wanted |= {f"confidence.{value}" for value in ("high", "medium", "low")}

    assert wanted <= set(words["id"])


def test_indonesian_is_not_left_in_the_english_words(words):
    indonesian = re.compile(
        r"\b(dan|yang|dengan|untuk|tidak|belum|wilayah|sumber)\b", re.IGNORECASE
    )
    kept = {"languages.id"}

    found = {key for key, value in words["en"].items() if indonesian.search(value)} - kept

    assert found == set()
