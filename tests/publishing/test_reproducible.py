"""The same commit gives the same bytes, wherever and however it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SITE_URL
from .small_site import ROOT, git
from .test_publish import contents, edit

CLOCK = str(Path(__file__).parent / "clock")
CONDITIONS = {
    "another folder": {},
    "another time zone": {"TZ": "America/St_Johns"},
    "another locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another hash seed": {"PYTHONHASHSEED": "4321"},
    "another time given": {"SOURCE_DATE_EPOCH": "86400"},
    "a clock far ahead": {"PYTHONPATH": CLOCK, "CLOCK": "2041-02-03T23:59:58+00:00"},
    "a clock behind the commit": {"PYTHONPATH": CLOCK, "CLOCK": "2001-02-03T23:59:58+00:00"},
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


@pytest.mark.parametrize("condition", [name for name in CONDITIONS if "clock" in name])
def test_such_a_clock_is_what_python_reads(condition):
    variables = CONDITIONS[condition]
    asked = "import datetime, time; print(datetime.date.today().year, time.gmtime().tm_year)"
    ran = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | variables, capture_output=True, text=True
    )

    assert ran.stdout.split() == [variables["CLOCK"][:4]] * 2


def test_a_build_is_the_same_where_another_commit_was_built_before(project, built, tmp_path):
    """Whatever the other build left behind, in the project or in the output, is not taken over."""
    first = git(project, "rev-parse", "HEAD")
    edit(project)
    edited = build(project, tmp_path / "hasil", {})
    git(project, "checkout", "--quiet", first)

    assert edited != contents(built)
    assert build(project, tmp_path / "hasil", {}) == contents(built)


def test_a_build_is_the_same_for_another_umask(project, built, tmp_path):
    assert build(project, tmp_path / "hasil", {}, umask=0o077) == contents(built)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_build_is_the_same_on_one_core_and_on_two(project, built, tmp_path, cores):
    allowed = set(sorted(os.sched_getaffinity(0))[:cores])

    def pin() -> None:
        os.sched_setaffinity(0, allowed)

    assert build(project, tmp_path / "hasil", {}, preexec_fn=pin) == contents(built)
