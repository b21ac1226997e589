"""All releases of a repository, each in order by itself and beside the others."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ..headers import Refused, read_text, refused
from ..problems import Problem
from .dimensions import TOTAL
from .published import Published, read_published
from .release_folder import (
    REPORT,
    SETTINGS,
    line_in_settings,
    misplaced,
    other_dimensions,
    release_folders,
    unknown_revisions,
)
from .release_texts import remarks, tells_a_count, wrong_texts
from .report import WrongReport, check_report, report_of

Parents = Mapping[str, str | None]


def read_all_published(
    root: Path,
    regions: Parents,
    region_names: Iterable[str] = (),
    own_sites: Collection[str] = (),
) -> tuple[list[Published], list[Problem]]:
    """Every release under `data/cases/`, oldest first by `as_of`, then by name.

    region_names  of provinces, regencies and cities: no count may stand beside them.
    own_sites     addresses of our own site.
    """
    if root.is_symlink():
        text = "pintasan (symlink) tidak dibaca. Simpan foldernya sendiri di sini."
        return [], [Problem("P010", root.as_posix(), 1, text)]
    if not root.is_dir():
        return [], []
    names = list(region_names)
    releases, problems = [], []
    for folder in release_folders(root):
        release, found = read_published(folder, regions, own_sites)
        settings = folder / SETTINGS
        problems += [*found, *wrong_texts(settings, names), *remarks(settings)]
        problems += telling_name(folder.name, folder.as_posix(), names)
        releases += [release] if release else []
    problems += misplaced(root, {r.name: list(r.settings.tables) for r in releases})
    releases.sort(key=lambda r: (r.settings.as_of, r.name))
    for i, release in enumerate(releases):
        problems += _beside_others(root / release.name, release, releases[:i])
    return releases, problems


def own_sites(root: Path) -> list[str]:
    """Addresses of our own site that its settings name."""
    try:
        text = (root / "publishconf.py").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    return re.findall(r"""["'](https?://[^"'\s]+)["']""", text)


def telling_name(name: str, path: str, region_names: Collection[str]) -> list[Problem]:
    """The name of a release is an address: no count stands in it."""
    told = tells_a_count(name.replace("-", " "), region_names)
    text = f'nama rilis menyebut hitungan ("{told}"); angka rilis hanya lewat tabel. Ganti namanya.'
    return [Problem("P202", path, 1, text)] if told else []


def _beside_others(
    folder: Path, release: Published, earlier: Iterable[Published]
) -> Iterator[Problem]:
    path = folder / SETTINGS
    before = [(each.name, each.settings) for each in earlier]
    for place, texts in (
        ("dimensions", other_dimensions(release.settings, before)),
        ("revised", unknown_revisions(release.settings, before, TOTAL)),
    ):
        for text in texts:
            yield Problem("P205", path.as_posix(), line_in_settings(path, place), text)


def wrong_reports(root: Path, releases: Iterable[Published], regions: Parents) -> list[Problem]:
    """Reports of releases that are in order otherwise, but say something else or more."""
    every = list(releases)
    return [p for each in every for p in _wrong_report(root / each.name, each, every, regions)]


def _wrong_report(
    folder: Path, release: Published, releases: Iterable[Published], regions: Parents
) -> list[Problem]:
    path = folder / REPORT
    data = release.settings.data
    others = [r.name for r in releases if r.settings.data == data and r is not release]
    try:
        text = read_text(path)
        check_report(text, report_of(release, regions, ()), others)
    except Refused as error:
        return refused(path.as_posix(), error)
    except OSError:
        sentence = "laporan rilis tidak ada. Buat ulang rilis dengan scripts/anonymise.py."
        return [Problem("P003", path.as_posix(), 1, sentence)]
    except WrongReport as error:
        sentence = f"{error}. Laporan hanya memuat hitungan dari tabelnya. Buat ulang rilis ini."
        return [Problem("P206", path.as_posix(), error.line(text), sentence)]
    return []
