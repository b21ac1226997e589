"""Rows by name, kept in one file from run to run; safe to delete.

The file is a sequence of parts. A few new rows are added as one more part; with many it
is written anew, aside first and then renamed. A part that was cut off does not count.
"""

import marshal
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

Row = tuple[Any, ...]

LENGTH = 8
# Rows in a part, so that a file need not be in memory twice.
PART = 2000
# The file is written anew when more than a quarter of its rows no longer count.
FRESH = 4


class Rows:
    """The rows of a file as a run finds them.

    record  the file; None keeps nothing.
    form    what the rows look like; rows of another form are not read.
    """

    def __init__(self, record: Path | None, form: str) -> None:
        self._record, self._form = record, form
        self._end = self._read = 0
        self.rows: dict[str, Row] = {}
        for end, gone, rows in _parts(record, form) if record else ():
            self._end = end
            self._read += len(gone) + len(rows)
            for name in gone:
                del self.rows[name]
            self.rows |= rows

    def save(self, rows: Mapping[str, Row]) -> None:
        """Keep `rows`; a row that is the same object as before needs no writing."""
        before = self.rows
        new = {name: row for name, row in rows.items() if before.get(name) is not row}
        gone = [name for name in before if name not in rows]
        if self._record is None or not (new or gone):
            return
        unused = self._read + len(new) + len(gone) - len(rows)
        if before and unused * FRESH < len(rows):
            self._add(gone, new)
        else:
            self._write(rows)

    def _add(self, gone: list[str], new: dict[str, Row]) -> None:
        with self._record.open("r+b") as file:
            file.seek(self._end)
            file.truncate()
            self._write_part(file, gone, new)

    def _write(self, rows: Mapping[str, Row]) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        aside, items = self._record.with_suffix(".part"), iter(rows.items())
        with aside.open("wb") as file:
            while part := dict(islice(items, PART)):
                self._write_part(file, [], part)
        aside.replace(self._record)

    def _write_part(self, file: BinaryIO, gone: list[str], rows: dict[str, Row]) -> None:
        part = marshal.dumps((self._form, gone, rows))
        file.write(len(part).to_bytes(LENGTH, "big"))
        file.write(part)


def _parts(record: Path, form: str) -> Iterator[tuple[int, list[str], dict[str, Row]]]:
    """Where every whole part ends, the names that went with it and the rows that came."""
    if not record.exists():
        return
    end, size = 0, record.stat().st_size
    with record.open("rb") as file:
        while length := int.from_bytes(file.read(LENGTH), "big"):
            if length > size - end:
                return
            try:
                own, gone, rows = marshal.loads(file.read(length))
            except (EOFError, ValueError, TypeError):
                return
            if own != form:
                return
            end += LENGTH + length
            yield end, gone, rows
