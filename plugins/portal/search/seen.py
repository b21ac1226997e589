"""What the search reads of each page, read again only where a file has changed."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from ..core.digests import digest_of

LANGUAGE = re.compile(r'<html lang="([a-z]+)"')
FACETS = re.compile(r'<meta name="portal:[^>]*>')
# It becomes part of the names of files.
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]*$")]
BODY = re.compile(r"<main[^>]* data-pagefind-body.*</main>", re.DOTALL)


class Seen(NamedTuple):
    """One page.

    size, changed  of its file, in bytes and nanoseconds; they only save reading it again.
    language       "" if it is not searched.
    digest         of all that the search reads of it.
    """

    size: int
    changed: int
    language: Language
    digest: str


def look(pages: Path, before: Mapping[str, Seen]) -> dict[str, Seen]:
    """Name -> each page in a folder; what was seen before is not read again."""
    found = {}
    top, start = str(pages), len(str(pages)) + 1
    for path, size, changed in _pages_below(top):
        name = path[start:].replace(os.sep, "/")
        old = before.get(name)
        if old is None or (old.size, old.changed) != (size, changed):
            old = Seen(size, changed, *_read(path))
        found[name] = old
    return found


def _pages_below(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change of each page."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".html"):
                    status = entry.stat(follow_symlinks=False)
                    yield entry.path, status.st_size, status.st_mtime_ns
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _read(path: str) -> tuple[str, str]:
    """Language and digest of a page."""
    text = Path(path).read_text("utf-8")
    body = BODY.search(text)
    if body is None:
        return "", ""
    return LANGUAGE.search(text)[1], digest_of(*FACETS.findall(text), body[0])
