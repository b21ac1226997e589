"""The published branch of a remote, read and moved from a temporary repository."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .git import Git, GitFailed, access, blob_ids, remote_address
from .workplace import workplace

AUTHOR = {"GIT_COMMITTER_NAME": "Netral", "GIT_COMMITTER_EMAIL": "netral@localhost"}


class Overtaken(Exception):
    """Somebody else moved the branch in between."""


@dataclass(frozen=True)
class Branch:
    """A branch of a remote; `repository` is ours, empty of anything else, and temporary."""

    repository: Git
    remote: str
    name: str

    @property
    def ref(self) -> str:
        return f"refs/heads/{self.name}"

    def live(self) -> str:
        """The commit the remote shows now, "" if the branch does not exist."""
        return self.repository.reach("ls-remote", self.remote, self.ref).partition("\t")[0]

    def fetch(self, depth: int = 1) -> str:
        """Fetch the live commit into our branch of the same name, and say which it is."""
        if not self.live():
            return ""
        wanted = f"+{self.ref}:{self.ref}"
        self.repository.reach(
            "fetch", "--quiet", "--no-tags", f"--depth={depth}", self.remote, wanted
        )
        return self.repository("rev-parse", self.ref)

    def record(self, output: Path, message: str, when: int) -> str:
        """Commit a folder on top of our branch; same parent, folder and time, same commit."""
        # ghp-import works in the current folder, hence a process of its own.
        command = ["-m", "ghp_import", "--branch", self.name, "--message", message]
        ran = subprocess.run(
            [sys.executable, *command, str(output)],
            cwd=self.repository.folder,
            env=self.repository.environment | AUTHOR | {"GIT_COMMITTER_DATE": f"{when} +0000"},
            capture_output=True,
        )
        if ran.returncode != 0:
            raise GitFailed(f"ghp-import: {ran.stderr.decode('utf-8', 'replace').strip()}")
        return self.repository("rev-parse", self.ref)

    def move(self, commit: str, expected: str) -> None:
        """Let the remote's branch show `commit`, provided it still shows `expected`.

        raises  Overtaken if it does not; GitFailed if the remote refuses.
        """
        lease = f"--force-with-lease={self.ref}:{expected}"
        try:
            self.repository.reach("push", "--quiet", lease, self.remote, f"{commit}:{self.ref}")
        except GitFailed:
            # The answer can get lost after the remote has moved; what it shows decides.
            now = self.live()
            if now not in (commit, expected):
                raise Overtaken(now) from None
            if now == expected:
                raise

    def differing(self, commit: str, output: Path) -> list[str]:
        """Files of a commit that are not, byte for byte, those of a folder."""
        ids = blob_ids(self.repository, commit)
        contents = self.repository.blobs(ids.values())
        found = {p: hashlib.sha256(c).digest() for p, c in zip(ids, contents, strict=True)}
        made = {
            path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).digest()
            for path in output.rglob("*")
            if path.is_file()
        }
        return sorted(p for p in found.keys() | made.keys() if found.get(p) != made.get(p))


@contextmanager
def remote_branch(root: Path, remote: str, name: str) -> Iterator[Branch]:
    """A remote's branch seen from a new bare repository of our own."""
    project = Git(root)
    with workplace(root, "branch") as folder:
        repository = Git(folder, access(project))
        repository("init", "--quiet", "--bare", "--template=", "--initial-branch", "none", ".")
        yield Branch(repository, remote_address(project, remote), name)
