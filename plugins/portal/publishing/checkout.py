"""One commit of the project by itself in a temporary folder, and the site built from it."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..builder import BuildFailed
from .git import Git, GitFailed, NoGit, borrow
from .workplace import workplace


@dataclass(frozen=True)
class Checkout:
    """A commit and a folder with its files, outside the project's own folder.

    time  when it was committed, in seconds since 1970.
    """

    commit: str
    folder: Path
    time: int

    def build(self, output: Path, site_url: str | None) -> None:
        """Build with the commit's own code and packages; raises BuildFailed."""
        command = [sys.executable, "scripts/build.py", "--output", str(output)]
        ran = subprocess.run(
            command + (["--site-url", site_url] if site_url else []),
            cwd=self.folder,
            env=build_environment(),
            stdin=subprocess.DEVNULL,
            close_fds=False,  # it holds our folders as long as it works in them
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if ran.returncode != 0:
            raise BuildFailed(f"Situs tidak jadi.\n{(ran.stderr or ran.stdout).strip()}")


@contextmanager
def clean_checkout(root: Path, commit: str, lend_cache: bool = False) -> Iterator[Checkout]:
    """The files of a commit, exactly; the project's branches and files stay as they are.

    lend_cache  whether what earlier builds kept may save making it again.
    raises      GitFailed if the project does not know the commit.
    """
    project = Git(root)
    commit = full_id(project, commit)
    with workplace(root, "source") as folder:
        source = folder / "project"
        repository = borrow(project, source)
        repository("checkout", "--quiet", "--detach", commit)
        _share_packages(root, source)
        if lend_cache:
            _lend(root / ".cache", source / ".cache")
        yield Checkout(
            commit, source, int(repository("show", "--no-patch", "--format=%ct", commit))
        )


def full_id(project: Git, commit: str) -> str:
    """The commit a name means; raises GitFailed with a remedy."""
    try:
        return project(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"
        )
    except NoGit:
        raise
    except GitFailed:
        text = f'komit "{commit}" tidak dikenal di sini. Ambil dulu: git fetch.'
        if not project.succeeds("rev-parse", "--git-dir"):
            text = f"{project.folder} bukan klon git. Klon repositorinya, lalu jalankan di sana."
        raise GitFailed(text) from None


def build_environment() -> dict[str, str]:
    """Ours, less what would change the site or lead git and Python elsewhere."""
    foreign = ("GIT_", "PYTHON", "SITE_URL", "SOURCE_DATE_EPOCH")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(foreign)}
    return kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _share_packages(root: Path, source: Path) -> None:
    """Lend our `.venv` to a commit with the lock file it was made from; another makes its own.

    Never a stale one: the commit's scripts would empty it and make it anew.
    """
    lock, packages = source / "requirements.lock", root / ".venv"
    stamp = packages / "lock.sha256"
    fitting = (
        stamp.exists() and stamp.read_text("utf-8") == hashlib.sha256(lock.read_bytes()).hexdigest()
    )
    if fitting:
        _lend(packages, source / ".venv")


def _lend(folder: Path, link: Path) -> None:
    if os.name != "nt":
        folder.mkdir(exist_ok=True)
        link.symlink_to(folder.resolve(), target_is_directory=True)
