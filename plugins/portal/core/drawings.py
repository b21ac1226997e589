"""Drawings (SVG) and feeds as a browser reads them: XML that must do nothing."""

from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from .active_markup import DRAWINGS, outside_css
from .web_addresses import web_address

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset(DRAWINGS.split()) | {"metadata"}
NAMESPACES = frozenset(
    (SVG, "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9")
)
XHTML = "http://www.w3.org/1999/xhtml"
# Deeper than any drawing; a browser would end there too.
DEEPEST = 100


class _Active(Exception):
    """The part that would do something."""


def active_part(raw: bytes) -> str:
    """What in a document could run or fetch, as it is written; "" if nothing.

    Declarations of types and entities count too: they make names mean other things.
    """
    parser = ParserCreate(namespace_separator=" ")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Active(f"lebih dari {DEEPEST} tingkat")
        for part in _of_element(name, attributes):
            raise _Active(part)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise _Active("<!DOCTYPE")

    def instructed(target: str, data: str) -> None:
        raise _Active(f"<?{target}")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = declared
    parser.ProcessingInstructionHandler = instructed
    try:
        parser.Parse(raw, True)
    except _Active as found:
        return str(found)
    except (ExpatError, ValueError, LookupError):
        return "XML yang tidak utuh"
    return ""


def _of_element(name: str, attributes: dict[str, str]) -> Iterator[str]:
    space, _, tag = name.rpartition(" ")
    is_other_page = space == XHTML and tag == "link"
    if space not in NAMESPACES and not is_other_page:
        yield f"<{tag}> dari {space or 'tanpa ruang nama'}"
    if space == SVG and tag.lower() not in SHAPES:
        yield f"<{tag}>"
    for key, value in attributes.items():
        short = key.rpartition(" ")[2].lower()
        address = web_address(value)
        is_elsewhere = bool(address.scheme or address.host)
        if short.startswith("on") or (space == SVG and short == "href" and is_elsewhere):
            yield f"{short}={value[:60]}"
        elif short == "type" and value.lower() in ("html", "xhtml"):
            yield f"{short}={value}"
        elif short == "href" and address.scheme not in ("", "http", "https"):
            yield f"{short}={value[:60]}"
        yield from outside_css(value, "")
