"""No text under the limits takes more than a moment, and what is above them is one sentence."""

import subprocess
import sys

import pytest
from built import ROOT

from portal.core.cases.raw_counts import value_problem
from portal.core.checks import check_project
from portal.core.headers import Refused, read_yaml
from portal.core.heaviness import (
    DEEPEST,
    LONGEST_LINE,
    MOST_LETTERS,
    MOST_LINES,
    MOST_MARKS,
    MOST_MARKS_TOGETHER,
    burden,
)

ABOUT = "content/pages/about.md"
FIGURES = "data/figures/berita-contoh-2024.csv"
# Every one of them, repeated, once took a converter minutes or ended in a traceback.
UNITS = [
    "[",
    "![",
    "[[x](",
    "<a",
    "<https://",
    "---\n",
    "===\n",
    "> ",
    "  - ",
    "1. ",
    "*a",
    "`",
    "\\",
    "&",
]
CONVERT = """
import sys
from portal.converters import python_markdown
from portal.readers import sanitise
convert = python_markdown({"MARKDOWN": {"extensions": ["markdown.extensions.tables"],
                                        "extension_configs": {}}})
sanitise(convert(sys.stdin.read()))
"""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a" * (MOST_LETTERS + 1), 1),
        ("a\n" * MOST_LINES, 1),
        ("a\n" + "a" * (LONGEST_LINE + 1), 2),
        ("a\n\n" + "[" * (MOST_MARKS_TOGETHER + 1), 3),
        ("[a]\n\n" * (MOST_MARKS // 2 + 1), 1),
        ("> " * (DEEPEST + 1) + "a", 1),
        (">" * (DEEPEST + 1) + "a", 1),
        ("a\n\n" + "- " * (DEEPEST + 1) + "a", 3),
        ("1. " * (DEEPEST + 1) + "a", 1),
        ("a\n" + " " * 44 + "- a", 2),
        ("a\n" + "\t" * 11 + "- a", 2),
    ],
)
def test_what_is_too_much_is_named_with_its_line(text, line):
    assert burden(text)[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kata. " * 800,
        "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 100,
        "- a\n" * 500,
        "> a\n>> b\n\n---\n\n***\n",
        "\n".join("  " * depth + "- a" for depth in range(10)),
    ],
)
def test_what_people_write_is_not(text):
    assert burden(text) is None


def heaviest(unit: str) -> str:
    """As much of something as the limits take, in one paragraph and in many."""
    paragraph = unit
    while burden(paragraph + unit) is None and len(paragraph) < LONGEST_LINE - len(unit):
        paragraph += unit
    text = paragraph
    while burden(f"{text}\n\n{paragraph}") is None:
        text += f"\n\n{paragraph}"
    return text


def test_everything_under_the_limits_becomes_a_page():
    """Generously bounded: it is a hundredth of what one text without limits took."""
    text = [heaviest(unit) for unit in UNITS]

    for one in text:
        ran = subprocess.run(
            [sys.executable, "-c", CONVERT],
            input=one,
            text=True,
            encoding="utf-8",
            capture_output=True,
            timeout=120,
            env={"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"},
        )
        assert ran.returncode == 0, ran.stderr[-300:]


@pytest.mark.parametrize("unit", UNITS)
def test_the_check_of_a_heavy_text_is_one_sentence(minimal, unit):
    about = minimal / ABOUT
    about.write_text(about.read_text("utf-8") + "\n" + (unit * 50_000)[:60_000], "utf-8")

    codes = [problem.code for problem in check_project(minimal)]

    assert "P175" in codes and len(codes) <= 3


@pytest.mark.parametrize(
    "number",
    ["9" * 5000, "-" + "9" * 5000, "1." + "9" * 5000],
)
def test_a_number_of_thousands_of_digits_is_refused_in_a_header(number):
    with pytest.raises(Refused) as refused:
        read_yaml(f"a: 1\nvalue: {number}")

    assert (refused.value.code, refused.value.line) == ("P176", 2)


@pytest.mark.parametrize("digits", [16, 400, 4000, 5000])
def test_a_number_of_many_digits_is_refused_in_a_table(minimal, digits):
    path = minimal / FIGURES
    path.write_text(path.read_text("utf-8").replace(",1650,", f",{'9' * digits},"), "utf-8")

    assert [(p.path, p.line) for p in check_project(minimal)] == [(FIGURES, 3)]


@pytest.mark.parametrize("value", ['"' + "9" * 400 + '"', '".inf"', '"nan"', '"1e999"'])
def test_a_count_is_finite(minimal, value):
    path = minimal / "content/statements/2024-02-01-contoh-imbauan.md"
    path.write_text(path.read_text("utf-8").replace("value: 30", f"value: {value}"), "utf-8")

    assert [(p.path, p.line) for p in check_project(minimal)] == [
        ("content/statements/2024-02-01-contoh-imbauan.md", 21)
    ]


def test_a_count_of_thousands_of_digits_is_refused_before_it_is_counted():
    assert value_problem("9" * 5000).endswith("terlalu besar untuk jumlah perkara. Perbaiki.")
    assert value_problem("9" * 9) == ""


def test_a_line_of_a_table_may_not_be_a_book(minimal):
    path = minimal / "data/glossary.yaml"
    path.write_text(path.read_text("utf-8") + "# " + "x" * 60_000 + "\n", "utf-8")

    assert [p.code for p in check_project(minimal)] == ["P175"]


def test_many_copies_of_one_event_are_one_sentence(minimal):
    statement = minimal / "content/statements/2024-02-01-contoh-imbauan.md"
    text = statement.read_text("utf-8").replace("id: 2024-02-01-contoh-imbauan\n", "")
    for number in range(60):
        (statement.parent / f"2024-02-01-contoh-{number:03}.md").write_text(text, "utf-8")

    found = [p for p in check_project(minimal) if p.code == "P078"]

    assert [(p.path, p.text) for p in found] == [
        (
            "content/statements/2024-02-01-contoh-imbauan.md",
            "sumber, tanggal, dan wilayahnya sama dengan content/statements/2024-02-01-contoh-000.md"
            " dan 59 lainnya. Gabungkan, atau hapus selain satu.",
        )
    ]
