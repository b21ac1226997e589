"""Numerals, dates and anchors as readers of each language expect them.

Babel's own data is used; the machine's locale never is.
"""

import re
import unicodedata
from datetime import date
from functools import cache
from string import Formatter

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


@cache
def number(value: int | float, language: str) -> str:
    """1650 as `1.650` in Indonesian, `1,650` in English."""
    return format_decimal(value, locale=language)


@cache
def day(value: date, language: str, precision: str = "day") -> str:
    """`31 Oktober 2024`; with precision month or year only what is known."""
    return format_date(value, PATTERNS[precision], locale=language)


class Sentences(Formatter):
    """`{count:figure|figures}`: the form of a word that a number asks for in a language.

    A number comes as it is written, `1,650`; a language with one form needs no bar.
    """

    def __init__(self, language: str) -> None:
        self._plural = Locale.parse(language).plural_form

    def format_field(self, value: object, spec: str) -> str:
        if "|" not in spec:
            return super().format_field(value, spec)
        forms = spec.split("|")
        written = int(re.sub(r"\D", "", str(value)) or 0)
        return forms[0] if self._plural(written) == "one" else forms[-1]


@cache
def sentences(language: str) -> Sentences:
    return Sentences(language)


def listing(parts: list[str], language: str) -> str:
    """`jenis, tahap, dan hasil`; one part is itself."""
    return format_list(parts, locale=language)


@cache
def anchor(text: str) -> str:
    """`Pasal 280 ayat (2) huruf f` as `pasal-280-ayat-2-huruf-f`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def anchors(texts: list[str]) -> list[str]:
    """Anchors of one page: a text that comes twice gets `-2`, `-3`, and so on."""
    seen: dict[str, int] = {}
    found = []
    for text in texts:
        base = anchor(text) or "bagian"
        seen[base] = seen.get(base, 0) + 1
        found.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return found
