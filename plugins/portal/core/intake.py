"""Published figures at intake: small details of one regency are withheld.

A source may print "2 heads of village in this regency, recommended". Read with
local knowledge that is a person. So before figures enter the repository, counts
of 1 to 4 that carry a violation type, position, stage or sanction below the
province level lose their value, together with whatever would give it back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

Row = dict[str, str]

SMALL = range(1, 5)
COUNTED_UNITS = {"kasus", "orang", "laporan", "temuan"}
PARTS_AT_MOST = 12
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
NOT_COUNTED = r"(?<!peringkat )(?<!rangking )(?<!halaman )(?<!tahap )"
PLACES = r"(?! (?:daerah|kabupaten|kota|provinsi)\b)"
ANY_NUMBER = re.compile(
    rf"(?<![\w.])(?!(?:19|20)\d\d\b)\d+(?!\s*(?:{MONTHS})\b)|[+=]|belasan|puluhan|lima|enam|tujuh"
    r"|delapan|sembilan|sepuluh|sebelas",
    re.IGNORECASE,
)


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
    issuer   source_id -> institution: rows of one issuer, election and date
             are one set of figures, whoever printed them.
    returns  copies, the same rows, plus `status`: "shown" or "confidential".
             A confidential row has no value; those of one source change
             places so that they follow by region, all others stay.
    source   Handbook on Statistical Disclosure Control, chapter 5: threshold
             rule, then complementary suppression per published equation. A
             total over all types and stages stays as published unless it
             would make a withheld detail exact.
    """
    rows = [dict(row) | {"status": "shown"} for row in figures]
    for row in rows:
        if is_small_detail(row):
            row["status"] = "confidential"
    for same_issue in _by(rows, lambda r: (issuer[r["source_id"]], r["election"], r["period_end"])):
        _protect(same_issue)
    for row in rows:
        if row["status"] == "confidential":
            row["value"] = ""
    return _without_order(rows)


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
    if row["source_id"] in guarded and (ANY_NUMBER.search(note) or SMALL_NUMBER.search(note)):
        return True
    if row["status"] == "confidential" or _is_regency(row):
        return bool(SMALL_NUMBER.search(note) or "+" in note)
    few = _is_count(row) and row["value"] and int(row["value"]) < 10
    return bool(named.search(note)) and bool(few or SMALL_NUMBER.search(note) or "+" in note)


def _protect(rows: list[Row]) -> None:
    """Withhold more rows of one issue until no equation narrows a withheld one."""
    addresses = _by(rows, _address)
    cells = [same[0] | {"rows": same} for same in addresses if len({r["value"] for r in same}) == 1]
    equations = list(_equations(cells))
    changed = True
    while changed:
        changed = False
        for total, parts in equations:
            cell = _least_loss(total, parts) if _gives_back(total, parts) else None
            if cell:
                _withhold(cell)
                changed = True


def _equations(cells: list[dict]) -> Iterable[tuple[dict, list[dict]]]:
    """Every total with a set of parts that reaches it, among plausible parts."""
    for total in cells:
        for parts in (_children(total, cells), *_splits(total, cells)):
            yield from _sets_reaching(total, parts)


def _children(total: dict, cells: list[dict]) -> list[dict]:
    if _is_regency(total) or total["region_code"] == "00":
        return []
    same = ("respondent_group", "stage_of_handling", "category")
    inside = total["region_code"] + "."
    return [
        c
        for c in cells
        if c["region_code"].startswith(inside) and all(c[k] == total[k] for k in same)
    ]


def _splits(total: dict, cells: list[dict]) -> Iterable[list[dict]]:
    """Parts of a total inside its own region: by stage, by group, by type."""
    if not _is_regency(total):
        return
    here = [
        c
        for c in cells
        if c is not total and all(c[k] == total[k] for k in ("region_code", "unit"))
    ]
    dimensions = ("respondent_group", "stage_of_handling", "category")
    for varied in dimensions:
        fixed = [d for d in dimensions if d != varied]
        yield [c for c in here if all(c[d] == total[d] for d in fixed)]


def _sets_reaching(total: dict, parts: list[dict]) -> Iterable[tuple[dict, list[dict]]]:
    """Sets of parts that add up to the total; one part alone only where it is 1 of 1."""
    if total["value"] == "1":
        yield from ((total, [p]) for p in parts if p["value"] == "1")
    if sum(int(p["value"]) for p in parts) == int(total["value"]) and len(parts) > 1:
        yield total, parts
        return
    if len(parts) > PARTS_AT_MOST or not _is_regency(total):
        return
    for size in range(2, len(parts) + 1):
        for chosen in combinations(parts, size):
            if sum(int(p["value"]) for p in chosen) == int(total["value"]):
                yield total, list(chosen)


def _gives_back(total: dict, parts: list[dict]) -> bool:
    """True if the equation excludes a value of 1 to 4 for a withheld small part."""
    hidden = [p for p in parts if _is_withheld(p)]
    if _is_withheld(total) or not any(int(p["value"]) in SMALL for p in hidden):
        return False
    largest = _remainder(total, parts) - (len(hidden) - 1)
    return len(hidden) < 2 or largest < max(SMALL)


def _least_loss(total: dict, parts: list[dict]) -> dict | None:
    """The cell to withhold next: a shown detail, the smallest; else a total.

    A total over all types and stages stays as its issuer stated it, although
    it bounds its parts, as long as no part becomes exact by it.
    """
    shown = sorted((p for p in parts if not _is_withheld(p)), key=_size)
    details = [p for p in shown if not _is_stated_total(p)]
    hidden = len(parts) - len(shown)
    is_exact = hidden < 2 or _remainder(total, parts) == hidden
    if details:
        return details[0]
    if is_exact or not _is_stated_total(total):
        return total
    return None


def _remainder(total: dict, parts: list[dict]) -> int:
    return int(total["value"]) - sum(int(p["value"]) for p in parts if not _is_withheld(p))


def _is_stated_total(cell: Mapping[str, str]) -> bool:
    return cell["category"] == "all" and cell["stage_of_handling"] == "total"


def _size(cell: dict) -> tuple:
    return int(cell["value"]), _address(cell)


def _withhold(cell: dict) -> None:
    for row in cell["rows"]:
        row["status"] = "confidential"


def _is_withheld(cell: dict) -> bool:
    return cell["rows"][0]["status"] == "confidential"


def _is_regency(row: Mapping[str, str]) -> bool:
    return "." in row["region_code"]


def _is_count(row: Mapping[str, str]) -> bool:
    return row["unit"] in COUNTED_UNITS


def _address(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        row[k] for k in ("region_code", "respondent_group", "stage_of_handling", "category", "unit")
    )


def _by(rows: Iterable[Row], key) -> list[list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())
