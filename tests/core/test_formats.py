"""Numerals, dates and anchors of each language, whatever the machine is set to."""

import locale
from datetime import date

import pytest

from portal.core import formats


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (1650, "id", "1.650"),
        (1650, "en", "1,650"),
        (0, "id", "0"),
        (12.5, "id", "12,5"),
        (12.5, "en", "12.5"),
        (30.0, "id", "30"),
        (1000000, "id", "1.000.000"),
    ],
)
def test_numerals(value, language, text):
    assert formats.number(value, language) == text


@pytest.mark.parametrize(
    ("precision", "language", "text"),
    [
        ("day", "id", "31 Oktober 2024"),
        ("day", "en", "31 October 2024"),
        ("month", "id", "Oktober 2024"),
        ("year", "en", "2024"),
    ],
)
def test_dates_say_only_what_is_known(precision, language, text):
    assert formats.day(date(2024, 10, 31), language, precision) == text


def test_the_last_days_of_a_year_keep_their_year():
    assert formats.day(date(2024, 12, 30), "id", "year") == "2024"
    assert formats.day(date(2021, 1, 1), "id") == "1 Januari 2021"


@pytest.fixture
def plain_machine(monkeypatch):
    """A machine set to no language at all; afterwards it is as before."""
    before = locale.setlocale(locale.LC_ALL)
    for name in ("LANG", "LC_ALL", "LC_TIME", "LANGUAGE"):
        monkeypatch.setenv(name, "C")
    locale.setlocale(locale.LC_ALL, "C")
    formats.number.cache_clear()
    formats.day.cache_clear()
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.usefixtures("plain_machine")
def test_the_locale_of_the_machine_changes_nothing():
    assert formats.number(1650, "id") == "1.650"
    assert formats.day(date(2024, 10, 31), "id") == "31 Oktober 2024"


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Pasal 280 ayat (2) huruf f", "pasal-280-ayat-2-huruf-f"),
        ("Isi edaran - larangan", "isi-edaran-larangan"),
        ("Kafé & “Kopi”", "kafe-kopi"),
        ("…", ""),
    ],
)
def test_an_anchor_is_plain_letters_digits_and_hyphens(text, anchor):
    assert formats.anchor(text) == anchor


def test_anchors_of_one_page_are_never_the_same():
    assert formats.anchors(["Pasal 1", "pasal 1", "…", "Pasal 2"]) == [
        "pasal-1",
        "pasal-1-2",
        "bagian",
        "pasal-2",
    ]


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", "1", "1 figure."),
        ("en", "0", "0 figures."),
        ("en", "1,650", "1,650 figures."),
        ("id", "1", "1 figures."),
    ],
)
def test_a_word_has_the_form_its_number_asks_for(language, count, said):
    sentence = "{count} {count:figure|figures}."

    assert formats.sentences(language).format(sentence, count=count) == said
