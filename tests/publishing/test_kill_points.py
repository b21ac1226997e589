"""A publisher killed anywhere: what is live is the old site or the new one.

One that is killed cannot tidy up: the next one does.
"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from portal.publishing.publisher import publish
from portal.publishing.workplace import PLACE

from .small_site import git
from .test_publish import edit, live

POINTS = 10
# Stands before git in PATH: counts the calls, and kills the publisher just
# before or just after one of them. ghp-import has several calls under way at
# once; a folder can be made only once, so each call has a number of its own.
WRAPPER = """#!/bin/sh
count=1
while ! mkdir "{folder}/calls/$count" 2>/dev/null; do count=$((count + 1)); done
if [ $count = "$KILL_BEFORE" ]; then kill -9 $(cat "{folder}/pid"); exit 1; fi
"{git}" "$@"
code=$?
if [ $count = "$KILL_AFTER" ]; then kill -9 $(cat "{folder}/pid"); fi
exit $code
"""


@pytest.fixture
def counting(tmp_path: Path) -> Path:
    """A folder for PATH with a git that counts, and kills where it is told."""
    folder = tmp_path / "counting"
    folder.mkdir()
    wrapper = folder / "git"
    wrapper.write_text(WRAPPER.format(folder=folder, git=shutil.which("git")))
    wrapper.chmod(0o755)
    return folder


def run(project: Path, remote: Path, counting: Path, **kill: str) -> int:
    """Publish in a process of its own; returns its exit code."""
    shutil.rmtree(counting / "calls", ignore_errors=True)
    (counting / "calls").mkdir()
    script = f'echo $$ > "{counting}/pid"; exec "$0" "$@"'
    command = [sys.executable, "scripts/publish.py", "--remote", str(remote)]
    path = f"{counting}{os.pathsep}{os.environ['PATH']}"
    running = subprocess.Popen(
        ["sh", "-c", script, *command],
        cwd=project,
        env=os.environ | {"PATH": path, "TMPDIR": str(counting)} | kill,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    code = running.wait()
    # What the killed publisher had started ends with it, as when a machine stops.
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    return code


@pytest.mark.parametrize("side", ["KILL_BEFORE", "KILL_AFTER"])
def test_a_killed_publisher_leaves_the_old_site_or_the_new_one(
    project, remote, counting, tmp_path, side
):
    assert run(project, remote, counting) == 0
    old = live(remote)
    edit(project)
    other = tmp_path / "other.git"
    shutil.copytree(remote, other)
    assert run(project, other, counting) == 0
    new, calls = live(other), len(list((counting / "calls").iterdir()))

    seen = []
    step = max(1, calls // POINTS)
    for point in range(1, calls + 1, step):
        git(remote, "update-ref", "refs/heads/gh-pages", old)
        assert run(project, remote, counting, **{side: str(point)}) == -signal.SIGKILL
        seen.append(live(remote))
    assert len(seen) >= 10
    assert seen == sorted(seen, key=[old, new].index)

    assert run(project, remote, counting) == 0
    assert live(remote) == new
    git(remote, "fsck", "--strict")
    assert [path for path in (project / PLACE).iterdir() if path.is_dir()] == []
    assert not list((project / ".cache" / "site").glob("*-*"))


@pytest.mark.parametrize(("hook", "shown"), [("pre-receive", "old"), ("post-receive", "new")])
def test_a_publisher_killed_while_it_pushes_leaves_a_whole_site(
    publication, project, remote, hook, shown
):
    """The remote's own hook kills the publisher, git and itself in the middle."""
    old = publish(publication())
    edit(project)
    new = publish(publication(dry_run=True))
    killer = remote / "hooks" / hook
    killer.parent.mkdir(exist_ok=True)
    killer.write_text("#!/bin/sh\nkill -9 0\n")
    killer.chmod(0o755)
    command = [sys.executable, "scripts/publish.py", "--remote", str(remote)]
    address = ["--site-url", publication().site_url]
    killed = subprocess.run(
        [*command, *address],
        cwd=project,
        env=os.environ | {"TMPDIR": str(project.parent)},
        capture_output=True,
        start_new_session=True,
    )
    killer.unlink()

    assert killed.returncode == -signal.SIGKILL
    assert live(remote) == {"old": old, "new": new}[shown]
    assert publish(publication()) == new == live(remote)
