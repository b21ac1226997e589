"""Where a build keeps what the next one need not do again, and what makes that stale."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .core.digests import digest_of, digest_of_files
from .locks import try_lock
from .store import Store, remove
from .workers import count_of

# Everything that has a say in every page; packages are as the lock file says.
CODE = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.lock")
# Everything that has a say in what the search index says of a page's text.
SEARCH = ("plugins/portal/search", "requirements.lock")
# Settings that differ between a preview and what is published, or that a build is tried with.
VARIED = ("SITEURL", "DRAFTS", "SHOW_EXAMPLES", "MARKDOWN_READER")
STATEMENTS = "statements"
TAKEN = ".lock"


# What a build leaves in its folder.
PAGES, INDEX, STORE = "pages", "search", "build.sqlite"


def store_in(folder: Path) -> Store:
    """What builds keep in a folder of theirs."""
    return Store(folder / STORE)


def store_of(settings: Mapping[str, Any]) -> Store:
    """The same; it keeps nothing where the settings name no folder for it."""
    folder = settings.get("PORTAL_CACHE")
    return store_in(Path(folder)) if folder else Store(None)


def made_with_digest(settings: Mapping[str, Any]) -> str:
    """Digest of the code, the theme, the packages and the settings."""
    return digest_of(
        code_digest(Path(settings["PATH"]).parent), *(settings[name] for name in VARIED)
    )


def workers_of(settings: Mapping[str, Any]) -> int:
    """How many processes may work on a build."""
    return count_of(str(settings["PORTAL_WORKERS"]))


def code_digest(root: Path) -> str:
    """Digest of the code, the theme and the packages."""
    return digest_of_files(_files(root / name for name in CODE), root)


def search_digest(root: Path) -> str:
    """Digest of what indexes pages; what it reads of them counts apart."""
    return digest_of_files(_files(root / name for name in SEARCH), root)


def reference_digest(settings: Mapping[str, Any]) -> str:
    """Digest of all records but statements."""
    content = Path(settings["PATH"])
    written = (path for path in content.iterdir() if path.name != STATEMENTS)
    files = [*_files(written), *_files([Path(settings["DATA_PATH"])])]
    return digest_of_files(files, content.parent)


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files named and all below the folders named, in the order of their names."""
    found = []
    for path in sorted(paths):
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [p for p in below if p.is_file() and "__pycache__" not in p.parts]
    return found


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """A folder for this build alone, with what the last one left in it.

    Taken by renaming: of two builds at a time the second starts with an empty one. What a
    build that was killed had taken goes with the next.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    number, name = tempfile.mkstemp(dir=folder.parent, prefix=f"{folder.name}-", suffix=TAKEN)
    lock, own = Path(name), Path(name.removesuffix(TAKEN)) / "claimed"
    with open(number, "ab") as file:
        try_lock(file)
        try:
            own.parent.mkdir()
            with suppress(FileNotFoundError):
                folder.rename(own)
            if own.is_symlink() or not own.is_dir():
                remove(own)
            own.mkdir(exist_ok=True)
            _tidy(own)
            yield own
        finally:
            with suppress(OSError):
                own.rename(folder)
            shutil.rmtree(own.parent, ignore_errors=True)
            with suppress(OSError):
                lock.unlink()


def _remove_abandoned(folder: Path) -> None:
    """Folders whose lock nobody holds."""
    for lock in folder.parent.glob(f"{folder.name}-*{TAKEN}"):
        with suppress(OSError), lock.open("ab") as file:
            if try_lock(file):
                shutil.rmtree(lock.with_name(lock.name.removesuffix(TAKEN)), ignore_errors=True)
                lock.unlink()


def _tidy(folder: Path) -> None:
    """Remove what no build left there; a link would lead out of it."""
    for path in folder.iterdir():
        is_ours = path.name == STORE or (path.name in {PAGES, INDEX} and path.is_dir())
        if path.is_symlink() or not is_ours:
            remove(path)
