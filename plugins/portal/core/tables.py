"""CSV tables: every cell text, every row with its line."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from .fields import Model, Place, Record, line_of, parse, shown
from .headers import Refused, read_text, read_yaml, refused
from .problems import Problem, nearest

# A spreadsheet computes a cell that begins so; a plain number is no formula.
FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(?:[.,]\d+)?$)")
Located = tuple[Model, str, Mapping[Place, int]]
NOTHING: Mapping[str, str] = {}
# Stands for the fields of every row.
ALL_FIELDS: set[str] = set()


def plain_cell(value: object) -> object:
    """A value as it is written for others: an apostrophe keeps a formula from being one."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def read_table(
    path: Path, name: str, model: type[Record], given: Mapping[str, str] = NOTHING
) -> tuple[list[Located], list[Problem]]:
    """Rows of a CSV file as records of a model, each with its place.

    name     the path as shown in messages.
    given    fields that are no columns, with their value in every row.
    returns  (record, name, {(): line}) per good row, and all problems.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        text = "berkas tidak ada. Buat berkas itu dengan baris judul kolom."
        return [], [Problem("P003", name, 1, text)]
    except Refused as error:
        return [], refused(name, error)
    # Its lines are cut from bytes: StringIO would take four for each letter.
    lines = io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), "utf-8", newline="")
    reader = csv.reader(lines, strict=True)
    return _collect(_rows(reader, name, model, given), name, model, given)


def read_list(path: Path, name: str, model: type[Record]) -> tuple[list[Located], list[Problem]]:
    """Entries of a YAML list as records of a model, each with its place."""
    try:
        values, lines = read_yaml(read_text(path))
    except FileNotFoundError:
        return [], [Problem("P003", name, 1, "berkas tidak ada. Buat berkas itu.")]
    except Refused as error:
        return [], refused(name, error)
    if not isinstance(values, list):
        text = "isinya harus berupa daftar. Mulai tiap butir dengan tanda -."
        return [], [Problem("P027", name, 1, text)]
    entries = (
        (v, {p[1:]: n for p, n in lines.items() if p[:1] == (i,)}) for i, v in enumerate(values)
    )
    return _collect(entries, name, model)


def table_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A whole table as it is kept: a line of titles, a line end after every row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _collect(
    entries: Iterator, name: str, model: type[Record], given: Mapping[str, str] = NOTHING
) -> tuple[list, list[Problem]]:
    found, problems = [], []
    for entry in entries:
        if isinstance(entry, Problem):
            problems.append(entry)
            continue
        values, lines = entry
        record, wrong = parse(model, {**values, **given} if given else values, name, lines)
        problems += wrong
        if record:
            found.append((lean(record), name, lines))
    return found, problems


def lean(record: Model) -> Model:
    """The same record in a third of the memory, for rows are many.

    Attributes that are set one by one share the table of their names with those of other
    rows. Which fields were given is not kept: nobody asks.
    """
    small = object.__new__(type(record))
    for name, value in vars(record).items():
        object.__setattr__(small, name, value)
    object.__setattr__(small, "__pydantic_fields_set__", ALL_FIELDS)
    object.__setattr__(small, "__pydantic_extra__", None)
    object.__setattr__(small, "__pydantic_private__", None)
    return small


class Line(Mapping[Place, int]):
    """The line of a row, for all of its fields; a dict would be five times as large."""

    __slots__ = ("_line",)

    def __init__(self, line: int) -> None:
        self._line = line

    def __getitem__(self, place: Place) -> int:
        if place:
            raise KeyError(place)
        return self._line

    def __contains__(self, place: object) -> bool:
        return place == ()

    def __iter__(self) -> Iterator[Place]:
        yield ()

    def __len__(self) -> int:
        return 1


def _rows(reader, name: str, model: type[Record], given: Collection[str]) -> Iterator:
    """Rows by column; a column that has a default may be left out of the table."""
    previous = 0
    try:
        header = next(reader, [])
        known = [(f, field) for f, field in model.model_fields.items() if f not in given]
        fields = [f for f, field in known if field.is_required() or f in header]
        if separator := _separator(header):
            text = (
                f"kolom dipisah {separator}; tabel ini memakai koma. Simpan ulang dengan koma,"
                " atau masukkan lewat scripts/intake.py."
            )
            yield Problem("P081", name, 1, text)
            return
        if header and 2 * len(set(header) & set(fields)) < len(fields):
            yield Problem("P141", name, 1, _another(header, fields))
            return
        if sorted(header) != sorted(fields):
            needed = [f for f, field in known if field.is_required()]
            yield Problem("P050", name, 1, _columns(header, needed, [f for f, _ in known]))
            return
        previous = reader.line_num
        for row in reader:
            line, previous = previous + 1, reader.line_num
            if not row:
                yield Problem("P052", name, line, "baris kosong. Hapus baris ini.")
            elif len(row) != len(header):
                yield Problem("P051", name, line, _width(len(row), len(header)))
            else:
                yield dict(zip(header, row, strict=True)), Line(line)
    except csv.Error:
        yield Problem(
            "P053",
            name,
            previous + 1,
            'tanda kutip tidak ditutup, atau disusul isi lain. Tutup, atau tulis kutip ganda ("").',
        )


def _another(header: list[str], fields: list[str]) -> str:
    return (
        f"judul kolom {shown(','.join(header))} bukan milik tabel ini. Pakai kolom:"
        f" {', '.join(fields)}; tabel lain disimpan di luar repositori, dan angka masuk lewat"
        " scripts/intake.py."
    )


def _width(seen: int, expected: int) -> str:
    advice = (
        "Beri tanda kutip pada isi yang memuat koma."
        if seen > expected
        else "Lengkapi; kolom kosong pun ditandai koma."
    )
    return f"baris ini punya {seen} kolom; judulnya {expected}. {advice}"


def _columns(header: list[str], needed: list[str], fields: list[str]) -> str:
    named = header[: len(fields)] if header[: len(fields)] == fields else needed
    if not any(header[len(named) :]) and header[: len(named)] == named:
        return "ada kolom kosong di kanan. Hapus kolom itu, juga dari baris-baris di bawahnya."
    missing = [f for f in needed if f not in header]
    unknown = [h for h in header if h not in fields]
    parts = [f'kolom "{m}" tidak ada' for m in missing]
    parts += [f'kolom "{u}" tidak dikenal{_perhaps(u, missing)}' for u in unknown]
    if not parts:
        parts = ["ada kolom yang ditulis dua kali"]
    return "; ".join(parts) + ". Pakai kolom: " + ", ".join(needed) + "."


def _perhaps(title: str, missing: list[str]) -> str:
    found = nearest(title.strip().lower(), missing).strip().rstrip("?")
    return f" ({found[0].lower()}{found[1:]})" if found else ""


def _separator(header: list[str]) -> str:
    """What a spreadsheet put instead of commas, in words; "" if the row has commas."""
    names = {";": "titik koma", "\t": "tab"}
    return next((names[s] for s in names if len(header) == 1 and s in header[0]), "")


def index(
    located: list[Located], key: Callable[[Record], str], what: str
) -> tuple[dict[str, Record], list[Problem]]:
    """Records by key, in order; a key used twice is a problem at its second place."""
    found, problems, seen = {}, [], {}
    for record, path, lines in located:
        k = key(record)
        if k in found:
            first = f"{seen[k][0]}:{line_of((), seen[k][1])}"
            text = f'{what} "{k}" sudah dipakai di {first}. Beri nama lain atau hapus satu.'
            problems.append(Problem("P054", path, line_of((), lines), text))
            continue
        found[k] = record
        seen[k] = path, lines
    return found, problems
