"""Reading a raw file of cases: its form first, then its rows in chunks."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..problems import Problem
from .open_quotes import line_of_wrong_quote

CHUNK = 400_000
SEPARATORS = (",", ";", "\t")
LONGEST_HEADER = 100_000
LONG_CELL = "ada sel yang terlalu panjang untuk satu sel. Pendekkan, atau hapus kolomnya."


class LongCell(Exception):
    """A cell longer than any cell is; the line where its row begins."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True)
class RawFile:
    """A raw file whose form is known.

    separator  comma, semicolon or tab; the whole file uses one.
    columns    names in the header, in order.
    """

    path: Path
    separator: str
    columns: tuple[str, ...]

    def problem(self, code: str, line: int, text: str) -> Problem:
        return Problem(code, self.path.as_posix(), line, text)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Every record with the line it begins on; slow, for messages only.

        raises  LongCell.
        """
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader, line = csv.reader(file, delimiter=self.separator), 1
            try:
                for record in reader:
                    yield line, record
                    line = reader.line_num + 1
            except csv.Error as error:
                raise LongCell(line) from error

    def unreadable(self) -> list[Problem]:
        """Why the file cannot be read as a table: its marks, its rows or its longest cells."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            line = line_of_wrong_quote(file, self.separator)
        if line:
            text = (
                "tanda kutip dibuka di baris ini dan tidak ditutup di ujung sel. Hapus, atau tutup."
            )
            return [self.problem("P053", line, text)]
        try:
            return ragged_rows(self) or [self.problem("P053", 1, LONG_CELL)]
        except LongCell as error:
            return [self.problem("P053", error.line, LONG_CELL)]

    def chunks(self) -> Iterator[pd.DataFrame]:
        """Rows as text, every column; short rows are filled with empty text.

        raises  pandas.errors.ParserError if a row has too many fields.
        """
        yield from pd.read_csv(
            self.path,
            sep=self.separator,
            dtype="str",
            keep_default_na=False,
            na_values=[],
            encoding="utf-8-sig",
            chunksize=CHUNK,
            skip_blank_lines=False,
            index_col=False,
        )


def open_raw(path: Path) -> tuple[RawFile | None, list[Problem]]:
    """The form of a raw file, or what is wrong with it."""
    name = path.as_posix()
    if not path.is_file():
        return None, [Problem("P003", name, 1, "berkas tidak ada. Periksa nama dan foldernya.")]
    try:
        if not _head(path).strip():
            return None, [Problem("P005", name, 1, "berkas kosong. Ekspor ulang berkas perkara.")]
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline(LONGEST_HEADER).rstrip("\r\n")
    except UnicodeDecodeError:
        return None, [not_utf8(path)]
    except OSError:
        return None, [Problem("P003", name, 1, "berkas tidak dapat dibuka. Periksa izinnya.")]
    return _with_separator(path, header)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _with_separator(path: Path, header: str) -> tuple[RawFile | None, list[Problem]]:
    seen = Counter({s: header.count(s) for s in SEPARATORS if header.count(s)})
    if not header.strip():
        text = "baris judul kosong. Tulis nama kolom di baris pertama."
        return None, [Problem("P055", path.as_posix(), 1, text)]
    if len(seen) > 1:
        text = "judul memakai lebih dari satu pemisah. Pakai koma saja, atau titik koma saja, di seluruh berkas."
        return None, [Problem("P055", path.as_posix(), 1, text)]
    separator = next(iter(seen), ",")
    if line_of_wrong_quote([header], separator) or len(header) == LONGEST_HEADER:
        text = "baris judul terlalu panjang, atau tanda kutipnya tidak ditutup. Perbaiki baris ini."
        return None, [Problem("P053", path.as_posix(), 1, text)]
    columns = next(csv.reader([header], delimiter=separator))
    return RawFile(path, separator, tuple(columns)), []


def not_utf8(path: Path) -> Problem:
    """The first line that is not UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start]
                text = f"byte 0x{byte:02X} bukan UTF-8 (mungkin Windows-1252). Simpan ulang berkas sebagai CSV UTF-8."
                return Problem("P001", path.as_posix(), number, text)
    text = "berkas bukan UTF-8. Simpan ulang berkas sebagai CSV UTF-8."
    return Problem("P001", path.as_posix(), 1, text)


def _holds_a_row(cell: str, raw: RawFile) -> bool:
    """True for a cell that swallowed rows: a line in it has as many parts as the header."""
    inner = cell.splitlines()[1:] if "\n" in cell or "\r" in cell else ()
    return any(line.count(raw.separator) >= len(raw.columns) - 1 for line in inner)


def ragged_rows(raw: RawFile, most: int = 20) -> list[Problem]:
    """Rows with more or fewer fields than the header, or with other rows inside a cell."""
    found = []
    for line, record in raw.records():
        if any(_holds_a_row(cell, raw) for cell in record) and len(found) < most:
            text = "sel di baris ini memuat baris lain; tanda kutip dibuka dan baru ditutup di bawahnya. Hapus tanda kutip itu."
            found.append(raw.problem("P053", line, text))
            continue
        if len(record) != len(raw.columns) and len(found) < most:
            mixed = any(s in ",".join(record) for s in SEPARATORS if s != raw.separator)
            hint = " Pemisahnya mungkin berbeda dari judul." if mixed and len(record) == 1 else ""
            text = f"{len(record)} kolom, judul punya {len(raw.columns)}.{hint} Perbaiki pemisah atau tanda petik di baris ini."
            found.append(raw.problem("P051", line, text))
    return found
