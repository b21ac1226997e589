"""A weekday beside a date is compared with the calendar."""

import pytest

from portal.core.days import wrong_weekdays


def found(text):
    return [problem.text for problem in wrong_weekdays(text, "a.md", 3)]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Senin, 3 Maret 2026", "Selasa"),
        ("pada senin (3/3/2026) di Solo", "Selasa"),
        ("Jum'at 2-3-2026", "Senin"),
        ("Ahad, 2 Maret 2026", "Senin"),
        ("Monday, 3 March 2026", "Selasa"),
        ("MINGGU (17/08/1945)", "Jumat"),
        ("Kamis, 1 Pebruari 2023", "Rabu"),
    ],
)
def test_a_date_on_another_weekday_is_named_with_the_right_one(text, truth):
    assert len(found(text)) == 1 and f"hari itu {truth}." in found(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Selasa, 3 Maret 2026",
        "Selasa (3/3/2026)",
        "Jumat, 17 Agustus 1945",
        "Tuesday, 3 March 2026",
        "Senin (2/3)",
        "tiga minggu 3 Maret",
        "selama dua minggu, 3 Maret 2026",
        "Minggu ke-2 Maret 2026",
        "seminggu, 3 Maret 2026",
        "Rabu sore, 4 Maret 2026 atau Kamis",
    ],
)
def test_a_date_on_its_weekday_or_without_a_year_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["Senin, 31 Februari 2026", "Senin (1/13/2026)"])
def test_a_day_that_is_in_no_calendar_is_named(text):
    assert "tidak ada di kalender" in found(text)[0]
