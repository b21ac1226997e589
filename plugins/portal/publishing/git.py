"""Git as a program: one class asks it, always with the same configuration."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

# No settings, no attributes, no hooks: read like this everywhere, also by git on Windows.
NOTHING = "/dev/null"
# Kept, since they say how to reach a remote and nothing about a repository.
REACHING = (
    *("GIT_SSH", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT", "GIT_SSL", "GIT_PROXY", "GIT_HTTP"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_PARAMETERS"),
)
# Settings of the project's own repository that a temporary one needs to reach the remote.
ACCESS = r"^(http|credential|url|ssh|core\.sshcommand)(\.|$)"
# What a person or a machine has set for their own git counts for reaching a remote only.
ALONE = {"GIT_CONFIG_GLOBAL": NOTHING, "GIT_CONFIG_NOSYSTEM": "1"}
FIXED = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": f"{NOTHING}/none",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
SETTINGS = {
    **{f"core.{name}": NOTHING for name in ("attributesFile", "excludesFile", "hooksPath")},
    **{f"core.{name}": "false" for name in ("autocrlf", "safecrlf", "fsmonitor", "quotePath")},
    "core.eol": "lf",
    "log.showRoot": "true",
    **{f"log.{name}": "false" for name in ("showSignature", "follow")},
}


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
    """Commands in one repository; they are the same whoever asks, on whatever machine.

    folder    a folder with `.git`, or a repository without files; never searched for above.
    settings  configuration for these commands only; secrets in it are never written to disk.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *command: str) -> str:
        """The answer as text, without the last line end; raises GitFailed."""
        return _text(self._run(command, self.environment))

    def reach(self, *command: str) -> str:
        """The same with all a person has set for reaching remotes."""
        return _text(self._run(command, self._reaching))

    def succeeds(self, *command: str) -> bool:
        return self._run(command, self.environment, check=False).returncode == 0

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, in the order asked for; raises GitFailed if one is missing."""
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
                about = batch.stdout.readline().split()
                if len(about) != 3:
                    raise GitFailed(f"git cat-file: {one} tidak ada")
                size = int(about[2])
                yield batch.stdout.read(size + 1)[:size]

    @property
    def environment(self) -> dict[str, str]:
        """What git is told by variables: nothing of a person's own, and `settings`."""
        return _without_git() | ALONE | self._told([])

    @property
    def _reaching(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if n.startswith(REACHING)}
        return _without_git() | kept | self._told(_inherited_settings())

    def _told(self, before: list[tuple[str, str]]) -> dict[str, str]:
        """Our settings after those; of two the later counts."""
        told = [*before, *SETTINGS.items(), *self.settings.items()]
        given = {
            name: value
            for i, (key, setting) in enumerate(told)
            for name, value in ((f"GIT_CONFIG_KEY_{i}", key), (f"GIT_CONFIG_VALUE_{i}", setting))
        }
        count = {"GIT_CONFIG_COUNT": str(len(told))}
        return given | count | FIXED | {"GIT_DIR": self._repository} | dict(self.variables)

    @property
    def _repository(self) -> str:
        """Said, since git may be set not to look for one without files."""
        inner = self.folder / ".git"
        return str(inner if inner.exists() else self.folder)

    def _run(
        self, command: tuple[str, ...], environment: Mapping[str, str], check: bool = True
    ) -> subprocess.CompletedProcess:
        try:
            ran = subprocess.run(
                ["git", *command],
                cwd=self.folder,
                env=environment,
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
            raise GitFailed(f"git {command[0]}: {said or ran.returncode}")
        return ran


def _text(ran: subprocess.CompletedProcess) -> str:
    return ran.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def _without_git() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def _inherited_settings() -> list[tuple[str, str]]:
    """Settings that came by variables, as some machines hand out credentials."""
    count = os.environ.get("GIT_CONFIG_COUNT", "0")
    pairs = range(int(count) if count.isdecimal() else 0)
    name = "GIT_CONFIG_{}_{}".format
    found = [(os.environ.get(name("KEY", i)), os.environ.get(name("VALUE", i))) for i in pairs]
    return [(key, value) for key, value in found if key and value is not None]


def borrow(project: Git, folder: Path) -> Git:
    """A new repository in a folder, with the objects of the project and nothing else of it.

    Unlike `git worktree` it leaves no trace in the project when it is killed, and
    no setting, attribute or branch of the project counts in it.
    """
    inner = folder / ".git"
    inner.mkdir(parents=True)
    repository = Git(folder)
    form = project("rev-parse", "--show-object-format")
    repository("init", "--quiet", "--template=", f"--object-format={form}")
    objects = os.fsencode(_path(project, "objects").resolve())
    (inner / "objects" / "info").mkdir(exist_ok=True)
    (inner / "objects" / "info" / "alternates").write_bytes(objects + b"\n")
    shallow = _path(project, "shallow")
    if shallow.exists():
        (inner / "shallow").write_bytes(shallow.read_bytes())
    return repository


def _path(project: Git, name: str) -> Path:
    return project.folder / project("rev-parse", "--git-path", name)


def access(project: Git) -> dict[str, str]:
    """How the project's repository reaches its remotes: headers, helpers, address rewrites."""
    if not project.succeeds("config", "--local", "--includes", "--get-regexp", ACCESS):
        return {}
    listed = project("config", "--local", "--includes", "--null", "--get-regexp", ACCESS)
    return dict(entry.partition("\n")[::2] for entry in listed.split("\0") if entry)


def remote_address(project: Git, remote: str) -> str:
    """What a remote's name, path or address means outside the project's folder."""
    if not remote.strip():
        raise GitFailed("--remote kosong. Tulis nama, folder, atau alamat repositori.")
    # What is no name is the place itself.
    with suppress(GitFailed):
        remote = project.reach("remote", "get-url", "--push", remote)
    local = project.folder / remote
    return str(local.resolve()) if local.exists() else remote


def blob_ids(repository: Git, commit: str) -> dict[str, str]:
    """Path -> blob id of every file of a commit."""
    listed = repository("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    found = ((path, *about.split()) for about, _, path in entries)
    return {path: blob for path, _mode, kind, blob in found if kind == "blob"}


def write_files(repository: Git, commit: str, folders: tuple[str, ...], target: Path) -> None:
    """The files of some folders of a commit, byte for byte; raises GitFailed."""
    ids = {p: i for p, i in blob_ids(repository, commit).items() if p.startswith(folders)}
    for path, content in zip(ids, repository.blobs(ids.values()), strict=True):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
