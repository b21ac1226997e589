"""Case statistics of the repository, as check and build ask for them: audited, or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .cases import register
from .cases.audit import Audit, audit
from .cases.cell_lines import CASES as FOLDER
from .cases.cell_lines import located
from .cases.disclosure import audited_tables
from .cases.public import CaseStatistics, PublicRelease
from .cases.published import Published
from .cases.release import PERIOD
from .cases.release_folder import line_in_settings
from .cases.repository import own_sites, read_all_published, wrong_reports
from .problems import Problem
from .regions import Region

SECONDS = 600.0


def case_statistics(
    root: Path, regions: Iterable[Region], seconds: float = SECONDS, site: str = ""
) -> tuple[CaseStatistics, list[Problem]]:
    """Every release under `data/cases/`, past the gate; nothing if there is a problem.

    regions  all rows of the register, former extents too.
    seconds  after which the audit gives up, which is a problem too.
    site     address the site is built for; official figures come from elsewhere.
    returns  problems: mistakes of the files, or every cell a reader can infer.
    """
    known = [_known(region) for region in regions]
    sites = [*own_sites(root), *([site] if site else [])]
    names = register.large_names(known)
    releases, problems = read_all_published(root / FOLDER, register.parents(known), names, sites)
    if problems or not releases:
        return CaseStatistics(), [_relative(problem, root) for problem in problems]
    try:
        result = _attack(releases, known, seconds)
    except TimeoutError:
        text = "waktu audit habis. Kurangi tabel dalam rilis terbaru."
        newest = f"{FOLDER}/{releases[-1].name}/release.yaml"
        return CaseStatistics(), [Problem("P129", newest, 1, text)]
    problems = located(result.findings, releases, register.parents(known)) or wrong_reports(
        root / FOLDER, releases, register.parents(known)
    )
    if problems:
        return CaseStatistics(), [_relative(problem, root) for problem in problems]
    passed = (PublicRelease(r.name, r.settings, audited_tables(r, result)) for r in releases)
    return CaseStatistics(tuple(passed), result), []


def examples(root: Path, statistics: CaseStatistics) -> Iterator[Problem]:
    """Invented releases, which no published site may hold."""
    for release in statistics.releases:
        if release.settings.example:
            path = f"{FOLDER}/{release.name}/release.yaml"
            yield Problem(
                "P135",
                path,
                line_in_settings(root / path, "example"),
                "example: true; perkara contoh tidak boleh terbit."
                " Hapus folder rilis ini, atau lihat saja dengan scripts/preview.py.",
            )


def told(result: Audit) -> str:
    """What the audit saw, for the terminal; its seconds differ from run to run."""
    narrowest = "tidak ada" if result.narrowest is None else f"{result.narrowest} nilai"
    return (
        f"Audit statistik perkara: {len(result.releases)} rilis, {result.cells} sel,"
        f" {result.withheld} ditahan, selang tersempit {narrowest},"
        f" {round(result.seconds)} detik."
    )


def _attack(releases: list[Published], known: list[register.Region], seconds: float) -> Audit:
    dimensions = [r.settings.dimensions.get(PERIOD) for r in releases]
    periods = {code for one in dimensions if one for code in one.codes}
    absent = register.absent(known, sorted(periods))
    return audit(releases, register.parents(known), absent=absent, seconds=seconds)


def _known(region: Region) -> register.Region:
    days = (day.isoformat() if day else "" for day in (region.valid_from, region.valid_to))
    return register.Region(region.code, region.parent, region.name, *days)


def _relative(problem: Problem, root: Path) -> Problem:
    path = Path(problem.path)
    name = path.relative_to(root).as_posix() if path.is_absolute() else problem.path
    return Problem(problem.code, name, problem.line, problem.text)
