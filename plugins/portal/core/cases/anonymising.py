"""From a raw file on the editor's machine to a protected release."""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..problems import Problem
from ..reference import PublicContact
from ..tables import read_table
from .audit import Audit, audit
from .cell_lines import located
from .disclosure import NotProtected, Protected, protect
from .earlier import Contradiction
from .raw_cases import read_cases
from .raw_dask import count_with_dask
from .register import Region, absent, large_names, parents, read_register
from .release import PERIOD, Release, read_release
from .release_folder import line_in_settings, other_dimensions, wrong_name
from .release_texts import persons, wrong_texts
from .repository import own_sites, read_all_published, telling_name

ENGINES = {"pandas": None, "dask": count_with_dask}


@dataclass(frozen=True)
class Anonymised:
    """A release ready to be written, with its audit."""

    protected: Protected
    audited: Audit


def anonymise(
    raw: Path,
    name: str,
    config: Path,
    repository: Path,
    *,
    engine: str = "pandas",
    seconds: float = 900.0,
) -> tuple[Anonymised | None, list[Problem]]:
    """Count, protect and audit; nothing is written here.

    raw         case rows or counts; outside the repository.
    name        folder the release is meant for, under `data/cases/`.
    config      its settings, `release.yaml`.
    repository  where the register and earlier releases are.
    """
    problems = _places(raw, name, config, repository)
    sites = own_sites(repository)
    settings, found = read_release(config, sites)
    problems += found
    try:
        regions = read_register(repository / "data" / "regions.csv")
    except (OSError, ValueError, csv.Error):
        text = (
            "daftar wilayah tidak ada atau tidak terbaca. Tunjuk folder portal dengan --repository."
        )
        return None, [
            *problems,
            Problem("P003", f"{repository.as_posix()}/data/regions.csv", 1, text),
        ]
    names = large_names(regions)
    problems += wrong_texts(config, names) + persons(config, _contacts(repository))
    problems += telling_name(name, config.as_posix(), names)
    if problems or settings is None:
        return None, problems
    return _counted(raw, name, config, repository, settings, regions, engine, seconds)


def _counted(
    raw: Path,
    name: str,
    config: Path,
    repository: Path,
    settings: Release,
    regions: Sequence[Region],
    engine: str,
    seconds: float,
) -> tuple[Anonymised | None, list[Problem]]:
    above, names = parents(regions), large_names(regions)
    folder = repository / "data" / "cases"
    earlier, problems = read_all_published(folder, above, names, own_sites(repository))
    try:
        settings.family(above)
    except ValueError as error:
        text = f"{error}. Perbaiki kode wilayah atau jumlah."
        return None, [*problems, Problem("P123", config.as_posix(), 1, text)]
    others = other_dimensions(settings, [(each.name, each.settings) for each in earlier])
    line = line_in_settings(config, "dimensions")
    problems += [Problem("P205", config.as_posix(), line, text) for text in others]
    frame, found = read_cases(raw, settings, regions, count=ENGINES[engine])
    if problems or found:
        return None, problems + found
    periods = settings.dimensions[PERIOD].codes if PERIOD in settings.dimensions else ()
    empty = absent(regions, periods)
    try:
        protected = protect(frame, settings, above, earlier=earlier, absent=empty, seconds=seconds)
    except (NotProtected, Contradiction, ValueError) as error:
        return None, [Problem("P131", config.as_posix(), 1, str(error))]
    return _audited(protected, name, earlier, above, empty, seconds)


def _contacts(repository: Path) -> list[str]:
    path = repository / "data" / "public_contacts.csv"
    return [each.contact for each, _, _ in read_table(path, path.as_posix(), PublicContact)[0]]


def _places(raw: Path, name: str, config: Path, repository: Path) -> list[Problem]:
    """Raw cases never enter a repository: it is public for ever, with its history."""
    root, problems = repository.resolve(), []
    if any(map(_is_portal, [*Path(os.path.abspath(raw)).parents, *raw.resolve().parents])):
        text = "berkas perkara mentah berada di dalam repositori. Pindahkan ke luar, dan hapus juga dari riwayat git."
        problems.append(Problem("P126", raw.as_posix(), 1, text))
    target = root / "data" / "cases" / name
    if wrong := wrong_name(name):
        problems.append(Problem("P127", config.as_posix(), 1, wrong))
    elif os.path.lexists(target):
        text = "rilis ini sudah ada; yang sudah terbit tidak diubah. Pilih nama lain."
        problems.append(Problem("P128", f"data/cases/{name}", 1, text))
    elif target.parent.resolve() != target.parent:
        text = "data/cases/ adalah pintasan ke tempat lain. Ganti dengan folder sungguhan di repositori."
        problems.append(Problem("P010", "data/cases", 1, text))
    return problems


def _is_portal(folder: Path) -> bool:
    """True for a portal's folder, whichever copy of it this one works in."""
    return (folder / "data" / "regions.csv").exists()


def _audited(
    protected: Protected, name: str, earlier: Sequence, regions, empty, seconds: float
) -> tuple[Anonymised | None, list[Problem]]:
    place = f"data/cases/{name}"
    try:
        releases = [*earlier, protected.as_published(name)]
        audited = audit(releases, regions, absent=empty, seconds=seconds)
    except TimeoutError:
        text = "waktu audit habis; tidak ada yang ditulis. Beri waktu lebih."
        return None, [Problem("P129", place, 1, text)]
    problems = located(audited.findings, releases, regions)
    return (None, problems) if problems else (Anonymised(protected, audited), [])
