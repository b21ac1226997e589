"""Registers beside the records: code lists, types, terms, institutions, channels."""

from typing import Annotated, Literal

from .amounts import Count
from .fields import (
    OneOf,
    OptionalText,
    OptionalUrl,
    Record,
    RegionCode,
    RegulationId,
    Slug,
    Text,
    Url,
)

Confidence = Literal["high", "medium", "low"]


class Code(Record):
    """One row of `data/codelists.csv`: a value allowed in a field, and its words."""

    list: Text
    """Daftar: nama daftar tempat kode ini berlaku. Contoh: topic"""
    code: Slug
    """Kode: kode dengan huruf kecil dan tanda hubung; tidak diganti lagi. Contoh: kepala-desa"""
    label_id: Text
    """Nama Indonesia: kata yang dibaca orang, dalam bahasa Indonesia. Contoh: Kepala desa"""
    label_en: Text
    """Nama Inggris: kata yang dibaca orang, dalam bahasa Inggris. Contoh: Village heads"""


class Category(Record):
    """One row of `data/categories.csv`.

    dimension  what is cut by it: the type of violation, a position, a sanction …;
               categories of different dimensions never stand in one table.
    """

    slug: Slug
    """Kode: kode jenis; menjadi alamat halamannya. Contoh: media-sosial"""
    dimension: Annotated[str, OneOf("dimension")]
    """Dimensi: menurut apa dibagi: jenis pelanggaran, jabatan, sanksi, dan seterusnya. Contoh: violation"""
    label_id: Text
    """Nama Indonesia: nama jenis dalam bahasa Indonesia. Contoh: Dukungan di media sosial"""
    label_en: Text
    """Nama Inggris: nama jenis dalam bahasa Inggris. Contoh: Support on social media"""
    definition_id: Text
    """Definisi: perbuatan apa yang termasuk, dalam satu kalimat. Contoh: Aparatur mengunggah, membagikan, atau menyukai materi dukungan kepada peserta pemilihan."""
    legal_basis: str
    """Dasar hukum: peraturan dan pasalnya; boleh kosong. Contoh: PP 94/2021 Ps. 5 huruf n"""


class Alias(Record):
    """One row of `data/region_aliases.csv`: another name people search a region by."""

    region_code: RegionCode
    """Wilayah: kode wilayah yang dimaksud. Contoh: 12"""
    alias: Text
    """Nama lain: nama lain yang dipakai orang untuk mencarinya. Contoh: Sumut"""


class PublicContact(Record):
    """One row of `data/public_contacts.csv`: a desk of an office, not a person.

    Only what stands here may be written anywhere as an e-mail address, a
    telephone number or an account.
    """

    contact: Text
    """Kontak: surel, nomor telepon, atau akun layanan publik; akun ditulis tanpa tanda @. Contoh: lapor@contoh.go.id"""
    owner: Text
    """Pemilik: kantor atau layanan yang memilikinya, bukan orang. Contoh: Layanan Pengaduan Contoh"""
    url: Url
    """Alamat: halaman resmi yang menyebut kontak itu. Contoh: https://contoh.example/kontak"""


class TilePlace(Record):
    """One row of `data/tiles.csv`: where a province stands in the tile-grid map."""

    region_code: RegionCode
    """Wilayah: kode provinsi. Contoh: 11"""
    column: Count
    """Kolom: kolom petak pada peta, dihitung dari 0. Contoh: 0"""
    row: Count
    """Baris: baris petak pada peta, dihitung dari 0. Contoh: 1"""
    abbreviation: Text
    """Singkatan: dua atau tiga huruf di dalam petak. Contoh: AC"""


class External(Record):
    """A regulation that records refer to but that has no page here."""

    id: Slug
    """Kode: kode regulasi seperti nama berkasnya andai ada di sini. Contoh: perbawaslu-21-2018"""
    label: Text
    """Sebutan: jenis, nomor, tahun, dan judulnya. Contoh: PerBawaslu 21/2018 tentang Pengawasan Penyelenggaraan Pemilihan Umum"""


class Term(Record):
    """One entry of `data/glossary.yaml`."""

    term: Text
    """Istilah: istilah yang dijelaskan. Contoh: Alat Peraga Kampanye"""
    abbreviation: OptionalText
    """Singkatan: singkatannya; kosongkan bila tidak ada. Contoh: APK"""
    english: Text
    """Bahasa Inggris: padanannya dalam bahasa Inggris. Contoh: campaign display material"""
    definition: Text
    """Definisi: artinya dalam satu kalimat sederhana. Contoh: Baliho, spanduk, umbul-umbul, dan sejenisnya yang memuat materi kampanye."""
    category: Text
    """Kelompok: kelompok istilahnya. Contoh: pemilu"""
    see_also: list[str]
    """Lihat juga: istilah lain yang berhubungan. Contoh: Bahan kampanye"""
    legal_basis: OptionalText
    """Dasar hukum: peraturan yang memakainya; kosongkan bila tidak ada. Contoh: PKPU 15/2023"""
    confidence: Confidence
    """Keyakinan: seberapa yakin penyunting akan isinya. Contoh: high"""


class Reference(Record):
    """A page that was read to write an entry."""

    url: Url
    """Alamat: alamat lengkap halaman yang dibaca. Contoh: https://contoh.example/uu-7-2017"""
    title: Text
    """Judul: judul halaman itu. Contoh: Teks UU 7/2017"""
    publisher: Text
    """Penerbit: siapa yang menerbitkannya. Contoh: JDIH Contoh"""


class Years(Record):
    """The years an institution existed; `end` is None while it does."""

    start: int | None
    """Sejak: tahun berdiri; kosongkan bila tidak diketahui. Contoh: 2008"""
    end: int | None
    """Sampai: tahun berakhir; kosongkan selama masih ada. Contoh: 2024"""
    note: OptionalText
    """Catatan: yang perlu diketahui tentang masanya. Contoh: Permanen di provinsi sejak 2013."""


class Institution(Record):
    """One entry of `data/institutions.yaml`.

    issuer_names  how sources name it as the issuer of figures: each a beginning
                  of the name ("Bawaslu Provinsi" covers all of them).
    """

    id: Slug
    """Kode: kode lembaga; menjadi alamat halamannya. Contoh: bawaslu"""
    name: Text
    """Nama: nama lengkap lembaga. Contoh: Badan Pengawas Pemilihan Umum"""
    abbreviation: Text
    """Singkatan: nama pendek yang dipakai orang. Contoh: Bawaslu"""
    category: Text
    """Kelompok: kelompok lembaganya. Contoh: pengawas"""
    role: Text
    """Tugas: apa yang dikerjakannya dalam urusan ini, dalam satu kalimat. Contoh: Mengawasi pemilu, menerima laporan, dan merekomendasikan penanganan pelanggaran."""
    period: Years
    """Masa: tahun lembaga itu ada."""
    oversees: list[Annotated[str, OneOf("applies_to")]]
    """Mengawasi: siapa yang diawasinya. Contoh: asn"""
    url: OptionalUrl
    """Alamat: alamat situs resminya; kosongkan bila tidak ada. Contoh: https://www.bawaslu.go.id/"""
    sources: list[Reference]
    """Sumber: halaman yang dibaca untuk mengisi catatan ini."""
    confidence: Confidence
    """Keyakinan: seberapa yakin penyunting akan isinya. Contoh: high"""
    confidence_note: OptionalText
    """Catatan keyakinan: apa yang belum pasti dan mengapa. Contoh: Tahun berdirinya belum diketahui."""
    issuer_names: list[str] = []
    """Sebutan di sumber: awal nama yang dipakai sumber untuk lembaga ini. Contoh: Bawaslu RI"""


class Deadline(Record):
    """Until when one may report; `days` is None where no rule names a number."""

    rule: Text
    """Aturan: batas waktunya dalam satu kalimat. Contoh: Paling lama 7 hari kerja sejak diketahui"""
    days: int | None
    """Jumlah hari: jumlah harinya; kosongkan bila tidak ada aturannya. Contoh: 7"""
    day_type: OptionalText
    """Jenis hari: hari kerja atau hari kalender. Contoh: hari kerja"""
    counted_from: OptionalText
    """Dihitung sejak: peristiwa yang memulai hitungan. Contoh: sejak diketahui"""
    note: OptionalText
    """Catatan: yang perlu diketahui pelapor. Contoh: Untuk aman, lapor dalam 7 hari kalender."""


class Channel(Record):
    """One entry of `data/reporting_channels.yaml`: an official way to report."""

    id: Slug
    """Kode: kode saluran; menjadi jangkar di halaman lapor. Contoh: bawaslu-pemilu-langsung"""
    name: Text
    """Nama: nama saluran. Contoh: Bawaslu - laporan langsung"""
    operator: Text
    """Penyelenggara: lembaga yang menerima laporan. Contoh: Bawaslu"""
    targets: list[Annotated[str, OneOf("applies_to")]]
    """Terlapor: siapa yang dapat dilaporkan di sini. Contoh: asn"""
    election_type: Text
    """Pemilihan: pemilihan tempat saluran ini berlaku. Contoh: pemilu"""
    method: Text
    """Cara: cara melapor, dalam satu atau dua kalimat. Contoh: Datang ke kantor pengawas di wilayah tempat kejadian."""
    who_can_report: list[str]
    """Siapa boleh melapor: siapa yang boleh melapor. Contoh: Warga negara yang mempunyai hak pilih"""
    needed: list[str]
    """Yang disiapkan: apa yang perlu dibawa atau ditulis. Contoh: Waktu dan tempat kejadian"""
    deadline: Deadline
    """Batas waktu: sampai kapan boleh melapor."""
    processing: OptionalText
    """Penanganan: apa yang terjadi sesudah laporan masuk; kosongkan bila tidak diketahui. Contoh: Laporan dikaji, dilengkapi bila kurang, lalu diregistrasi dan ditindaklanjuti."""
    confidentiality: OptionalText
    """Kerahasiaan: apa yang dijanjikan tentang identitas pelapor; kosongkan bila tidak diketahui. Contoh: Pelapor dapat meminta identitasnya tidak dipublikasikan."""
    service_hours: OptionalText
    """Jam layanan: jam layanannya; kosongkan bila tidak diketahui. Contoh: Senin-Kamis 08.00-16.00"""
    legal_basis: list[RegulationId]
    """Dasar hukum: regulasi yang mendasarinya. Contoh: uu-7-2017"""
    articles: list[str]
    """Pasal: pasal yang mendasarinya. Contoh: UU 7/2017 Pasal 454"""
    url: OptionalUrl
    """Alamat: alamat resminya; kosongkan bila tidak ada. Contoh: https://www.bawaslu.go.id/"""
    sources: list[Reference]
    """Sumber: halaman yang dibaca untuk mengisi catatan ini."""
    confidence: Confidence
    """Keyakinan: seberapa yakin penyunting akan isinya. Contoh: high"""
    confidence_note: OptionalText
    """Catatan keyakinan: apa yang belum pasti dan mengapa. Contoh: Tahun berdirinya belum diketahui."""
