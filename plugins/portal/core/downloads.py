"""Tables to take away: the same rows and values as on the page, as CSV and JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterable

from .editions import Edition
from .figures import Figure
from .tables import plain_cell

COLUMNS = (
    "figure_id",
    "region_code",
    "region",
    "election",
    "respondent_group",
    "stage_of_handling",
    "category",
    "value",
    "status",
    "unit",
    "period_start",
    "period_end",
    "verification",
    "note",
    "issuer",
    "source_id",
    "source_title",
    "publisher",
    "source_url",
    "page",
    "added",
    "precision",
)

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ENCODER = json.JSONEncoder(ensure_ascii=False)


def record(edition: Edition, figure: Figure) -> dict[str, object]:
    """One figure in the columns of every download; a withheld value is None."""
    source = edition.portal.sources[figure.source_id]
    page = edition.addresses.absolute(edition.language, "source", slug=source.source_id)
    start, end = figure.period_start, figure.period_end
    return {
        "figure_id": figure.figure_id,
        "region_code": figure.region_code,
        "region": edition.portal.regions[figure.region_code].full_name,
        "election": figure.election,
        "respondent_group": figure.respondent_group,
        "stage_of_handling": figure.stage_of_handling,
        "category": figure.category,
        "value": figure.value,
        "status": figure.status,
        "unit": figure.unit,
        "period_start": start and start.isoformat(),
        "period_end": end and end.isoformat(),
        "verification": figure.verification,
        "note": figure.note,
        "issuer": source.institution,
        "source_id": figure.source_id,
        "source_title": source.title,
        "publisher": source.publisher,
        "source_url": edition.outside("", source.url).href or None,
        "page": f"{page}#{figure.figure_id}",
        "added": figure.added.isoformat(),
        "precision": figure.precision,
    }


def as_csv(records: Iterable[dict[str, object]], columns: Collection[str] = COLUMNS) -> str:
    """Text with a header line; unknown and withheld are empty, the status says which."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain_cell(one[name]) for name in columns] for one in records)
    return text.getvalue()


def as_json(
    title: str, columns_page: str, records: Iterable[dict[str, object]], licence: str = LICENCE
) -> str:
    """An object with `title`, `license`, `columns` (where they are explained) and `rows`.

    A line for each row: what changes from one publication to the next is seen at a glance.
    """
    about = {"title": title, "license": licence, "columns": columns_page}
    lines = [f'"{name}": {ENCODER.encode(text)},' for name, text in about.items()]
    rows = ",\n".join(map(ENCODER.encode, records))
    return "\n".join(["{", *lines, f'"rows": [\n{rows}\n]', "}\n"])
