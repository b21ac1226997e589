"""Reading a raw file of cases: its form first, then its rows in chunks."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..problems import Problem

CHUNK = 400_000
SEPARATORS = (",", ";", "\t")


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
        """Every record with the line it begins on; slow, for messages only."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader, line = csv.reader(file, delimiter=self.separator), 1
            for record in reader:
                yield line, record
                line = reader.line_num + 1

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
    head = path.read_bytes()[:4] if path.stat().st_size < 1 << 16 else _head(path)
    if not head.strip():
        return None, [Problem("P005", name, 1, "berkas kosong. Ekspor ulang berkas perkara.")]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        return None, [not_utf8(path)]
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


def ragged_rows(raw: RawFile, most: int = 20) -> list[Problem]:
    """Rows with more or fewer fields than the header."""
    found = []
    for line, record in raw.records():
        if len(record) != len(raw.columns) and len(found) < most:
            mixed = any(s in ",".join(record) for s in SEPARATORS if s != raw.separator)
            hint = " Pemisahnya mungkin berbeda dari judul." if mixed and len(record) == 1 else ""
            text = f"{len(record)} kolom, judul punya {len(raw.columns)}.{hint} Perbaiki pemisah atau tanda petik di baris ini."
            found.append(raw.problem("P051", line, text))
    return found
