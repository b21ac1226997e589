"""The weekly trial of the newest packages: what is resolved is what would be installed."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.sbom import locked_packages

from .small_site import ROOT

PROJECT = """[project]
name = "contoh"
dependencies = ["paket_satu==1.0"]

[dependency-groups]
test = ["paket-dua==3.0"]
"""


def wheel(folder: Path, name: str, version: str, needs: str = "") -> str:
    """Write a package that holds nothing; returns its digest."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", about + (f"Requires-Dist: {needs}\n" if needs else ""))
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "requirements.lock").write_text(
        "paket-satu==1.0 \\\n    --hash=sha256:00\npaket-dua==3.0 \\\n    --hash=sha256:00\n"
    )
    return tmp_path


def try_newest(project: Path, wheels: Path) -> subprocess.CompletedProcess:
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, str(ROOT / "scripts" / "newest.py"), "--project", str(project)]
    return subprocess.run(
        [*command, "--report", str(project / "newest.md")],
        env=os.environ | offline,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_lock_file_gets_the_newest_versions_with_what_they_need(project, tmp_path):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(wheels, "paket_satu", "1.0")
    digests = {
        "paket-satu": wheel(wheels, "paket_satu", "2.0", needs="paket-tiga"),
        "paket-dua": wheel(wheels, "paket_dua", "3.0"),
        "paket-tiga": wheel(wheels, "paket_tiga", "0.1"),
    }
    ran = try_newest(project, wheels)
    assert ran.returncode == 0, ran.stderr

    locked = locked_packages((project / "requirements.lock").read_text("utf-8"))
    assert {one.name: one.hashes for one in locked} == {n: (d,) for n, d in digests.items()}
    told = (project / "newest.md").read_text("utf-8").splitlines()
    assert told[2:] == ["- paket-satu: 1.0 → 2.0", "- paket-tiga: – → 0.1"]


def test_a_package_that_needs_a_compiler_stops_the_trial(project, tmp_path):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(wheels, "paket_satu", "1.0")
    source = project / "paket_dua-3.0"
    source.mkdir()
    (source / "setup.py").write_text("from setuptools import setup; setup()")
    shutil.make_archive(str(wheels / "paket_dua-3.0"), "gztar", project, source.name)
    lock = (project / "requirements.lock").read_text("utf-8")

    assert try_newest(project, wheels).returncode != 0
    assert (project / "requirements.lock").read_text("utf-8") == lock
