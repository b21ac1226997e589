"""Pagefind run on some pages, and what it wrote about them."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .files import PARTS, VERSION, expect, packed, read_part, unpacked
from .parts import Page
from .postings import Posting, read_words

# Names of the fields by the numbers they have in our index, whatever they are in a run.
FIELDS = ("date", "day", "image", "image_alt", "title")
SORTED_BY = "date"
# Address of a page as Pagefind is given it; to make a folder for each takes longer than to read it.
NUMBER = re.compile(r"/(\d+)\.html")
# What a reader's browser runs; the rest of what comes along is not used.
ENTRY, STEMMER = "pagefind-entry.json", "wasm.{}.pagefind"
SCRIPTS = ("pagefind.js", "pagefind-worker.js", STEMMER.format("unknown"))


class NotIndexed(Exception):
    """Why there is no index, for people."""


class Run:
    """What Pagefind says of some pages of one language, in its order.

    pages      about each page.
    fragments  digest -> the file of what a result shows.
    """

    def __init__(self, folder: Path, name: str, names: list[str]) -> None:
        self._folder, self._names = folder, names
        path = folder / f"pagefind.{name}.pf_meta"
        meta = read_part(path)
        expect(isinstance(meta, list) and len(meta) == len(PARTS), path, "parts")
        self._meta = dict(zip(PARTS, meta, strict=True))
        expect(self._meta["version"] == VERSION, path, self._meta["version"])
        unknown = set(self._meta["fields"]) - set(FIELDS)
        expect(not unknown, path, f"fields {sorted(unknown)}")
        self.fragments: dict[str, bytes] = {}
        self.pages = [self._page(*page) for page in self._meta["pages"]]

    def words(self) -> Iterator[tuple[str, list[Posting]]]:
        """Each word, with accents or without, and the numbers of its pages in `pages`."""
        for _, _, name in self._meta["chunks"]:
            path = self._folder / "index" / f"{name}.pf_index"
            content = unpacked(path.read_bytes(), path)
            yield from read_words(content, self._meta["fields"], FIELDS, path)

    def _page(self, fragment: str, words: int) -> Page:
        path = self._folder / "fragment" / f"{fragment}.pf_fragment"
        shown = json.loads(unpacked(path.read_bytes(), path))
        name = self._names[int(NUMBER.fullmatch(shown["url"])[1])]
        content = json.dumps(shown | {"url": _url(name)}, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(content.encode()).hexdigest()
        self.fragments[digest] = packed(content.encode())
        filters = tuple((title, tuple(values)) for title, values in shown["filters"].items())
        return Page(name, digest, words, shown["meta"].get(SORTED_BY, ""), filters)


def run(pages: Path, names: list[str], work: Path) -> dict[str, Run]:
    """Language -> what Pagefind says of some pages below `pages`.

    work    an empty folder for its input and output; the output stays.
    raises  NotIndexed if it stops or leaves out a page.
    """
    chosen, output = work / "pages", work / "index"
    _link(pages, names, chosen)
    _start(chosen, output)
    shutil.rmtree(chosen)
    entry = _entry(output)
    runs = {
        language: Run(output, one["hash"], names) for language, one in entry["languages"].items()
    }
    missed = sorted(set(names) - {page.name for one in runs.values() for page in one.pages})
    if missed:
        raise NotIndexed(
            f"Indeks pencarian tidak memuat {len(missed)} halaman, antara lain {missed[0]}."
            " Periksa data-pagefind-body di theme/templates/base.html."
        )
    return runs


def engine_for(languages: Iterable[str], work: Path) -> dict[str, bytes]:
    """Name -> content of what a reader's browser runs, and what Pagefind says to it.

    It is code: it always comes out of the package, never out of anything kept.
    work  an empty folder.
    """
    pages, output = work / "pages", work / "index"
    pages.mkdir()
    for language in languages:
        page = f'<html lang="{language}"><body data-pagefind-body>{language}</body></html>'
        (pages / f"{language}.html").write_text(page, "utf-8")
    _start(pages, output)
    told = _entry(output)
    names = (*SCRIPTS, *map(STEMMER.format, told.pop("languages")))
    found = {name: (output / name).read_bytes() for name in names if (output / name).exists()}
    return found | {ENTRY: json.dumps(told).encode()}


def _entry(output: Path) -> dict[str, Any]:
    path = output / ENTRY
    entry = json.loads(path.read_text("utf-8"))
    expect(entry.get("version") == VERSION, path, f"version {entry.get('version')}")
    return entry


def _link(pages: Path, names: list[str], chosen: Path) -> None:
    """Some pages in a folder, by number, without copying their bytes where the disk can."""
    chosen.mkdir(parents=True)
    for number, name in enumerate(names):
        try:
            os.link(pages / name, chosen / f"{number}.html")
        except OSError:
            shutil.copyfile(pages / name, chosen / f"{number}.html")


def _start(pages: Path, output: Path) -> None:
    import pagefind_bin

    command = [str(pagefind_bin.get_executable()), "--site", str(pages), "--output-path"]
    ran = subprocess.run([*command, str(output)], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode != 0:
        raise NotIndexed(f"Pagefind berhenti.\n{(ran.stdout + ran.stderr).strip()}")


def _url(name: str) -> str:
    """Address of a page's file, below the site's root."""
    folder, _, file = f"/{name}".rpartition("/")
    return f"{folder}/{'' if file == 'index.html' else file}"
