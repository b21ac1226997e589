"""From a folder of content and data to a folder of files: every step, in order.

The new site is made beside the old one and takes its place only when all
steps have passed; until then the old one is untouched.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .admin import Admin, Unavailable, download, is_wanted, prepare_admin, write_admin
from .core.checks import check_project
from .core.output import check_output
from .core.portal import read_portal
from .core.security import check_security
from .hosting import write_host_files
from .manifest import provenance, write_manifest
from .manifest import site_url as address_of
from .search_index import UnknownFormat, canonicalise

PROBLEM = re.compile(r"^(?:ProblemsFound: )?([\w./-]+:\d+: .+)$", re.MULTILINE)
OUR_CODE = re.compile(r'File "((?:plugins|theme|pelicanconf|publishconf)[^"]*)", line (\d+)')
ERROR = re.compile(r"^[\w.]*(?:Error|Exception): .+$", re.MULTILINE)
PAGEFIND_UNUSED = ("*-ui.*", "pagefind-highlight.js", "pagefind-component-ui.*")


class BuildFailed(Exception):
    """The reason, for people: one or more lines."""


def build_site(
    root: Path,
    output: Path,
    settings: str,
    site_url: str | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Build the site of `root` into `output`.

    site_url  where it will live; the settings file's own address if None.
    say       is told what happens, a line a step.
    raises    BuildFailed; `output` is then as it was before.
    """
    output = output.resolve()
    say("1/5 Memeriksa isi dan data …")
    _stop_at_problems(check_project(root))
    admin = _admin(root)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as folder:
        made = Path(folder) / "site"
        say("2/5 Membuat halaman …")
        run_pelican(root, made, settings, site_url)
        say("3/5 Menyusun indeks pencarian …")
        run_pagefind(made)
        say("4/5 Memeriksa hasil …")
        write_host_files(made)
        write_manifest(root, made)
        _stop_at_problems(check_output(made) + check_security(made, (root, made, Path.home())))
        _add_admin(admin, root, made)
        say(f"5/5 Menaruh situs di {output} …")
        replace_folder(made, output)
    pages = sum(1 for _ in output.rglob("*.html"))
    say(f"Selesai: {pages} halaman di {output}")


def _admin(root: Path) -> Admin | None:
    """What the form in the browser needs, if it is wanted; had before anything is built."""
    if not is_wanted(os.environ):
        return None
    try:
        return prepare_admin(root / ".cache" / "cms", os.environ, download)
    except Unavailable as reason:
        raise BuildFailed(f"Formulir di peramban tidak dapat dibuat: {reason}") from reason


def _add_admin(admin: Admin | None, root: Path, made: Path) -> None:
    """Beside the checked public pages, which it does not touch; the manifest lists it too."""
    if admin:
        portal = read_portal(root / "content", root / "data", root)
        write_admin(admin, portal, address_of(made), made)
        write_manifest(root, made)


def run_pelican(root: Path, output: Path, settings: str, site_url: str | None) -> None:
    """Pelican with fatal warnings; a plugin that did not load leaves no home page."""
    command = [sys.executable, "-m", "pelican", "content", "-s", settings, "-o", str(output)]
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    # What asks for the time gets the commit's, so that a build tomorrow is the same.
    environment.setdefault("SOURCE_DATE_EPOCH", str(provenance(root)["time"] or 0))
    if site_url:
        environment["SITE_URL"] = site_url.rstrip("/")
    ran = subprocess.run(
        [*command, "--fatal", "warnings", "--log-handler", "plain"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ran.returncode != 0:
        raise BuildFailed(why_stopped(ran.stdout + ran.stderr, root.resolve()))
    if not (output / "index.html").exists():
        raise BuildFailed(
            'pelicanconf.py:1: Pelican tidak membuat halaman portal. Tulis PLUGINS = ["portal"].'
        )


def why_stopped(log: str, root: Path) -> str:
    """Pelican's log as problems; without any, the line of our code it stopped at."""
    problems = list(dict.fromkeys(PROBLEM.findall(log)))
    if problems:
        return _summary(problems)
    log = log.replace(f"{root}{os.sep}", "").strip()
    places = [*OUR_CODE.finditer(log)]
    path, line = places[-1].groups() if places else ("pelicanconf.py", "1")
    errors = ERROR.findall(log, places[-1].end() if places else 0)
    error = errors[0] if errors else "sebabnya di bawah"
    return f"{path}:{line}: kode berhenti ({error}). Perbaiki baris ini.\n\n{log}"


def run_pagefind(output: Path) -> None:
    """Index the built pages, and count that every page meant for search is in it."""
    import pagefind_bin

    shutil.rmtree(output / "pagefind", ignore_errors=True)
    command = [str(pagefind_bin.get_executable()), "--site", str(output)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode != 0:
        raise BuildFailed(f"Pagefind berhenti.\n{(ran.stdout + ran.stderr).strip()}")
    for pattern in PAGEFIND_UNUSED:
        for path in (output / "pagefind").glob(pattern):
            path.unlink()
    try:
        canonicalise(output / "pagefind")
    except UnknownFormat as unknown:
        raise BuildFailed(str(unknown)) from None
    expected, found = searchable_pages(output), indexed_pages(output)
    if expected != found:
        raise BuildFailed(
            f"Indeks pencarian memuat {found} halaman; seharusnya {expected}."
            " Periksa data-pagefind-body di theme/templates/base.html."
        )


def searchable_pages(output: Path) -> dict[str, int]:
    """Language -> pages that carry text for the search."""
    counts: dict[str, int] = {}
    for path in output.rglob("*.html"):
        text = path.read_text("utf-8")
        if re.search(r"<main[^>]* data-pagefind-body", text):
            language = re.search(r'<html lang="([a-z]+)"', text)[1]
            counts[language] = counts.get(language, 0) + 1
    return counts


def indexed_pages(output: Path) -> dict[str, int]:
    """Language -> pages the index says it holds."""
    entry = json.loads((output / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    return {name: part["page_count"] for name, part in entry["languages"].items()}


def replace_folder(new: Path, old: Path) -> None:
    """Put `new` in the place of `old` by renaming; both are on one disk."""
    aside = new.parent / "previous"
    if old.exists():
        old.rename(aside)
    new.rename(old)


def _stop_at_problems(problems: list) -> None:
    if problems:
        raise BuildFailed(_summary(problems))


def _summary(problems: list) -> str:
    lines = "\n".join(map(str, problems))
    return f"{lines}\n{len(problems)} masalah; situs lama tidak diubah."
