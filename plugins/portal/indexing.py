"""The search index of the built pages, made again only when what it reads has changed."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from .core.digests import digest_of
from .search_index import UnknownFormat, canonicalise

LANGUAGE = re.compile(r'<html lang="([a-z]+)"')
FACETS = re.compile(r'<meta name="portal:[^>]*>')
BODY = re.compile(r"<main[^>]* data-pagefind-body.*</main>", re.DOTALL)
UNUSED = ("*-ui.*", "pagefind-highlight.js", "pagefind-component-ui.*")


class NotIndexed(Exception):
    """Why there is no index, for people."""


def update_index(pages: Path, index: Path, made_with: str) -> None:
    """Bring the index of `pages` up to date.

    index      the folder of the index; `<index>.digest` beside it says what it was made of.
    made_with  digest of what indexes.
    raises     NotIndexed if Pagefind stops, writes an unknown form or misses a page.
    """
    texts = searched_texts(pages)
    digest, made_of = digest_of(made_with, texts), index.with_suffix(".digest")
    if index.is_dir() and made_of.is_file() and made_of.read_text() == digest:
        return
    shutil.rmtree(index, ignore_errors=True)
    made_of.unlink(missing_ok=True)
    _run_pagefind(pages, index)
    _expect_all(Counter(text[0] for text in texts.values()), index)
    made_of.write_text(digest)


def searched_texts(pages: Path) -> dict[str, tuple[str, str]]:
    """Page -> its language and the digest of all that the search reads of it."""
    found = {}
    for path in sorted(pages.rglob("*.html")):
        text = path.read_text("utf-8")
        body = BODY.search(text)
        if body:
            read = digest_of(*FACETS.findall(text), body[0])
            found[path.relative_to(pages).as_posix()] = LANGUAGE.search(text)[1], read
    return found


def _run_pagefind(pages: Path, index: Path) -> None:
    import pagefind_bin

    command = [str(pagefind_bin.get_executable()), "--site", str(pages), "--output-path"]
    ran = subprocess.run([*command, str(index)], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode != 0:
        raise NotIndexed(f"Pagefind berhenti.\n{(ran.stdout + ran.stderr).strip()}")
    for pattern in UNUSED:
        for path in index.glob(pattern):
            path.unlink()
    try:
        canonicalise(index)
    except UnknownFormat as unknown:
        raise NotIndexed(str(unknown)) from None


def _expect_all(expected: Counter, index: Path) -> None:
    """One page marked for the search makes Pagefind leave out all that are not."""
    entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    found = {name: part["page_count"] for name, part in entry["languages"].items()}
    if found != dict(expected):
        raise NotIndexed(
            f"Indeks pencarian memuat {found} halaman; seharusnya {dict(expected)}."
            " Periksa data-pagefind-body di theme/templates/base.html."
        )
