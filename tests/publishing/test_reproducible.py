"""The same commit gives the same bytes, wherever and however it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SITE_URL
from .small_site import ROOT
from .test_publish import contents

CONDITIONS = {
    "another folder": {},
    "another time zone": {"TZ": "America/St_Johns"},
    "another locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another hash seed": {"PYTHONHASHSEED": "4321"},
    "another clock": {"SOURCE_DATE_EPOCH": "86400"},
    "another user": {"HOME": "/nonexistent", "USER": "orang-lain", "LOGNAME": "orang-lain"},
    "one thread": {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
}


def build(project: Path, output: Path, variables: dict[str, str], **process) -> dict[str, bytes]:
    command = [sys.executable, "scripts/build.py", "--output", str(output), "--site-url", SITE_URL]
    environment = os.environ | variables
    ran = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, **process
    )
    assert ran.returncode == 0, ran.stderr
    return contents(output)


def copied_backwards(source: Path, target: Path) -> Path:
    """A copy whose files come into being in another order and at another time."""
    paths = sorted((p for p in source.rglob("*") if p.is_file()), reverse=True)
    for path in paths:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (target / ".git" / "refs" / "tags").mkdir(parents=True, exist_ok=True)
    (target / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return target


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_build_is_the_same_under(condition, laid_out, built, tmp_path):
    project = copied_backwards(laid_out, tmp_path / "tempat lain" / "proyek")

    assert build(project, tmp_path / "hasil", CONDITIONS[condition]) == contents(built)


def test_a_build_is_the_same_for_another_umask(project, built, tmp_path):
    assert build(project, tmp_path / "hasil", {}, umask=0o077) == contents(built)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_build_is_the_same_on_one_core_and_on_two(project, built, tmp_path, cores):
    allowed = set(sorted(os.sched_getaffinity(0))[:cores])

    def pin() -> None:
        os.sched_setaffinity(0, allowed)

    assert build(project, tmp_path / "hasil", {}, preexec_fn=pin) == contents(built)
