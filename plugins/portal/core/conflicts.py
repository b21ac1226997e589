"""Different values for the same thing: found by the program, explained by an editor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from .fields import OneOf, Record, Slug, Text
from .figures import Figure, Series, thing

UNEXPLAINED = "unexplained"


class Conflict(Record):
    """One row of `data/figures/conflicts.csv`: a case an editor has looked at.

    reason      why the values differ, out of the closed code list.
    figure_ids  the figures that stand against each other, separated by blanks.
    """

    conflict_id: Slug
    """Kode: kode pendek kasus ini; menjadi alamat halamannya. Contoh: kasn-694-atau-604"""
    title: Text
    """Judul: apa yang tidak cocok, dalam satu kalimat tanpa titik. Contoh: Dua jumlah laporan KASN per September 2020"""
    reason: Annotated[str, OneOf("conflict_reason")]
    """Sebab: sebab dari daftar; unexplained bila belum jelas. Contoh: definition"""
    explanation: Text
    """Penjelasan: mengapa angkanya berbeda, dalam kata-kata sendiri. Contoh: Yang satu menghitung laporan, yang lain menghitung orang."""
    figure_ids: Annotated[list[Annotated[str, OneOf("figure")]], BeforeValidator(str.split)]
    """Angka: kode angka yang tidak cocok, dipisah spasi. Contoh: detik-20190308-165-01 sindo-20190309-15prov-01"""


@dataclass(frozen=True)
class Disagreement:
    """Figures for one thing that do not agree, and the cases that explain them."""

    figures: tuple[Figure, ...]
    cases: tuple[Conflict, ...]

    @property
    def reason(self) -> str:
        return self.cases[0].reason if self.cases else UNEXPLAINED


def disagreements(series: Iterable[Series], cases: Iterable[Conflict]) -> list[Disagreement]:
    """Every thing for which values differ although nothing explains it by itself.

    Two issuers with different newest values; one issuer with two values of one
    date; one issuer whose later value is smaller. A value that only grows with
    time is a series, and equal values are never flagged.
    """
    by_thing = defaultdict(list)
    for one in series:
        by_thing[thing(one.current)].append(one)
    found = (_differing(same) for same in by_thing.values())
    return [Disagreement(figures, _cases(figures, cases)) for figures in found if figures]


def _differing(same: list[Series]) -> tuple[Figure, ...]:
    figures: dict[str, Figure] = {}
    newest = [f for f in (_newest_shown(one) for one in same) if f]
    if len({f.value for f in newest}) > 1:
        figures |= {f.figure_id: f for f in newest}
    for one in same:
        figures |= {f.figure_id: f for f in _contradicting(one)}
    return tuple(figures.values())


def _newest_shown(series: Series) -> Figure | None:
    return next((f for f in series.figures if f.value is not None), None)


def _contradicting(series: Series) -> Iterable[Figure]:
    shown = [f for f in series.figures if f.value is not None and f.period_end]
    for i, later in enumerate(shown):
        for earlier in shown[i + 1 :]:
            same_day = later.period_end == earlier.period_end
            if (same_day and later.value != earlier.value) or later.value < earlier.value:
                yield later
                yield earlier


def _cases(figures: tuple[Figure, ...], cases: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Cases that name at least two of the figures."""
    ids = {figure.figure_id for figure in figures}
    return tuple(case for case in cases if len(ids & set(case.figure_ids)) > 1)
