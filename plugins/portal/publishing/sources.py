"""Published sites as they are found: in a folder, in a branch, at an address."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from ..manifest import digests_below
from .branch import remote_branch
from .git import Git, blob_ids
from .ledger import address_of

# Some hosts refuse Python's own name; what a cache still holds is not what is live.
ASKING = {"User-Agent": "Netral", "Cache-Control": "no-cache"}
AT_ONCE = 8
SECONDS = 60
# Words to the host, which it may keep to itself.
UNSERVED = frozenset({".nojekyll", "_headers", "_redirects"})


class Unreadable(Exception):
    """Why a published site could not be read at all."""


class Published(Protocol):
    """A published site.

    shows_all     whether files that nobody expects there can be seen.
    keeps_ledger  whether the list of addresses must be there.
    unserved      files that may be missing, since the host does not show them.
    """

    shows_all: bool
    keeps_ledger: bool
    unserved: frozenset[str]

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if it is not there."""

    def digests(self, expected: Iterable[str]) -> dict[str, str]:
        """Path -> SHA-256 of every file found; where they cannot be listed, of those expected."""


@dataclass(frozen=True)
class Folder:
    """A folder, or a clone of the published branch."""

    path: Path
    shows_all = True
    keeps_ledger = False
    unserved = frozenset()

    def read(self, path: str) -> bytes | None:
        file = self.path / path
        return file.read_bytes() if file.is_file() else None

    def digests(self, expected: Iterable[str]) -> dict[str, str]:
        found = digests_below(self.path)
        return {n: d["sha256"] for n, d in found.items() if not n.startswith(".git/")}


@dataclass(frozen=True)
class Commit:
    """A commit of the published branch."""

    repository: Git
    ids: Mapping[str, str]
    shows_all = True
    keeps_ledger = True
    unserved = frozenset()

    def read(self, path: str) -> bytes | None:
        return next(self.repository.blobs([self.ids[path]])) if path in self.ids else None

    def digests(self, expected: Iterable[str]) -> dict[str, str]:
        contents = self.repository.blobs(self.ids.values())
        return {p: _sha256(c) for p, c in zip(self.ids, contents, strict=True)}


@dataclass(frozen=True)
class Address:
    """A site as visitors get it; files nobody links to cannot be found there."""

    url: str
    shows_all = False
    keeps_ledger = True
    unserved = UNSERVED

    def read(self, path: str) -> bytes | None:
        url = f"{self.url.rstrip('/')}/{quote(address_of(path))}"
        try:
            with urlopen(Request(url, headers=ASKING), timeout=SECONDS) as answer:
                return answer.read()
        except HTTPError as error:
            if error.code == 404:
                return None
            raise Unreadable(f"{url}: {error}") from None
        except (OSError, ValueError, HTTPException) as error:
            raise Unreadable(f"{url}: {error}") from None

    def digests(self, expected: Iterable[str]) -> dict[str, str]:
        names = list(expected)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            contents = pool.map(self.read, names)
            return {n: _sha256(c) for n, c in zip(names, contents, strict=True) if c is not None}


@contextmanager
def published_commit(root: Path, remote: str, branch: str) -> Iterator[Commit]:
    """The live commit of a remote's branch; raises Unreadable if there is none."""
    with remote_branch(root, remote, branch) as found:
        live = found.fetch()
        if not live:
            raise Unreadable(f'cabang "{branch}" tidak ada di sana.')
        yield Commit(found.repository, blob_ids(found.repository, live))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
