"""From a raw file on the editor's machine to a protected release."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..problems import Problem
from .audit import Audit, audit
from .disclosure import NotProtected, Protected, protect
from .earlier import Contradiction
from .published import read_all_published
from .raw_cases import read_cases
from .raw_dask import count_with_dask
from .register import absent, parents, read_register
from .release import PERIOD, read_release, settings_problems

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
    settings, found = read_release(config)
    problems += found + (settings_problems(settings, config) if settings else [])
    if problems:
        return None, problems
    register = read_register(repository / "data" / "regions.csv")
    earlier, problems = read_all_published(repository / "data" / "cases", parents(register))
    frame, found = read_cases(raw, settings, register, count=ENGINES[engine])
    if problems or found:
        return None, problems + found
    periods = settings.dimensions[PERIOD].codes if PERIOD in settings.dimensions else ()
    empty = absent(register, periods)
    try:
        protected = protect(
            frame, settings, parents(register), earlier=earlier, absent=empty, seconds=seconds
        )
    except (NotProtected, Contradiction, ValueError) as error:
        return None, [Problem("P131", config.as_posix(), 1, str(error))]
    return _audited(protected, name, earlier, parents(register), empty, seconds)


def _places(raw: Path, name: str, config: Path, repository: Path) -> list[Problem]:
    """Raw cases never enter a repository: it is public for ever, with its history."""
    root, problems = repository.resolve(), []
    if raw.resolve().is_relative_to(root):
        text = "berkas perkara mentah berada di dalam repositori. Pindahkan ke luar, dan hapus juga dari riwayat git."
        problems.append(Problem("P126", raw.as_posix(), 1, text))
    if not name or Path(name).name != name or name.startswith("."):
        problems.append(
            Problem(
                "P127",
                config.as_posix(),
                1,
                f'nama rilis "{name}" bukan nama folder. Pakai huruf kecil, angka, dan tanda hubung.',
            )
        )
    elif (root / "data" / "cases" / name).exists():
        problems.append(
            Problem(
                "P128",
                f"data/cases/{name}",
                1,
                "rilis ini sudah ada; yang sudah terbit tidak diubah. Pilih nama lain.",
            )
        )
    return problems


def _audited(
    protected: Protected, name: str, earlier: Sequence, regions, empty, seconds: float
) -> tuple[Anonymised | None, list[Problem]]:
    try:
        audited = audit(
            [*earlier, protected.as_published(name)], regions, absent=empty, seconds=seconds
        )
    except TimeoutError:
        return None, [
            Problem(
                "P129",
                f"data/cases/{name}",
                1,
                "waktu audit habis; tidak ada yang ditulis. Beri waktu lebih.",
            )
        ]
    place = (f"data/cases/{name}", 1)
    problems = [Problem("P130", *place, f"{f.where}: {f.text}") for f in audited.findings]
    return (None, problems) if problems else (Anonymised(protected, audited), [])
