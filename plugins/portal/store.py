"""What was read from a file before, by the digest of the file; safe to delete."""

import marshal
import pickle
from pathlib import Path
from typing import Any


class Store:
    """Values by key, in one file; what a run did not ask for is forgotten.

    record  the file; without it nothing is kept.
    """

    def __init__(self, record: Path | None) -> None:
        self._record = record
        self._before = _read(record) if record else {}
        self._asked: dict[str, bytes] = {}

    def get(self, key: str) -> Any:
        """The value, None if there is none."""
        packed = self._asked.get(key) or self._before.get(key)
        if packed is None:
            return None
        self._asked[key] = packed
        return pickle.loads(packed)

    def put(self, key: str, value: Any) -> None:
        self._asked[key] = pickle.dumps(value, protocol=5)

    def close(self) -> None:
        """Write the file aside and rename it, unless it would be the same."""
        if self._record is None or self._asked.keys() == self._before.keys():
            return
        self._record.parent.mkdir(parents=True, exist_ok=True)
        aside = self._record.with_suffix(".part")
        aside.write_bytes(marshal.dumps(self._asked))
        aside.replace(self._record)


def _read(record: Path) -> dict[str, bytes]:
    """The values still packed; empty if the file is missing or cut off."""
    try:
        return marshal.loads(record.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
