"""What a reader can write down from published tables alone: cells and sums.

Written apart from the code that protects, so that a mistake there is not
repeated here. A cell is known by the cases it counts: the finest codes on each
dimension. So two codes for the same cases (a province with one regency) are
one cell, and so is a number that two releases give.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .published import Published
from .release import PERIOD, Official
from .sheets import Codes, Sheet, broken_rules, lay_out, least_values, small_groups


@dataclass(frozen=True)
class Share:
    """A percentage that is printed somewhere: 100 x part / whole, rounded.

    part, whole  dimension -> code; a missing dimension is at its total.
    percent      as printed, in units of the last decimal: 12.5 % is 125.
    decimals     number of decimals printed.
    """

    part: Mapping[str, str]
    whole: Mapping[str, str]
    percent: int
    decimals: int = 0


@dataclass
class View:
    """All unknowns and everything known about them.

    value   cell -> its number, where one is published.
    least   cell -> least possible number of the others.
    rows    (coefficients, low, high): low <= sum of coefficient x cell <= high.
    labels  cell -> the places where it is printed, for messages.
    width   cell -> how many values its release promises to leave open.
    threshold  cell -> smallest count its release shows.
    clashes    (where, text): numbers that contradict each other or break a rule.
    stated     cells an official figure gives.
    groups     (part, whole, where): the part must not be proven to be the whole.
    """

    value: dict[int, int] = field(default_factory=dict)
    least: dict[int, int] = field(default_factory=dict)
    rows: list[tuple[dict[int, int], int, int | None]] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    width: dict[int, int] = field(default_factory=dict)
    threshold: dict[int, int] = field(default_factory=dict)
    clashes: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[int, int, str]] = field(default_factory=list)
    stated: set[int] = field(default_factory=set)
    size: int = 0

    def new(self) -> int:
        self.size += 1
        self.least[self.size - 1] = 0
        return self.size - 1

    def state(self, cell: int, value: int, where: str) -> None:
        if self.value.setdefault(cell, value) != value:
            self.clashes.append(
                (where, f"{value} bertentangan dengan {self.value[cell]}. Periksa kedua angka.")
            )


def combine(
    releases: Sequence[Published],
    regions: Mapping[str, str | None],
    official: Sequence[Official],
    shares: Sequence[Share],
    absent: Collection[tuple[str, str]] = (),
) -> View:
    """Everything published about one set of case files, as one system."""
    view, sheets = View(), [lay_out(r, regions) for r in releases]
    places: list[dict[tuple, int]] = []
    for sheet in sheets:
        places.append(_places(view, sheets, places, sheet))
        _enter(view, sheet, places, sheets, official)
        for address in sheet.value:
            if _never_was(sheet, address, absent):
                view.state(places[-1][sheet.cases(address)], 0, sheet.label(address))
    cells = {cases: cell for place in places for cases, cell in place.items()}
    for figure in official if sheets else ():
        _write_official(view, sheets[-1], cells, figure)
    for share in shares if sheets else ():
        _write_share(view, sheets[-1], cells, share)
    return view


def _places(
    view: View, sheets: Sequence[Sheet], places: Sequence[Mapping], sheet: Sheet
) -> dict[tuple, int]:
    """Cases -> unknown, for every address of one release; same cases, same unknown."""
    earlier, mine = sheets[: len(places)], {}
    for address in sheet.value:
        if sheet.cases(address) not in mine:
            mine[sheet.cases(address)] = _cell(view, earlier, places, sheet, address)
    return mine


def _enter(
    view: View,
    sheet: Sheet,
    places: Sequence[Mapping],
    sheets: Sequence[Sheet],
    official: Sequence[Official],
) -> None:
    """Everything one release says, given those before it."""
    mine, earlier = places[-1], sheets[: len(places) - 1]
    printed = {old.cases(a) for old in earlier for a, v in old.value.items() if v is not None}
    known = {a for a in sheet.value if sheet.cases(a) in printed or _is_stated(sheet, a, official)}
    _write_sheet(
        view, sheet, {a: mine[sheet.cases(a)] for a in sheet.value}, least_values(sheet, known)
    )
    view.clashes += broken_rules(sheet, known)
    view.groups += [
        (mine[sheet.cases(p)], mine[sheet.cases(t)], sheet.label(p)) for t, p in small_groups(sheet)
    ]
    for old, before in zip(earlier, places, strict=False):
        _tie_revisions(view, sheet, old, mine, before)


def _cell(
    view: View, earlier: Sequence[Sheet], places: Sequence[Mapping], sheet: Sheet, address: Codes
) -> int:
    """The unknown behind an address: that of the last release with the same, unrevised cases."""
    cases = sheet.cases(address)
    for old, place in zip(reversed(earlier), reversed(places[: len(earlier)]), strict=True):
        if cases in place and not _touches(
            sheet, address, sheet.release.settings.revised.get(old.release.name, ())
        ):
            return place[cases]
    return view.new()


def _write_sheet(
    view: View, sheet: Sheet, place: Mapping[Codes, int], least: Mapping[Codes, int]
) -> None:
    for address, number in sheet.value.items():
        cell = place[address]
        view.labels.setdefault(cell, sheet.label(address))
        if number is not None:
            view.state(cell, number, sheet.label(address))
        else:
            view.least[cell] = max(view.least[cell], least[address])
            view.width[cell] = max(view.width.get(cell, 0), sheet.release.settings.width)
            view.threshold[cell] = sheet.release.settings.threshold
    for _, total, parts in sheet.sums:
        row: dict[int, int] = defaultdict(int)
        row[place[total]] -= 1
        for part in parts:
            row[place[part]] += 1
        view.rows.append((row, 0, 0))


def _never_was(sheet: Sheet, address: Codes, absent: Collection[tuple[str, str]]) -> bool:
    """True if none of the regions existed in any of the periods."""
    if not absent or PERIOD not in sheet.names:
        return False
    cases = sheet.cases(address)
    periods = cases[sheet.names.index(PERIOD)]
    return all((region, period) in absent for region in cases[0] for period in periods)


def _touches(sheet: Sheet, address: Codes, periods: Sequence[str]) -> bool:
    if not periods or PERIOD not in sheet.names:
        return bool(periods)
    axis = sheet.names.index(PERIOD)
    return bool(sheet.trees[PERIOD].leaves[address[axis]] & set(periods))


def _is_stated(sheet: Sheet, address: Codes, official: Sequence[Official]) -> bool:
    named = [
        tuple(f.at.get(n, t) for n, t in zip(sheet.names, sheet.top, strict=True)) for f in official
    ]
    return any(address == codes for codes in named)


def _tie_revisions(
    view: View, sheet: Sheet, old: Sheet, place: Mapping[tuple, int], before: Mapping[tuple, int]
) -> None:
    """Where counts only grew, new numbers are at least the old ones; small changes tell."""
    settings = sheet.release.settings
    for cases, cell in place.items():
        then = before.get(cases)
        if then is None or then == cell:
            continue
        if settings.only_grew:
            view.rows.append(({then: -1, cell: 1}, 0, None))
        if then in view.value and cell in view.value:
            change = abs(view.value[cell] - view.value[then])
            if 0 < change < settings.threshold:
                text = f"berubah {change} sejak {old.release.name}; perubahan sekecil itu menunjuk orang. Tahan angka baru."
                view.clashes.append((view.labels[cell], text))


def _write_official(view: View, sheet: Sheet, cells: dict[tuple, int], figure: Official) -> None:
    """An official figure fixes the newest cell of its cases; no table need print it."""
    address = tuple(figure.at.get(n, t) for n, t in zip(sheet.names, sheet.top, strict=True))
    cases = sheet.cases(address)
    cell = cells[cases] if cases in cells else _finer(view, cells, cases)
    view.state(cell, figure.value, f"angka resmi {figure.source}")
    view.stated.add(cell)


def _finer(view: View, cells: dict[tuple, int], cases: tuple[frozenset[str], ...]) -> int:
    """A cell that no table prints: every printed total around it is at least as large."""
    cell = view.new()
    for around, total in list(cells.items()):
        if all(inner <= outer for inner, outer in zip(cases, around, strict=True)):
            view.rows.append(({cell: -1, total: 1}, 0, None))
    cells[cases] = cell
    return cell


def _write_share(view: View, sheet: Sheet, cells: Mapping[tuple, int], share: Share) -> None:
    """|100 part / whole - percent| is at most half a unit of the last decimal."""
    part, whole = (_find(sheet, cells, at) for at in (share.part, share.whole))
    unit = 10**share.decimals
    for sign in (1, -1):
        row: dict[int, int] = defaultdict(int)
        row[part] += sign * 200 * unit
        row[whole] += 1 - sign * 2 * share.percent
        view.rows.append((row, 0, None))


def _find(sheet: Sheet, cells: Mapping[tuple, int], at: Mapping[str, str]) -> int:
    return cells[
        sheet.cases(tuple(at.get(n, t) for n, t in zip(sheet.names, sheet.top, strict=True)))
    ]
