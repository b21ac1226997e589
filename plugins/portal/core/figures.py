"""Published figures: what somebody in office stated and a source reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from .amounts import OptionalAmount, refuse_fraction
from .fields import (
    OneOf,
    OptionalDate,
    OptionalText,
    OptionalUrl,
    Record,
    RegionCode,
    Slug,
    Text,
    refuse_disagreement,
)

SeriesKey = tuple[str, ...]


def _empty_is_exact(value: Any) -> Any:
    return value or "exact"


Precision = Annotated[Literal["exact", "about", "at-least"], BeforeValidator(_empty_is_exact)]


class Source(Record):
    """`data/sources/<source_id>.yaml`: where figures were reported.

    institution  the issuer: who stated the figures, as the source writes it.
    published    None where the source shows no date.
    copy_of      the source whose text this one repeats.
    """

    source_id: Slug
    """Kode sumber: kode pendek: penerbit, tanggal, dan pokoknya; menjadi alamat halaman sumber. Contoh: detik-20190308-165"""
    url: OptionalUrl = None
    """Alamat: alamat lengkap halaman sumber; kosongkan bila tidak ada. Contoh: https://contoh.example/berita/1"""
    title: Text
    """Judul: judul sumber, seperti tertulis di sana. Contoh: Bawaslu Terima 165 Laporan Pelanggaran Netralitas ASN"""
    publisher: Text
    """Penerbit: nama media atau lembaga yang menerbitkannya. Contoh: detikNews"""
    published: OptionalDate = None
    """Tanggal terbit: tanggal sumber diterbitkan; kosongkan bila tidak tertulis. Contoh: 2019-03-08"""
    institution: Text
    """Lembaga yang menyatakan: lembaga yang menyatakan angkanya, seperti ditulis sumber. Contoh: Bawaslu RI"""
    note: str = ""
    """Catatan: yang perlu diketahui untuk membaca sumber ini; boleh kosong. Contoh: Daftar provinsi dan jumlahnya tidak cocok"""
    copy_of: Annotated[OptionalText, OneOf("source")] = None
    """Salinan dari: kode sumber yang tulisannya disalin; angkanya tidak dihitung sebagai suara sendiri. Contoh: detik-20190308-165"""


class Figure(Record):
    """One row of `data/figures/<source_id>.csv`, which leaves the source to its name.

    value   number in `unit`, whole but for percentages, which keep one decimal of their
            source; None exactly where `status` is confidential.
    precision  whether the source gives the number itself, or only says "about" or
            "at least".
    period  `period_start` is None where the source names no beginning;
            `period_end` is the as-of date.
    added   the day the row came onto the portal; intake writes it.
    """

    figure_id: Slug
    """Kode angka: kode sumber ditambah nomor urut; tidak diganti lagi sesudah terbit. Contoh: detik-20190308-165-01"""
    source_id: Annotated[str, OneOf("source")]
    """Kode sumber: kode sumber dari berkas sumber. Contoh: detik-20190308-165"""
    region_code: RegionCode
    """Wilayah: kode wilayah tempat angka itu berlaku; 00 untuk seluruh Indonesia. Contoh: 33.11"""
    election: Annotated[str, OneOf("election")]
    """Pemilihan: pemilihan yang dihitung. Contoh: pilkada-2024"""
    period_start: OptionalDate
    """Awal masa: hari pertama masa yang dihitung; kosongkan bila tidak disebut. Contoh: 2024-01-01"""
    period_end: OptionalDate
    """Keadaan per: hari terakhir yang dihitung. Contoh: 2024-10-31"""
    respondent_group: Annotated[str, OneOf("respondent_group")]
    """Siapa yang dihitung: unsur aparatur yang dihitung; all bila tidak dirinci. Contoh: asn"""
    stage_of_handling: Annotated[str, OneOf("stage_of_handling")]
    """Tahap penanganan: tahap penanganan yang dihitung; total bila tidak dirinci. Contoh: proven"""
    category: Annotated[str, OneOf("category")]
    """Jenis pelanggaran: jenis pelanggaran dari data/categories.csv; all bila tidak dirinci. Contoh: media-sosial"""
    value: OptionalAmount
    """Nilai: bilangan bulat tanpa titik; persen boleh satu angka di belakang titik, seperti di sumbernya; kosong hanya bila ditahan. Contoh: 43"""
    status: Literal["shown", "confidential"]
    """Ditampilkan: diisi oleh scripts/intake.py: shown bila tampil, confidential bila ditahan. Contoh: shown"""
    unit: Annotated[str, OneOf("unit")]
    """Satuan: satuan angkanya. Contoh: kasus"""
    verification: Literal["verified", "needs-review"]
    """Kecocokan dengan sumber: pilih verified bila sudah dicocokkan dengan sumbernya, needs-review bila ada yang meragukan. Contoh: verified"""
    note: str
    """Catatan: yang perlu diketahui untuk membaca angka ini; boleh kosong. Contoh: Rincian di artikel berjumlah 160"""
    added: date
    """Masuk portal: hari baris ini masuk portal; diisi oleh scripts/intake.py. Contoh: 2026-11-24"""
    precision: Precision = "exact"
    """Ketepatan: about bila sumber menulis sekitar atau hampir, at-least bila menulis lebih dari atau sedikitnya; kosong bila angkanya pasti. Contoh: about"""

    @model_validator(mode="after")
    def _value_agrees_with_status_and_unit(self) -> "Figure":
        refuse_disagreement(self.value, self.status)
        refuse_fraction(self.value, self.unit)
        return self


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one issuer for one thing: the newest is current, the rest history."""

    issuer: str
    figures: tuple[Figure, ...]

    @property
    def current(self) -> Figure:
        return self.figures[0]

    @property
    def history(self) -> tuple[Figure, ...]:
        return self.figures[1:]


def thing(figure: Figure) -> SeriesKey:
    """What a figure counts, whoever states it."""
    return (
        figure.region_code,
        figure.election,
        figure.respondent_group,
        figure.stage_of_handling,
        figure.category,
        figure.unit,
    )


def arrange_series(figures: Sequence[Figure], sources: Mapping[str, Source]) -> list[Series]:
    """All figures as series, newest first in each; nothing summed, nothing merged.

    Figures of one date keep their order in the file, so that two reports of
    one statement stand side by side.
    """
    by_key = defaultdict(list)
    for figure in figures:
        by_key[sources[figure.source_id].institution, *thing(figure)].append(figure)
    return [Series(issuer, _newest_first(same)) for (issuer, *_), same in by_key.items()]


def _newest_first(figures: list[Figure]) -> tuple[Figure, ...]:
    if len(figures) == 1:
        return tuple(figures)
    return tuple(sorted(figures, key=lambda f: str(f.period_end or ""), reverse=True))
