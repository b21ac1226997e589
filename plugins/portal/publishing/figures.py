"""What happened to the published figures between two publications, by region and source."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from pelican.settings import get_settings_from_file

from ..core.changes import FIGURE_FIELDS

Row = Mapping[str, str]
Place = tuple[str, str, str]
# The value tells what the status says.
COMPARED = tuple(name for name in FIGURE_FIELDS if name != "status")


def table_of(root: Path) -> str:
    """The path, in the site of a project, of the download with every published figure."""
    addresses = get_settings_from_file(str(root / "pelicanconf.py"))["ADDRESSES"]
    return next(iter(addresses.values()))["all_csv"]


def read_figures(content: bytes | None) -> dict[str, Row]:
    """Identifier -> row of that download; none if there was no download."""
    rows = csv.DictReader(StringIO((content or b"").decode("utf-8")))
    return {row["figure_id"]: row for row in rows}


def figure_changes(before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[str]:
    """How many came, changed and went; then each, below its region and source.

    Numbers of figures are compared, never sums of their values.
    """
    told = dict(_told(before, after))
    count = Counter(kind for kind, _ in told.values())
    yield f"  {count['baru']} angka baru, {count['berubah']} berubah, {count['hilang']} hilang"
    old, new = (Counter(map(_place, rows.values())) for rows in (before, after))
    below: dict[Place, list[str]] = {}
    for name, (_, line) in told.items():
        below.setdefault(_place(after.get(name) or before[name]), []).append(line)
    for place, lines in sorted(below.items()):
        _, region, source = place
        yield f"    {region}, sumber {source}: {old[place]} → {new[place]} angka"
        yield from (f"      {line}" for line in lines)


def _told(
    before: Mapping[str, Row], after: Mapping[str, Row]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Identifier -> kind of change and a line about it, of every figure that is not the same."""
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            yield name, ("baru", f"{name}: baru, {_value(after[name])} {after[name]['unit']}")
        elif name not in after:
            yield name, ("hilang", f"{name}: hilang, {_value(before[name])} {before[name]['unit']}")
        elif changed := list(_fields(before[name], after[name])):
            yield name, ("berubah", f"{name}: {'; '.join(changed)}")


def _fields(old: Row, new: Row) -> Iterator[str]:
    for field in COMPARED:
        was, now = (_value(r) if field == "value" else r.get(field, "") for r in (old, new))
        if was != now:
            yield f"{field} {was or '–'} → {now or '–'}"


def _place(row: Row) -> Place:
    return row["region_code"], row["region"], row["source_id"]


def _value(row: Row) -> str:
    return "[c]" if row["status"] == "confidential" else row["value"]
