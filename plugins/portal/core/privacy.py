"""The built site looked at again for what names a person, as any reader could search it.

A site says most things many times: each sentence, cell and attribute is looked
at once, and its places are sought only if it names somebody.
"""

import os
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from .identifiers import find_identifiers
from .output import CANONICAL, file_names
from .problems import Problem

TEXT = {".html", ".css", ".js", ".json", ".xml", ".atom", ".txt", ".csv", ".svg", ".webmanifest"}
# The search index repeats the pages; the others hold digests of files and packages.
LEFT_OUT = {"pagefind", "manifest.json", "sbom.cdx.json", "SHA256SUMS"}
# What stands inside a word or number without parting it.
INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|span|strong|sup|wbr)\b[^<>]*>")
PARTED = re.compile(r"\d</?[a-z]")
CELL = re.compile(r'"[^"]*"|[^,"\n]+')
PIECE = re.compile(r'[^<>"\n]+')


def check_privacy(
    output: Path, allowed: Iterable[str] = (), names: Iterable[str] | None = None
) -> list[Problem]:
    """Direct identifiers anywhere in the files of a site.

    allowed  addresses and numbers of public desks.
    names    of files to look at; all where nobody knows of the others.
    """
    files = dict(_files(output, names))
    own = _own_addresses(output / "index.html")
    pieces = sorted(piece for piece in _pieces(files) if not piece.startswith(own))
    named = {found.text: found.kind for found in find_identifiers("\n".join(pieces), allowed)}
    return sorted(problem for each in named.items() for problem in _places(*each, files))


def _files(output: Path, names: Iterable[str] | None) -> Iterator[tuple[str, bytes]]:
    """Name below the site -> content, not yet text: most lines are there many times."""
    for name in file_names(output, names):
        if os.path.splitext(name)[1] in TEXT and LEFT_OUT.isdisjoint(name.split("/")):
            yield name, (output / name).read_bytes()


def _own_addresses(home: Path) -> tuple[str, ...]:
    found = CANONICAL.search(home.read_text("utf-8")) if home.exists() else None
    return (found[1], urlsplit(found[1]).path.rstrip("/") + "/") if found else ()


def _pieces(files: dict[str, bytes]) -> set[str]:
    """Everything said, once: cells of tables, sentences and attributes of pages."""
    lines: set[bytes] = set()
    rows: set[bytes] = set()
    for name, content in files.items():
        (rows if name.endswith(".csv") else lines).update(content.split(b"\n"))
    found = set(CELL.findall(b"\n".join(rows).decode()))
    text = b"\n".join(lines).decode()
    found.update(PIECE.findall(text))
    parted = "\n".join(line for line in text.split("\n") if PARTED.search(line))
    found.update(PIECE.findall(INLINE.sub("", parted)))
    return {unescape(piece) if "&#" in piece else piece for piece in found}


def _places(text: str, kind: str, files: dict[str, bytes]) -> Iterator[Problem]:
    sentence = (
        f'"{text}" tampak seperti {kind} seseorang; data pribadi tidak terbit.'
        " Cari dan hapus di content/ atau data/."
    )
    for name, content in files.items():
        whole = content.decode()
        at = whole.find(text)
        if at < 0:
            at = INLINE.sub("", whole).find(text)
        if at >= 0:
            yield Problem("P071", name, whole.count("\n", 0, at) + 1, sentence)
