"""Documents people write: their fields, their place in the site, their reading.

The models here are the only list of fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .amounts import Measure, refuse_fraction
from .corrections import Correction
from .digests import Digested
from .fields import (
    Day,
    Mistake,
    OneOf,
    OptionalDate,
    OptionalText,
    OptionalUrl,
    Place,
    Record,
    RegionCode,
    RegulationId,
    Slug,
    Text,
    Url,
    parse,
    refuse_disagreement,
)
from .headers import Refused, read_text, read_yaml, refused, split_document
from .heaviness import refuse_burden
from .problems import Problem
from .regulations import Regulation
from .tables import lean

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
    small_count_note: OptionalText = None
    """Bilangan kecil: mengapa bilangan satu sampai empat dalam teks ini tidak menunjuk orang; isi hanya bila diminta pemeriksaan. Contoh: Menghitung surat, bukan orang."""
    draft: bool = False
    """Draf: tulis true selama belum boleh terbit; catatan itu hanya terlihat di pratinjau. Contoh: true"""


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
    lines     empty where it was not read now, but kept.
    header    its text in YAML, "" in the same case.
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
        text = read_text(path)
        header, body = split_document(text)
        refuse_burden(text, body)
        values, lines = read_yaml(header, first_line=2)
    except Refused as error:
        return None, refused(name, error)
    document, problems = _typed(kind, values, lines, body, path, name)
    return document and replace(document, header=header), problems


def remade(path: str, values: dict[str, Any], body: str) -> Document:
    """A document out of its record as JSON; where its fields stand is not known of it.

    path    as shown in messages.
    raises  ValueError or KeyError if the values are no record of its folder.
    """
    folder, name = path.split("/")[-2:]
    models = {kind.folder: kind.model for kind in DOCUMENT_TYPES}
    language = name.removesuffix(".md").partition(".")[2]
    return Document(lean(models[folder].model_validate(values)), body, path, language or "id")


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
