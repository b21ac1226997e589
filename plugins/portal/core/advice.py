"""What a careful editor would look at again; it stops nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping

from .copies import is_copy_farm
from .documents import Document
from .fields import Place, Record, line_of
from .inputs import Tables
from .portal import Portal
from .problems import Advice

WORDS, SENTENCES = 80, 4
# A letter to offices, not a rule made to last.
CIRCULAR = re.compile(r"Surat|Keputusan Bersama|Instruksi|Maklumat", re.IGNORECASE)
ONE_ELECTION = re.compile(
    r"\b(?:pemilu|pilkada|pilgub|pilpres|pileg|pemilihan)\w*\b.*?\b((?:19|20)\d\d)\b", re.IGNORECASE
)
# What a note says of a text that is not the original.
LOOKED_FOR = re.compile(r"salin|yalin|asli|agregator", re.IGNORECASE)
# Names of fields no Indonesian sentence has a use for.
FIELD_NAMES = re.compile(
    r"\b(?:\w+_\w+|implements|amends|amended|revokes|confidentiality|articles|sources|relevance)\b"
)
SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)")


def advise(portal: Portal, tables: Tables) -> Iterator[Advice]:
    """All advice about records that can be read."""
    for document in portal.statements.values():
        yield from _without_copy(document)
        yield from _too_long(document)
        yield from _reported_before(document)
    for document in portal.regulations.values():
        yield from _of_one_election(document)
        yield from _field_names(document.record, document.path, document.lines)
    for located in (*tables["institutions"], *tables["channels"]):
        yield from _field_names(*located)
    yield from _on_copy_farms(portal, tables)
    yield from _outdated(portal, tables)


def _without_copy(document: Document) -> Iterator[Advice]:
    source = document.record.source
    if not source.id and not source.retrieved_via:
        text = (
            "sumber tanpa salinan arsip; halamannya dapat hilang."
            " Simpan salinannya, lalu isi source.retrieved_via atau source.id."
        )
        yield Advice("W001", document.path, line_of(("source",), document.lines), text)


def _too_long(document: Document) -> Iterator[Advice]:
    words, sentences = len(document.body.split()), len(SENTENCE_END.findall(document.body))
    if words > WORDS or sentences > SENTENCES:
        text = (
            f"ringkasan {words} kata dalam {sentences} kalimat; pembaca memerlukan paling banyak"
            f" {SENTENCES} kalimat dan {WORDS} kata. Ringkas."
        )
        yield Advice("W002", document.path, max(document.lines.values(), default=1), text)


def _reported_before(document: Document) -> Iterator[Advice]:
    record = document.record
    published = record.source.published
    if published and record.date_precision == "day" and published < record.date:
        text = (
            f"sumber terbit {published}, sebelum peristiwanya {record.date}."
            " Periksa kedua tanggal itu."
        )
        place = line_of(("source", "published"), document.lines)
        yield Advice("W005", document.path, place, text)


def _of_one_election(document: Document) -> Iterator[Advice]:
    """A circular that names the year of an election and would still read as in force after it."""
    record = document.record
    named = ONE_ELECTION.search(record.title) or ONE_ELECTION.search(record.number or "")
    if named and CIRCULAR.search(record.type) and not record.applies_to_elections:
        text = (
            f'menyebut pemilihan {named[1]}, tetapi tampil "berlaku" seterusnya.'
            f" Isi applies_to_elections, misalnya pilkada-{named[1]}."
        )
        yield Advice("W195", document.path, line_of(("title",), document.lines), text)


def _field_names(record: Record, path: str, lines: Mapping[Place, int]) -> Iterator[Advice]:
    found = FIELD_NAMES.search(record.confidence_note or "")
    if found:
        text = (
            f'catatan keyakinan menyebut "{found[0]}", nama bidang yang tidak dikenal pembaca.'
            " Tulis dengan kata sehari-hari."
        )
        yield Advice("W196", path, line_of(("confidence_note",), lines), text)


def _on_copy_farms(portal: Portal, tables: Tables) -> Iterator[Advice]:
    """Addresses nobody can follow, until a note says that the original was looked for."""
    for source, path, lines in tables["sources"]:
        if not LOOKED_FOR.search(source.note):
            yield from _copied(portal, source.url, path, line_of(("url",), lines))
    for document in portal.statements.values():
        record, lines = document.record, document.lines
        if not record.verification_note:
            line = line_of(("source", "url"), lines)
            yield from _copied(portal, record.source.url, document.path, line)
        for i, url in enumerate(record.also_reported_by):
            yield from _copied(portal, url, document.path, line_of(("also_reported_by", i), lines))
    for document in portal.regulations.values():
        for i, one in enumerate(document.record.sources):
            line = line_of(("sources", i), document.lines)
            yield from _copied(portal, one.url, document.path, line)


def _copied(portal: Portal, url: str | None, path: str, line: int) -> Iterator[Advice]:
    if is_copy_farm(url, portal.copy_farms):
        text = (
            f'"{url}" ada di situs salinan (data/copy_farms.csv), jadi tidak ditautkan dan angkanya'
            " tidak dipakai di ringkasan dan bagan. Cari berita aslinya; bila tidak ada, tulis itu"
            " di catatannya."
        )
        yield Advice("W197", path, line, text)


def _outdated(portal: Portal, tables: Tables) -> Iterable[Advice]:
    """Figures that came later than a newer one of their series: never shown as current."""
    lines = {record.figure_id: (path, at[()]) for record, path, at in tables["figures"]}
    for series in portal.tables.series:
        current = series.current
        for figure in series.history:
            is_older = str(figure.period_end or "") < str(current.period_end or "")
            if is_older and figure.added > current.added:
                text = (
                    f"keadaan per {figure.period_end}, lebih lama daripada {current.figure_id}"
                    f" ({current.period_end}); angka ini masuk riwayat. Periksa tanggalnya."
                )
                yield Advice("W003", *lines[figure.figure_id], text)
