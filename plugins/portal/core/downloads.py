"""Tables to take away: the same rows and values as on the page, as CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterable

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
)

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def record(edition: Edition, figure: Figure) -> dict[str, object]:
    """One figure in the columns of every download; a withheld value is None."""
    source = edition.portal.sources[figure.source_id]
    page = edition.addresses.absolute(edition.language, "source", slug=source.source_id)
    own = {name: getattr(figure, name) for name in COLUMNS if hasattr(figure, name)}
    values = own | {
        "region": edition.portal.regions[figure.region_code].full_name,
        "issuer": source.institution,
        "source_title": source.title,
        "publisher": source.publisher,
        "source_url": source.url,
        "page": f"{page}#{figure.figure_id}",
        "added": figure.added.isoformat(),
        "period_start": figure.period_start and figure.period_start.isoformat(),
        "period_end": figure.period_end and figure.period_end.isoformat(),
    }
    return {name: values[name] for name in COLUMNS}


def as_csv(records: Iterable[dict[str, object]], columns: Iterable[str] = COLUMNS) -> str:
    """Text with a header line; unknown and withheld are empty, the status says which."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: plain_cell(v) for k, v in one.items()} for one in records)
    return text.getvalue()


def as_json(
    title: str, columns_page: str, records: Iterable[dict[str, object]], licence: str = LICENCE
) -> str:
    """An object with `title`, `license`, `columns` (where they are explained) and `rows`."""
    whole = {"title": title, "license": licence, "columns": columns_page, "rows": list(records)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
