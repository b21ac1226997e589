"""Documents without their texts: what thousands of them need in memory."""

import marshal
from collections.abc import Iterator, Mapping
from typing import NoReturn

from .fields import Place


class NotRead:
    """Stands for the body of a document of which only the header was read.

    Pages are planned by headers, so that a new body needs no new plan.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise TypeError("only the header was read: ask the edition for the body")


class KeptLines(Mapping[Place, int]):
    """The lines of one of thousands of documents, unpacked only for a message."""

    __slots__ = ("_packed",)

    def __init__(self, lines: Mapping[Place, int]) -> None:
        self._packed = marshal.dumps(dict(lines))

    def __getitem__(self, place: Place) -> int:
        return marshal.loads(self._packed)[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(marshal.loads(self._packed))

    def __len__(self) -> int:
        return len(marshal.loads(self._packed))
