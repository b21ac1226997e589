"""A small project to publish, and a remote to publish to."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from portal.builder import build_site
from portal.publishing.publisher import Publication

from .small_site import ROOT, git, lay_out

SITE_URL = "https://lembaga.example/portal"


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory) -> Path:
    """The small project, made once; to be copied, not changed."""
    return lay_out(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture
def project(laid_out: Path, tmp_path: Path) -> Path:
    """A copy of the small project that may be changed; it uses our packages."""
    folder = tmp_path / "project"
    shutil.copytree(laid_out, folder)
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return folder


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(folder))
    return folder


@pytest.fixture
def publication(project: Path, remote: Path) -> Callable[..., Publication]:
    """Makes publications of the small project; every setting may be given."""
    silent = partial(Publication, say=lambda line: None)
    return partial(silent, root=project, remote=str(remote), site_url=SITE_URL)


@pytest.fixture(scope="session")
def built(laid_out: Path, tmp_path_factory) -> Path:
    """The small site, built once; to be read, not changed."""
    output = tmp_path_factory.mktemp("built") / "site"
    build_site(laid_out, output, "publishconf.py", SITE_URL, say=lambda line: None)
    return output
