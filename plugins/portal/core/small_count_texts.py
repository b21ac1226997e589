"""Words beside a number: whether a note, a headline or an id tells what is withheld."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .small_counts import (
    ANY_NUMBER,
    NUMERALS,
    SMALL_NUMBER,
    WORDS,
    Rule,
    is_within_province,
    regencies_named,
    words_of,
)

SUM = re.compile(r"berjumlah|menjumlah|jumlah rincian|\d\s*[+=]|[+=]\s*\d", re.IGNORECASE)
IN_ONE_WORD = re.compile(rf"(?:[1-4]|{WORDS})(?P<noun>.+)")
FEW = 10
PARAGRAPH = re.compile(r"\n\s*\n")
# What separates two things said: the end of a sentence, of an item or of a row.
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n(?=\s*(?:[-*+|>#]|\d+[.)]\s))")
Row = Mapping[str, Any]


class Beside:
    """What texts may say beside the figures of a source.

    regencies  names of regencies and cities, as texts write them.
    """

    def __init__(self, rule: Rule, regencies: Iterable[str]) -> None:
        self.rule = rule
        self._named = regencies_named(regencies)

    def names_regency(self, text: str) -> bool:
        return bool(self._named.search(text))

    def tells(self, text: str, rows: Iterable[Row] = ()) -> bool:
        """True for a small count of a regency which none of the rows shows.

        rows  the figures of one source: any row withheld makes every small number tell.
        """
        rows = list(rows)
        if any(is_withheld(row) for row in rows):
            return bool(self.small_numbers(text))
        is_local = self.names_regency(text) or any(_is_local(row) for row in rows)
        shown = {int(row["value"]) for row in rows if _has_whole_value(row)}
        return is_local and not set(self.rule.counts_in(text)) <= shown

    def small_numbers(self, text: str) -> list[int]:
        """Numbers from 1 to 4 that may count: no ranks, pages, places or days."""
        return self.rule.numbers_in(text)

    def sentences_telling(self, text: str, is_local: bool) -> list[str]:
        """Sentences with a small count of persons or cases in a paragraph about a regency.

        is_local  whether the whole text is about one, even where it is not named.
        """
        return [
            sentence
            for paragraph in PARAGRAPH.split(text)
            if self.rule.counts_in(paragraph) and (is_local or self.names_regency(paragraph))
            for sentence in SENTENCE.split(paragraph)
            if self.rule.counts_in(sentence)
        ]

    def id_tells(self, name: str, is_withheld: bool) -> bool:
        """Whether the words of an id tell a count."""
        words = words_of(name)
        if any(map(self._is_count_in_one_word, words.casefold().split())):
            return True
        if is_withheld:
            return any(word in NUMERALS for word in words.casefold().split())
        return bool(self.rule.counts_in(words))

    def _is_count_in_one_word(self, word: str) -> bool:
        """`duacamat`."""
        found = IN_ONE_WORD.fullmatch(word)
        return bool(found) and found["noun"] in self.rule.nouns


def note_tells(note: str, row: Row, source_withholds: bool, beside: Beside) -> bool:
    """Whether a figure's note tells a small count of a regency, or helps to work one out.

    row  of the figure: region_code, value, status.
    """
    if source_withholds and (ANY_NUMBER.search(note) or SMALL_NUMBER.search(note)):
        return row["region_code"] != "00" or bool(SMALL_NUMBER.search(note))
    if is_withheld(row) or _is_local(row):
        own = {int(row["value"])} if _has_whole_value(row) else set()
        found = {NUMERALS[n[0].lower()] for n in SMALL_NUMBER.finditer(note)}
        return bool(found - own or SUM.search(note))
    is_few = _has_whole_value(row) and int(row["value"]) < FEW
    return beside.names_regency(note) and bool(is_few or SMALL_NUMBER.search(note) or "+" in note)


def is_withheld(row: Row) -> bool:
    return row["status"] == "confidential"


def _is_local(row: Row) -> bool:
    return is_within_province(row["region_code"])


def _has_whole_value(row: Row) -> bool:
    return bool(re.fullmatch(r"\d+", str(row["value"] or "")))
