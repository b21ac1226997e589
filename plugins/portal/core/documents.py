"""Documents people write: their fields, their place in the site, their reading.

The models here are the only list of fields.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .fields import (
    Day,
    Measure,
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
from .headers import Refused, read_text, read_yaml, refused, split_document
from .problems import Problem
from .reference import Confidence, Reference

DatePrecision = Literal["day", "month", "year"]
Election = Annotated[str, OneOf("election")]


class Speaker(Record):
    """Somebody in office who spoke; an accused person is never named."""

    name: Text
    role: Text
    institution: Text


class StatedFigure(Record):
    """A number inside a statement. `value` is None where it is withheld."""

    measure: Text
    value: Measure | None
    unit: Text
    region_code: RegionCode
    as_of: OptionalDate
    note: str = ""
    status: Literal["shown", "confidential"] = "shown"

    @model_validator(mode="after")
    def _value_agrees_with_status(self) -> "StatedFigure":
        refuse_disagreement(self.value, self.status)
        return self


class Origin(Record):
    """Where a statement was reported; without an address, the archived copy's id."""

    url: OptionalUrl = None
    title: OptionalText = None
    publisher: OptionalText = None
    published: OptionalDate = None
    retrieved_via: OptionalText = None
    id: OptionalText = None

    @model_validator(mode="after")
    def _can_be_found(self) -> "Origin":
        if not self.url and not self.id:
            raise ValueError("sumber tidak punya alamat. Isi source.url dengan https://...")
        return self


class Statement(Record):
    """Header of `content/statements/<id>.md`; the body is the summary."""

    id: Slug
    date: Day
    date_precision: DatePrecision = "day"
    title: Text
    kind: Annotated[str, OneOf("statement_kind")]
    speakers: list[Speaker] = []
    region_codes: Annotated[list[RegionCode], Field(min_length=1)]
    election: Election = "general"
    topics: list[Annotated[str, OneOf("topic")]] = []
    stage: Annotated[str | None, OneOf("election_stage")] = None
    regulations: list[RegulationId] = []
    figures: list[StatedFigure] = []
    source: Origin
    also_reported_by: list[Url] = []
    verification: Literal["verified", "needs-review"]
    verification_note: OptionalText = None


class Article(Record):
    """What one article says, in our words."""

    article: Text
    gist: Text
    kind: Annotated[str, OneOf("article_kind")]
    applies_to: list[Annotated[str, OneOf("applies_to")]] = []


class Sanction(Record):
    """A consequence the regulation names."""

    level: Annotated[str, OneOf("sanction_level")]
    gist: Text


class Regulation(Record):
    """Header of `content/regulations/<id>.md`, after JDIH practice; the body says
    why it matters here. None and empty mean unknown, not "none".
    """

    id: Slug
    document_type: Text
    type: Text
    type_abbrev: Text
    number: Text
    year: int
    title: Text
    issuing_body: Text
    place_enacted: OptionalText = None
    date_enacted: OptionalDate = None
    date_promulgated: OptionalDate = None
    gazette: OptionalText = None
    status: Literal["in-force", "amended", "revoked"]
    status_note: OptionalText = None
    amends: list[RegulationId] = []
    amended_by: list[RegulationId] = []
    revokes: list[RegulationId] = []
    revoked_by: list[RegulationId] = []
    establishes: list[RegulationId] = []
    implements: list[RegulationId] = []
    subjects: list[str] = []
    scope: Scope
    scope_name: Text
    language: Text = "Indonesia"
    legal_field: OptionalText = None
    articles: list[Article] = []
    sanctions: list[Sanction] = []
    sources: Annotated[list[Reference], Field(min_length=1)]
    confidence: Confidence
    confidence_note: OptionalText = None
    unconfirmed_fields: list[str] = []

    @property
    def citation(self) -> str:
        """`UU 7/2017`: how people cite it."""
        carries_year = "/" in self.number or "ahun" in self.number
        return f"{self.type_abbrev} {self.number}" + ("" if carries_year else f"/{self.year}")


class Changed(Record):
    """One field of one published record, before and after; empty means it was not there.

    record  a figure's id, `statements/<id>` or `regulations/<id>`.
    """

    record: Annotated[str, OneOf("record")]
    field: Text
    old: str | int | float | None
    new: str | int | float | None


class Correction(Record):
    """Header of `content/corrections/<id>.md`; the body says why."""

    id: Slug
    title: Text
    date: Day
    kind: Annotated[str, OneOf("correction_kind")]
    changes: Annotated[list[Changed], Field(min_length=1)]
    noticed: Day
    decided_by: Text


class Page(Record):
    """Header of `content/pages/<id>.md`: a page of prose."""

    id: Slug
    title: Text
    description: Text


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
class Document:
    """One file: its record, its body in Markdown, and where each field stands.

    path      relative to the project, as shown in messages.
    language  "id", or what stands before ".md" as in `about.en.md`.
    """

    record: Any
    body: str
    path: str
    language: str = "id"
    lines: dict[Place, int] = field(default_factory=dict, compare=False)


def read_document(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """One document, or the problems that keep it from being read.

    path  the file; the name of its folder says which type it is.
    name  the path as shown in messages.
    """
    kind = next((t for t in DOCUMENT_TYPES if t.folder == path.parent.name), None)
    if kind is None:
        folders = ", ".join(t.folder for t in DOCUMENT_TYPES)
        text = f'folder "{path.parent.name}" tidak dikenal. Pindahkan ke salah satu: {folders}.'
        return None, [Problem(name, 1, text)]
    try:
        header, body = split_document(read_text(path))
        values, lines = read_yaml(header, first_line=2)
    except Refused as error:
        return None, refused(name, error)
    return _typed(kind, values, lines, body, path, name)


def _typed(
    kind: DocumentType, values: Any, lines: dict[Place, int], body: str, path: Path, name: str
) -> tuple[Document | None, list[Problem]]:
    if not isinstance(values, dict):
        return None, [
            Problem(
                name, 2, 'kepala YAML bukan daftar bidang. Tulis tiap baris sebagai "bidang: isi".'
            )
        ]
    stem, _, language = path.stem.partition(".")
    if language and not kind.is_translated:
        text = f'nama berkas memuat ".{language}". Hapus; hanya halaman di pages/ diterjemahkan.'
        return None, [Problem(name, 1, text)]
    values.setdefault("id", stem)
    record, problems = parse(kind.model, values, name, lines)
    if not body:
        line = max(lines.values(), default=1)
        problems.append(Problem(name, line, "ringkasan kosong. Tulis dua sampai empat kalimat."))
    if values["id"] != stem:
        text = f'id "{values["id"]}" berbeda dari nama berkas. Pakai id "{stem}".'
        problems.append(Problem(name, lines.get(("id",), 2), text))
    if problems:
        return None, problems
    return Document(record, body, name, language or "id", lines), []
