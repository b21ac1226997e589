"""The built site looked at again for what names a person, as any reader could search it.

A site says most things many times: each sentence, cell and attribute is looked
at once, and its places are sought only if it names somebody.
"""

import os
import re
from collections.abc import Iterable, Iterator

from .built_pages import BuiltPages, file_names, line_of_text
from .identifiers import find_identifiers
from .problems import Problem

TEXT = {".css", ".js", ".json", ".xml", ".atom", ".txt", ".csv", ".svg", ".webmanifest"}
# The search index repeats the pages; the others hold digests of files and packages.
LEFT_OUT = {"pagefind", "manifest.json", "sbom.cdx.json", "SHA256SUMS"}
CELL = re.compile(r'"[^"]*"|[^,"\n]+')
PIECE = re.compile(r'[^<>"\n]+')


def check_privacy(
    pages: BuiltPages, allowed: Iterable[str] = (), names: Iterable[str] | None = None
) -> list[Problem]:
    """Direct identifiers anywhere in the files of a site.

    allowed  addresses and numbers of public desks.
    names    of files to look at; all where nobody knows of the others.
    """
    names = [n for n in file_names(pages.folder, names) if LEFT_OUT.isdisjoint(n.split("/"))]
    said = _said_on_pages(pages, names) | _said_in_files(pages, names)
    own = (pages.home, pages.root) if pages.home else ()
    pieces = sorted(piece for piece in said if not piece.startswith(own))
    named = {found.text: found for found in find_identifiers("\n".join(pieces), allowed)}
    if not named:
        return []
    kinds = {text: found.kind for text, found in named.items()}
    return sorted(problem for name in names for problem in _places(name, pages, kinds, allowed))


def _said_on_pages(pages: BuiltPages, names: list[str]) -> set[str]:
    """Words, and values of attributes, each once."""
    said: set[str] = set()
    elements = set()
    for name in names:
        if name.endswith(".html"):
            said.update(pages[name].texts)
            elements.update(pages[name].elements)
    said.update(value for element in elements for _, value in element.attributes)
    return {" ".join(one.split()) for one in said}


def _said_in_files(pages: BuiltPages, names: list[str]) -> set[str]:
    """Cells of tables, and lines of everything else."""
    lines: set[bytes] = set()
    rows: set[bytes] = set()
    for name in names:
        kind = os.path.splitext(name)[1]
        if kind in TEXT:
            content = (pages.folder / name).read_bytes()
            (rows if kind == ".csv" else lines).update(content.split(b"\n"))
    found = set(CELL.findall(b"\n".join(rows).decode("utf-8", "replace")))
    found.update(PIECE.findall(b"\n".join(lines).decode("utf-8", "replace")))
    return found


def _places(
    name: str, pages: BuiltPages, kinds: dict[str, str], allowed: Iterable[str]
) -> Iterator[Problem]:
    """Of everything that names a person in one file."""
    is_page = name.endswith(".html")
    said = _said_on_pages(pages, [name]) if is_page else _said_in_files(pages, [name])
    found = {one.text for one in find_identifiers("\n".join(sorted(said)), allowed)}
    text = (pages.folder / name).read_text("utf-8", "replace") if found & kinds.keys() else ""
    for person in sorted(found & kinds.keys()):
        sentence = (
            f'"{person}" tampak seperti {kinds[person]} seseorang; data pribadi tidak terbit.'
            " Cari dan hapus di content/ atau data/."
        )
        yield Problem("P071", name, line_of_text(text, person), sentence)
