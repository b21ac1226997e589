"""Periods: years, halves, quarters, months, and the days they hold."""

import calendar
import re
from datetime import date

PATTERN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])))?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_period(code: str) -> bool:
    return PATTERN.fullmatch(code) is not None


def is_day(text: str) -> bool:
    if not DAY.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def first_and_last(code: str) -> tuple[str, str]:
    """The first and last day of 2024, 2024-S1, 2024-Q2 or 2024-03, as ISO days."""
    year, quarter, half, month = PATTERN.fullmatch(code).groups()
    first, length = 1, 12
    if quarter:
        first, length = 3 * int(quarter) - 2, 3
    if half:
        first, length = 6 * int(half) - 5, 6
    if month:
        first, length = int(month), 1
    last = first + length - 1
    days = calendar.monthrange(int(year), last)[1]
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{days:02}"
