"""Tables of an editor on their way in: every cell read kindly, every row checked."""

import re
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from .answers import NotUnderstood, Reader, a_region
from .field_tables import WRITTEN_AT_INTAKE
from .fields import Record, parse, references, unknown_reference
from .figures import PERCENT, Figure, Source
from .identifiers import find_identifiers
from .portal import Portal
from .problems import Problem, ProblemsFound
from .spreadsheets import Line, Row, a_date, a_number, a_region_code, a_share, read_spreadsheet
from .texts import unsafe_texts

READ_AS = {
    "value": a_number,
    "period_start": a_date,
    "period_end": a_date,
    "published": a_date,
    "region_code": a_region_code,
}
FRACTION = re.compile(r"\d[\d.]*[.,]\d+")
MAY_BE_LEFT_OUT = [name for name, field in Figure.model_fields.items() if not field.is_required()]
FIGURE_COLUMNS = [f for f in Figure.model_fields if f not in WRITTEN_AT_INTAKE["figure"]]
SOURCE_COLUMNS = list(Source.model_fields)


def read_arrivals(figures: Path, sources: Path, portal: Portal) -> tuple[list[Row], list[Row]]:
    """The two tables as the repository writes them.

    returns  rows of figures without `status` and `added`, rows of sources.
    raises   ProblemsFound with all problems of both, by file and line.
    """
    kept, wrong = _table(sources, SOURCE_COLUMNS, {})
    region = a_region(portal.regions, {a.alias: a.region_code for a in portal.aliases})
    counted, more = _table(figures, FIGURE_COLUMNS, {"region_code": region})
    wrong += more
    # Where the sources could not be read, their rows are not missing.
    known = portal.sources.keys() | {row["source_id"] for row, _ in kept or counted}
    wrong += _checked(kept, sources.name, Source, {}, portal, known)
    whole = {"status": "shown", "added": "2000-01-01"}  # only so that the row is complete
    wrong += _checked(counted, figures.name, Figure, whole, portal, known)
    wrong += _twice(counted, figures.name, "figure_id", {f.figure_id for f in portal.all_figures})
    wrong += _twice(kept, sources.name, "source_id", set(portal.sources))
    if wrong:
        raise ProblemsFound(wrong)
    return [row for row, _ in counted], [row for row, _ in kept]


def _table(
    path: Path, columns: list[str], readers: Mapping[str, Reader]
) -> tuple[list[Line], list[Problem]]:
    try:
        sheet, problems = read_spreadsheet(path.read_bytes(), path.name, columns, MAY_BE_LEFT_OUT)
    except OSError:
        return [], [Problem("P003", path.name, 1, f"{path} tidak ada. Periksa nama dan foldernya.")]
    read = []
    for cells, line in sheet.lines:
        row = {c: READ_AS.get(c, _as_it_is)(cells.get(c, ""), sheet.is_indonesian) for c in columns}
        if row.get("unit") == PERCENT:
            row["value"] = a_share(cells["value"])
        problems += _understood(row, readers, path.name, line)
        problems += _personal(cells, path.name, line)
        read.append((row, line))
    return read, problems


def _personal(cells: Row, name: str, line: int) -> Iterable[Problem]:
    """Persons are stopped here: what has once entered the repository stays in its history."""
    for column, cell in cells.items():
        for found in find_identifiers(cell):
            text = (
                f'kolom "{column}" memuat "{found.text}", tampak seperti {found.kind} seseorang;'
                " data pribadi tidak disimpan. Hapus."
            )
            yield Problem("P071", name, line, text)


def _as_it_is(cell: str, is_indonesian: bool) -> str:
    return cell


def _understood(row: Row, readers: Mapping[str, Reader], name: str, line: int) -> Iterable[Problem]:
    """Puts what a name means in its place, such as a region's code."""
    for column, reader in readers.items():
        try:
            row[column] = str(reader(row[column])) if row[column] else ""
        except NotUnderstood as error:
            yield Problem("P058", name, line, str(error))


def _checked(
    rows: Iterable[Line], name: str, model: type[Record], more: Row, portal: Portal, sources: Set
) -> Iterable[Problem]:
    for row, line in rows:
        empty = [column for column in row if not row[column] and must_be_filled(model, column)]
        yield from (Problem("P056", name, line, _empty(column)) for column in empty)
        fraction = row.get("unit") != PERCENT and FRACTION.fullmatch(row.get("value", ""))
        if fraction:
            yield Problem("P057", name, line, _fraction(fraction[0]))
        elif not empty:
            record, wrong = parse(model, row | more, name, {(): line})
            yield from wrong
            yield from unsafe_texts([(record, name, {(): line})] if record else [], is_table=True)
            yield from _unknown(record, name, line, portal, sources)


def _unknown(
    record: Record | None, name: str, line: int, portal: Portal, sources: Set
) -> Iterable[Problem]:
    """Values that stand in no list; a region has been looked up already."""
    for _, register, value in references(record) if record else ():
        valid = sources if register == "source" else portal.registers[register]
        if register != "region" and value not in valid:
            yield Problem("P049", name, line, unknown_reference(register, value, valid))


def must_be_filled(model: type[Record], column: str) -> bool:
    """True unless the field may be unknown or is free text such as a note."""
    field = model.model_fields[column]
    may_be_unknown = not field.is_required() or type(None) in getattr(
        field.annotation, "__args__", ()
    )
    is_free_text = field.annotation is str and not field.metadata
    return not (may_be_unknown or is_free_text)


def _empty(column: str) -> str:
    return (
        f'kolom "{column}" kosong. Isi di tiap baris;'
        " sel yang digabung di Excel hanya terisi di baris pertamanya."
    )


def _fraction(value: str) -> str:
    return (
        f'nilai "{value}" bukan bilangan bulat, atau dapat dibaca dengan dua cara. Tulis tanpa titik'
        " dan koma; hanya persen boleh satu angka di belakang koma."
    )


def _twice(rows: Iterable[Line], name: str, key: str, taken: set[str]) -> Iterable[Problem]:
    seen = set(taken)
    for row, line in rows:
        if row[key] in seen:
            text = f'{key} "{row[key]}" sudah ada. Beri kode lain, atau hapus baris ini.'
            yield Problem("P054", name, line, text)
        seen.add(row[key])
