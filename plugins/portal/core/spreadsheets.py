"""CSV as spreadsheets write it, read where only one reading is possible.

Excel in Indonesian separates with semicolons, writes 31/10/2024 for a day and
43,0 for a number, saves in Windows-1252 unless told otherwise, and keeps the
empty columns and rows one has visited. The repository's own CSV stays strict.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .problems import Problem, nearest

Row = dict[str, str]
Line = tuple[Row, int]


@dataclass(frozen=True)
class Sheet:
    """What a file holds.

    lines      rows by column, each with its line in the file.
    separator  of the columns.
    left_out   names of the columns that were not read.
    """

    lines: list[Line] = field(default_factory=list)
    separator: str = ","
    left_out: list[str] = field(default_factory=list)

    def has_days_first(self, days: Sequence[str]) -> bool:
        """Whether 3/4/2024 is the third of April.

        days  columns that hold them. A program set to English separates with commas, but in
              "Unicode text" with tabs as every other does.
        """
        return self.separator == ";" and not any(int(found[2]) > 12 for found in self._days(days))

    def groups_with_points(self, numbers: Sequence[str], days: Sequence[str]) -> bool:
        """Whether 1.005 is a thousand and five: only where another cell shows whose habits
        these are.

        numbers, days  columns that hold them.
        """
        cells = self._cells(numbers)
        if not self.has_days_first(days) or any(map(ENGLISH_NUMBER.fullmatch, cells)):
            return False
        told = any(int(found[1]) > 12 for found in self._days(days))
        return told or any(map(INDONESIAN_NUMBER.fullmatch, cells))

    def beside(self, other: "Sheet") -> "Sheet":
        """The same with the rows of another, if one program seems to have saved both."""
        is_kin = other.separator == self.separator
        return replace(self, lines=[*self.lines, *other.lines]) if is_kin else self

    def _days(self, days: Sequence[str]) -> list[re.Match]:
        return [found for cell in self._cells(days) if (found := DAY.fullmatch(cell))]

    def _cells(self, names: Sequence[str]) -> list[str]:
        return [row[name] for row, _ in self.lines for name in names if name in row]


DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# Numbers that nobody else writes so.
INDONESIAN_NUMBER = re.compile(r"\d[\d.]*,\d+|\d{1,3}(?:\.\d{3}){2,}")
ENGLISH_NUMBER = re.compile(r"\d[\d,]*\.\d{1,2}|\d{1,3}(?:,\d{3}){2,}")
SEPARATORS = (";", ",", "\t")
# What Indonesian text in Windows-1252 holds beyond ASCII; anything else may be another encoding.
WINDOWS_CHARACTERS = frozenset("‘’“”–—…•€éèêëàáâäçíìîïñóòôöúùûü°²³½¼¾×±§«»®©™\u00a0")
LEFTOVERS = re.compile("Ã.|â€|Â[^\\w]")
SAVE_AGAIN = "Simpan ulang dari Excel dengan jenis “CSV UTF-8 (Comma delimited)”."


class Unreadable(ValueError):
    """A file that could be read in more than one way: code, line and sentence."""

    def __init__(self, code: str, line: int, text: str) -> None:
        super().__init__(text)
        self.code, self.line, self.text = code, line, text


def read_spreadsheet(
    raw: bytes,
    name: str,
    columns: Sequence[str],
    given_up: Sequence[str] = (),
    optional: Collection[str] = (),
) -> tuple[Sheet, list[Problem]]:
    """The rows of a file, or what keeps it from being read.

    raw       the bytes of the file.
    columns   names the first row must have, in any order, but for the optional ones.
    given_up  names it may have besides; what stands below them is not read.
    returns  cells without blanks around them; empty rows and empty columns
             without a title are left out.
    """
    try:
        text, above, separator = _separated(decode(raw), columns)
        lines = list(_lines(text, above, separator, columns, given_up, optional))
    except Unreadable as error:
        return Sheet(), [Problem(error.code, name, error.line, error.text)]
    if not lines:
        text = "tidak ada baris selain judul kolom. Isi dulu."
        return Sheet(), [Problem("P005", name, 1, text)]
    seen = lines[0][0].keys() & set(given_up)
    kept = [({c: v for c, v in row.items() if c not in seen}, line) for row, line in lines]
    return Sheet(kept, separator, sorted(seen)), []


def decode(raw: bytes) -> str:
    """The text of a file; raises Unreadable where the bytes allow two readings."""
    if raw.startswith(b"PK"):
        raise Unreadable("P004", 1, f"ini berkas Excel, bukan CSV. {SAVE_AGAIN}")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unicode_text(raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows(raw, error.start)
    found = LEFTOVERS.search(text)
    if found:
        line = text[: found.start()].count("\n") + 1
        raise Unreadable(
            "P002",
            line,
            f'huruf rusak "{found[0]}": berkas pernah dibuka dengan pengodean lain. Ketik ulang huruf itu. {SAVE_AGAIN}',
        )
    return text


def _unicode_text(raw: bytes) -> str:
    """Excel's “Unicode Text”."""
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError:
        raise Unreadable("P002", 1, f"berkasnya terpotong. {SAVE_AGAIN}") from None


def _windows(raw: bytes, first: int) -> str:
    """Windows-1252, if every character is one that is used in Indonesian text."""
    line = raw[:first].count(b"\n") + 1
    has_utf8 = re.search(rb"[\xc3-\xef][\x80-\xbf]", raw)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    strange = {c for c in text if ord(c) > 127} - WINDOWS_CHARACTERS
    if has_utf8 or strange or not text:
        raise Unreadable("P002", line, f"pengodean hurufnya tidak dapat dipastikan. {SAVE_AGAIN}")
    return text


def _separated(text: str, columns: Sequence[str]) -> tuple[str, int, str]:
    """Text from its titles on, how many lines stood above, and the separator.

    A first line `sep=;` is Excel's own way of saying it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    told = re.match("sep=(.)\n", text)
    if told:
        return text[told.end() :], 1, told[1]
    return text, 0, separator_of(text.split("\n", 1)[0], columns)


def _lines(
    text: str,
    above: int,
    separator: str,
    columns: Sequence[str],
    given_up: Sequence[str],
    optional: Collection[str],
) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = _header(next(reader, []), columns, given_up, optional, above + 1)
        previous = reader.line_num
        for cells in reader:
            line, previous = previous + 1 + above, reader.line_num
            if any(cell.strip() for cell in cells):
                yield _row(header, cells, line), line
    except csv.Error:
        line = reader.line_num + above
        text = "tanda kutip tidak berpasangan. Periksa baris ini."
        raise Unreadable("P053", line, text) from None


def separator_of(header: str, columns: Sequence[str]) -> str:
    """The separator by which the first row has the most of the known columns."""

    def known(separator: str) -> int:
        return sum(_title(cell) in columns for cell in header.split(separator))

    best = max(SEPARATORS, key=known)
    if not known(best):
        raise Unreadable(
            "P055",
            1,
            f'baris pertama "{header[:60]}" bukan judul kolom. Pakai kolom: {", ".join(columns)}.',
        )
    return best


def _title(cell: str) -> str:
    return cell.strip().strip('"').strip().lower().replace(" ", "_")


def _header(
    cells: list[str],
    columns: Sequence[str],
    given_up: Sequence[str],
    optional: Collection[str],
    line: int,
) -> list[str]:
    titles = [_title(cell) for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    unknown = [title for title in titles if title not in (*columns, *given_up)]
    missing = [c for c in columns if c not in titles and c not in optional]
    twice = [title for title in dict.fromkeys(titles) if titles.count(title) > 1]
    parts = [f'kolom "{title}" tidak dikenal.{nearest(title, columns)}' for title in unknown]
    parts += [f'kolom "{title}" tidak ada.' for title in missing]
    parts += [f'kolom "{title}" ditulis dua kali.' for title in twice]
    if parts:
        raise Unreadable("P050", line, " ".join(parts) + " Perbaiki baris judul.")
    return titles


def _row(header: list[str], cells: list[str], line: int) -> Row:
    given = [cell.strip() for cell in cells]
    if any(given[len(header) :]):
        raise Unreadable(
            "P051",
            line,
            f"baris ini punya {len(given)} sel; judulnya {len(header)}."
            " Beri tanda kutip pada isi yang memuat pemisah kolom.",
        )
    return dict(zip(header, given + [""] * (len(header) - len(given)), strict=False))


def a_number(cell: str, is_indonesian: bool) -> str:
    """A whole number as it is kept: `43,0` -> 43, and `1.234` -> 1234 in Indonesian.

    Anything else stays as it is, for the model to refuse.
    """
    grouped = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+)(?:,0+)?", cell)
    if grouped:
        return grouped[1].replace(".", "") if is_indonesian else cell
    plain = re.fullmatch(r"(\d+)[,.]0{1,2}", cell)
    return plain[1] if plain else cell


def a_share(cell: str) -> str:
    """A percentage as it is kept: `15,7` and `15.7` are one number, for no share is a thousand."""
    return re.sub(r"^(\d{1,3}),(\d)$", r"\1.\2", cell)


def a_date(cell: str, is_indonesian: bool) -> str:
    """A day as it is kept: `31/10/2024` -> 2024-10-31.

    In a file that is not Indonesian `03/04/2024` may be March or April and stays.
    """
    found = DAY.fullmatch(cell)
    if not found or int(found[2]) > 12 or not (is_indonesian or int(found[1]) > 12):
        return cell
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"


def a_region_code(cell: str, is_indonesian: bool) -> str:
    """A code that a spreadsheet took for a number or a time: 0, `33,11`, `11.01.00`."""
    if cell == "0":
        return "00"
    found = re.fullmatch(r"(\d\d)[.,:](\d\d)(?:[.:]00)?", cell)
    return f"{found[1]}.{found[2]}" if found else cell
