"""Rows by name, kept in one file from run to run; safe to delete.

The file is a sequence of parts: contents of rows, which are read only when asked for, and
the rows themselves. A few new rows are added as one more part; with many it is written
anew, aside first and then renamed. A part that was cut off does not count.
"""

import marshal
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

Row = tuple[Any, ...]
# Where a content stands in the file, and its size.
Place = tuple[int, int]
NOTHING: Mapping[str, bytes] = {}

LENGTH = 8
# Rows in a part, so that a file need not be in memory twice.
PART = 2000
# The file is written anew when more than a quarter of its rows no longer count.
FRESH = 4


class Rows:
    """The rows of a file as a run finds them, or as it saved them.

    record  the file; None keeps nothing.
    form    what the rows look like; rows of another form are not read.
    """

    def __init__(self, record: Path | None, form: str) -> None:
        self._record, self._form = record, form
        self._end = self._read = 0
        self._file: BinaryIO | None = None
        self._places: dict[str, Place] = {}
        self.rows: dict[str, Row] = {}
        for end, gone, rows, places in _parts(record, form) if record else ():
            self._end = end
            self._read += len(gone) + len(rows)
            for name in gone:
                del self.rows[name]
                self._places.pop(name, None)
            self.rows |= rows
            self._places |= places

    def content(self, name: str) -> bytes:
        """What was saved with a row; raises KeyError if nothing was."""
        start, size = self._places[name]
        if self._file is None:
            self._file = self._record.open("rb", buffering=0)
        return _read_at(self._file, start, size)

    def save(self, rows: Mapping[str, Row], contents: Mapping[str, bytes] = NOTHING) -> None:
        """Keep `rows`; a row that is the same object as before needs no writing.

        contents  of rows; one that is not among them has the content it had.
        """
        before = self.rows
        new = {name: row for name, row in rows.items() if before.get(name) is not row}
        gone = [name for name in before if name not in rows]
        if self._record is None or not (new or gone):
            return
        unused = self._read + len(new) + len(gone) - len(rows)
        if before and unused * FRESH < len(rows):
            self._add(gone, new, contents)
        else:
            self._write(rows, contents)
        self.rows = dict(rows)

    def _add(self, gone: list[str], new: dict[str, Row], contents: Mapping[str, bytes]) -> None:
        self._close()
        with self._record.open("r+b") as file:
            file.seek(self._end)
            file.truncate()
            self._places |= self._write_part(file, gone, new, contents)
            self._end = file.tell()
        self._read += len(gone) + len(new)
        for name in gone:
            self._places.pop(name, None)

    def _write(self, rows: Mapping[str, Row], contents: Mapping[str, bytes]) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        aside, items = self._record.with_suffix(".part"), iter(rows.items())
        places: dict[str, Place] = {}
        with aside.open("wb") as file:
            while part := dict(islice(items, PART)):
                had = {name: self.content(name) for name in part if name in self._places}
                places |= self._write_part(file, [], part, {**had, **contents})
            self._end, self._read = file.tell(), len(rows)
        self._close()
        aside.replace(self._record)
        self._places = places

    def _write_part(
        self, file: BinaryIO, gone: list[str], rows: dict[str, Row], contents: Mapping[str, bytes]
    ) -> dict[str, Place]:
        """Where the contents of these rows stand now."""
        places, at = {}, file.tell() + 2 * LENGTH
        for name in rows:
            if name in contents:
                places[name] = (at, len(contents[name]))
                at += len(contents[name])
        body = b"".join(contents[name] for name in places)
        part = marshal.dumps((self._form, gone, rows, places))
        for piece in (len(body).to_bytes(LENGTH), len(part).to_bytes(LENGTH), body, part):
            file.write(piece)
        return places

    def _close(self) -> None:
        """A file that is open cannot be replaced on every system."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _read_at(file: BinaryIO, start: int, size: int) -> bytes:
    """Processes that share an open file share the place they read at, but for this call."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, start)
    file.seek(start)
    return file.read(size)


Part = tuple[int, list[str], dict[str, Row], dict[str, Place]]


def _parts(record: Path, form: str) -> Iterator[Part]:
    """Where every whole part ends, the names that went with it, the rows that came, and where
    their contents stand.
    """
    if not record.exists():
        return
    end, size = 0, record.stat().st_size
    with record.open("rb") as file:
        while len(head := file.read(2 * LENGTH)) == 2 * LENGTH:
            body, part = int.from_bytes(head[:LENGTH]), int.from_bytes(head[LENGTH:])
            if 2 * LENGTH + body + part > size - end:
                return
            file.seek(body, 1)
            try:
                own, gone, rows, places = marshal.loads(file.read(part))
            except (EOFError, ValueError, TypeError):
                return
            if own != form:
                return
            end += 2 * LENGTH + body + part
            yield end, gone, rows, places
