"""The audit of case statistics, as the checks ask for it: everything published, at once."""

from collections.abc import Iterator
from pathlib import Path

from .cases.audit import audit
from .cases.published import read_all_published
from .problems import Problem
from .regions import Region

SECONDS = 600.0


def inferable(root: Path, regions: list[Region], seconds: float = SECONDS) -> Iterator[Problem]:
    """Mistakes of the releases under `data/cases/`, and every cell a reader can infer.

    regions  all rows of the register, former extents too.
    seconds  after which the audit gives up, which is a problem too.
    """
    parents = {region.code: region.parent or None for region in regions}
    releases, problems = read_all_published(root / "data" / "cases", parents)
    for problem in problems:
        path = Path(problem.path)
        name = path.relative_to(root).as_posix() if path.is_absolute() else problem.path
        yield Problem(problem.code, name, problem.line, problem.text)
    if releases and not problems:
        yield from _audited(releases, parents, seconds)


def _audited(releases: list, parents: dict[str, str | None], seconds: float) -> Iterator[Problem]:
    try:
        result = audit(releases, parents, seconds=seconds)
    except TimeoutError:
        text = "waktu audit habis. Kurangi tabel dalam rilis terbaru."
        yield Problem("P129", "data/cases", 1, text)
        return
    for finding in result.findings:
        yield Problem("P130", "data/cases", 1, f"{finding.where}: {finding.text}")
