"""Plans kept from one build to the next, without the documents they name."""

import io
import pickle
from collections.abc import Callable
from typing import Any

from .core.digests import Shared
from .core.documents import Document
from .core.profiles.page import Plan

DOCUMENT, SHARED = "document", "shared"


class _Packer(pickle.Pickler):
    """Documents and what many plans share are only named."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, protocol=5)
        self.documents: dict[str, None] = {}

    def persistent_id(self, one: Any) -> tuple[str, str] | None:
        if isinstance(one, Document):
            self.documents[one.path] = None
            return DOCUMENT, one.path
        return (SHARED, one.digest) if isinstance(one, Shared) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, content: bytes, named: dict[str, Callable[[str], Any]]) -> None:
        super().__init__(io.BytesIO(content))
        self._named = named

    def persistent_load(self, pid: tuple[str, str]) -> Any:
        kind, name = pid
        return self._named[kind](name)


def packed(plan: Plan) -> tuple[bytes, tuple[str, ...]]:
    """The plan as bytes, and the paths of the documents it names."""
    stream = io.BytesIO()
    packer = _Packer(stream)
    packer.dump(plan)
    return stream.getvalue(), tuple(packer.documents)


def unpacked(
    content: bytes, document: Callable[[str], Document], shared: Callable[[str], Shared]
) -> Plan:
    """The plan again, with documents by path and what is shared by digest."""
    return _Unpacker(content, {DOCUMENT: document, SHARED: shared}).load()
