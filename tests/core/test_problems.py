"""Every message carries a code that is explained, in both languages, for ever."""

import ast
import re

import pytest

from portal.core.problem_codes import explain, explanations
from portal.core.problems import Advice, Problem

CODE = re.compile(r"[PW]\d{3}")


def codes_in(folder, pattern: str) -> set[str]:
    """Codes written as words of their own in Python, or at the end of an expected line."""
    found = set()
    for path in folder.rglob(pattern):
        text = path.read_text("utf-8")
        if path.suffix == ".py":
            constants = [n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)]
            found |= {c for c in constants if isinstance(c, str) and CODE.fullmatch(c)}
        found |= set(re.findall(r"\[([PW]\d{3})\]", text))
    return found


def test_a_message_prints_as_path_line_text_code():
    assert str(Problem("P043", "data/regions.csv", 3, "salah. Perbaiki.")) == (
        "data/regions.csv:3: salah. Perbaiki. [P043]"
    )


@pytest.mark.parametrize("code", ["", "P", "P999", "W001", "p043", "P043 "])
def test_a_problem_without_a_code_of_a_problem_cannot_be_made(code):
    with pytest.raises(ValueError, match="is no code for Problem"):
        Problem(code, "data/regions.csv", 3, "salah. Perbaiki.")


def test_an_advice_does_not_take_the_code_of_a_problem():
    with pytest.raises(ValueError, match="is no code for Advice"):
        Advice("P043", "data/regions.csv", 3, "salah. Perbaiki.")


def test_a_message_is_one_line_and_shows_what_cannot_be_seen():
    problem = Problem("P047", "a\u202eb.md", 1, 'isi "x\n::error y\x1b[31m\u200b". Perbaiki.')

    assert str(problem) == (
        'a<U+202E>b.md:1: isi "x\u2424::error y<U+001B>[31m<U+200B>". Perbaiki. [P047]'
    )


def test_every_code_of_the_program_is_explained_and_every_explanation_is_used(root):
    used = codes_in(root / "plugins", "*.py")

    assert used == set(explanations())


def test_every_code_has_a_planted_mistake_or_a_test(root):
    planted = codes_in(root / "tests" / "sites_invalid", "expected.txt")
    tested = codes_in(root / "tests", "test_*.py")

    assert set(explanations()) - planted - tested == set()


def test_every_code_is_explained_in_both_languages_in_whole_sentences():
    for code, languages in explanations().items():
        assert CODE.fullmatch(code) and set(languages) == {"id", "en"}
        for told in languages.values():
            assert told.title and not told.title.endswith(".")
            assert told.meaning.endswith(".") and told.remedy.endswith(".")


def test_no_two_codes_mean_the_same():
    for language in ("id", "en"):
        titles = [told[language].title for told in explanations().values()]
        assert len(titles) == len(set(titles))


def test_the_explanation_names_code_meaning_and_remedy():
    shown = explain("P043").splitlines()

    assert shown[0] == "P043: Nilai negatif"
    assert "kurang dari nol" in shown[2] and shown[3].startswith("Perbaiki nilainya")
