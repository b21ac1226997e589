"""Corrections: what was changed after it was published, as people write it down."""

from typing import Annotated

from pydantic import Field, model_validator

from .fields import Day, Mistake, OneOf, OptionalText, Record, Slug, Text

WHOLE = "record"
WITHDRAWAL = "withdrawal"
# For the sake of a person: not even what was said before is shown.
REMOVAL = "removal"


class Changed(Record):
    """One field of one published record, before and after; empty means it was not there."""

    record: Annotated[str, OneOf("record")]
    """Catatan: kode angka, atau statements/ atau regulations/ diikuti nama berkasnya. Contoh: statements/2026-03-02-sukoharjo-bawaslu-ingatkan-kades"""
    field: Text
    """Bidang: nama bidang yang berubah; record bila seluruh catatan ditarik. Contoh: value"""
    old: str | int | float | None
    """Semula: isinya sebelum diubah; kosong bila tidak ada. Contoh: 43"""
    new: str | int | float | None
    """Menjadi: isinya sesudah diubah; kosong bila dihapus. Contoh: 34"""


class Correction(Record):
    """Header of `content/corrections/<id>.md`; the body says why.

    A change of the field `record` is about a record as a whole: a withdrawal
    withdraws it, a later correction or revision brings it back. A removal leaves
    nothing of it but its address, the day and the reason.
    """

    id: Slug
    """Nama berkas: nama berkas tanpa .md: tanggal dan pokoknya; menjadi alamat halaman. Contoh: 2026-11-24-angka-kasn-2020"""
    title: Text
    """Judul: apa yang dikoreksi, dalam satu kalimat tanpa titik. Contoh: Jumlah laporan KASN 2020 dikoreksi"""
    date: Day
    """Tanggal koreksi: hari koreksi ini terbit. Contoh: 2026-11-24"""
    kind: Annotated[str, OneOf("correction_kind")]
    """Jenis: koreksi, revisi oleh lembaganya, penarikan, atau penghapusan demi seseorang. Contoh: correction"""
    changes: Annotated[list[Changed], Field(min_length=1)]
    """Perubahan: apa saja yang berubah, satu per satu."""
    noticed: Day
    """Diketahui pada: hari kekeliruan itu diketahui. Contoh: 2026-11-20"""
    decided_by: Text
    """Diputuskan oleh: jabatan yang memutuskan, tanpa nama. Contoh: Redaksi"""
    small_count_note: OptionalText = None
    """Bilangan kecil: mengapa bilangan satu sampai empat dalam teks ini tidak menunjuk orang; isi hanya bila diminta pemeriksaan. Contoh: Menghitung surat, bukan orang."""

    @model_validator(mode="after")
    def _a_withdrawal_is_of_whole_records(self) -> "Correction":
        wrong = [one.field for one in self.changes if one.field != WHOLE]
        if self.kind in (WITHDRAWAL, REMOVAL) and wrong:
            raise Mistake(
                "P134",
                f'penarikan menyebut bidang "{wrong[0]}". Yang ditarik selalu seluruh catatan:'
                f' tulis "field: {WHOLE}", atau pilih jenis correction.',
            )
        return self
