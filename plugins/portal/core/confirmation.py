"""Facts nobody here has confirmed: which may stand, and where a reader can look them up."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from .documents import Document
from .fields import Place, line_of
from .problems import Problem
from .reference import Reference
from .regulations import Regulation
from .tables import Located

# Registers of the law: their pages show when and where a rule was made, and its gazette.
REGISTER_HOST = re.compile(
    r"(?:peraturan|peraturan\.bpk|(?:[\w-]+\.)*jdihn?(?:[.-][\w.-]+)?)\.go\.id"
)
HEARSAY = re.compile(r"pengetahuan\s+umum|diasumsikan|asumsi\s+(?:kami|redaksi)", re.IGNORECASE)
NOTES = (
    ("confidence_note",),
    ("status_note",),
    ("verification_note",),
    ("period", "note"),
    ("deadline", "note"),
)


def register_page(record: Regulation) -> Reference | None:
    """The page of a legal register among the sources of a regulation, if one is linked."""
    return next((one for one in record.sources if _is_register(one.url)), None)


def _is_register(url: str) -> bool:
    return bool(REGISTER_HOST.fullmatch(urlsplit(url).hostname or ""))


def unseen_facts(document: Document) -> Iterator[Problem]:
    """Values marked as unconfirmed that no page linked beside them can show."""
    record: Regulation = document.record
    for i, field in enumerate(record.unconfirmed_fields):
        line = line_of(("unconfirmed_fields", i), document.lines)
        if getattr(record, field) is None:
            text = (
                f'bidang "{field}" kosong, jadi tidak ada yang perlu dicek.'
                " Hapus dari unconfirmed_fields."
            )
            yield Problem("P195", document.path, line, text)
        elif register_page(record) is None:
            text = (
                f'bidang "{field}" belum dicek dan tidak ada halaman JDIH di antara sumbernya.'
                f' Kosongkan "{field}", atau tautkan halaman yang menyebutnya di sources.'
            )
            yield Problem("P196", document.path, line, text)


def hearsay(located: Located) -> Iterator[Problem]:
    """Notes that own up to what no source says: the value is taken away, not explained."""
    record, path, lines = located
    for place in NOTES:
        found = HEARSAY.search(_text_at(record, place))
        if found:
            text = (
                f'catatan menyebut "{found[0]}". Kosongkan isi yang tidak ada sumbernya, lalu'
                " hapus kalimat ini."
            )
            yield Problem("P197", path, line_of(place, lines), text)


def _text_at(record: object, place: Place) -> str:
    for name in place:
        record = getattr(record, str(name), None)
    return record if isinstance(record, str) else ""
