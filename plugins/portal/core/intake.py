"""Published figures at intake: what may point at a person is withheld before it enters.

Small details of one regency lose their value, together with whatever would give them back
beside all that is published already; headlines and notes lose the words that tell them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from .small_count_texts import Beside, note_tells
from .small_counts import ANY_NUMBER, MARK, Measured, Rule, mask_small_numbers
from .suppression import Count, count_of, withhold_openings

Row = dict[str, str]
NOTHING: Mapping[str, Collection[str]] = {}


def take_in(
    figures: Sequence[Row],
    sources: Sequence[Row],
    published: Iterable[Count],
    rule: Rule,
    regencies: Iterable[str],
    added: str,
) -> tuple[list[Row], list[Row]]:
    """Figures and sources as they may enter the repository.

    figures, sources  rows as text, all rows of each new source together.
    published         every count the repository holds already, fixed.
    regencies         names of regencies and cities, without "Kabupaten".
    added             the day the rows come onto the portal, 2026-11-24.
    """
    by_id = {source["source_id"]: source for source in sources}
    guarded = withhold_details(figures, by_id, rule, published)
    beside = Beside(rule, regencies)
    dated = [row | {"added": added} for row in withhold_notes(guarded, beside)]
    hidden = _hidden_values(figures, guarded)
    return dated, withhold_sources(sources, guarded, beside, hidden)


def _hidden_values(before: Iterable[Row], after: Iterable[Row]) -> dict[str, set[str]]:
    """source_id -> the numbers that were withheld of it, as its headline may write them."""
    found: dict[str, set[str]] = defaultdict(set)
    for was, now in zip(before, after, strict=True):
        if now["status"] == "confidential":
            found[now["source_id"]].add(was["value"])
    return found


def withhold_details(
    figures: Iterable[Mapping[str, str]],
    sources: Mapping[str, Mapping[str, str]],
    rule: Rule,
    published: Iterable[Count] = (),
) -> list[Row]:
    """Withhold small details below the province level, and what gives them back.

    figures  rows as text; `value` is a number.
    sources  source_id -> its row: what one issuer stated in one week is withheld in
             every source that repeats it.
    returns  copies, the same rows, plus `status`: "shown" or "confidential".
             A confidential row has no value; those of one source exchange their
             codes so that these follow by region.
    """
    rows = [dict(row) for row in figures]
    counts = [count_of(row, sources[row["source_id"]]) for row in rows]
    counts = [replace(c, is_withheld=rule.is_small_detail(c.of, c.value)) for c in counts]
    kept = withhold_openings([*counts, *published], rule)
    for row, count in zip(rows, kept, strict=False):
        row["status"] = "confidential" if count.is_withheld else "shown"
        row["value"] = "" if count.is_withheld else row["value"]
    return _numbered_by_region(rows)


def _numbered_by_region(rows: Sequence[Row]) -> list[Row]:
    """The same rows; codes of those withheld follow by what they count, region first.

    Articles list the largest count first, and the running number of a code counts along.
    """
    withheld: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["status"] == "confidential":
            withheld[row["source_id"]].append(row)
    codes = {
        row["figure_id"]: code
        for same in withheld.values()
        for row, code in zip(
            sorted(same, key=lambda row: [row[field] for field in Measured._fields]),
            sorted(row["figure_id"] for row in same),
            strict=True,
        )
    }
    return [row | {"figure_id": codes.get(row["figure_id"], row["figure_id"])} for row in rows]


def withhold_notes(rows: Sequence[Row], beside: Beside) -> list[Row]:
    """The same rows without notes that would tell what their source withholds."""
    guarded = {row["source_id"] for row in rows if row["status"] == "confidential"}
    return [
        row | {"note": ""}
        if note_tells(row["note"], row, row["source_id"] in guarded, beside)
        else row
        for row in rows
    ]


def withhold_sources(
    sources: Iterable[Mapping[str, str]],
    rows: Sequence[Row],
    beside: Beside,
    hidden: Mapping[str, Collection[str]] = NOTHING,
) -> list[Row]:
    """Mask counts in headline and note of every source that must not tell them.

    hidden  source_id -> the numbers withheld, of any size.
    """
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row["source_id"]].append(row)
    return [
        _guarded(dict(s), by_source[s["source_id"]], beside, hidden.get(s["source_id"], ()))
        for s in sources
    ]


def _guarded(source: Row, rows: list[Row], beside: Beside, hidden: Collection[str]) -> Row:
    if beside.tells(source["title"], rows):
        source["title"] = mask_small_numbers(source["title"])
    for number in hidden:
        source["title"] = re.sub(rf"(?<![\w.,/-]){number}(?![\w.,/-])", MARK, source["title"])
    if beside.tells(source["note"], rows) or (hidden and ANY_NUMBER.search(source["note"])):
        source["note"] = ""
    return source
