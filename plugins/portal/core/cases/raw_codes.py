"""Raw values to codes: regions, periods and the closed lists of the settings."""

import unicodedata
from collections.abc import Mapping, Sequence

import pandas as pd

from ..problems import nearest
from ..region_codes import code_hint
from .dimensions import LEVELS, TOTAL
from .periods import first_and_last, is_day, is_period
from .register import Region, names_of, parents, valid_within
from .release import PERIOD, REGION, Release

Bad = dict[tuple, str]
NAMED = 4


class Codes:
    """What a raw value may be, per dimension, and what to say if it is not."""

    def __init__(self, settings: Release, register: Sequence[Region]) -> None:
        self.settings = settings
        self.parents = parents(register)
        self.valid = valid_within(register)
        self.names = names_of(register)
        self.deepest = max(LEVELS.index(table.level) for table in settings.tables.values())
        self.is_counts = settings.input == "counts"

    def depth(self, code: str) -> int:
        steps = 0
        while self.parents.get(code):
            code, steps = self.parents[code], steps + 1
        return steps

    def translate(
        self, counted: pd.DataFrame, columns: Mapping[str, str]
    ) -> tuple[pd.DataFrame, Bad]:
        """Every column renamed to its dimension, its values to codes."""
        bad: Bad = {}
        frame = pd.DataFrame({"rows": counted["rows"]})
        for column, dimension in columns.items():
            meaning = {}
            for value in counted[column].unique():
                meaning[value], text = self.code(dimension, value)
                if text:
                    bad[column, value] = text
            frame[dimension] = counted[column].map(meaning)
        return frame, bad

    def code(self, dimension: str, value: str) -> tuple[str, str]:
        if dimension == "value":
            return value, ""
        hidden = hidden_characters(value)
        if hidden:
            return (
                "",
                f"mengandung karakter tersembunyi {hidden}. Ketik ulang kodenya tanpa karakter itu.",
            )
        if dimension == REGION:
            return value, self._region_problem(value)
        if dimension == PERIOD:
            return self._period(value)
        return value, self._listed_problem(dimension, value)

    def _region_problem(self, value: str) -> str:
        if value in self.parents or (self.is_counts and value in self.settings.areas):
            return ""
        if not value:
            return "kode wilayah kosong. Isi dengan kode Kemendagri seperti 33.11."
        if named := self.codes_named(value):
            return f"adalah nama, bukan kode. {_which(named)}"
        hint = code_hint(value, self.parents)
        hint = nearest(value, self.parents) if hint is None else hint
        return f"bukan kode wilayah di register.{hint} Perbaiki kodenya."

    def codes_named(self, words: str) -> list[str]:
        """Codes of the regions so called; those of the finest level of the tables, if any."""
        codes = self.names.get(words.casefold(), [])
        return [code for code in codes if self.depth(code) == self.deepest] or codes

    def _period(self, value: str) -> tuple[str, str]:
        codes = self.settings.dimensions[PERIOD].codes
        if value in codes or (
            self.is_counts and value in (TOTAL, *self.settings.dimensions[PERIOD].sums)
        ):
            return value, ""
        if not value:
            return "", "tanggal kosong. Isi dengan tanggal seperti 2024-03-02."
        if not is_day(value):
            return "", self._no_day(value)
        if value > self.settings.as_of.isoformat():
            return (
                "",
                f"di masa depan; berkas dihitung per {self.settings.as_of}. Perbaiki tanggal atau as_of.",
            )
        inside = [
            c
            for c in codes
            if is_period(c) and first_and_last(c)[0] <= value <= first_and_last(c)[1]
        ]
        if not inside:
            return (
                "",
                f"di luar periode rilis ({', '.join(codes)}). Perbaiki tanggal atau daftar periode.",
            )
        return inside[0], ""

    def _no_day(self, value: str) -> str:
        if is_period(value):
            return f"periode yang tidak ada di rilis ({', '.join(self.settings.dimensions[PERIOD].codes)}). Perbaiki."
        return "bukan tanggal yang sah. Tulis tahun-bulan-hari seperti 2024-03-02."

    def _listed_problem(self, dimension: str, value: str) -> str:
        each = self.settings.dimensions[dimension]
        codes = (*each.codes, TOTAL, *each.sums) if self.is_counts else each.codes
        if value in codes:
            return ""
        if not value:
            return f"kosong. Isi dengan salah satu kode {dimension}."
        return f"tidak ada di daftar {dimension}.{nearest(value, codes)} Perbaiki, atau tambahkan ke release.yaml."

    def misplaced(self, frame: pd.DataFrame, columns: Mapping[str, str]) -> Bad:
        """Regions above the finest level, and regions outside the years they existed."""
        back = {dimension: column for column, dimension in columns.items()}
        bad: Bad = {}
        has_children = set(self.parents.values())
        for code in frame[REGION].unique():
            if self.depth(code) < self.deepest and code in has_children:
                level, due = LEVELS[self.depth(code)], LEVELS[self.deepest]
                bad[back[REGION], code] = (
                    f"tingkat {level}, tabel meminta {due}. Tulis kode {due} tempat perkara."
                )
        return bad | self.not_valid(frame)

    def not_valid(self, frame: pd.DataFrame) -> Bad:
        column, bad = self.settings.region_column, {}
        if PERIOD not in self.settings.dimensions:
            return bad
        for code, period in frame[[REGION, PERIOD]].drop_duplicates().itertuples(index=False):
            if is_period(period) and code in self.valid and not self._existed(code, period):
                days = "; ".join(
                    f"{a if a > '0000' else 'awal'} sampai {b if b < '9999' else 'kini'}"
                    for a, b in self.valid[code]
                )
                bad[column, code] = (
                    f"tidak berlaku pada {period}; kode ini berlaku {days}. Pakai kode yang berlaku saat itu."
                )
        return bad

    def _existed(self, code: str, period: str) -> bool:
        first, last = first_and_last(period)
        return any(start <= last and first <= end for start, end in self.valid[code])


def hidden_characters(value: str) -> str:
    """Names of invisible or look-alike characters, such as U+00A0."""
    seen = [
        c
        for c in value
        if unicodedata.category(c) in {"Cf", "Cc", "Zl", "Zp"} or (c.isspace() and c != " ")
    ]
    if value != value.strip(" "):
        seen.append(" ")
    seen += [c for c in value if unicodedata.category(c) == "Nd" and not c.isascii()]
    return ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(seen))


def _which(codes: Sequence[str]) -> str:
    """A name that several regions share is not guessed."""
    if len(codes) == 1:
        return f'Tulis kodenya: "{codes[0]}".'
    listed = ", ".join(codes[:NAMED]) + ", …" * (len(codes) > NAMED)
    return f"Beberapa wilayah bernama begitu ({listed}); tulis kode yang dimaksud."
