"""Case statistics to take away: every table as a whole, and every region's rows."""

from collections.abc import Iterator, Mapping

from ..cases.dimensions import TOTAL
from ..cases.public import PublicRelease
from ..downloads import as_csv, as_json
from ..editions import Edition
from .case_tables import place_name, release_title, tables_of
from .downloads import download_page
from .page import Page

COLUMNS = ("release", "table", "region_code", "region")
VALUES = ("value", "status", "example", "page")


def case_downloads(edition: Edition) -> Iterator[Page]:
    """Every table as a whole, and every region's rows; once, like all downloads."""
    for release in edition.portal.case_statistics.releases if edition.is_main else ():
        for table, places in release.places.items():
            parts = {"slug": release.name, "table": table}
            yield from _files(
                edition, release, "case_table", [(table, place) for place in places], parts
            )
        for region in edition.portal.regions:
            rows = [(name, region.code) for name in tables_of(release, region.code)]
            parts = {"slug": release.name, "path": edition.portal.regions.path(region.code)}
            if rows:
                yield from _files(edition, release, "case_region", rows, parts)


def _files(
    edition: Edition, release: PublicRelease, kind: str, wanted: list, parts: Mapping[str, str]
) -> Iterator[Page]:
    """CSV and JSON of `wanted`, pairs of a table and a place."""
    settings = release.settings
    columns = (*COLUMNS, *settings.dimensions, *VALUES)
    records = [
        record for table, place in wanted for record in _records(edition, release, table, place)
    ]
    title, page = (
        release_title(edition, release),
        edition.addresses.absolute(edition.language, "data"),
    )
    texts = {
        "csv": as_csv(records, columns),
        "json": as_json(title, page, records, settings.licence),
    }
    for form, text in texts.items():
        yield download_page(edition, f"{kind}_{form}", title, text, parts)


def _records(edition: Edition, release: PublicRelease, table: str, place: str) -> Iterator[dict]:
    """Rows of one table and place; a dimension the table does not have is at its total."""
    page = edition.addresses.absolute(edition.language, "case_release", slug=release.name)
    names = next(t.columns[1:] for t in release.tables if t.name == table)
    for codes, count in release.places[table][place].items():
        yield {
            "release": release.name,
            "table": table,
            "region_code": place,
            "region": place_name(edition, release, place),
            **dict.fromkeys(release.settings.dimensions, TOTAL),
            **dict(zip(names, codes, strict=True)),
            "value": count,
            "status": "confidential" if count is None else "shown",
            "example": "true" if release.settings.example else "false",
            "page": f"{page}#{table}",
        }
