"""What a small count is, in numbers and in words: one rule for every way a number enters.

A source may print "2 heads of village in this regency, recommended". Read with local
knowledge that is a person. So a count of 1 to 4 below the province level that says more than
"cases here" is withheld, and no text beside it says it either.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .readings import as_read, is_plain

SMALL = range(1, 5)
MARK = "[c]"
EMPHASIS = re.compile(r"[*_`~]+|\]\([^)\s]*\)|\[(?!c\])")
# Lists of `data/codelists.csv` this rule is made of.
BROAD_GROUPS, UNCOUNTED_UNITS, COUNTED_WORDS = "broad_group", "uncounted_unit", "counted_word"
NOUN_LISTS = ("respondent_group", COUNTED_WORDS)

MONTHS = (
    "jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des|tahun|"
    "januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember"
)
NUMERALS = {
    **{str(n): n for n in SMALL},
    **dict.fromkeys(("satu", "seorang", "sebuah", "one"), 1),
    **dict.fromkeys(("dua", "kedua", "keduanya", "berdua", "sepasang", "duo", "two", "both"), 2),
    **dict.fromkeys(("tiga", "ketiga", "ketiganya", "bertiga", "trio", "three"), 3),
    **dict.fromkeys(("empat", "keempat", "keempatnya", "berempat", "four"), 4),
}
WORDS = "|".join(sorted((w for w in NUMERALS if not w.isdigit()), key=len, reverse=True))
SMALL_NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?:[1-4](?![\w.,/:]*\d)(?!\s*(?:{MONTHS})\b)\b"
    rf"|(?<!salah )(?:{WORDS})(?! (?:belas|puluh|ratus|ribu|juta)\b))\b",
    re.IGNORECASE,
)
NOT_COUNTED = r"(?<!peringkat )(?<!rangking )(?<!halaman )(?<!tahap )(?<!pasal )(?<!nomor )"
PLACES = r"(?! (?:daerah|kabupaten|kota|provinsi|pekan|hari|bulan|besar|kali|butir)\b)"
MAY_COUNT = re.compile(f"{NOT_COUNTED}(?P<number>{SMALL_NUMBER.pattern}){PLACES}", re.IGNORECASE)
ANY_NUMBER = re.compile(
    rf"(?<![\w.])(?!(?:19|20)\d\d\b)\d+(?!\s*(?:{MONTHS})\b)|belasan|puluhan|lima|enam|tujuh"
    r"|delapan|sembilan|sepuluh|sebelas",
    re.IGNORECASE,
)


class Measured(NamedTuple):
    """What is counted where, in codes."""

    region_code: str
    respondent_group: str
    stage_of_handling: str
    category: str
    unit: str


@dataclass(frozen=True)
class Rule:
    """What counts as a detail, out of the code lists.

    broad_groups     groups that narrow nothing down: a number over one of them, all types
                     and all stages is a total as its issuer stated it.
    uncounted_units  units in which no person or case is counted.
    nouns            words for persons and cases, in every language, in lower case.
    """

    broad_groups: frozenset[str]
    uncounted_units: frozenset[str]
    nouns: frozenset[str] = frozenset()

    def is_count(self, of: Measured) -> bool:
        return of.unit.casefold() not in self.uncounted_units

    def is_total(self, of: Measured) -> bool:
        """Whether it says no more than "cases here"."""
        is_broad = of.respondent_group in self.broad_groups
        return is_broad and (of.stage_of_handling, of.category) == ("total", "all")

    def is_small_detail(self, of: Measured, value: float | None) -> bool:
        """True for a count of 1 to 4 of one regency that says more than "cases here"."""
        is_small = value is not None and min(SMALL) <= value <= max(SMALL)
        is_detail = is_within_province(of.region_code) and not self.is_total(of)
        return is_small and is_detail and self.is_count(of)

    def numbers_in(self, text: str) -> list[int]:
        """Every number from 1 to 4 that may count something, whatever stands beside it."""
        return [NUMERALS[found["number"].lower()] for found in MAY_COUNT.finditer(as_told(text))]

    def counts_in(self, text: str) -> list[int]:
        """Every count of 1 to 4 persons or cases that a text tells, as figure or word.

        `dua kepala desa`, `3 ASN`, `camat (1)`; no days, pages, places or paragraphs.
        """
        told = as_told(text)
        # Most texts have no such number; the words around it are many and take long.
        if not MAY_COUNT.search(told):
            return []
        return [
            NUMERALS[found["number"].lower()]
            for pattern in _patterns(self.nouns)
            for found in pattern.finditer(told)
        ]


def rule_of(codes: Mapping[str, Mapping]) -> Rule:
    """The rule as the code lists of a portal have it.

    codes  list -> code -> its entry with `label_id` and `label_en`.
    """
    uncounted = codes.get(UNCOUNTED_UNITS, {})
    entries = [e for name in NOUN_LISTS for e in codes.get(name, {}).values() if e.code != "all"]
    entries += [e for code, e in codes.get("unit", {}).items() if code not in uncounted]
    labels = {label for e in entries for label in (e.label_id, e.label_en)}
    return Rule(
        frozenset(codes.get(BROAD_GROUPS, {})),
        frozenset(code.casefold() for code in uncounted),
        frozenset(label.casefold() for label in labels),
    )


def as_told(text: str) -> str:
    """Text as it is read aloud: letters and digits plain, without marks of emphasis."""
    return EMPHASIS.sub("", text if is_plain(text) else as_read(text))


def is_within_province(region_code: str) -> bool:
    """A regency, a city, or what lies in one."""
    return "." in region_code


def mask_small_numbers(title: str) -> str:
    """A source's headline with counts of 1 to 4 replaced by the mark `[c]`."""
    told = as_told(title)
    return MAY_COUNT.sub(MARK, told) if MAY_COUNT.search(told) else title


def words_of(slug: str) -> str:
    """The words of an id or an address, as a reader makes them out."""
    parted = re.sub(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)", " ", slug)
    return re.sub(r"[-_/.+?=&%]+", " ", parted)


@lru_cache(maxsize=8)
def _patterns(nouns: frozenset[str]) -> tuple[re.Pattern, re.Pattern]:
    """A number with its noun within two words, and a noun with its number behind it."""
    noun = "|".join(re.escape(n) for n in sorted(nouns, key=len, reverse=True)) or r"(?!)"
    number = MAY_COUNT.pattern
    gap = r"(?:\s*\([1-4]\))?(?:\s+(?:(?!(?:bagi|untuk|kepada|oleh|pada|dalam|dengan|agar|for|to)\b)\w+\s+){0,2}?|[\s/-]*)"
    before = rf"{number}{gap}(?:{noun})\b"
    behind = rf"\b(?:{noun})\s*(?:\(|:|=|,|ada|sebanyak|berjumlah|sejumlah)\s*{number}"
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def regencies_named(names: Iterable[str]) -> re.Pattern:
    """Finds the name of any regency or city in a text."""
    known = sorted(set(names), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b" if known else r"(?!)")
