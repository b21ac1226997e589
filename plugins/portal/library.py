"""All documents of `content/`, read again only where the bytes of their files are new."""

import marshal
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from .core.digests import digest_of
from .core.documents import Document
from .core.editions import Body
from .core.inputs import document_names
from .core.problems import Problem, ProblemsFound
from .core.tables import lean
from .rows import Rows
from .workers import in_workers

# Digest of the header, and the size of the heading, after which a content has body and HTML.
FORM = "header, size of heading"
Kept = tuple[str, int]
Read = Callable[[Path, str], tuple[Document, str]]


class Library(Mapping[str, Body]):
    """Documents by their paths as shown in messages; as a mapping, their bodies.

    digests   path -> digest of the file and of what reads it.
    problems  of the documents that cannot be read.
    """

    def __init__(
        self, content: Path, record: Path | None, made_with: str, read: Read, workers: int
    ) -> None:
        self._read, self._root = read, content.parent
        self._made_with = made_with
        paths = (f"{content.name}/{name}" for name in document_names(content))
        self.digests = {path: self._digest(path) for path in paths}
        self._rows = Rows(record, FORM)
        known, self._new = self._rows.rows.copy(), {}
        new = [path for path, digest in self.digests.items() if digest not in known]
        read_now = in_workers(self._one, new, str, workers)
        self.problems = [problem for found, _, _ in read_now for problem in found]
        for path, (problems, row, content) in zip(new, read_now, strict=True):
            if problems:
                del self.digests[path]
            else:
                known[self.digests[path]], self._new[self.digests[path]] = row, content
        self._kept = {digest: known[digest] for digest in self.digests.values()}
        self._rows.save(self._kept, self._new)
        if record:
            self._new.clear()

    def reread(self, path: str) -> bool:
        """Read a document again; False if more of it is new than its text."""
        if path not in self.digests or not (self._root / path).is_file():
            return False
        problems, row, content = self._one(path)
        before = self._kept[self.digests[path]]
        if problems or row[0] != before[0]:
            return False
        self.digests[path] = self._digest(path)
        self._kept[self.digests[path]], self._new[self.digests[path]] = row, content
        return True

    def _digest(self, path: str) -> str:
        """Digest of a file's bytes, and of what else decides how it is read."""
        digest = blake2b(f"{self._made_with}/{path}\0".encode(), digest_size=16)
        with open(f"{self._root}/{path}", "rb", buffering=0) as file:
            digest.update(file.read())
        return digest.hexdigest()

    def heading(self, path: str) -> Document:
        """A document without its body."""
        digest = self.digests[path]
        found = pickle.loads(self._content(digest))
        return replace(found, record=lean(found.record), digest=digest)

    def headers_below(self, folder: str) -> dict[str, str]:
        """Path -> digest of the header, of the documents in a folder."""
        return {
            path: self._kept[digest][0]
            for path, digest in self.digests.items()
            if path.startswith(folder)
        }

    def __getitem__(self, path: str) -> Body:
        digest = self.digests[path]
        return Body(*marshal.loads(self._content(digest)[self._kept[digest][1] :]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def _content(self, digest: str) -> bytes:
        return self._new.get(digest) or self._rows.content(digest)

    def _one(self, path: str) -> tuple[list[Problem], Kept, bytes]:
        try:
            document, html = self._read(self._root / path, path)
        except ProblemsFound as found:
            return found.problems, ("", 0), b""
        heading = pickle.dumps(document.heading, protocol=5)
        content = heading + marshal.dumps((document.body, html))
        return [], (digest_of(document.header), len(heading)), content
