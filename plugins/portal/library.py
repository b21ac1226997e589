"""All documents of `content/`, read again only where the bytes of their files are new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from .core.digests import digest_of
from .core.documents import Document, remade
from .core.editions import Body
from .core.inputs import document_names
from .core.problems import Problem, ProblemsFound
from .rows import Rows
from .store import Store
from .workers import in_workers

Read = Callable[[Path, str], tuple[Document, str]]


class Kept(NamedTuple):
    """What is kept of a file, by its digest.

    header  digest of its text.
    values  of the record, as JSON.
    """

    header: str
    values: dict[str, Any]
    body: str
    html: str


class Library(Mapping[str, Body]):
    """Documents by their paths as shown in messages; as a mapping, their bodies.

    documents  each with the digest of its file and of what reads it; a record is the same
               whether it was read now or kept. Where its fields stand is not known.
    problems   of the documents that cannot be read.
    """

    def __init__(
        self, content: Path, store: Store, made_with: str, read: Read, workers: int
    ) -> None:
        self._read, self._root = read, content.parent
        self._made_with = made_with
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self._headers: dict[str, str] = {}
        self._bodies: dict[str, Body] = {}
        self._fill([f"{content.name}/{name}" for name in document_names(content)], store, workers)

    def _fill(self, paths: list[str], store: Store, workers: int) -> None:
        rows = Rows(store, "documents", self._made_with, Kept)
        digests = {path: self._digest(path) for path in paths}
        new = [p for p in paths if not self._has_taken(p, digests[p], rows.rows.get(digests[p]))]
        kept = {d: rows.rows[d] for p, d in digests.items() if p in self.documents}
        for path, read in zip(new, in_workers(self._one, new, str, workers), strict=True):
            if isinstance(read, Kept):
                self._take(path, digests[path], read)
                kept[digests[path]] = read
            else:
                self.problems += read
        rows.save(kept)
        # In the order of their names, however they came.
        self.documents = {p: self.documents[p] for p in paths if p in self.documents}

    def reread(self, path: str) -> bool:
        """Read a document again; False if more of it is new than its text."""
        if path not in self.documents or not (self._root / path).is_file():
            return False
        read = self._one(path)
        if not isinstance(read, Kept) or read.header != self._headers[path]:
            return False
        self._take(path, self._digest(path), read)
        return True

    def __getitem__(self, path: str) -> Body:
        return self._bodies[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def _digest(self, path: str) -> str:
        """Digest of a file's bytes, and of its name."""
        digest = blake2b(f"{self._made_with}/{path}\0".encode(), digest_size=16)
        with open(f"{self._root}/{path}", "rb", buffering=0) as file:
            digest.update(file.read())
        return digest.hexdigest()

    def _has_taken(self, path: str, digest: str, kept: Kept | None) -> bool:
        """False for what is not kept, or is no record any more."""
        try:
            return kept is not None and self._take(path, digest, kept)
        except (ValueError, KeyError):
            return False

    def _take(self, path: str, digest: str, kept: Kept) -> bool:
        document = remade(path, kept.values, kept.body)
        self.documents[path] = replace(document, digest=digest)
        self._bodies[path], self._headers[path] = Body(kept.body, kept.html), kept.header
        return True

    def _one(self, path: str) -> Kept | list[Problem]:
        try:
            document, html = self._read(self._root / path, path)
        except ProblemsFound as found:
            return found.problems
        values = document.record.model_dump(mode="json")
        return Kept(digest_of(document.header), values, document.body, html)
