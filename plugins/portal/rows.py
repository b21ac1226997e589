"""Rows by name that a build keeps for the next: each a named tuple, kept as JSON."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from .store import Store

Row = TypeVar("Row", bound=tuple)

# Stands beside the rows and tells of them: no row has such a name.
TOLD = ""


class Rows(Generic[Row]):
    """The rows of one kind as the last build saved them: all of them, or none.

    form  what else must be alike for them to be read: digest of a check, names of fields.
    type  what each row is; one that cannot be such a tuple makes all of them unknown.
    """

    def __init__(self, store: Store, kind: str, form: str, type: type[Row]) -> None:
        self._store, self._kind, self._form = store, kind, form
        contents = store.contents(kind)
        told, self.rows = contents.pop(TOLD, b""), dict[str, Row]()
        if told == self._told(len(contents)):
            try:
                rows = TypeAdapter(list[type]).validate_json(b"[%s]" % b",".join(contents.values()))
                self.rows = dict(zip(contents, rows, strict=True))
            except ValueError:
                pass

    def save(self, rows: Mapping[str, Row]) -> None:
        """Keep these rows and no others; only those that differ are written."""
        new = {name: to_json(row) for name, row in rows.items() if self.rows.get(name) != row}
        gone = self.rows.keys() - rows.keys()
        if new or gone:
            new[TOLD] = self._told(len(rows))
            self._store.save(self._kind, new, gone, anew=not (self.rows and rows))
            self.rows = dict(rows)

    def _told(self, count: int) -> bytes:
        return to_json((self._form, count))
