"""What a careful editor would look at again; it stops nothing."""

import re
from collections.abc import Iterable, Iterator

from .documents import Document
from .fields import line_of
from .inputs import Tables
from .portal import Portal
from .problems import Advice

WORDS, SENTENCES = 80, 4
SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)")


def advise(portal: Portal, tables: Tables) -> Iterator[Advice]:
    """All advice about records that can be read."""
    for document in portal.statements.values():
        yield from _without_copy(document)
        yield from _too_long(document)
        yield from _reported_before(document)
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
