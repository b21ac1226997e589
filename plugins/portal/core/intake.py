"""Published figures at intake: small details of one regency are withheld.

A source may print "2 heads of village in this regency, recommended". Read with
local knowledge that is a person. So before figures enter the repository, counts
of 1 to 4 that carry a violation type, position, stage or sanction below the
province level lose their value, together with whatever would give it back.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

Row = dict[str, str]
Item = TypeVar("Item")

SMALL = range(1, 5)
COUNTED_UNITS = {"kasus", "orang", "laporan", "temuan"}
PARTS_AT_MOST = 12
SET_AT_MOST = 4
# Stages that take in cases; the others say what became of them.
UPSTREAM = {"reported", "report", "finding", "registered"}
NOTE_WITHHELD = "Catatan ditahan karena memuat rincian kecil di satu kabupaten/kota."

MONTHS = (
    "jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des|tahun|"
    "januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember"
)
SMALL_NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?:[1-4](?![\w.,/:]*\d)(?!\s*(?:{MONTHS})\b)\b"
    r"|(?<!salah )satu|dua|tiga|empat|kedua|ketiga|keempat|keduanya|ketiganya|keempatnya|seorang|sebuah)\b",
    re.IGNORECASE,
)
SUM = re.compile(r"berjumlah|menjumlah|jumlah rincian|[+=]", re.IGNORECASE)
NOT_COUNTED = r"(?<!peringkat )(?<!rangking )(?<!halaman )(?<!tahap )"
PLACES = r"(?! (?:daerah|kabupaten|kota|provinsi)\b)"
ANY_NUMBER = re.compile(
    rf"(?<![\w.])(?!(?:19|20)\d\d\b)\d+(?!\s*(?:{MONTHS})\b)|[+=]|belasan|puluhan|lima|enam|tujuh"
    r"|delapan|sembilan|sepuluh|sebelas",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """A count of one source, with every row that repeats it elsewhere."""

    row: Row
    rows: list[Row]

    @property
    def value(self) -> int:
        return int(self.row["value"])

    @property
    def is_withheld(self) -> bool:
        return self.row["status"] == "confidential"


def take_in(
    figures: list[Row], sources: list[Row], region_names: Iterable[str], added: str
) -> tuple[list[Row], list[Row]]:
    """Figures and sources as they may enter the repository.

    figures, sources  rows as text, all rows of each source together.
    region_names      names of regencies and cities, without "Kabupaten".
    added             the day the rows come onto the portal, 2026-11-24.
    """
    issuer = {source["source_id"]: source["institution"] for source in sources}
    guarded = withhold_details(figures, issuer)
    dated = [row | {"added": added} for row in withhold_notes(guarded, region_names)]
    return dated, withhold_sources(sources, guarded)


def withhold_details(figures: Iterable[Mapping[str, str]], issuer: Mapping[str, str]) -> list[Row]:
    """Withhold small details below the province level, and what gives them back.

    figures  rows of `figures.csv` as text; `value` is a whole number.
    issuer   source_id -> institution: what one issuer stated on one day is
             withheld in every source that repeats it.
    returns  copies, the same rows, plus `status`: "shown" or "confidential".
             A confidential row has no value; those of one source change
             places so that they follow by region, all others stay.
    source   Handbook on Statistical Disclosure Control, chapter 5: threshold
             rule, then complementary suppression per published equation.
             Totals over all types and stages stay as published: they are
             fixed as known, and bound the details under them.
    """
    rows = [dict(row) | {"status": "shown"} for row in figures]
    for row in rows:
        if is_small_detail(row):
            row["status"] = "confidential"
    repeated = _repeated(rows, issuer)
    for same in _by_source(rows):
        _protect(_cells(same, repeated))
    for same in _by_statement(rows, issuer):
        _protect(_cells(_unanimous(same), repeated))
    for row in rows:
        if row["status"] == "confidential":
            row["value"] = ""
    return _without_order(rows)


def _by_source(rows: list[Row]) -> list[list[Row]]:
    return _by(rows, lambda row: (row["source_id"], row["election"]))


def _by_statement(rows: list[Row], issuer: Mapping[str, str]) -> list[list[Row]]:
    """What one issuer stated on one day, whoever printed which part of it."""
    return _by(rows, lambda row: (issuer[row["source_id"]], row["election"], row["period_end"]))


def _repeated(rows: list[Row], issuer: Mapping[str, str]) -> dict[int, list[Row]]:
    """Row -> the rows that make the same claim, itself included."""

    def claim(row: Row) -> tuple[str, ...]:
        day = issuer[row["source_id"]], row["election"], row["period_end"], row["value"]
        return day + _address(row)

    return {id(row): same for same in _by(rows, claim) for row in same}


def _cells(rows: list[Row], repeated: dict[int, list[Row]]) -> list[Cell]:
    return [Cell(row, repeated[id(row)]) for row in rows if _is_count(row)]


def _unanimous(rows: list[Row]) -> list[Row]:
    """One row per address; an address with two values is no term of an equation."""
    addresses = _by(rows, _address)
    return [same[0] for same in addresses if len({row["value"] for row in same}) == 1]


def _without_order(rows: list[Row]) -> list[Row]:
    """Withheld rows of a source by region: articles list the largest count first."""
    ordered = list(rows)
    for source in {row["source_id"]: None for row in rows}:
        places = [
            i
            for i, row in enumerate(rows)
            if row["source_id"] == source and row["status"] == "confidential"
        ]
        withheld = sorted((rows[i] for i in places), key=lambda row: row["region_code"])
        for place, row in zip(places, withheld, strict=True):
            ordered[place] = row
    return ordered


def is_small_detail(row: Mapping[str, str]) -> bool:
    """True for a count of 1 to 4 of one regency that says more than "cases here"."""
    carries_detail = row["category"] != "all" or row["stage_of_handling"] != "total"
    return _is_regency(row) and carries_detail and _is_count(row) and int(row["value"]) in SMALL


def mask_small_numbers(title: str) -> str:
    """A source's headline with counts of 1 to 4 replaced by the mark `[c]`."""
    return re.sub(NOT_COUNTED + SMALL_NUMBER.pattern + PLACES, "[c]", title, flags=re.IGNORECASE)


def withhold_sources(sources: Iterable[Mapping[str, str]], figures: Iterable[Row]) -> list[Row]:
    """Mask small counts in headline and note of every source that withholds a figure."""
    guarded = {row["source_id"] for row in figures if row["status"] == "confidential"}
    return [
        dict(s) | {"title": mask_small_numbers(s["title"]), "note": _guarded_note(s["note"])}
        if s["source_id"] in guarded
        else dict(s)
        for s in sources
    ]


def withhold_notes(rows: list[Row], region_names: Iterable[str]) -> list[Row]:
    """Replace notes that would tell what the rows of the same source withhold.

    rows          all rows after `withhold_details`, changed copies returned.
    region_names  names of regencies and cities: a small count of a province
                  whose note names them is a count of each.
    """
    guarded = {row["source_id"] for row in rows if row["status"] == "confidential"}
    named = re.compile(r"\b(?:" + "|".join(map(re.escape, region_names)) + r")\b")
    return [
        row | {"note": NOTE_WITHHELD} if _note_tells(row, guarded, named) else row for row in rows
    ]


def _guarded_note(note: str) -> str:
    return NOTE_WITHHELD if SMALL_NUMBER.search(note) else note


def _note_tells(row: Row, guarded: set[str], named: re.Pattern) -> bool:
    note = row["note"]
    if SUM.search(note) and ANY_NUMBER.search(note) and row["region_code"] != "00":
        return True
    if row["source_id"] in guarded and (ANY_NUMBER.search(note) or SMALL_NUMBER.search(note)):
        return True
    if row["status"] == "confidential" or _is_regency(row):
        return bool(SMALL_NUMBER.search(note) or "+" in note)
    few = _is_count(row) and row["value"] and int(row["value"]) < 10
    return bool(named.search(note)) and bool(few or SMALL_NUMBER.search(note) or "+" in note)


def _protect(cells: list[Cell]) -> None:
    """Withhold more cells of one source until no equation narrows a withheld one."""
    equations = list(_equations(cells))
    changed = True
    while changed:
        changed = False
        for total, parts in equations:
            cell = _least_loss(total, parts) if _narrows(total, parts, cells) else None
            if cell:
                _withhold(cell)
                changed = True


def _equations(cells: list[Cell]) -> Iterable[tuple[Cell, list[Cell]]]:
    """Every total with a set of parts that reaches it, as a reader would try them."""
    for total in cells:
        for inside in _inside(total, cells):
            for parts in (_children(total, inside), _one_of_each(inside)):
                if parts and sum(p.value for p in parts) == total.value:
                    yield total, parts
        below = [c for c in cells if _is_below(c, total)]
        if _is_regency(total.row) and len(below) <= PARTS_AT_MOST:
            yield from _sets_reaching(total, below)


def _inside(total: Cell, cells: list[Cell]) -> list[list[Cell]]:
    """What is said of the regions inside another, level by level: each level adds up alone."""
    above = total.row["region_code"] + "."
    inside = [c for c in cells if c.row["region_code"].startswith(above)]
    return _by(inside, lambda cell: cell.row["region_code"].count("."))


def _children(total: Cell, inside: list[Cell]) -> list[Cell]:
    """The same measure in the regions inside."""
    same = ("respondent_group", "stage_of_handling", "category")
    return [c for c in inside if all(c.row[k] == total.row[k] for k in same)]


def _one_of_each(inside: list[Cell]) -> list[Cell]:
    """Everything a source says of the regions inside, where it says one thing of each."""
    return inside if len({c.row["region_code"] for c in inside}) == len(inside) else []


def _is_below(part: Cell, total: Cell) -> bool:
    """True if a count can be a part of another of the same region: more detail, no less."""
    if part is total or part.row["region_code"] != total.row["region_code"]:
        return False
    finer, coarser = _fineness(part.row), _fineness(total.row)
    return finer != coarser and all(f >= c for f, c in zip(finer, coarser, strict=True))


def _fineness(row: Mapping[str, str]) -> tuple[int, int, int]:
    """How far group, stage and type are narrowed: 0 is everybody, every stage, every type."""
    stage = row["stage_of_handling"]
    return (
        int(row["respondent_group"] != "all"),
        0 if stage == "total" else 1 if stage in UPSTREAM else 2,
        0 if row["category"].startswith("konteks-") else 1 if row["category"] == "all" else 2,
    )


def _sets_reaching(total: Cell, parts: list[Cell]) -> Iterable[tuple[Cell, list[Cell]]]:
    for size in range(2, min(len(parts), SET_AT_MOST) + 1):
        for chosen in combinations(parts, size):
            if sum(p.value for p in chosen) == total.value:
                yield total, list(chosen)


def _narrows(total: Cell, parts: list[Cell], cells: list[Cell]) -> bool:
    """True if the equation excludes a value for a withheld small part.

    Totals over all types and stages are known and stay known: a part is at
    most 4 and at most the total stated for its region, and no value up to
    that may be excluded by the other parts.
    """
    hidden = [p for p in parts if p.is_withheld]
    if total.is_withheld or not any(p.value in SMALL for p in hidden):
        return False
    rest = total.value - sum(p.value for p in parts if not p.is_withheld)
    ceilings = [_ceiling(p, cells, rest) for p in hidden]
    for part, ceiling in zip(hidden, ceilings, strict=True):
        smallest = rest - (sum(ceilings) - ceiling)
        largest = rest - (len(hidden) - 1)
        wanted = min(max(SMALL), _ceiling(part, cells, max(SMALL)))
        if part.value in SMALL and (smallest > 1 or largest < wanted):
            return True
    return False


def _ceiling(part: Cell, cells: list[Cell], at_most: int) -> int:
    """The largest value the totals stated for the part's own region allow."""
    stated = [
        c.value
        for c in cells
        if _is_stated_total(c.row)
        and not c.is_withheld
        and c.row["region_code"] == part.row["region_code"]
        and c.row["unit"] == part.row["unit"]
        and c.row["respondent_group"] in ("all", part.row["respondent_group"])
    ]
    return min([at_most, *stated])


def _least_loss(total: Cell, parts: list[Cell]) -> Cell | None:
    """The cell to withhold next: the smallest detail still shown, else the total.

    A total over all types and stages stays as its issuer stated it.
    """
    shown = [p for p in (*parts, total) if not p.is_withheld and not _is_stated_total(p.row)]
    details = [p for p in shown if p is not total]
    return min(
        details, key=lambda p: (p.value, _address(p.row)), default=shown[0] if shown else None
    )


def _is_stated_total(row: Mapping[str, str]) -> bool:
    return row["category"] == "all" and row["stage_of_handling"] == "total"


def _withhold(cell: Cell) -> None:
    for row in cell.rows:
        row["status"] = "confidential"


def _is_regency(row: Mapping[str, str]) -> bool:
    return "." in row["region_code"]


def _is_count(row: Mapping[str, str]) -> bool:
    return row["unit"] in COUNTED_UNITS


def _address(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        row[k] for k in ("region_code", "respondent_group", "stage_of_handling", "category", "unit")
    )


def _by(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())
