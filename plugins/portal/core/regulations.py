"""The record of a regulation: what a header of `content/regulations/` holds."""

from typing import Annotated, Literal

from pydantic import Field

from .fields import (
    ElectionName,
    OneOf,
    OptionalDate,
    OptionalText,
    Record,
    RegulationId,
    Scope,
    Slug,
    Text,
)
from .reference import Confidence, Reference

# What a legal register shows of a regulation: nothing else may stand unconfirmed.
RegisterFact = Literal["place_enacted", "date_enacted", "date_promulgated", "gazette"]


class Article(Record):
    """What one article says, in our words."""

    article: Text
    """Pasal: pasal dan ayatnya. Contoh: Pasal 280 ayat (2)"""
    gist: Text
    """Isi pokok: isi pasal itu dalam satu kalimat Anda sendiri. Contoh: Pelaksana dan tim kampanye dilarang mengikutsertakan aparatur sipil negara."""
    kind: Annotated[str, OneOf("article_kind")]
    """Jenis: jenis ketentuannya. Contoh: prohibition"""
    applies_to: list[Annotated[str, OneOf("applies_to")]] = []
    """Berlaku bagi: siapa yang diatur pasal itu. Contoh: asn"""


class Sanction(Record):
    """A consequence the regulation names."""

    level: Annotated[str, OneOf("sanction_level")]
    """Tingkat: tingkat sanksinya. Contoh: sedang"""
    gist: Text
    """Isi pokok: sanksinya dalam satu kalimat Anda sendiri. Contoh: Penurunan pangkat setingkat lebih rendah selama satu tahun."""


class Regulation(Record):
    """Header of `content/regulations/<id>.md`, after JDIH practice; the body says
    why it matters here. None and empty mean unknown, not "none".
    """

    id: Slug
    """Nama berkas: nama berkas tanpa .md: singkatan, nomor, dan tahun; menjadi alamat halaman dan tidak diganti lagi. Contoh: uu-7-2017"""
    document_type: Text
    """Tipe dokumen: tipe dokumen menurut JDIH. Contoh: Peraturan Perundang-undangan"""
    type: Text
    """Jenis: jenis peraturan, ditulis lengkap. Contoh: Undang-Undang"""
    type_abbrev: Text
    """Singkatan jenis: singkatan jenisnya, seperti dalam kutipan. Contoh: UU"""
    number: OptionalText = None
    """Nomor: nomor peraturan, seperti tertulis; kosongkan bila tidak diketahui. Contoh: 7"""
    year: int
    """Tahun: tahun peraturan. Contoh: 2017"""
    title: Text
    """Judul: judul resmi sesudah kata tentang. Contoh: Pemilihan Umum"""
    title_is_official: bool = True
    """Judul resmi: tulis false bila judul resminya belum diketahui dan yang tertulis adalah uraian Anda. Contoh: true"""
    issuing_body: Text
    """Pembentuk: lembaga yang menetapkan, didahului negara atau daerahnya. Contoh: Indonesia. Presiden"""
    place_enacted: OptionalText = None
    """Tempat penetapan: kota tempat ditetapkan; kosongkan bila tidak diketahui. Contoh: Jakarta"""
    date_enacted: OptionalDate = None
    """Tanggal penetapan: tanggal ditetapkan; kosongkan bila tidak diketahui. Contoh: 2017-08-15"""
    date_promulgated: OptionalDate = None
    """Tanggal pengundangan: tanggal diundangkan; kosongkan bila tidak diketahui. Contoh: 2017-08-16"""
    gazette: OptionalText = None
    """Lembaran: lembaran atau Berita Negara dan tambahannya. Contoh: LN 2017 No. 182; TLN No. 6109"""
    status: Literal["in-force", "amended", "revoked"]
    """Status: status hukumnya; bila berbeda dari hubungan antarregulasi, jelaskan di catatan status. Contoh: in-force"""
    status_note: OptionalText = None
    """Catatan status: dari mana statusnya diketahui, bila tidak tampak dari hubungan antarregulasi. Contoh: Dicabut sebagian oleh putusan pengadilan."""
    applies_to_elections: list[ElectionName] = []
    """Untuk pemilihan: pemilihan yang disebut edaran ini bila hanya dibuat untuknya; kosongkan bila berlaku seterusnya. Contoh: pilkada-2018"""
    amends: list[RegulationId] = []
    """Mengubah: regulasi yang diubah regulasi ini. Contoh: uu-10-2016"""
    amended_by: list[RegulationId] = []
    """Diubah oleh: boleh kosong: dihitung dari regulasi yang mengubahnya. Contoh: uu-7-2023"""
    revokes: list[RegulationId] = []
    """Mencabut: regulasi yang dicabut regulasi ini. Contoh: uu-5-2014"""
    revoked_by: list[RegulationId] = []
    """Dicabut oleh: boleh kosong: dihitung dari regulasi yang mencabutnya. Contoh: uu-20-2023"""
    establishes: list[RegulationId] = []
    """Menetapkan: regulasi yang ditetapkan regulasi ini menjadi undang-undang. Contoh: perppu-1-2022"""
    implements: list[RegulationId] = []
    """Melaksanakan: regulasi yang dilaksanakan regulasi ini. Contoh: uu-7-2017"""
    subjects: list[str] = []
    """Subjek: kata kunci isinya. Contoh: netralitas, pengawasan"""
    scope: Scope
    """Lingkup: kata national untuk seluruh Indonesia, atau kode wilayahnya. Contoh: national"""
    scope_name: Text
    """Nama lingkup: nama negara atau wilayah tempat berlaku. Contoh: Indonesia"""
    language: Text = "Indonesia"
    """Bahasa: bahasa naskahnya. Contoh: Indonesia"""
    legal_field: OptionalText = None
    """Bidang hukum: bidang hukum menurut JDIH. Contoh: Tata Negara"""
    articles: list[Article] = []
    """Pasal: pasal yang penting bagi pembaca portal ini."""
    sanctions: list[Sanction] = []
    """Sanksi: sanksi yang disebut regulasi ini."""
    sources: Annotated[list[Reference], Field(min_length=1)]
    """Sumber: halaman yang dibaca untuk mengisi catatan ini, paling sedikit satu."""
    confidence: Confidence
    """Keyakinan: seberapa yakin penyunting: high bila naskahnya dibaca, low bila hanya dari berita. Contoh: high"""
    confidence_note: OptionalText = None
    """Catatan keyakinan: apa yang belum pasti dan mengapa. Contoh: Tanggal penetapan tidak tampak di naskah."""
    unconfirmed_fields: list[RegisterFact] = []
    """Bidang belum pasti: keterangan daftar yang belum dicek tetapi tampak di halaman JDIH di antara sumbernya. Contoh: date_enacted"""
    draft: bool = False
    """Draf: tulis true selama belum boleh terbit; catatan itu hanya terlihat di pratinjau. Contoh: true"""

    @property
    def citation(self) -> str:
        """`UU 7/2017`: how people cite it; `SE Bupati Contoh 2024` where the number is unknown."""
        if not self.number:
            place, _, office = self.issuing_body.rpartition(". ")
            words = [office, *([place] if place not in ("", "Indonesia") else [])]
            return " ".join([self.type_abbrev, *words, str(self.year)])
        carries_year = "/" in self.number or "ahun" in self.number
        return f"{self.type_abbrev} {self.number}" + ("" if carries_year else f"/{self.year}")
