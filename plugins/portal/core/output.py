"""The built site looked at again, as a visitor's browser would follow it."""

from collections.abc import Iterable, Iterator

from .built_pages import BuiltPage, BuiltPages, file_names, line_of_text
from .problems import Problem
from .web_addresses import candidates, refresh_target, web_address

FOLLOWED = frozenset(["href", "xlink:href", "src", "action", "formaction", "data-bundle"])
# Name of a file of the site, and an anchor in it.
Target = tuple[str, str]
NOWHERE = "?", ""


def check_output(pages: BuiltPages, names: Iterable[str] | None = None) -> list[Problem]:
    """Links and anchors of the own site that lead nowhere.

    names  of files to look at; all where nobody knows of the others.
    """
    anchors: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for name in file_names(pages.folder, names):
        if name.endswith(".html"):
            problems += _links(name, pages, anchors)
    return problems


def _links(name: str, pages: BuiltPages, anchors: dict[str, set[str]]) -> Iterator[Problem]:
    for href in dict.fromkeys(_followed(pages[name])):
        target = _target(href, name, pages)
        if target is None:
            continue
        file, anchor = target
        if not pages.holds(file):
            text = f'tautan "{href}" tidak mengarah ke mana pun. Perbaiki tautannya.'
            yield Problem("P094", name, _line(pages, name, href), text)
        elif anchor and anchor not in _anchors(file, pages, anchors):
            text = f'jangkar "{href}" tidak ada di halamannya. Perbaiki tautannya.'
            yield Problem("P095", name, _line(pages, name, href), text)


def _followed(page: BuiltPage) -> Iterator[str]:
    """Everything a browser or one of our scripts would follow from a page."""
    for element in page.elements:
        for name, value in element.attributes:
            if name in FOLLOWED:
                yield value
            elif name == "srcset":
                yield from candidates(value)
        if element.get("http-equiv") and (element.get("http-equiv") or "").lower() == "refresh":
            yield refresh_target(element.get("content") or "")


def _target(href: str, name: str, pages: BuiltPages) -> Target | None:
    """The file and anchor an address of our own site means; None for other sites."""
    address = web_address(href)
    if address.scheme or address.host:
        return None
    if not address.path:
        return name, address.anchor
    if not address.path.startswith(pages.root):
        return NOWHERE
    file = address.path.removeprefix(pages.root)
    return f"{file}index.html" if not file or file.endswith("/") else file, address.anchor


def _anchors(file: str, pages: BuiltPages, known: dict[str, set[str]]) -> set[str]:
    if file not in known:
        known[file] = set(pages[file].anchors) if file.endswith(".html") else set()
    return known[file]


def _line(pages: BuiltPages, name: str, href: str) -> int:
    return line_of_text((pages.folder / name).read_text("utf-8", "replace"), href)
