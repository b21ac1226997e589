"""Where a build keeps what the next one need not do again, and what makes that stale."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .core.digests import digest_of, digest_of_files

# Everything that has a say in every page; packages are as the lock file says.
CODE = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.lock")
STATEMENTS = "statements"


def cache_file(settings: Mapping[str, Any], name: str) -> Path | None:
    """A file of the cache; None where the settings name no folder for it."""
    folder = settings.get("PORTAL_CACHE")
    return Path(folder) / name if folder else None


def made_with_digest(settings: Mapping[str, Any]) -> str:
    """Digest of the code, the theme, the packages and the settings."""
    root = Path(settings["PATH"]).parent
    code = digest_of_files(_files(root / name for name in CODE), root)
    return digest_of(code, settings["SITEURL"])


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
