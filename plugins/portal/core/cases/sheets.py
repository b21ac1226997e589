"""One release as it is printed, laid out by address, with its own rules.

Written apart from the code that protects, so that a mistake there is not
repeated here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from .dimensions import TOTAL
from .published import SHOWN, Published
from .release import PERIOD, REGION, Release

Codes = tuple[str, ...]


class Tree:
    """One dimension as published: which codes add up to which, and their leaves."""

    def __init__(self, sums: Mapping[str, Sequence[str]], codes: Iterable[str]) -> None:
        self.sums = {total: tuple(parts) for total, parts in sums.items() if parts}
        self.leaves: dict[str, frozenset[str]] = {}
        for code in [*codes, *self.sums]:
            self._spell_out(code)

    def _spell_out(self, code: str) -> frozenset[str]:
        if code not in self.leaves:
            parts = self.sums.get(code, ())
            self.leaves[code] = (
                frozenset().union(*map(self._spell_out, parts)) if parts else frozenset([code])
            )
        return self.leaves[code]


def trees_of(settings: Release, regions: Mapping[str, str | None]) -> dict[str, Tree]:
    """The dimensions of a release, from its settings and the register."""
    below = defaultdict(list)
    for code, parent in sorted(regions.items()):
        below[parent or ""].append(code)
    top = below.pop("")[0]
    areas = {code: area.members for code, area in settings.areas.items()}
    trees = {REGION: Tree({top: [], **below, **areas}, regions)}
    for name, each in settings.dimensions.items():
        trees[name] = Tree({TOTAL: each.codes, **each.sums}, each.codes)
    return trees


@dataclass
class Sheet:
    """One release laid out by address: everything it prints, and its own sums.

    sums  (dimension, total address, part addresses) for every complete sum.
    """

    release: Published
    trees: Mapping[str, Tree]
    top: Codes
    value: dict[Codes, int | None]
    sums: list[tuple[str, Codes, list[Codes]]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.trees)

    def cases(self, address: Codes) -> tuple[frozenset[str], ...]:
        return tuple(
            tree.leaves[code] for tree, code in zip(self.trees.values(), address, strict=True)
        )

    def label(self, address: Codes) -> str:
        pairs = zip(self.names, address, self.top, strict=True)
        where = ", ".join(f"{n} {c}" for n, c, top in pairs if c != top) or "total seluruhnya"
        return f"{self.release.name}: {where}"


def lay_out(release: Published, regions: Mapping[str, str | None]) -> Sheet:
    trees = trees_of(release.settings, regions)
    root = next(code for code, parent in regions.items() if not parent)
    top = tuple(root if name == REGION else TOTAL for name in trees)
    value: dict[Codes, int | None] = {}
    sheet = Sheet(release, trees, top, value, [])
    for rows in release.tables.values():
        numbers = [
            int(v) if s == SHOWN else None
            for v, s in zip(rows["value"], rows["status"], strict=True)
        ]
        value.update(zip(addresses_of(sheet, rows), numbers, strict=True))
    sheet.sums.extend(_complete_sums(trees, value))
    return sheet


def addresses_of(sheet: Sheet, rows: pd.DataFrame) -> list[Codes]:
    """The address of each row of a table; a dimension without a column is at its total."""
    columns = [
        rows[n].tolist() if n in rows else [t] * len(rows)
        for n, t in zip(sheet.names, sheet.top, strict=True)
    ]
    return list(zip(*columns, strict=True))


def _complete_sums(trees: Mapping[str, Tree], value: Mapping[Codes, int | None]):
    for address in value:
        for i, (name, tree) in enumerate(trees.items()):
            parts = [(*address[:i], p, *address[i + 1 :]) for p in tree.sums.get(address[i], ())]
            if parts and all(p in value for p in parts):
                yield name, address, parts


def least_values(sheet: Sheet, already_known: set[Codes]) -> dict[Codes, int]:
    """The least number behind each mark, from the published rules on zeros, gate and groups."""
    settings = sheet.release.settings
    totals, parts_of = defaultdict(set), defaultdict(list)
    for name, total, parts in sheet.sums:
        parts_of[total].append((name, parts))
        for part in parts:
            totals[part].add(total)
    excused = _excused(sheet, settings, totals, parts_of)
    speaking = {a for a, v in sheet.value.items() if v and a not in already_known}
    over = _spread(speaking, totals)
    hidden = [a for a, v in sheet.value.items() if v is None]
    return {a: max(0 if a in excused else 1, settings.gate if a in over else 0) for a in hidden}


def _excused(sheet: Sheet, settings: Release, totals, parts_of) -> set[Codes]:
    """Addresses where a mark may stand for a zero."""
    down = {total: {p for _, parts in lists for p in parts} for total, lists in parts_of.items()}
    causes = {a for a, v in sheet.value.items() if v is None or 0 < v < settings.gate}
    excused = _spread(causes, down)
    whole = set()
    for total, lists in parts_of.items():
        size = sheet.value[total]
        if size is not None and 0 < size < settings.group_size:
            for name, parts in lists:
                if _speaks(settings, name) and all(sheet.value[p] is None for p in parts):
                    whole |= set(parts)
    return excused | whole | _spread(whole, down)


def _speaks(settings: Release, name: str) -> bool:
    return name not in (REGION, PERIOD) and settings.dimensions[name].of_people


def _spread(start: set[Codes], steps: Mapping[Codes, Iterable[Codes]]) -> set[Codes]:
    """Everything one or more steps away."""
    found, fresh = set(), set(start)
    while fresh:
        fresh = {b for a in fresh for b in steps.get(a, ())} - found
        found |= fresh
    return found


def broken_rules(sheet: Sheet, already_known: set[Codes]) -> list[tuple[str, str]]:
    """(where, what is wrong) for numbers that the release's own rules withhold."""
    settings, found = sheet.release.settings, []
    below_gate = {a for a, v in sheet.value.items() if v and v < settings.gate}
    for address, number in sheet.value.items():
        if number and number < settings.threshold and address not in already_known:
            found.append(
                (
                    sheet.label(address),
                    f"{number} terbit, di bawah ambang {settings.threshold}. Tahan angka ini.",
                )
            )
    for _, total, parts in sheet.sums:
        if total in below_gate and any(sheet.value[p] and p not in already_known for p in parts):
            text = f"rincian dari jumlah {sheet.value[total]} terbit, di bawah gerbang {settings.gate}. Tahan seluruh rincian."
            found.append((sheet.label(total), text))
    return found


def small_groups(sheet: Sheet) -> list[tuple[Codes, Codes]]:
    """(group, code of the group): pairs that must not be proven equal."""
    settings, found = sheet.release.settings, []
    common = _common_codes(sheet)
    for name, total, parts in sheet.sums:
        size = sheet.value[total]
        if (
            _speaks(settings, name)
            and len(parts) > 1
            and size is not None
            and 0 < size < settings.group_size
        ):
            axis, cases = sheet.names.index(name), sheet.cases(total)
            found += [
                (total, p) for p in parts if not _lies_in(cases, common.get((name, p[axis]), ()))
            ]
    return found


def _common_codes(sheet: Sheet) -> dict[tuple[str, str], list[tuple[frozenset[str], ...]]]:
    """(dimension, code) -> large groups that are shown to have that code and no other."""
    found, size = defaultdict(list), sheet.release.settings.group_size
    for name, total, parts in sheet.sums:
        number = sheet.value[total]
        if number is not None and number >= max(size, 1):
            axis = sheet.names.index(name)
            for part in parts:
                if sheet.value[part] == number:
                    found[name, part[axis]].append(sheet.cases(total))
    return found


def _lies_in(
    cases: tuple[frozenset[str], ...], groups: Sequence[tuple[frozenset[str], ...]]
) -> bool:
    return any(all(i <= o for i, o in zip(cases, group, strict=True)) for group in groups)
