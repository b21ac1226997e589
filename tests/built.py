"""Projects laid out and sites read back: what the tests share."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from portal.core.addresses import Addresses
from portal.core.editions import Body, Edition
from portal.core.portal import Portal, read_portal
from portal.core.translations import read_translations

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
SITE_URL = "https://netral.example/portal"
CODE = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.lock")
SECONDS = 60  # the longest a command may take before a test fails


def run_script(
    project: Path, script: str, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess:
    """A script of a laid-out project, as a person runs it; what it says is text."""
    return subprocess.run(
        [sys.executable, str(project / "scripts" / script), *map(str, arguments)],
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


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


def edition_of(portal, language: str) -> Edition:
    """An edition of records that no site was built of."""
    documents = [
        *portal.statements.values(),
        *portal.regulations.values(),
        *portal.corrections.values(),
        *portal.pages.values(),
    ]
    return Edition(
        language,
        portal,
        read_translations(ROOT / "theme" / "translations")[language],
        Addresses(settings_of(ROOT)["ADDRESSES"], SITE_URL),
        {d.path: Body(d.body, f"<p>{d.body}</p>") for d in documents},
    )


def look_at(root: Path, output: Path) -> BuiltSite:
    return BuiltSite(
        output,
        read_portal(root / "content", root / "data", root),
        Addresses(settings_of(root)["ADDRESSES"], SITE_URL),
        read_translations(root / "theme" / "translations"),
    )
