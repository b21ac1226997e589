"""What the editors' tests share: the real portal, read once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.core.portal import Portal, read_portal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def portal() -> Portal:
    return read_portal(ROOT / "content", ROOT / "data", ROOT)


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of what editors change, with the scripts and the plugin beside it."""
    for folder in ("content", "data", "plugins", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    for file in ("requirements.lock", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, tmp_path / "project" / file)
    return tmp_path / "project"


@pytest.fixture
def run(project) -> Callable[..., subprocess.CompletedProcess]:
    """Runs a script of the copied project in this Python, answers on its input.

    here  where the person stands who runs it.
    """
    return running_in(project)


@pytest.fixture
def run_small(minimal) -> Callable[..., subprocess.CompletedProcess]:
    """The same in the minimal site."""
    shutil.copytree(ROOT / "scripts", minimal / "scripts")
    return running_in(minimal)


def running_in(project: Path) -> Callable[..., subprocess.CompletedProcess]:
    def run(script: str, *options: str, answers: str = "", here=project, **environment: str):
        # The copy has no .venv of its own; the script is entered as `ensure` would leave it.
        code = (
            "import sys, runpy; root = sys.argv.pop(1);"
            "sys.path[:0] = [root + '/scripts', root + '/plugins'];"
            "import os, environment; environment.ensure = lambda: os.chdir(environment.ROOT);"
            "sys.argv[0] = root + '/scripts/' + sys.argv.pop(1);"
            "runpy.run_path(sys.argv[0], run_name='__main__')"
        )
        return subprocess.run(
            [sys.executable, "-c", code, str(project), script, *options],
            input=answers,
            cwd=here,
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run
