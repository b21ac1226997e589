"""Whole sites to look at: a minimal one to change, and the real one, built once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import ROOT, SITE_URL, SITES, BuiltSite, lay_out, look_at
from playwright.sync_api import Browser, sync_playwright

from browser import find_chromium
from portal.builder import build_site
from portal.core.portal import Portal, read_portal


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A whole small project that may be changed: invented records, the real code."""
    return lay_out(tmp_path / "project")


@pytest.fixture
def project(minimal: Path) -> Path:
    """The minimal site with the scripts, in the environment the tests run in."""
    shutil.copytree(
        ROOT / "scripts", minimal / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    environment = minimal / "scripts" / "environment.py"
    ensure = environment.read_text("utf-8").partition("def ensure()")[0] + (
        "def ensure() -> None:\n"
        '    """The environment is there already."""\n'
        "    os.chdir(ROOT)\n"
        '    sys.path.insert(0, str(ROOT / "plugins"))\n'
    )
    environment.write_text(ensure, "utf-8")
    return minimal


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site, built once under a sub-path; tests only read it."""
    output = tmp_path_factory.mktemp("real") / "site"
    build_site(ROOT, output, "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(ROOT, output)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The minimal site, built once under a sub-path; tests only read it."""
    folder = tmp_path_factory.mktemp("small")
    project = lay_out(folder / "project")
    build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(project, folder / "site")


@pytest.fixture(scope="session")
def example() -> Portal:
    """The records of the minimal site."""
    folder = SITES / "minimal"
    return read_portal(folder / "content", folder / "data", folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per process: Playwright cannot be started twice in one."""
    with sync_playwright() as playwright:
        # Chromium refuses its own sandbox to root, and to some containers.
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
