"""Files of a built site as a browser reads them; each page is read and parsed once."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from .readings import as_read

# What a reader sees as one word or number although a tag stands inside.
INLINE = [
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
    *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup"),
    *("time", "tspan", "u", "var", "wbr"),
]
# What a parser makes a comment of; it would part a number too.
COMMENT = re.compile(r"<(?:!(?!doctype\b)|\?|/[^a-z])", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
APART = "\x1e"


class Element(NamedTuple):
    """One element of a page: its name, and its attributes decoded, both in lower case."""

    tag: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        return next((value for own, value in self.attributes if own == name), None)


class BuiltPage(NamedTuple):
    """What a page holds, in its order.

    elements  all of them; what a template keeps apart is none of the page.
    scripts   texts of the elements `script`, in their order.
    texts     everything it says to a reader: words between tags, and values of attributes.
    """

    elements: tuple[Element, ...]
    scripts: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        found = (element.get("id") for element in self.elements)
        return tuple(anchor for anchor in found if anchor)

    @property
    def policies(self) -> list[str]:
        """Of the page for itself; a browser obeys all of them."""
        return [
            element.get("content") or ""
            for element in self.elements
            if element.tag == "meta"
            and (element.get("http-equiv") or "").strip().lower() == "content-security-policy"
        ]

    @property
    def canonical(self) -> str:
        """The page's own address as it says itself, "" if it does not."""
        return next(
            (
                element.get("href") or ""
                for element in self.elements
                if element.tag == "link" and element.get("rel") == "canonical"
            ),
            "",
        )


class BuiltPages:
    """Pages of one built site by their names; what is the same in many is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, BuiltPage] = {}
        self._known: dict = {}
        self._files: dict[str, bool] = {}

    def __getitem__(self, name: str) -> BuiltPage:
        if name not in self._pages:
            self.read(name, (self.folder / name).read_bytes())
        return self._pages[name]

    def read(self, name: str, content: bytes) -> BuiltPage:
        """The page of a file whose bytes are known already."""
        page = self._pages[name] = self._parsed(content.decode("utf-8", "replace"))
        return page

    def holds(self, name: str) -> bool:
        """Whether the site has a file of that name."""
        if name not in self._files:
            self._files[name] = os.path.isfile(f"{self.folder}{os.sep}{name}")
        return self._files[name]

    @cached_property
    def home(self) -> str:
        """Address of the site, as its first page says; "" if it does not."""
        return self["index.html"].canonical if self.holds("index.html") else ""

    @property
    def host(self) -> str:
        return urlsplit(self.home).netloc.lower()

    @property
    def root(self) -> str:
        """Path of the site below its host, with slashes around."""
        return urlsplit(self.home).path.rstrip("/") + "/"

    def _parsed(self, text: str) -> BuiltPage:
        known = self._known.setdefault
        tree = LexborHTMLParser(text)
        elements = []
        for node in tree.css("*"):
            element = (node.tag, tuple(node.attributes.items()))
            elements.append(known(element, element))
        scripts = tuple(known(s, s) for s in (n.text() for n in tree.css("script")))
        said = {known(one, one) for one in _words(tree, text)}
        return BuiltPage(tuple(map(self._element, elements)), scripts, tuple(said))

    def _element(self, raw: tuple) -> Element:
        key = ("element", raw)
        if key not in self._known:
            tag, attributes = raw
            pairs = tuple((name.lower(), value or "") for name, value in attributes)
            self._known[key] = Element(tag.lower(), pairs)
        return self._known[key]


def canonical_of(home: str) -> str:
    """The address a page gives as its own, "" if none."""
    found = LexborHTMLParser(home).css_first('link[rel="canonical"]')
    return (found.attributes.get("href") or "") if found else ""


def _words(tree: LexborHTMLParser, text: str) -> Iterator[str]:
    """What stands between tags that part words, blanks as a browser shows them."""
    if COMMENT.search(text):
        for node in [n for n in tree.root.traverse(include_text=True) if n.is_comment_node]:
            yield " ".join((node.comment_content or "").split())
            node.decompose()
    tree.unwrap_tags(INLINE, delete_empty=True)
    tree.merge_text_nodes()
    for piece in tree.root.text(separator=APART).split(APART):
        if words := " ".join(piece.split()):
            yield words


def line_of_text(text: str, wanted: str, tag: str = "") -> int:
    """Line of a source in which something stands, however it is written; else that of a tag."""
    lines = text.split("\n")
    for written in (str, as_read, _without_tags) if wanted else ():
        if number := next((n for n, line in enumerate(lines, 1) if wanted in written(line)), 0):
            return number
    begins = f"<{tag}"
    return next((n for n, line in enumerate(lines, 1) if tag and begins in line.lower()), 1)


def _without_tags(line: str) -> str:
    return " ".join(as_read(TAG.sub("", line)).split())


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
