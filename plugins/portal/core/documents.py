"""Documents people write: their fields, their place in the site, their reading.

The models here are the only list of fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .corrections import Correction
from .digests import Digested
from .fields import (
    Day,
    Measure,
    Mistake,
    OneOf,
    OptionalDate,
    OptionalText,
    OptionalUrl,
    Place,
    Record,
    RegionCode,
    RegulationId,
    Scope,
    Slug,
    Text,
    Url,
    parse,
    refuse_disagreement,
)
from .figures import refuse_fraction
from .headers import Refused, read_text, read_yaml, refused, split_document
from .headings import KeptLines, NotRead
from .problems import Problem
from .reference import Confidence, Reference

DatePrecision = Literal["day", "month", "year"]
Election = Annotated[str, OneOf("election")]


class Speaker(Record):
    """Somebody in office who spoke; an accused person is never named."""

    name: Text
    """Nama: nama pejabat yang berbicara; orang yang diduga melanggar tidak pernah disebut. Contoh: Agus Pramusinto"""
    role: Text
    """Jabatan: jabatannya waktu berbicara, tanpa nama lembaga. Contoh: Ketua"""
    institution: Text
    """Lembaga: nama lengkap lembaganya. Contoh: Komisi Aparatur Sipil Negara"""


class StatedFigure(Record):
    """A number inside a statement. `value` is None where it is withheld."""

    measure: Text
    """Yang dihitung: apa yang dihitung, dengan kata-kata sumbernya. Contoh: ASN dilaporkan"""
    value: Measure | None
    """Nilai: angkanya; kosong hanya bila ditahan. Contoh: 694"""
    unit: Text
    """Satuan: satuan angkanya. Contoh: orang"""
    region_code: RegionCode
    """Wilayah: kode wilayah tempat angka itu berlaku. Contoh: 33.03"""
    as_of: OptionalDate
    """Keadaan per: tanggal keadaan data; kosongkan bila tidak disebut sumber. Contoh: 2020-09-30"""
    note: str = ""
    """Catatan: yang perlu diketahui untuk membaca angka ini. Contoh: 52 persen"""
    status: Literal["shown", "confidential"] = "shown"
    """Ditampilkan: pilih confidential bila angka ini harus ditahan. Contoh: shown"""

    @model_validator(mode="after")
    def _value_agrees_with_status_and_unit(self) -> "StatedFigure":
        refuse_disagreement(self.value, self.status)
        refuse_fraction(self.value, self.unit)
        return self


class Origin(Record):
    """Where a statement was reported; without an address, the archived copy's id."""

    url: OptionalUrl = None
    """Alamat sumber: alamat lengkap halaman yang memuat pernyataan itu. Contoh: https://contoh.example/berita/1"""
    title: OptionalText = None
    """Judul sumber: judul berita atau siaran pers, seperti tertulis di sana. Contoh: Bawaslu ingatkan kepala desa agar netral"""
    publisher: OptionalText = None
    """Penerbit: nama media atau lembaga yang menerbitkannya. Contoh: Tribunnews.com"""
    published: OptionalDate = None
    """Tanggal terbit: tanggal sumber itu diterbitkan. Contoh: 2020-10-07"""
    retrieved_via: OptionalText = None
    """Dibaca lewat: dari mana sumber itu dibaca, bila bukan dari alamatnya. Contoh: stored copy"""
    id: OptionalText = None
    """Kode salinan: kode salinan arsip, bila alamatnya tidak diketahui. Contoh: 000_0c1b5fc971602778.txt"""

    @model_validator(mode="after")
    def _can_be_found(self) -> "Origin":
        if not self.url and not self.id:
            raise Mistake("P046", "sumber tidak punya alamat. Isi source.url dengan https://...")
        return self


class Statement(Record):
    """Header of `content/statements/<id>.md`; the body is the summary."""

    id: Slug
    """Nama berkas: nama berkas tanpa .md: tanggal, wilayah, dan pokoknya; menjadi alamat halaman dan tidak diganti lagi. Contoh: 2026-03-02-sukoharjo-bawaslu-ingatkan-kades"""
    date: Day
    """Tanggal peristiwa: hari peristiwanya, bukan hari berita dimuat. Contoh: 2026-03-02"""
    date_precision: DatePrecision = "day"
    """Ketelitian tanggal: pilih month atau year bila harinya tidak diketahui, lalu pakai hari pertamanya. Contoh: day"""
    title: Text
    """Judul: siapa melakukan apa dan di mana, dalam satu kalimat tanpa titik. Contoh: Bawaslu Sukoharjo mengingatkan kepala desa agar netral"""
    kind: Annotated[str, OneOf("statement_kind")]
    """Jenis: jenis catatan: pernyataan, kegiatan, pengawasan, ikrar, edaran, atau pengumuman sanksi. Contoh: statement"""
    speakers: list[Speaker] = []
    """Pembicara: pejabat yang berbicara; kosongkan bila tidak ada."""
    region_codes: Annotated[list[RegionCode], Field(min_length=1)]
    """Wilayah: kode wilayah yang dibicarakan; 00 untuk seluruh Indonesia. Contoh: 33.11"""
    election: Election = "general"
    """Pemilihan: pemilihan yang dibicarakan. Contoh: pilkada-2024"""
    topics: list[Annotated[str, OneOf("topic")]] = []
    """Topik: satu atau beberapa topik dari daftar. Contoh: kepala-desa"""
    stage: Annotated[OptionalText, OneOf("election_stage")] = None
    """Tahapan: tahapan pemilihan waktu itu; kosongkan bila tidak jelas. Contoh: kampanye"""
    regulations: list[RegulationId] = []
    """Regulasi: regulasi yang disebut: nama berkasnya di content/regulations/ tanpa .md. Contoh: uu-7-2017"""
    figures: list[StatedFigure] = []
    """Angka di dalam pernyataan: angka yang disebut dalam pernyataan ini, satu per satu."""
    source: Origin
    """Sumber: tempat pernyataan itu diberitakan."""
    also_reported_by: list[Url] = []
    """Juga diberitakan: alamat lain yang memberitakan peristiwa yang sama. Contoh: https://contoh.example/berita/2"""
    verification: Literal["verified", "needs-review"]
    """Kecocokan dengan sumber: pilih verified bila sudah dicocokkan dengan sumbernya, needs-review bila ada yang meragukan. Contoh: verified"""
    verification_note: OptionalText = None
    """Yang meragukan: apa yang meragukan, bila perlu ditinjau. Contoh: Sumber menulis dua tanggal yang berbeda."""
    draft: bool = False
    """Draf: tulis true selama belum boleh terbit; catatan itu hanya terlihat di pratinjau. Contoh: true"""


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
    number: Text
    """Nomor: nomor peraturan, seperti tertulis. Contoh: 7"""
    year: int
    """Tahun: tahun peraturan. Contoh: 2017"""
    title: Text
    """Judul: judul resmi sesudah kata tentang. Contoh: Pemilihan Umum"""
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
    unconfirmed_fields: list[str] = []
    """Bidang belum pasti: nama bidang yang belum terkonfirmasi; pembaca melihat tandanya di tempatnya. Contoh: date_enacted"""
    draft: bool = False
    """Draf: tulis true selama belum boleh terbit; catatan itu hanya terlihat di pratinjau. Contoh: true"""

    @property
    def citation(self) -> str:
        """`UU 7/2017`: how people cite it."""
        carries_year = "/" in self.number or "ahun" in self.number
        return f"{self.type_abbrev} {self.number}" + ("" if carries_year else f"/{self.year}")


class Page(Record):
    """Header of `content/pages/<id>.md`: a page of prose."""

    id: Slug
    """Nama berkas: nama berkas tanpa .md; menjadi alamat halaman. Contoh: metodologi"""
    title: Text
    """Judul: judul halaman. Contoh: Metodologi"""
    description: Text
    """Keterangan: isi halaman dalam satu kalimat, untuk mesin pencari. Contoh: Bagaimana angka dicatat, dibaca, dan ditahan."""


@dataclass(frozen=True)
class DocumentType:
    """A kind of document: its folder under `content/` and the model of its header.

    is_translated  whether `about.en.md` beside `about.md` is its English text.
    """

    folder: str
    model: type[Record]
    is_translated: bool = False


DOCUMENT_TYPES = (
    DocumentType("statements", Statement),
    DocumentType("regulations", Regulation),
    DocumentType("corrections", Correction),
    DocumentType("pages", Page, is_translated=True),
)


@dataclass(frozen=True)
class Document(Digested):
    """One file: its record, its body in Markdown, and where each field stands.

    path      relative to the project, as shown in messages.
    language  "id", or what stands before ".md" as in `about.en.md`.
    header    its text in YAML, "" without a body.
    digest    of the file's name and bytes, "" where nobody asks what has changed.
    """

    record: Any
    body: str
    path: str
    language: str = "id"
    lines: Mapping[Place, int] = field(default_factory=dict, compare=False)
    header: str = field(default="", compare=False)
    digest: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What corrections call it: `statements/2026-03-02-sukoharjo`."""
        return self.path.removeprefix("content/").removesuffix(".md")

    @property
    def heading(self) -> "Document":
        """The same without its body, and small."""
        return replace(self, body=NotRead(), header="", lines=KeptLines(self.lines))

    @property
    def is_draft(self) -> bool:
        return getattr(self.record, "draft", False)


def read_document(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """One document, or the problems that keep it from being read.

    path  the file; the name of its folder says which type it is.
    name  the path as shown in messages.
    """
    kind = next((t for t in DOCUMENT_TYPES if t.folder == path.parent.name), None)
    if kind is None:
        folders = ", ".join(t.folder for t in DOCUMENT_TYPES)
        text = f'folder "{path.parent.name}" tidak dikenal. Pindahkan ke salah satu: {folders}.'
        return None, [Problem("P006", name, 1, text)]
    try:
        header, body = split_document(read_text(path))
        values, lines = read_yaml(header, first_line=2)
    except Refused as error:
        return None, refused(name, error)
    document, problems = _typed(kind, values, lines, body, path, name)
    return document and replace(document, header=header), problems


def _typed(
    kind: DocumentType, values: Any, lines: dict[Place, int], body: str, path: Path, name: str
) -> tuple[Document | None, list[Problem]]:
    if not isinstance(values, dict):
        text = 'kepala YAML bukan daftar bidang. Tulis tiap baris sebagai "bidang: isi".'
        return None, [Problem("P027", name, 2, text)]
    stem, _, language = path.stem.partition(".")
    if language and not kind.is_translated:
        text = f'nama berkas memuat ".{language}". Hapus; hanya halaman di pages/ diterjemahkan.'
        return None, [Problem("P007", name, 1, text)]
    values.setdefault("id", stem)
    record, problems = parse(kind.model, values, name, lines)
    if not body:
        text = "ringkasan kosong. Tulis dua sampai empat kalimat."
        problems.append(Problem("P048", name, max(lines.values(), default=1), text))
    if values["id"] != stem:
        text = f'id "{values["id"]}" berbeda dari nama berkas. Pakai id "{stem}".'
        problems.append(Problem("P008", name, lines.get(("id",), 2), text))
    return None if problems else Document(record, body, name, language or "id", lines), problems
