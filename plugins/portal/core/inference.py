"""Case statistics of the repository, as check and build ask for them: audited, or not at all."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .cases import register
from .cases.audit import Audit, audit
from .cases.disclosure import audited_tables
from .cases.public import CaseStatistics, PublicRelease
from .cases.published import Published, read_all_published
from .cases.release import PERIOD
from .problems import Problem
from .regions import Region

SECONDS = 600.0
FOLDER = "data/cases"


def case_statistics(
    root: Path, regions: Iterable[Region], seconds: float = SECONDS
) -> tuple[CaseStatistics, list[Problem]]:
    """Every release under `data/cases/`, past the gate; nothing if there is a problem.

    regions  all rows of the register, former extents too.
    seconds  after which the audit gives up, which is a problem too.
    returns  problems: mistakes of the files, or every cell a reader can infer.
    """
    known = [_known(region) for region in regions]
    releases, problems = read_all_published(root / FOLDER, register.parents(known))
    if problems or not releases:
        return CaseStatistics(), [_relative(problem, root) for problem in problems]
    try:
        result = _attack(releases, known, seconds)
    except TimeoutError:
        text = "waktu audit habis. Kurangi tabel dalam rilis terbaru."
        return CaseStatistics(), [Problem("P129", FOLDER, 1, text)]
    if result.findings:
        found = [Problem("P130", FOLDER, 1, f"{f.where}: {f.text}") for f in result.findings]
        return CaseStatistics(), found
    passed = (PublicRelease(r.name, r.settings, audited_tables(r, result)) for r in releases)
    return CaseStatistics(tuple(passed), result), []


def examples(root: Path, statistics: CaseStatistics) -> Iterator[Problem]:
    """Invented releases, which no published site may hold."""
    for release in statistics.releases:
        if release.settings.example:
            path = f"{FOLDER}/{release.name}/release.yaml"
            text = (root / path).read_text("utf-8")
            line = text.count("\n", 0, re.search(r"^example:", text, re.MULTILINE).start()) + 1
            yield Problem(
                "P135",
                path,
                line,
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
