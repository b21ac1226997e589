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
from .rows import Rows
from .workers import in_workers

# Digest of the header; then what is unpacked when asked for: heading, and body with HTML.
FORM = "header, heading, body and HTML"
Kept = tuple[str, bytes, bytes]
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
        kept = Rows(record, FORM)
        before = kept.rows.copy()
        new = [path for path, digest in self.digests.items() if digest not in before]
        read_now = in_workers(self._one, new, str, workers)
        self.problems = [problem for found, _ in read_now for problem in found]
        for path, (problems, row) in zip(new, read_now, strict=True):
            if problems:
                del self.digests[path]
            else:
                before[self.digests[path]] = row
        self._kept = {digest: before[digest] for digest in self.digests.values()}
        kept.save(self._kept)

    def reread(self, path: str) -> bool:
        """Read a document again; False if more of it is new than its text."""
        if path not in self.digests or not (self._root / path).is_file():
            return False
        problems, row = self._one(path)
        before = self._kept[self.digests[path]]
        if problems or row[0] != before[0]:
            return False
        self.digests[path] = self._digest(path)
        self._kept[self.digests[path]] = row
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
        return replace(pickle.loads(self._kept[digest][1]), digest=digest)

    def headers_below(self, folder: str) -> dict[str, str]:
        """Path -> digest of the header, of the documents in a folder."""
        return {
            path: self._kept[digest][0]
            for path, digest in self.digests.items()
            if path.startswith(folder)
        }

    def __getitem__(self, path: str) -> Body:
        return Body(*marshal.loads(self._kept[self.digests[path]][2]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def _one(self, path: str) -> tuple[list[Problem], Kept | None]:
        try:
            document, html = self._read(self._root / path, path)
        except ProblemsFound as found:
            return found.problems, None
        heading = pickle.dumps(document.heading, protocol=5)
        return [], (digest_of(document.header), heading, marshal.dumps((document.body, html)))
