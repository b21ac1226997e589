"""What was published, out of what and with what: so that anyone can compare."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath

from .core.built_pages import canonical_of, file_names
from .core.file_places import has_place
from .core.history import moment
from .core.inputs import draft_paths
from .core.leftovers import is_left_behind
from .publishing.git import Git, GitFailed
from .sbom import Package, bill_of_materials, locked_packages

MANIFEST, SUMS, SBOM = "manifest.json", "SHA256SUMS", "sbom.cdx.json"
MANIFEST_FILES = (MANIFEST, SUMS, SBOM)
FORMAT = 1
INPUTS = ("content", "data", "theme", "plugins", "pelicanconf.py", "publishconf.py")
LOCK = "requirements.lock"
# SHA-256 as hexadecimal, and size in bytes.
Digest = dict[str, str | int]
WRITTEN = ("content/", "data/")
NOTHING: Mapping[str, Digest] = {}
EASTERNMOST = timedelta(hours=14)


def write_manifest(root: Path, output: Path, known: Mapping[str, Digest] = NOTHING) -> None:
    """Write `manifest.json`, `SHA256SUMS` and the bill of materials; the build's last step.

    root    the project; `output` is the finished site.
    known   digests of files that need not be read for that.
    The interpreter and the machine are left out: the same commit gives the same file.
    """
    packages = locked_packages((root / LOCK).read_text("utf-8"))
    _write(output / SBOM, canonical(bill_of_materials(packages)))
    files = digests_below(output, known)
    manifest = {
        "format": FORMAT,
        **provenance(root),
        "site_url": site_url(output),
        "tools": _versions(packages),
        "sbom": SBOM,
        "inputs": input_digests(root),
        "files": files,
    }
    _write(output / MANIFEST, canonical(manifest))
    files[MANIFEST] = digest(output / MANIFEST)
    sums = (f"{about['sha256']}  {name}\n" for name, about in sorted(files.items()))
    _write(output / SUMS, "".join(sums))


def _versions(packages: list[Package]) -> dict[str, list[str]]:
    """Name -> the versions in the lock file; more than one if it depends on the interpreter."""
    versions: dict[str, list[str]] = {}
    for package in packages:
        versions.setdefault(package.name, []).append(package.version)
    return versions


def canonical(value: object) -> str:
    """JSON in one form only: keys sorted, no spaces (RFC 8785, as far as we need it)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(path: Path) -> Digest:
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def digests_below(folder: Path, known: Mapping[str, Digest] = NOTHING) -> dict[str, Digest]:
    """Path, with forward slashes -> digest and size of every file, sorted."""
    return {name: known.get(name) or digest(folder / name) for name in file_names(folder)}


def input_digests(root: Path) -> dict[str, Digest]:
    """The same for everything the site is made from; of a draft not even its name is published."""
    unseen = draft_paths(root / "content", root)
    found = {LOCK: digest(root / LOCK)}
    for name in INPUTS:
        path = root / name
        if path.is_file():
            found[name] = digest(path)
        else:
            found |= {f"{name}/{below}": d for below, d in digests_below(path).items()}
    kept = (name for name in sorted(found) if name not in unseen and _is_read(name))
    return {name: found[name] for name in kept}


def _is_read(name: str) -> bool:
    """Whether a build reads a file; in `content/` and `data/` that is a closed list."""
    if is_left_behind(name):
        return False
    return not name.startswith(WRITTEN) or has_place(PurePosixPath(name))


def provenance(root: Path) -> dict[str, str | int | bool | None]:
    """The commit, its time in seconds since 1970, and whether the inputs differ from it.

    All unknown where the folder is not a git repository of its own.
    """
    git = Git(root)
    try:
        commit, time = git("show", "--no-patch", "--format=%H %ct", "HEAD").split()
        changes = git("status", "--porcelain", "--untracked-files=normal", "--", *INPUTS, LOCK)
    except GitFailed:
        return {"commit": None, "time": None, "modified": None}
    names = [line.split(maxsplit=1)[-1].strip('"') for line in changes.splitlines()]
    is_modified = not all(map(is_left_behind, names))
    return {"commit": commit, "time": int(time), "modified": is_modified}


def last_day(root: Path) -> date:
    """The last day something recorded here can have happened: today, wherever it is latest.

    A clock that is behind the commit is not believed.
    """
    committed = moment(provenance(root)["time"] or 0)
    return (max(datetime.now(UTC), committed) + EASTERNMOST).date()


def site_url(output: Path) -> str:
    """The address of the site, as its home page says."""
    home = (output / "index.html").read_text("utf-8")
    return canonical_of(home).rstrip("/")


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
