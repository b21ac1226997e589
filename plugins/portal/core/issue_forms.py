"""The GitHub issue forms, made from the models: a proposal without the repository."""

from typing import Any

import yaml

from .documents import Origin, Statement
from .schemas import Words, explanation

FOLDER = ".github/ISSUE_TEMPLATE"
Part = dict[str, Any]

PROMISE = (
    "Jangan menulis nama, inisial, NIP, NIK, alamat, atau nomor telepon orang yang diduga melanggar."
    " Usulan ini terbuka untuk umum."
)
LONG = "textarea"
SHORT = "input"
CHOICE = "dropdown"


def issue_forms(words: Words) -> dict[str, str]:
    """Path in the project -> text of the form."""
    forms = {"pernyataan-baru.yml": new_statement(words), "koreksi.yml": correction()}
    return {f"{FOLDER}/{name}": _text(form) for name, form in forms.items()}


def new_statement(words: Words) -> Part:
    """A statement proposed by somebody who only has its source."""
    of = Statement
    return {
        "name": "Pernyataan baru",
        "description": "Usulkan pernyataan, kegiatan, edaran, atau pengumuman yang belum ada.",
        "title": "Pernyataan: ",
        "labels": ["pernyataan-baru"],
        "body": [
            {"type": "markdown", "attributes": {"value": PROMISE}},
            _field(Origin, "url", SHORT, must=True),
            _field(Origin, "publisher", SHORT),
            _field(Origin, "published", SHORT),
            _field(of, "title", SHORT, must=True),
            _field(of, "date", SHORT, must=True),
            _choice(of, "kind", words["statement_kind"]),
            _field(of, "speakers", LONG, hint="Satu baris per orang: nama; jabatan; lembaga."),
            _field(of, "region_codes", SHORT, True, "Nama provinsi, kabupaten, atau kota."),
            _choice(of, "election", words["election"]),
            _choice(of, "topics", words["topic"], many=True),
            _own("summary", LONG, "Ringkasan", "Dua sampai empat kalimat Anda sendiri.", True),
        ],
    }


def correction() -> Part:
    """A mistake reported by a reader."""
    return {
        "name": "Koreksi",
        "description": "Laporkan sesuatu yang keliru di portal ini.",
        "title": "Koreksi: ",
        "labels": ["koreksi"],
        "body": [
            {"type": "markdown", "attributes": {"value": PROMISE}},
            _own("page", SHORT, "Alamat halaman", "Halaman portal yang memuat kekeliruan.", True),
            _own("wrong", LONG, "Yang keliru", "Kalimat atau angka yang keliru.", True),
            _own("right", LONG, "Yang benar", "Bagaimana seharusnya tertulis.", True),
            _field(Origin, "url", SHORT, must=True),
            _own("reason", LONG, "Alasan", "Mengapa sumber itu lebih dapat dipercaya.", False),
        ],
    }


def _field(model: type, name: str, kind: str, must: bool = False, hint: str = "") -> Part:
    """A question about one field, in the words of the model."""
    label, text, example = explanation(model, name)
    part = _own(_id(model, name), kind, label, hint or text, must)
    if example and not hint:
        part["attributes"]["placeholder"] = example
    return part


def _choice(model: type, name: str, labels: dict[str, str], many: bool = False) -> Part:
    label, text, _ = explanation(model, name)
    part = _own(_id(model, name), CHOICE, label, text, must=not many)
    part["attributes"] |= {"options": list(labels.values())} | ({"multiple": True} if many else {})
    return part


def _own(name: str, kind: str, label: str, text: str, must: bool) -> Part:
    return {
        "type": kind,
        "id": name,
        "attributes": {"label": label, "description": text},
        "validations": {"required": must},
    }


def _id(model: type, name: str) -> str:
    return name if model is Statement else f"source_{name}"


def _text(form: Part) -> str:
    return yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100)
