"""From a folder of content and data to a folder of files: every step, in order.

The new site is made beside the old one and takes its place only when all
steps have passed; until then the old one is untouched.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .admin import Admin, Unavailable, download, is_wanted, prepare_admin, write_admin
from .cache import claimed, code_digest, search_digest
from .core.checks import examine
from .core.digests import digest_of
from .core.output import check_output
from .core.portal import read_portal
from .core.privacy import check_privacy
from .core.problems import Problem
from .core.security import check_security
from .core.site_address import CODE, wrong_site_url
from .history import NoHistory, has_history
from .hosting import HOST_FILES, write_host_files
from .manifest import MANIFEST_FILES, last_day, provenance, write_manifest
from .manifest import site_url as address_of
from .search import NotIndexed, update_index
from .survey import Survey

PROBLEM = re.compile(r"^(?:ProblemsFound: )?([\w./-]+:\d+: .+)$", re.MULTILINE)
OUR_CODE = re.compile(r'File "((?:plugins|theme|pelicanconf|publishconf)[^"]*)", line (\d+)')
ERROR = re.compile(r"^[\w.]*(?:Error|Exception): .+$", re.MULTILINE)


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
    _stop_at_wrong_address(site_url)
    output = output.resolve()
    say("1/5 Memeriksa isi dan data …")
    examined = examine(root, last_day(root), with_audit=False)
    stop_at_problems(examined.problems)
    if examined.advice:
        say(f"{len(examined.advice)} peringatan; lihat python3 scripts/check.py")
    _stop_without_history(root)
    admin = _admin(root)
    output.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as folder,
        claimed(root / ".cache" / "site" / digest_of(settings, site_url)) as kept,
    ):
        made, pages, index = Path(folder) / "site", kept / "pages", kept / "search"
        say("2/5 Membuat halaman …")
        run_pelican(root, pages, settings, site_url, cache=kept)
        say("3/5 Menyusun indeks pencarian …")
        _index(pages, index, search_digest(root))
        say("4/5 Memeriksa hasil …")
        link_files(pages, made)
        link_files(index, made / "pagefind")
        folders = (root, made, Path.home())
        machine = (str(root), str(Path.home()))
        checked_with = digest_of(code_digest(root), machine, *examined.contacts)
        survey = Survey(made, kept / "passed.bin", checked_with)
        write_host_files(made, survey.policies)
        write_manifest(root, made, survey.digests)
        new = [*survey.new, *HOST_FILES, *MANIFEST_FILES]
        stop_at_problems(
            check_output(made, survey.linking)
            + check_security(made, folders, new)
            + check_privacy(made, examined.contacts, new)
        )
        survey.passed()
        _add_admin(admin, root, made)
        say(f"5/5 Menaruh situs di {output} …")
        replace_folder(made, output)
    say(f"Selesai: {len(survey.policies)} halaman di {output}")


def _stop_at_wrong_address(site_url: str | None) -> None:
    """Before anything is built; what a settings file says is looked at by the build itself."""
    chosen = os.environ.get("SITE_URL") if site_url is None else site_url
    wrong = "" if chosen is None else wrong_site_url(chosen)
    if wrong:
        raise BuildFailed(f"{wrong} [{CODE}]")


def _stop_without_history(root: Path) -> None:
    try:
        has_history(root)
    except NoHistory as reason:
        raise BuildFailed(str(reason)) from None


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


def run_pelican(root: Path, output: Path, settings: str, site_url: str | None, cache: Path) -> None:
    """Pelican in a process of its own, from beginning to end; raises BuildFailed."""
    arguments, environment = pelican_call(root, output, settings, site_url, cache)
    ran = subprocess.run(
        [sys.executable, "-m", "pelican", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    stop_without_pages(root, output, ran.stdout + ran.stderr if ran.returncode else "")


def pelican_call(
    root: Path, output: Path, settings: str, site_url: str | None, cache: Path
) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment of Pelican, with fatal warnings."""
    arguments = ["content", "-s", settings, "-o", str(output), "--fatal", "warnings"]
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    # What asks for the time gets the commit's, so that a build tomorrow is the same.
    environment.setdefault("SOURCE_DATE_EPOCH", str(provenance(root)["time"] or 0))
    environment["PORTAL_CACHE"] = str(cache.resolve())
    if site_url:
        environment["SITE_URL"] = site_url.rstrip("/")
    return [*arguments, "--log-handler", "plain"], environment


def stop_without_pages(root: Path, output: Path, log: str) -> None:
    """Raises BuildFailed if Pelican left a log of why it stopped, or no home page: a plugin
    that did not load makes none."""
    if log:
        raise BuildFailed(why_stopped(log, root.resolve()))
    if not (output / "index.html").exists():
        text = 'Pelican tidak membuat halaman portal. Tulis PLUGINS = ["portal"].'
        raise BuildFailed(str(Problem("P093", "pelicanconf.py", 1, text)))


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
    stopped = Problem("P092", path, int(line), f"kode berhenti ({error}). Perbaiki baris ini.")
    return f"{stopped}\n\n{log}"


def _index(pages: Path, index: Path, made_with: str) -> None:
    try:
        update_index(pages, index, made_with)
    except NotIndexed as reason:
        raise BuildFailed(str(reason)) from None


def link_files(source: Path, target: Path) -> None:
    """The same files in another folder, without copying their bytes where the disk can."""
    try:
        shutil.copytree(source, target, copy_function=os.link)
    except shutil.Error:
        shutil.copytree(source, target, dirs_exist_ok=True)


def replace_folder(new: Path, old: Path) -> None:
    """Put `new` in the place of `old` by renaming; both are on one disk."""
    aside = new.parent / "previous"
    if old.exists():
        old.rename(aside)
    new.rename(old)


def stop_at_problems(problems: list) -> None:
    """Raises BuildFailed with all of them, if there are any."""
    if problems:
        raise BuildFailed(_summary(problems))


def _summary(problems: list) -> str:
    lines = "\n".join(map(str, problems))
    return f"{lines}\n{len(problems)} masalah; situs lama tidak diubah."
