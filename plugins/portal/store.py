"""What a build keeps for the next: bytes by kind and name in one SQLite file, safe to delete.

The file may come from anywhere. It holds data, never code: nothing in it is run. One that is
not as it was written, for whatever reason, is removed, and nothing was kept.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

TABLE = (
    "kept (kind TEXT, name TEXT, content BLOB, mark BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"
)
# A trigger or a view beside it would be somebody else's.
OURS = [("table", "kept", f"CREATE TABLE {TABLE}")]
# It is only a cache: no write waits for the disk, and none leaves a journal.
PRAGMAS = ("trusted_schema = OFF", "synchronous = OFF", "journal_mode = MEMORY")
JOURNALS = ("-journal", "-wal", "-shm")
SIZE = 8

ALL = "SELECT name, content, mark FROM kept WHERE kind = ?"
ONE = f"{ALL} AND name = ?"
NAMES = "SELECT name FROM kept WHERE kind = ?"
PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)"
FORGET = "DELETE FROM kept WHERE kind = ? AND name = ?"
FORGET_ALL = "DELETE FROM kept WHERE kind = ?"

Command = tuple[str, list[tuple]]


class Store:
    """One such file; None keeps nothing.

    It is open only while it is asked, so that processes and threads may share it. No method
    raises: where a disk is full or a file cannot be read, the next build has more to do.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def contents(self, kind: str) -> dict[str, bytes]:
        """Name -> content of all of a kind; all of them or none."""
        rows = self._asked(ALL, kind)
        if all(_is_whole(kind, *row) for row in rows):
            return {name: content for name, content, _ in rows}
        self._remove()
        return {}

    def content(self, kind: str, name: str) -> bytes | None:
        """None where there is none."""
        for row in self._asked(ONE, kind, name):
            if _is_whole(kind, *row):
                return row[1]
            self._remove()
        return None

    def names(self, kind: str) -> set[str]:
        return {name for (name,) in self._asked(NAMES, kind)}

    def save(
        self,
        kind: str,
        contents: Mapping[str, bytes],
        gone: Iterable[str] = (),
        anew: bool = False,
    ) -> bool:
        """Keep contents, and no longer those that are `gone`; all that was there if `anew`.

        Whether they are kept: all of it or nothing. A file that cannot be written to is removed.
        """
        rows = [(kind, name, one, _mark(kind, name, one)) for name, one in contents.items()]
        old = (FORGET_ALL, [(kind,)]) if anew else (FORGET, [(kind, name) for name in gone])
        return self._has_done(old, (PUT, rows))

    def _asked(self, command: str, *values: str) -> list[tuple]:
        if self.path is None or not self.path.exists():
            return []
        try:
            with closing(_opened(self.path)) as database:
                return database.execute(command, values).fetchall()
        except (sqlite3.Error, OSError):
            self._remove()
            return []

    def _has_done(self, *commands: Command) -> bool:
        if self.path is None:
            return False
        try:
            with closing(_opened(self.path)) as database, database:
                for command, rows in commands:
                    database.executemany(command, rows)
        except (sqlite3.Error, OSError):
            self._remove()
            return False
        return True

    def _remove(self) -> None:
        remove(self.path)


def _opened(path: Path) -> sqlite3.Connection:
    """Raises sqlite3.Error or OSError unless the file is ours, or new."""
    for end in JOURNALS:
        # None of ours. It could change what is read, and name other files to be removed.
        remove(Path(f"{path}{end}"))
    if path.is_symlink() or not (path.is_file() or not path.exists()):
        raise OSError(f"{path} is no file")
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path)
    try:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute(f"CREATE TABLE IF NOT EXISTS {TABLE}")
        if database.execute("SELECT type, name, sql FROM sqlite_master").fetchall() != OURS:
            raise sqlite3.DatabaseError("there is more in it than was written")
    except BaseException:
        database.close()
        raise
    return database


def _mark(kind: str, name: str, content: bytes) -> bytes:
    """By it a row that is not as it was written is told."""
    digest = blake2b(f"{kind}\0{name}\0".encode(), digest_size=SIZE)
    digest.update(content)
    return digest.digest()


def _is_whole(kind: str, name: Any, content: Any, mark: Any) -> bool:
    """SQLite takes a value of any type for any column."""
    are_ours = isinstance(name, str) and isinstance(content, bytes)
    return are_ours and mark == _mark(kind, name, content)


def remove(path: Path) -> None:
    """Remove whatever lies there, a folder too; a link, not what it leads to."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
