"""The built site looked at again, as an attacker would."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .active_markup import DATA_BLOCK, Weakness, outside_css, weaknesses
from .built_pages import BuiltPage, BuiltPages, Element, file_names, line_of_text
from .drawings import active_part
from .problems import Problem

WASM = "'wasm-unsafe-eval'"
REFERRER = '<meta name="referrer" content="no-referrer">'
CODE = frozenset(["script", "link", "style"])
NOSCRIPT = re.compile("</noscript", re.IGNORECASE)
ALLOWED = {"'self'", "'none'"}
DIRECTIVES = {
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "connect-src",
    "manifest-src",
    "worker-src",
    "form-action",
    "base-uri",
}
SOURCE_MAP = re.compile(r"sourceMappingURL=")
# Home folders of the three systems; the build's own folders are added to them.
SIGNS = ("file://", "/home/", "/Users/", "Users\\")
HOMES = [r"/home/[a-z][\w.-]*/", r"/Users/\w[\w.-]*/", r"[A-Z]:\\{1,2}Users\\"]
SEARCH = "pagefind/"
XML = {".svg", ".xml", ".atom"}
WITHOUT_SUFFIX = {"_headers", "_redirects", "SHA256SUMS", ".nojekyll", "CNAME"}
TEXT = {".html", ".css", ".js", ".json", ".xml", ".atom", ".txt", ".csv", ".svg", ".webmanifest"}
PUBLISHED = TEXT | {".png"}


def check_security(
    pages: BuiltPages, folders: tuple[Path, ...] = (), names: Iterable[str] | None = None
) -> list[Problem]:
    """Everything in a built site that would weaken it or tell of the machine.

    folders  of the build's machine; no file may name one of them.
    names    of files to look at; all where nobody knows of the others.
    """
    machine, signs = machine_paths(folders), (*SIGNS, *map(str, folders))
    weak: dict[Element, list[Weakness]] = {}
    problems: list[Problem] = []
    for name in file_names(pages.folder, names):
        problems += _file(name)
        path = pages.folder / name
        if path.suffix not in TEXT:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem("P172", name, 1, "bukan teks UTF-8. Simpan ulang asalnya."))
            continue
        problems += _text(name, text, machine, signs)
        if path.suffix == ".html":
            problems += _page(name, text, pages, weak)
        elif path.suffix == ".css":
            problems += _sheet(name, text, pages.host)
        elif path.suffix in XML:
            problems += _document(name, text)
    return problems


def _file(name: str) -> Iterator[Problem]:
    suffix = Path(name).suffix
    if suffix == ".map":
        yield Problem("P097", name, 1, "peta sumber tidak diterbitkan. Hapus dari theme/static/.")
    elif not name.startswith(SEARCH) and name not in WITHOUT_SUFFIX and suffix not in PUBLISHED:
        text = f'berkas jenis "{suffix}" tidak diterbitkan. Hapus dari theme/static/ atau content/.'
        yield Problem("P172", name, 1, text)


def _text(name: str, text: str, machine: re.Pattern, signs: Iterable[str]) -> Iterator[Problem]:
    for code, pattern, what, own in (
        ("P097", SOURCE_MAP, "rujukan ke peta sumber", [SOURCE_MAP.pattern]),
        ("P098", machine, "jalur berkas mesin", signs),
    ):
        # A plain word is looked for in a fraction of the time of a pattern.
        if any(sign in text for sign in own) and (found := pattern.search(text)):
            line = text[: found.start()].count("\n") + 1
            yield Problem(code, name, line, f'{what} "{found[0]}" tidak boleh terbit. Hapus.')


def _page(
    name: str, text: str, pages: BuiltPages, weak: dict[Element, list[Weakness]]
) -> Iterator[Problem]:
    page = pages[name]
    yield from _policy(name, page)
    yield from _referrer(name, page)
    for element in page.elements:
        if element not in weak:
            weak[element] = list(weaknesses(element, pages.host))
        if found := weak[element]:
            for code, said in found:
                yield Problem(code, name, _line(text, element, said), said)
    for script in _data_blocks(page):
        if not _is_data(script):
            line = line_of_text(text, script.strip().split("\n")[0], "script")
            yield Problem("P136", name, line, "data JSON-LD rusak. Buat dengan data_block().")
    # A browser that runs scripts reads what is in there as text, up to the first end of it.
    closed = len(NOSCRIPT.findall(text))
    if closed != sum(element.tag == "noscript" for element in page.elements):
        said = "<noscript> tidak ditutup tepat sekali. Perbaiki templatnya."
        yield Problem("P170", name, line_of_text(text, "", "noscript"), said)


def _line(text: str, element: Element, said: str) -> int:
    """Of the attribute the sentence quotes, else of the element."""
    values = (value for _, value in element.attributes if value and value[-40:] in said)
    return line_of_text(text, next(values, ""), element.tag)


def _data_blocks(page: BuiltPage) -> Iterator[str]:
    """Data is no script: no browser runs it. It must be nothing but data."""
    scripts = [element for element in page.elements if element.tag == "script"]
    for element, text in zip(scripts, page.scripts, strict=True):
        if element.attributes == DATA_BLOCK:
            yield text


def _is_data(text: str) -> bool:
    """JSON in which no tag can begin or end."""
    try:
        return isinstance(json.loads(text), dict) and not set(text) & set("<>&")
    except (ValueError, RecursionError):
        return False


def _sheet(name: str, text: str, host: str) -> Iterator[Problem]:
    for value in outside_css(text, host):
        said = f'gaya memuat "{value[:60]}" dari tempat lain. Simpan di theme/static/.'
        yield Problem("P096", name, line_of_text(text, value), said)


def _document(name: str, text: str) -> Iterator[Problem]:
    if found := active_part(text.encode()):
        yield Problem("P100", name, 1, f'dokumen memuat "{found}". Tulis teks biasa saja.')


def _referrer(name: str, page: BuiltPage) -> Iterator[Problem]:
    """The last one said counts in a browser, so there may be one."""
    said = [
        (element.get("content") or "").strip().lower()
        for element in page.elements
        if element.tag == "meta" and (element.get("name") or "").strip().lower() == "referrer"
    ]
    if set(said) != {"no-referrer"}:
        text = f"kebijakan perujuk tidak ada atau lain. Tulis {REFERRER} di base.html."
        yield Problem("P099", name, 1, text)


def _policy(name: str, page: BuiltPage) -> Iterator[Problem]:
    place = "theme/templates/base.html"
    body = next((i for i, element in enumerate(page.elements) if element.tag == "body"), None)
    head = page.elements[:body]
    policies = page.policies
    if len(policies) != 1 or BuiltPage(head, (), ()).policies != policies:
        text = f"kebijakan keamanan (CSP) tidak ada, atau ada dua. Tulis sekali di {place}."
        yield Problem("P102", name, 1, text)
        return
    first = next((element for element in head if element.tag in CODE), None)
    if first and BuiltPage(head[: head.index(first)], (), ()).policies != policies:
        text = f"CSP harus mendahului gaya dan skrip. Pindahkan di {place}."
        yield Problem("P102", name, 1, text)
    # Only the page that searches runs the engine.
    runs = WASM in policies[0] and any(e.get("data-bundle") is not None for e in page.elements)
    yield from _rules(name, policies[0], ALLOWED | ({WASM} if runs else set()), place)


def _rules(name: str, policy: str, allowed: set[str], place: str) -> Iterator[Problem]:
    rules = [rule.split() for rule in policy.lower().split(";") if rule.strip()]
    if ["default-src", "'none'"] not in rules:
        text = f"CSP tidak memuat default-src 'none'. Perbaiki di {place}."
        yield Problem("P102", name, 1, text)
    for directive, *sources in rules:
        wrong = sorted({directive} - DIRECTIVES) + [s for s in sources if s not in allowed]
        if wrong:
            text = f"CSP memuat {' '.join(wrong)}. Hapus di {place}."
            yield Problem("P102", name, 1, text)


def machine_paths(folders: tuple[Path, ...] = ()) -> re.Pattern:
    """Finds paths of a machine: home folders of the three systems, and the folders given.

    A short path such as `/app` could be an address of the site: it is left out.

    What follows a letter or a dot is the path of a web address.
    """
    names = sorted(re.escape(str(folder)) for folder in folders if len(folder.parts) > 2)
    return re.compile(rf"file://|(?<![\w./-])(?:{'|'.join([*HOMES, *names])})")
