"""Whole sites to look at: a minimal one to change, and the real one, built once."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest

from portal.builder import build_site
from portal.core.addresses import Addresses
from portal.core.portal import Portal, read_portal
from portal.core.translations import read_translations

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
SITE_URL = "https://netral.example/portal"
CODE = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.lock")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A whole small project that may be changed: invented records, the real code."""
    return lay_out(tmp_path / "project")


def lay_out(folder: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SITES / "minimal", folder)
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy(source, folder / name)
    return folder


@dataclass(frozen=True)
class BuiltSite:
    """A built site as a visitor reads it, with the records it was made from."""

    output: Path
    portal: Portal
    addresses: Addresses
    words: dict[str, dict]
    _texts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def pages(self) -> dict[str, str]:
        """Address below the site's root (`wilayah/banten/`) -> HTML."""
        found = {}
        for path in sorted(self.output.rglob("*.html")):
            name = path.relative_to(self.output).as_posix()
            found[name.removesuffix("index.html")] = path.read_text("utf-8")
        return found

    def page(self, language: str, kind: str, **parts: str) -> str:
        return self.pages[self.addresses.address(language, kind, **parts)]

    def text(self, language: str, kind: str, **parts: str) -> str:
        """What a reader sees of a page: no tags, entities resolved, single spaces."""
        return plain(self.page(language, kind, **parts))

    def hrefs(self, language: str, kind: str, **parts: str) -> set[str]:
        return set(re.findall(r'\shref="([^"]*)"', self.page(language, kind, **parts)))

    @property
    def languages(self) -> list[str]:
        return list(self.addresses.patterns)

    def regions(self) -> Iterator[tuple[str, str, str]]:
        """Language, code and path of every region page."""
        for language in self.languages:
            for region in self.portal.regions:
                yield language, region.code, self.portal.regions.path(region.code)


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def settings_of(root: Path) -> dict:
    names: dict = {"__file__": str(root / "pelicanconf.py")}
    exec((root / "pelicanconf.py").read_text("utf-8"), names)
    return names


def look_at(root: Path, output: Path) -> BuiltSite:
    return BuiltSite(
        output,
        read_portal(root / "content", root / "data", root),
        Addresses(settings_of(root)["ADDRESSES"], SITE_URL),
        read_translations(root / "theme" / "translations"),
    )


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
