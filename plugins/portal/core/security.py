"""The built site looked at again, as an attacker would."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from .output import CANONICAL, file_names
from .problems import Problem

WASM = "'wasm-unsafe-eval'"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
REFERRER = '<meta name="referrer" content="no-referrer">'
HEAD_CODE = re.compile(r"<(?:script|link|style)\b")
SEARCHING = "data-bundle="
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
# A tag up to any of its attributes; what a value says in quotation marks is no attribute.
TAG = r"""<[a-z][^\s>]*(?:\s+[^\s=>"']+(?:=(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*?\s+"""
INLINE = (
    (re.compile(r"<script\b(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">)"), "skrip"),
    (re.compile(r"<style\b"), "gaya"),
    (re.compile(rf"{TAG}style="), "gaya"),
    (re.compile(rf"{TAG}on[a-z]+="), "skrip"),
    (re.compile(r"<[a-z][^>]*\s(?:href|src|action)=\"\s*(?:javascript|data|vbscript):"), "skrip"),
)
# Data is no script: no browser runs it. It must be nothing but data.
DATA_BLOCK = re.compile(r"<script type=\"application/ld\+json\">(.*?)</script>", re.DOTALL)
OUTSIDE = re.compile(r'href="https?://')
OUTSIDE_LINK = re.compile(r'<a\b[^>]*\shref="(https?://[^"]*)"[^>]*>')
REL = re.compile(r'\srel="([^"]*)"')
SAFE_REL = ("noopener", "noreferrer")
SOURCE_MAP = re.compile(r"sourceMappingURL=")
# Home folders of the three systems; the build's own folders are added to them.
SIGNS = ("file://", "/home/", "/Users/", "Users\\")
HOMES = [r"/home/[a-z][\w.-]*/", r"/Users/\w[\w.-]*/", r"[A-Z]:\\{1,2}Users\\"]
TEXT = {".html", ".css", ".js", ".json", ".xml", ".atom", ".txt", ".csv", ".svg", ".webmanifest"}


def check_security(
    output: Path, folders: tuple[Path, ...] = (), names: Iterable[str] | None = None
) -> list[Problem]:
    """Everything in a built site that would weaken it or tell of the machine.

    folders  of the build's machine; no file may name one of them.
    names    of files to look at; all where nobody knows of the others.
    """
    machine, signs = machine_paths(folders), (*SIGNS, *map(str, folders))
    home = output / "index.html"
    found = CANONICAL.search(home.read_text("utf-8")) if home.exists() else None
    own = urlsplit(found[1]).netloc if found else ""
    problems: list[Problem] = []
    for name in file_names(output, names):
        path = output / name
        problems += _file(name)
        if path.suffix in TEXT:
            text = path.read_text("utf-8")
            problems += _text(name, text, machine, signs)
            problems += _page(name, text, own) if path.suffix == ".html" else ()
    return problems


def policy_of(text: str) -> str:
    """The policy a page gives itself, "" if none."""
    found = POLICY.search(text)
    return found[1] if found else ""


def outside_links(text: str, own: str) -> Iterator[re.Match]:
    """Links of a page that leave the site; `own` is the site's host."""
    end = 0
    for address in OUTSIDE.finditer(text):
        # From the tag's start on: to try the pattern at every link takes ten times as long.
        start, end = text.rfind("<a", end, address.start()), address.end()
        link = OUTSIDE_LINK.match(text, start) if start >= 0 else None
        if link and urlsplit(link[1]).netloc != own:
            yield link


def with_safe_links(text: str, own: str) -> str:
    """The page, its links to other sites marked so that these learn nothing of the reader."""
    parts, end = [], 0
    for link in outside_links(text, own):
        parts += text[end : link.start()], _safe_link(link[0])
        end = link.end()
    return "".join([*parts, text[end:]])


# The same few links stand on every page.
@lru_cache(maxsize=1000)
def _safe_link(tag: str) -> str:
    said = REL.search(tag)
    words = dict.fromkeys([*(said[1].split() if said else ()), *SAFE_REL])
    plain = tag.replace(said[0], "") if said else tag
    return f'{plain[:-1]} rel="{" ".join(words)}">'


def _file(name: str) -> Iterator[Problem]:
    if name.endswith(".map"):
        yield Problem("P097", name, 1, "peta sumber tidak diterbitkan. Hapus dari theme/static/.")


def _text(name: str, text: str, machine: re.Pattern, signs: Iterable[str]) -> Iterator[Problem]:
    for code, pattern, what, own in (
        ("P097", SOURCE_MAP, "rujukan ke peta sumber", [SOURCE_MAP.pattern]),
        ("P098", machine, "jalur berkas mesin", signs),
    ):
        # A plain word is looked for in a fraction of the time of a pattern.
        if any(sign in text for sign in own) and (found := pattern.search(text)):
            line = text[: found.start()].count("\n") + 1
            yield Problem(code, name, line, f'{what} "{found[0]}" tidak boleh terbit. Hapus.')


def _page(name: str, text: str, own: str) -> Iterator[Problem]:
    yield from _policy(name, text)
    if REFERRER not in text:
        said = f"kebijakan perujuk tidak ada. Tulis {REFERRER} di base.html."
        yield Problem("P099", name, 1, said)
    for pattern, what in INLINE:
        for found in pattern.finditer(text):
            line = text[: found.start()].count("\n") + 1
            said = f'{what} di dalam halaman: "{found[0][-60:]}". Simpan di theme/static/.'
            yield Problem("P100", name, line, said)
    for found in DATA_BLOCK.finditer(text):
        if not _is_data(found[1]):
            line = text[: found.start()].count("\n") + 1
            yield Problem("P136", name, line, "data JSON-LD rusak. Buat dengan data_block().")
    for link in outside_links(text, own):
        rel = REL.search(link[0])
        if not rel or not set(SAFE_REL) <= set(rel[1].split()):
            line = text[: link.start()].count("\n") + 1
            said = f'tautan keluar "{link[1]}" tanpa rel="noopener noreferrer".'
            yield Problem("P101", name, line, said)


def _is_data(text: str) -> bool:
    """JSON in which no tag can begin or end."""
    try:
        return isinstance(json.loads(text), dict) and not set(text) & set("<>&")
    except ValueError:
        return False


def _policy(name: str, text: str) -> Iterator[Problem]:
    policy, place = POLICY.search(text), "theme/templates/base.html"
    if not policy:
        text = f"kebijakan keamanan (CSP) tidak ada. Tulis di {place}."
        yield Problem("P102", name, 1, text)
        return
    code = HEAD_CODE.search(text)
    if code and code.start() < policy.start():
        text = f"CSP harus mendahului gaya dan skrip. Pindahkan di {place}."
        yield Problem("P102", name, 1, text)
    rules = [rule.split() for rule in policy[1].split(";")]
    if ["default-src", "'none'"] not in rules:
        text = f"CSP tidak memuat default-src 'none'. Perbaiki di {place}."
        yield Problem("P102", name, 1, text)
    allowed = ALLOWED | ({WASM} if SEARCHING in text else set())
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
