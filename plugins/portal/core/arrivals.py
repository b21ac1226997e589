"""Tables of an editor on their way in: every cell read kindly, every row checked."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .amounts import PERCENT
from .answers import NotUnderstood, Reader, a_region
from .field_tables import WRITTEN_AT_INTAKE
from .fields import Record, parse, references, unknown_reference
from .figures import Figure, Source
from .identifiers import find_identifiers
from .portal import Portal
from .problems import Problem, ProblemsFound
from .spreadsheets import (
    Line,
    Row,
    Sheet,
    a_date,
    a_number,
    a_region_code,
    a_share,
    read_spreadsheet,
)
from .texts import unsafe_texts

Cell = Callable[[str], str]
NUMBERS, DAYS = ("value",), ("period_start", "period_end", "published")
WRITTEN_LATER = {"copy_of"}
FRACTION = re.compile(r"\d[\d.]*[.,]\d+")
MAY_BE_LEFT_OUT = [name for name, field in Figure.model_fields.items() if not field.is_required()]
FIGURE_COLUMNS = [f for f in Figure.model_fields if f not in WRITTEN_AT_INTAKE["figure"]]
GIVEN_UP = ["category_label"]
# What an editor finds out later, such as whose copy it is, is no column of the tables that arrive.
SOURCE_COLUMNS = [f for f in Source.model_fields if f not in WRITTEN_LATER]


@dataclass(frozen=True)
class Arrivals:
    """Two tables as the repository keeps them, each row with its line.

    figures   rows without `status` and `added`.
    left_out  columns that are not kept any more.
    """

    figures: list[Line]
    sources: list[Line]
    left_out: tuple[str, ...] = ()


def read_arrivals(figures: Path, sources: Path, portal: Portal) -> Arrivals:
    """The two tables of an editor; raises ProblemsFound with all problems of both, by
    file and line.
    """
    region = a_region(portal.regions, {a.alias: a.region_code for a in portal.aliases})
    sheet, wrong = _sheet(figures, FIGURE_COLUMNS)
    beside, more = _sheet(sources, SOURCE_COLUMNS)
    wrong += more
    counted, more = _rows(sheet, figures.name, sheet.beside(beside), {"region_code": region})
    wrong += more
    kept, more = _rows(beside, sources.name, beside.beside(sheet), {})
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
    return Arrivals(counted, kept, tuple(dict.fromkeys([*sheet.left_out, *beside.left_out])))


def _sheet(path: Path, columns: list[str]) -> tuple[Sheet, list[Problem]]:
    try:
        return read_spreadsheet(path.read_bytes(), path.name, columns, GIVEN_UP, MAY_BE_LEFT_OUT)
    except OSError:
        text = f"{path} tidak ada. Periksa nama dan foldernya."
        return Sheet(), [Problem("P003", path.name, 1, text)]


def _rows(
    sheet: Sheet, name: str, habits: Sheet, readers: Mapping[str, Reader]
) -> tuple[list[Line], list[Problem]]:
    """Rows as they are kept; `habits` are those of the program that saved the sheet."""
    read, problems, as_written = [], [], _readers(habits)
    for cells, line in sheet.lines:
        row = {c: as_written.get(c, str)(cell) for c, cell in cells.items()}
        if row.get("unit") == PERCENT:
            row["value"] = a_share(cells["value"])
        problems += _understood(row, readers, name, line)
        problems += _personal(cells, name, line)
        read.append((row, line))
    return read, problems


def _readers(habits: Sheet) -> dict[str, Cell]:
    """How the cells of each column that is no plain text are read."""
    is_first = habits.has_days_first(DAYS)
    number = partial(a_number, is_indonesian=habits.groups_with_points(NUMBERS, DAYS))
    code = partial(a_region_code, is_indonesian=is_first)
    day = partial(a_date, is_indonesian=is_first)
    return dict.fromkeys(NUMBERS, number) | dict.fromkeys(DAYS, day) | {"region_code": code}


def _personal(cells: Row, name: str, line: int) -> Iterable[Problem]:
    """Persons are stopped here: what has once entered the repository stays in its history."""
    for column, cell in cells.items():
        for found in find_identifiers(cell):
            text = (
                f'kolom "{column}" memuat "{found.text}", tampak seperti {found.kind} seseorang;'
                " data pribadi tidak disimpan. Hapus."
            )
            yield Problem("P071", name, line, text)


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
