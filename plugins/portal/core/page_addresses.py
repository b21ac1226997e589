"""Addresses of pages before any is made: none missing, none given twice."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .documents import Document
from .problems import Problem

SETTINGS = "pelicanconf.py"
Patterns = Mapping[str, Mapping[str, str]]


def read_patterns(root: Path) -> Patterns:
    """`ADDRESSES` of the settings, read without running them; empty if it is no plain value."""
    try:
        tree = ast.parse((root / SETTINGS).read_text("utf-8"))
        return next(
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ADDRESSES"
        )
    except (OSError, SyntaxError, ValueError, StopIteration):
        return {}


def templates_of(root: Path) -> set[str]:
    """Kinds of page the program makes itself: each has a template of its name."""
    return {path.stem.lstrip("_") for path in (root / "theme" / "templates").glob("*.*")}


def wrong_addresses(
    pages: Iterable[Document], patterns: Patterns, made: set[str]
) -> Iterator[Problem]:
    """Pages of prose without an address, or at the address of another page.

    made  kinds of page the program makes itself.
    """
    if not patterns:
        return
    yield from without_address(pages, patterns)
    for document in pages:
        pattern = patterns.get(document.language, {}).get(document.record.id)
        if pattern is not None and document.record.id in made:
            yield _twice(document.record.id, pattern)
    seen: set[str] = set()
    for kinds in patterns.values():
        for kind, pattern in kinds.items():
            if pattern in seen:
                yield _twice(kind, pattern)
            seen.add(pattern)


def without_address(pages: Iterable[Document], patterns: Patterns) -> Iterator[Problem]:
    for document in pages:
        name, language = document.record.id, document.language
        if name not in patterns.get(language, {}):
            text = (
                f'halaman "{name}" ({language}) belum beralamat.'
                f' Tulis "{name}" di ADDRESSES pada {SETTINGS}.'
            )
            yield Problem("P072", document.path, 1, text)


def _twice(kind: str, address: str) -> Problem:
    text = (
        f'dua halaman "{kind}" beralamat "/{address}".'
        " Ganti nama berkas di content/pages/, atau ubah ADDRESSES."
    )
    return Problem("P073", SETTINGS, 1, text)
