"""What an element of a page could do besides being read: run, fetch, send or lead away.

Elements and attributes are closed lists: what is not known to be harmless is refused,
so nothing need be known of what browsers will learn.
"""

import re
from collections.abc import Iterator

from .built_pages import Element
from .web_addresses import candidates, refresh_target, web_address

PROSE = (
    "html head body title meta link script noscript main header footer nav section article aside"
    " h1 h2 h3 h4 h5 h6 hgroup div span p a abbr address b bdi bdo blockquote br cite code data dd"
    " del details dfn dl dt em figcaption figure hr i img ins kbd li mark menu ol pre q rp rt ruby"
    " s samp search small strong sub summary sup time u ul var wbr area map picture source"
)
TABLES = "table caption colgroup col thead tbody tfoot tr th td"
FORMS = (
    "button datalist fieldset form input label legend meter optgroup option output progress select"
    " textarea"
)
DRAWINGS = (
    "svg g path rect circle ellipse line polyline polygon text tspan textpath title desc defs"
    " clippath mask marker pattern lineargradient radialgradient stop symbol use"
)
ELEMENTS = frozenset(f"{PROSE} {TABLES} {FORMS} {DRAWINGS}".split())
# Said, never followed: what stands in them may look like anything.
SAID = "alt title label placeholder content value abbr pattern summary"
HARMLESS = (
    "accesskey align async autocapitalize autocomplete autofocus charset checked class cols colspan"
    " contenteditable coords datetime decoding default defer dir dirname disabled download"
    " draggable enctype enterkeyhint fetchpriority for headers height hidden high href hreflang"
    " http-equiv id inert inputmode integrity itemid itemprop itemref itemscope itemtype"
    " kind lang list loading low max maxlength media method min minlength multiple name"
    " nomodule novalidate open optimum prefix property readonly rel required resource reversed role rows"
    " rowspan scope selected shape size sizes span spellcheck src srcset start step tabindex"
    " target translate type typeof usemap valign vocab width wrap"
    " action cite formaction formenctype formmethod formnovalidate formtarget"
)
DRAWN = (
    "alignment-baseline baseline-shift clip-path clip-rule color cx cy d direction"
    " dominant-baseline dx dy fill fill-opacity fill-rule filter focusable font-family"
    " font-size font-style font-weight fx fy gradienttransform gradientunits letter-spacing"
    " lengthadjust marker-end marker-mid marker-start markerheight markerunits markerwidth mask"
    " offset opacity orient overflow paint-order pathlength patterntransform patternunits"
    " points pointer-events preserveaspectratio r refx refy rotate rx ry shape-rendering"
    " stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor"
    " text-decoration text-rendering textlength transform transform-origin unicode-bidi"
    " vector-effect version viewbox visibility word-spacing writing-mode x x1 x2 xlink:href"
    " xml:lang xml:space xmlns xmlns:xlink y y1 y2"
)
WORDS = frozenset(SAID.split())
ATTRIBUTES = frozenset(f"{SAID} {HARMLESS} {DRAWN}".split())
# Our own scripts fetch what these name.
FETCHED_BY_SCRIPTS = frozenset(["data-bundle", "data-index", "data-root", "data-search"])
SENDING = frozenset(["action", "formaction"])
LEADING = frozenset(["a", "area"])
RUNNING = frozenset(["javascript", "data", "vbscript", "blob", "filesystem", "livescript", "mocha"])
SCHEMES = frozenset(["", "http", "https", "mailto", "tel"])
# Relations that only name another page; every other makes the browser fetch something.
NAMING = frozenset(
    ["canonical", "alternate", "prev", "next", "license", "author", "help", "up", "first", "last"]
)
OURS_ALONE = frozenset(["canonical", "alternate"])
META = frozenset(["", "content-security-policy", "refresh", "content-language", "content-type"])
SAFE_REL = ("noopener", "noreferrer")
ASKING = frozenset(["password", "file", "image"])
DATA_BLOCK = (("type", "application/ld+json"),)
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CSS_ADDRESS = re.compile(
    r"(?:url|src|image-set|image|cross-fade)\(\s*[\"']?\s*([^\"')]*)|@import\s*[\"']([^\"']*)",
    re.IGNORECASE,
)
CSS_CODE = re.compile(r"expression\s*\(|-moz-binding|behaviou?r\s*:", re.IGNORECASE)

Weakness = tuple[str, str]


def weaknesses(element: Element, host: str) -> Iterator[Weakness]:
    """Code and sentence of everything wrong with an element.

    host  of the own site, in lower case; "" if it is not known.
    """
    tag = element.tag
    if tag == "style":
        yield "P100", _inside("gaya", "<style>")
    elif tag not in ELEMENTS:
        yield "P170", f'elemen "<{tag[:40]}>" tidak dipakai di portal ini. Hapus dari templat.'
    for name, value in element.attributes:
        yield from _attribute(tag, name, value, host)
    if tag == "script" and not element.get("src") and element.attributes != DATA_BLOCK:
        yield "P100", _inside("skrip", "<script>")
    elif tag == "meta":
        yield from _meta(element, host)
    elif tag == "link":
        yield from _relation(element, host)
    elif tag in LEADING:
        yield from _link(element, host)
    elif tag == "input" and (element.get("type") or "").strip().lower() in ASKING:
        yield "P171", 'isian sandi atau berkas ("input") tidak dipakai di portal ini. Hapus.'


def _attribute(tag: str, name: str, value: str, host: str) -> Iterator[Weakness]:
    if name.startswith("on"):
        yield "P100", _inside("skrip", f"{name}={value}")
    elif name == "style":
        yield "P100", _inside("gaya", f"style={value}")
    elif name in WORDS or name.startswith("aria-"):
        return
    elif name.startswith("data-"):
        if name in FETCHED_BY_SCRIPTS:
            yield from _fetched(value, host)
    elif name not in ATTRIBUTES:
        yield "P170", f'atribut "{name[:40]}" tidak dipakai di portal ini. Hapus dari templat.'
    elif web_address(value).scheme in RUNNING:
        yield "P100", _inside("skrip", value)
    elif name in SENDING:
        if web_address(value).leaves(host):
            yield "P171", f'formulir mengirim ke "{value}". Kirim ke alamat portal sendiri saja.'
    elif tag not in LEADING and tag != "link" and name in ("href", "xlink:href"):
        yield from _fetched(value, host)
    elif name in ("src", "srcset"):
        for one in candidates(value) if name == "srcset" else [value]:
            yield from _fetched(one, host)
    elif (leading := next(outside_css(value, host), None)) is not None:
        yield "P096", _from_elsewhere(leading)


def _fetched(value: str, host: str) -> Iterator[Weakness]:
    """Even from the own host an address that names it is none of a template."""
    address = web_address(value)
    if address.scheme in RUNNING:
        yield "P100", _inside("skrip", value)
    elif address.scheme or address.host:
        yield "P096", _from_elsewhere(value)


def _meta(element: Element, host: str) -> Iterator[Weakness]:
    said = (element.get("http-equiv") or "").strip().lower()
    content = element.get("content") or ""
    if said not in META:
        yield "P170", f'<meta http-equiv="{said[:40]}"> tidak dipakai di portal ini. Hapus.'
    elif said == "refresh" and _is_elsewhere(refresh_target(content), host):
        yield "P171", f'halaman mengalihkan pembaca ke "{content}". Alihkan di dalam portal saja.'
    if (element.get("charset") or "utf-8").strip().lower() != "utf-8":
        yield "P170", f'pengodean "{element.get("charset")}" tidak dipakai. Tulis utf-8.'


def _relation(element: Element, host: str) -> Iterator[Weakness]:
    relations = set((element.get("rel") or "").lower().split())
    href = element.get("href") or ""
    if not relations or not relations <= NAMING:
        yield from _fetched(href, host)
    elif relations & OURS_ALONE and _is_elsewhere(href, host):
        yield "P171", f'kepala halaman menyebut situs lain: "{href}". Sebut alamat sendiri.'


def _link(element: Element, host: str) -> Iterator[Weakness]:
    href = element.get("href") or element.get("xlink:href") or ""
    address = web_address(href)
    if address.scheme not in SCHEMES | RUNNING:
        yield "P171", f'tautan ke "{href}"; hanya https, http, mailto, dan tel. Hapus.'
    said = set((element.get("rel") or "").lower().split())
    if address.scheme in ("", "http", "https") and address.leaves(host):
        if not set(SAFE_REL) <= said:
            yield "P101", f'tautan keluar "{href}" tanpa rel="noopener noreferrer".'
    elif (element.get("target") or "_self").strip().lower() != "_self" and "noopener" not in said:
        yield "P101", f'tautan "{href}" membuka jendela lain tanpa rel="noopener". Hapus target.'


def _is_elsewhere(value: str, host: str) -> bool:
    address = web_address(value)
    return address.scheme not in ("", "http", "https") or address.leaves(host)


def outside_css(css: str, host: str) -> Iterator[str]:
    """What a style sheet, or a value that may name an address, would fetch from elsewhere."""
    if "(" not in css and "@" not in css and "\\" not in css:
        return
    plain = CSS_COMMENT.sub("", CSS_ESCAPE.sub(_unescaped, css))
    for found in CSS_ADDRESS.finditer(plain):
        value = found[1] if found[1] is not None else found[2]
        address = web_address(value)
        if address.scheme or address.host:
            yield value
    for found in CSS_CODE.finditer(plain):
        yield found[0]


def _unescaped(found: re.Match) -> str:
    if found[2] is not None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


def _inside(what: str, seen: str) -> str:
    return f'{what} di dalam halaman: "{seen[-60:]}". Simpan di theme/static/.'


def _from_elsewhere(value: str) -> str:
    return f'berkas dari situs lain: "{value}". Simpan di theme/static/ dan tautkan dari sana.'
