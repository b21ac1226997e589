"""Days that cannot be: in the future, before the Republic, or not on the weekday told."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .fields import Place, field_name, leaves, line_of
from .problems import Problem
from .tables import Located

FIRST_YEAR = 1945
WEEKDAYS = (
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "jum'at", "jum’at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "ahad", "sunday"),
)
MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
WEEKDAY_OF = {name: i for i, names in enumerate(WEEKDAYS) for name in names}
MONTH_OF = {name: i for i, names in enumerate(MONTHS, 1) for name in names}
_DAY, _MONTH = r"(?P<day>\d{1,2})", rf"(?P<month>{'|'.join(MONTH_OF)}|\d{{1,2}})"
WEEKDAY_TOLD = re.compile(
    rf"\b(?P<name>{'|'.join(WEEKDAY_OF)})\b,?\s*\(?\s*{_DAY}(?:\s+|[/.-]){_MONTH}(?:\s+|[/.-])"
    r"(?P<year>\d{4})\b\)?",
    re.IGNORECASE,
)


def impossible_days(located: Iterable[Located], today: date) -> Iterator[Problem]:
    """Days of records that lie after `today` or before 1945."""
    for record, path, lines in located:
        for place, value in leaves(record):
            reason = _reason(value, place, today)
            if reason:
                sentence = f'bidang "{field_name(place)}" berisi "{value}"; {reason[1]}'
                yield Problem(reason[0], path, line_of(place, lines), sentence)


def _reason(value: Any, place: Place, today: date) -> tuple[str, str] | None:
    """The code and sentence about a day, or the year of a regulation, that cannot be."""
    is_year = place[-1:] == ("year",) and isinstance(value, int)
    if not is_year and not isinstance(value, date):
        return None
    if value > (today.year if is_year else today):
        return "P075", "waktu itu belum tiba. Periksa tahun dan bulannya."
    if (value if is_year else value.year) < FIRST_YEAR:
        return "P076", f"sebelum {FIRST_YEAR}. Periksa tahunnya."
    return None


def wrong_weekdays(text: str, path: str, line: int) -> Iterator[Problem]:
    """Whole dates in one line whose weekday is another: `Senin, 3 Maret 2026`."""
    for found in WEEKDAY_TOLD.finditer(text):
        if found["name"] == "minggu":  # a week; the day is written Minggu
            continue
        truth = _weekday(found)
        if truth != WEEKDAY_OF[found["name"].lower()]:
            told = (
                "tanggal itu tidak ada di kalender"
                if truth is None
                else f"hari itu {WEEKDAYS[truth][0].capitalize()}"
            )
            sentence = f'"{found[0]}": {told}. Periksa hari dan tanggalnya.'
            yield Problem("P077", path, line, sentence)


def _weekday(found: re.Match) -> int | None:
    name = found["month"].lower()
    month = MONTH_OF[name] if name in MONTH_OF else int(name)
    try:
        return date(int(found["year"]), month, int(found["day"])).weekday()
    except ValueError:
        return None
