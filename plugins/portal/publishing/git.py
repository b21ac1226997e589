"""Git as a program, without anything the caller's surroundings add to it."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Kept, since they say how to reach a remote and nothing about a repository.
REACHING = ("GIT_SSH", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT", "GIT_CONFIG_GLOBAL")
# Settings of the project's own repository that a temporary one needs to reach the remote.
ACCESS = r"^(http|credential|url|ssh|core\.sshcommand)(\.|$)"


class GitFailed(Exception):
    """What git said, and what it was asked."""


class NoGit(GitFailed):
    """Nobody can be asked."""

    def __init__(self) -> None:
        super().__init__(
            "program git tidak ditemukan. Pasang dari https://git-scm.com/downloads, lalu ulangi."
        )


@dataclass(frozen=True)
class Git:
    """Commands in one repository.

    settings  configuration for these commands only; secrets in it are never written to disk.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *command: str) -> str:
        """The answer as text, without the last line end; raises GitFailed."""
        return self._run(command).stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def succeeds(self, *command: str) -> bool:
        return self._run(command, check=False).returncode == 0

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, in the order asked for."""
        batch = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with batch:
            for one in ids:
                batch.stdin.write(f"{one}\n".encode())
                batch.stdin.flush()
                size = int(batch.stdout.readline().split()[2])
                yield batch.stdout.read(size + 1)[:size]

    @property
    def environment(self) -> dict[str, str]:
        """Ours, less what points git at another repository, plus `settings`."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name.startswith(REACHING)
        }
        pairs = enumerate(self.settings.items())
        given = {
            name: value
            for i, (key, setting) in pairs
            for name, value in ((f"GIT_CONFIG_KEY_{i}", key), (f"GIT_CONFIG_VALUE_{i}", setting))
        }
        count = {"GIT_CONFIG_COUNT": str(len(self.settings))}
        return inherited | given | count | {"LC_ALL": "C"} | dict(self.variables)

    def _run(self, command: tuple[str, ...], check: bool = True) -> subprocess.CompletedProcess:
        try:
            ran = subprocess.run(
                ["git", *command],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
        except OSError:
            raise NoGit from None
        # A Mac without the developer tools has a program that only says so.
        if ran.returncode != 0 and b"xcode-select" in ran.stderr:
            raise NoGit
        if check and ran.returncode != 0:
            said = ran.stderr.decode("utf-8", "replace").strip()
            raise GitFailed(f"git {command[0]}: {said}")
        return ran


def access(project: Git) -> dict[str, str]:
    """How the project's repository reaches its remotes: headers, helpers, address rewrites."""
    if not project.succeeds("config", "--local", "--includes", "--get-regexp", ACCESS):
        return {}
    listed = project("config", "--local", "--includes", "--null", "--get-regexp", ACCESS)
    return dict(entry.partition("\n")[::2] for entry in listed.split("\0") if entry)


def remote_address(project: Git, remote: str) -> str:
    """What a remote's name, path or address means outside the project's folder."""
    if project.succeeds("remote", "get-url", remote):
        remote = project("remote", "get-url", "--push", remote)
    local = project.folder / remote
    return str(local.resolve()) if local.exists() else remote


def blob_ids(repository: Git, commit: str) -> dict[str, str]:
    """Path -> blob id of every file of a commit."""
    listed = repository("ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: about.split()[2] for about, _, path in entries}


def digests(repository: Git, commit: str) -> dict[str, str]:
    """Path -> SHA-256 of every file of a commit."""
    ids = blob_ids(repository, commit)
    contents = repository.blobs(ids.values())
    return {p: hashlib.sha256(c).hexdigest() for p, c in zip(ids, contents, strict=True)}
