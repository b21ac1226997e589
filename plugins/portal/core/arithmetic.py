"""Figures that cannot be together: parts above their total, later stages above earlier."""

from collections.abc import Iterator

from .amounts import PERCENT
from .documents import Document
from .fields import line_of
from .figures import Figure
from .inputs import Tables
from .portal import Portal
from .problems import Problem
from .tabulations import growing_steps, stage_rows


def impossible_figures(portal: Portal, tables: Tables) -> Iterator[Problem]:
    """What the figures of one source say against each other, at the line of the wrong one."""
    lines = {record.figure_id: (path, at[()]) for record, path, at in tables["figures"]}
    for code, figure, text in (
        *_growing_steps(portal),
        *_parts_above_total(portal),
        *_alone(portal),
    ):
        yield Problem(code, *lines[figure.figure_id], text)
    for document in portal.statements.values():
        yield from _percentages(document)


def _growing_steps(portal: Portal) -> Iterator[tuple[str, Figure, str]]:
    """A later stage above an earlier one, within one source, needs a word why."""
    for rows in stage_rows(portal.figures, list(portal.codes["funnel_step"])):
        for figure in growing_steps(rows):
            text = (
                f"nilai {figure.value} pada tahap {figure.stage_of_handling} lebih besar dari tahap"
                " sebelumnya di sumber yang sama. Periksa nilainya atau jelaskan di kolom note."
            )
            yield "P067", figure, text


def _parts_above_total(portal: Portal) -> Iterator[tuple[str, Figure, str]]:
    """Parts may overlap or a list be wrong in the source: then a note says so."""
    for table in (*portal.tables.breakdowns, *portal.tables.places):
        total, parts = table.total, table.parts_sum
        noted = any(figure.note for figure in (*table.rows, *([total] if total else [])))
        if total and None not in (total.value, parts) and parts > total.value and not noted:
            text = (
                f"bagian-bagiannya di sumber yang sama berjumlah {parts}, lebih besar dari"
                f" totalnya {total.value}. Periksa nilainya atau jelaskan di kolom note."
            )
            yield "P079", total, text


def _alone(portal: Portal) -> Iterator[tuple[str, Figure, str]]:
    """What one figure says against itself or its source."""
    for figure in portal.figures:
        published = portal.sources[figure.source_id].published
        start, end = figure.period_start, figure.period_end
        if figure.unit == PERCENT and figure.value is not None and figure.value > 100:
            yield "P080", figure, _above_hundred(figure.value)
        if start and end and start > end:
            text = f"awal masa {start} sesudah akhirnya {end}. Tukar atau perbaiki tanggalnya."
            yield "P083", figure, text
        if end and published and end > published:
            text = (
                f"keadaan per {end}, padahal sumbernya terbit {published}."
                " Periksa kedua tanggal itu."
            )
            yield "P084", figure, text


def _percentages(document: Document) -> Iterator[Problem]:
    for i, figure in enumerate(document.record.figures):
        if figure.unit == PERCENT and figure.value is not None and figure.value > 100:
            line = line_of(("figures", i, "value"), document.lines)
            yield Problem("P080", document.path, line, _above_hundred(figure.value))


def _above_hundred(value: float) -> str:
    return f"nilai {value:g} persen lebih dari seratus. Periksa nilai atau satuannya."
