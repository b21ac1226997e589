"""The built site looked at again, as a visitor's browser would follow it."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .problems import Problem

HREF = re.compile(r"""\s(?:href|src|action|data-bundle)="([^"]*)\"""")
ANCHOR = re.compile(r"""\sid="([^"]*)\"""")
CANONICAL = re.compile(r"""<link rel="canonical" href="([^"]*)\"""")
OUTSIDE_CODE = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)="(https?://[^"]*)\""""
)
OWN_LINKS = re.compile(r"""<link rel="(?:canonical|alternate)"[^>]*>""")


def check_output(output: Path, names: Iterable[str] | None = None) -> list[Problem]:
    """Broken links and anchors, and anything fetched from another site.

    names  of files to look at; all where nobody knows of the others.
    """
    home = output / "index.html"
    found = CANONICAL.search(home.read_text("utf-8")) if home.exists() else None
    root = urlsplit(found[1]).path.rstrip("/") + "/" if found else "/"

    @cache
    def anchors(path: Path) -> set[str]:
        return set(ANCHOR.findall(path.read_text("utf-8"))) if path.suffix == ".html" else set()

    problems: list[Problem] = []
    for name in file_names(output, names):
        if name.endswith(".html"):
            text = (output / name).read_text("utf-8")
            problems += _links(name, text, output, root, anchors)
            problems += _fetched(name, text)
    return problems


def file_names(output: Path, names: Iterable[str] | None = None) -> list[str]:
    """The names given, or those of all files below a folder, in order."""
    return sorted(_names_below(str(output)) if names is None else names)


def _names_below(top: str) -> Iterator[str]:
    """Of all files, with forward slashes."""
    start = len(top) + 1
    for folder, _, names in os.walk(top):
        for path in (f"{folder}{os.sep}{name}" for name in names):
            if os.path.isfile(path):
                yield path[start:].replace(os.sep, "/")


def _links(
    name: str, text: str, output: Path, root: str, anchors: Callable[[Path], set[str]]
) -> Iterator[Problem]:
    for href in dict.fromkeys(HREF.findall(text)):
        target = _target(href, output / name, output, root)
        if target is None:
            continue
        file, fragment = target
        if not file.is_file():
            line = _line(text, href)
            yield Problem(
                "P094",
                name,
                line,
                f'tautan "{href}" tidak mengarah ke mana pun. Perbaiki tautannya.',
            )
        elif fragment and fragment not in anchors(file):
            line = _line(text, href)
            yield Problem(
                "P095", name, line, f'jangkar "{href}" tidak ada di halamannya. Perbaiki tautannya.'
            )


def _target(href: str, page: Path, output: Path, root: str) -> tuple[Path, str] | None:
    """The file and anchor an address of our own site means; None for other sites."""
    parts = urlsplit(href.replace("&amp;", "&"))
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    if not parts.path.startswith(root):
        return output / "?", ""
    file = output / unquote(parts.path.removeprefix(root))
    return (file / "index.html" if parts.path.endswith("/") else file), unquote(parts.fragment)


def _fetched(name: str, text: str) -> Iterator[Problem]:
    for found in OUTSIDE_CODE.finditer(OWN_LINKS.sub("", text)):
        line = text[: found.start()].count("\n") + 1
        yield Problem(
            "P096",
            name,
            line,
            f'berkas dari situs lain: "{found[1]}". Simpan di theme/static/ dan tautkan dari sana.',
        )


def _line(text: str, href: str) -> int:
    return text[: text.index(f'"{href}"')].count("\n") + 1
