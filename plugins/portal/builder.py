"""From a folder of content and data to a folder of files: every step, in order.

The new site is made beside the old one and takes its place only when all
steps have passed; until then the old one is untouched.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .admin import Admin, Unavailable, download, is_wanted, prepare_admin, write_admin
from .cache import INDEX, PAGES, claimed, code_digest, search_digest, store_in
from .copies import Spoilt, copy_files
from .core.checks import examine
from .core.digests import digest_of
from .core.output import check_output
from .core.portal import read_portal
from .core.privacy import check_privacy
from .core.problems import Problem
from .core.security import check_security
from .core.site_address import CODE, wrong_site_url
from .disk import home_folder, reason_in, why_not_written
from .history import NO_GIT, NoHistory, has_history, lacks_git
from .hosting import HOST_FILES, write_host_files
from .inventory import entries_of
from .manifest import MANIFEST_FILES, Digest, last_day, provenance, write_manifest
from .manifest import site_url as address_of
from .output_folder import NotReplaceable, put_in_place, replaceable, workplace
from .search import NotIndexed, update_index
from .store import Store, remove
from .survey import Survey
from .workers import count_of

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
    try:
        output = replaceable(output, root)
        _build(root, output, settings, site_url, say)
    except NotReplaceable as reason:
        raise BuildFailed(str(reason)) from None
    except OSError as error:
        if reason := why_not_written(error):
            raise BuildFailed(f"{reason} Situs lama tidak diubah.") from None
        raise


def _build(
    root: Path, output: Path, settings: str, site_url: str | None, say: Callable[[str], None]
) -> None:
    say("1/5 Memeriksa isi dan data …")
    examined = examine(root, last_day(root), with_audit=False)
    stop_at_problems(examined.problems)
    if examined.advice:
        say(f"{len(examined.advice)} peringatan; lihat python3 scripts/check.py")
    stop_without_history(root)
    if lacks_git(root):
        say(NO_GIT)
    admin = _admin(root)
    with (
        workplace(output) as folder,
        claimed(root / ".cache" / "site" / digest_of(settings, site_url)) as kept,
    ):
        made = folder / "site"
        make = partial(_made, root, kept, made, output, settings, site_url, say)
        digests = _healed(make, kept, made)
        say("4/5 Memeriksa hasil …")
        folders = tuple(filter(None, (root, made, home_folder())))
        machine = (str(root), str(home_folder()))
        checked_with = digest_of(code_digest(root), machine, *examined.contacts)
        survey = Survey(made, digests, store_in(kept), checked_with)
        write_host_files(made, survey.policies)
        write_manifest(root, made, digests)
        new = [*survey.new, *HOST_FILES, *MANIFEST_FILES]
        stop_at_problems(
            check_output(survey.pages, survey.linking)
            + check_security(survey.pages, folders, new)
            + check_privacy(survey.pages, examined.contacts, new)
        )
        survey.passed()
        _add_admin(admin, root, made)
        say(f"5/5 Menaruh situs di {output} …")
        # It may have been filled while the site was made.
        replaceable(output, root)
        put_in_place(made, output, folder)
    say(f"Selesai: {len(survey.policies)} halaman di {output}")


def _made(
    root: Path,
    kept: Path,
    made: Path,
    output: Path,
    settings: str,
    site_url: str | None,
    say: Callable[[str], None],
) -> dict[str, Digest]:
    """Make pages and index of what is kept, and copy them to `made`; digests of all files.

    output  the site that was there, whose files are taken on where their bytes are the same.
    raises  Spoilt if a file that was not made now is not as it was written.
    """
    pages, index, store = kept / PAGES, kept / INDEX, store_in(kept)
    say("2/5 Membuat halaman …")
    run_pelican(root, pages, settings, site_url, cache=kept)
    written = {name: entry.digest for name, entry in entries_of(store).rows.items()}
    digests = copy_files(pages, made, written, output)
    say("3/5 Menyusun indeks pencarian …")
    written = _index(pages, index, store, search_digest(root))
    found = copy_files(index, made / "pagefind", written, output / "pagefind")
    for name in found.keys() ^ written.keys():
        raise Spoilt(name)
    return digests | {f"pagefind/{name}": about for name, about in found.items()}


def _healed(make: Callable[[], dict[str, Digest]], kept: Path, made: Path) -> dict[str, Digest]:
    """What `make` gives; where what is kept is spoilt, without it."""
    try:
        return make()
    except Spoilt:
        for path in (made, *kept.iterdir()):
            remove(path)
    try:
        return make()
    except Spoilt as spoilt:
        raise BuildFailed(str(_written_twice(spoilt.name))) from None


def _written_twice(name: str) -> Problem:
    text = (
        f'sebuah halaman dan sebuah berkas dari content/ atau theme/static/ beralamat "/{name}".'
        " Beri salah satunya alamat lain."
    )
    return Problem("P073", "pelicanconf.py", 1, text)


def _stop_at_wrong_address(site_url: str | None) -> None:
    """Before anything is built; what a settings file says is looked at by the build itself."""
    chosen = os.environ.get("SITE_URL") if site_url is None else site_url
    wrong = "" if chosen is None else wrong_site_url(chosen)
    if wrong:
        raise BuildFailed(f"{wrong} [{CODE}]")


def stop_without_history(root: Path) -> None:
    """Raises BuildFailed where a history is expected and cannot be read."""
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
    """Arguments and environment of Pelican, with fatal warnings; raises BuildFailed."""
    try:
        count_of(os.environ.get("PORTAL_WORKERS", ""))
    except ValueError as reason:
        raise BuildFailed(str(reason)) from None
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
    # Pelican stops at its own warning of it; what the disk said stands beside.
    if reason := next(filter(None, map(reason_in, errors)), ""):
        return f"{reason} Situs lama tidak diubah."
    error = errors[0] if errors else "sebabnya di bawah"
    stopped = Problem("P092", path, int(line), f"kode berhenti ({error}). Perbaiki baris ini.")
    return f"{stopped}\n\n{log}"


def _index(pages: Path, index: Path, store: Store, made_with: str) -> dict[str, str]:
    try:
        return update_index(pages, index, store, made_with)
    except NotIndexed as reason:
        raise BuildFailed(str(reason)) from None


def stop_at_problems(problems: list) -> None:
    """Raises BuildFailed with all of them, if there are any."""
    if problems:
        raise BuildFailed(_summary(problems))


def _summary(problems: list) -> str:
    lines = "\n".join(map(str, problems))
    return f"{lines}\n{len(problems)} masalah; situs lama tidak diubah."
