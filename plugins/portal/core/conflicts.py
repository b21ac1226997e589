"""Different values for the same thing: found by the program, explained by an editor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from pydantic import BeforeValidator

from .amounts import PERCENT
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

    Two issuers with different newest values; two sources of one issuer with two
    values of one date, or with a later value that is smaller. A value that only
    grows with time is a series, a share may fall with time, and equal values are
    never flagged. Two rows of one source never contradict each other: it counts
    two things there, and its words tell them apart.
    """
    by_thing = defaultdict(list)
    for one in series:
        by_thing[thing(one.current)].append(one)
    found = (_differing(same) for same in by_thing.values())
    return [Disagreement(figures, _cases(figures, cases)) for figures in found if figures]


def _differing(same: list[Series]) -> tuple[Figure, ...]:
    figures: dict[str, Figure] = {}
    newest = [f for f in (_newest_shown(one) for one in same) if f]
    if any(_differ(a, b) for a, b in combinations(newest, 2)):
        figures |= {f.figure_id: f for f in newest}
    for one in same:
        figures |= {f.figure_id: f for f in _contradicting(one)}
    return tuple(figures.values())


def _newest_shown(series: Series) -> Figure | None:
    return next((f for f in series.figures if f.value is not None), None)


def _contradicting(series: Series) -> Iterator[Figure]:
    shown = [f for f in series.figures if f.value is not None and f.period_end]
    for later, earlier in combinations(shown, 2):
        if _differ(later, earlier) and (
            later.period_end == earlier.period_end or _has_fallen(later, earlier)
        ):
            yield later
            yield earlier


def _differ(one: Figure, other: Figure) -> bool:
    return one.source_id != other.source_id and one.value != other.value


def _has_fallen(later: Figure, earlier: Figure) -> bool:
    """Counts grow with time; a share of something may fall."""
    return later.unit != PERCENT and later.value < earlier.value


def _cases(figures: tuple[Figure, ...], cases: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Cases that name at least two of the figures."""
    ids = {figure.figure_id for figure in figures}
    return tuple(case for case in cases if len(ids & set(case.figure_ids)) > 1)
