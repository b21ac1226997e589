"""The audit: what a reader can infer from everything that is published.

For each withheld cell: how many whole numbers are still possible. A number of
values is believed only if whole tables were found that have them, checked
without floating point; a cell is reported only if the solver's bounds, or whole
tables alone, leave too few.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from .possible import Unknowns, narrowed
from .published import Published
from .reader_view import Share, View, combine
from .release import Official


@dataclass(frozen=True, order=True)
class Finding:
    """Something a reader can infer that must not be inferable.

    where      release and cell, or the numbers that clash.
    low, high  whole numbers still possible; both -1 for a clash.
    text       Indonesian: what is wrong, then what to do.
    """

    where: str
    low: int
    high: int
    text: str


@dataclass(frozen=True)
class Audit:
    """Result over all releases; its summary stands on the quality page.

    cells     printed cells.
    withheld  those without a number.
    narrowest fewest whole numbers left for a withheld cell that may be small.
    releases  names of the releases seen.
    narrowest_of  `data` of releases that were attacked together -> as `narrowest`.
    """

    findings: tuple[Finding, ...]
    cells: int
    withheld: int
    narrowest: int | None
    releases: tuple[str, ...]
    seconds: float
    narrowest_of: Mapping[str, int | None]


def audit(
    releases: Sequence[Published],
    regions: Mapping[str, str | None],
    *,
    official: Sequence[Official] = (),
    shares: Sequence[Share] = (),
    absent: Collection[tuple[str, str]] = (),
    seconds: float = 600.0,
    clock: Callable[[], float] = time.monotonic,
) -> Audit:
    """Attack every release, together with all others of the same data.

    releases  as read from disk, oldest first.
    regions   code -> parent code; the nation has none.
    official  figures of the same data beyond those the settings name.
    shares    percentages printed on pages.
    absent    (region code, period) in which the register has no such region.
    raises    TimeoutError if it cannot finish in the seconds allowed.
    """
    start, groups = clock(), defaultdict(list)
    for release in releases:
        groups[release.settings.data].append(release)
    findings, widths, cells, withheld = [], {}, 0, 0
    for data, same in groups.items():
        stated = [*(f for r in same for f in r.settings.official), *official]
        view = combine(same, regions, stated, shares, absent)
        found, left = _attack(view, start + seconds, clock)
        findings, widths[data] = findings + found, min(left, default=None)
        cells, withheld = (
            cells + len(view.labels),
            withheld + len(set(view.width) - set(view.value)),
        )
    names = tuple(r.name for r in releases)
    narrowest = min((w for w in widths.values() if w is not None), default=None)
    return Audit(
        tuple(sorted(findings)), cells, withheld, narrowest, names, clock() - start, widths
    )


def _attack(
    view: View, deadline: float, clock: Callable[[], float]
) -> tuple[list[Finding], list[int]]:
    findings = [Finding(where, -1, -1, text) for where, text in view.clashes]
    unknowns = Unknowns(view, deadline, clock)
    if not unknowns.is_possible:
        text = "tabel yang terbit tidak mungkin benar bersama-sama. Buat ulang rilis ini."
        return [*findings, Finding(next(iter(view.labels.values()), "rilis"), -1, -1, text)], []
    widths = []
    for cell in sorted(view.width):
        if cell in view.value:
            findings += _stated(view, cell)
            continue
        low, high = unknowns.range_of(cell, view.width[cell])
        if high < 1 or low >= view.threshold[cell]:
            continue
        widths.append(high - low + 1)
        if widths[-1] < view.width[cell] and not narrowed(
            view, cell, high - low + 1, deadline, clock
        ):
            findings.append(_too_few(view, cell, low, high))
    return findings + _proven_groups(view, unknowns), widths


def _proven_groups(view: View, unknowns: Unknowns) -> list[Finding]:
    """Codes that are proven to hold of everyone in a small group."""
    found = []
    for part, whole, where in view.groups:
        size = view.value[whole]
        low = view.value[part] if part in view.value else unknowns.range_of(part, 2)[0]
        if low >= size:
            text = f"semua {size} orang di kelompok ini terbukti berkode sama. Tahan seluruh rincian kelompok ini."
            found.append(Finding(where, size, size, text))
    return found


def _stated(view: View, cell: int) -> list[Finding]:
    """A cell withheld in one table or release and printed in another."""
    number = view.value[cell]
    if cell in view.stated or not 0 < number < view.threshold[cell]:
        return []
    return [
        Finding(
            view.labels[cell],
            number,
            number,
            "ditahan di sini, terbit di tempat lain. Tahan juga di sana.",
        )
    ]


def _too_few(view: View, cell: int, low: int, high: int) -> Finding:
    seen = f"pasti {low}" if low == high else f"hanya mungkin {low} sampai {high}"
    text = f"sel yang ditahan {seen}; harus tersisa {view.width[cell]} nilai. Buat ulang rilis dengan scripts/anonymise.py."
    return Finding(view.labels[cell], low, high, text)
