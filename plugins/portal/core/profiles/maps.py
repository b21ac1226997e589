"""Provinces as tiles: with the values of one source, or only to choose from."""

from collections.abc import Sequence

from ..charts import Datum, TileMap, tile_map
from ..editions import Edition


def value_map(
    edition: Edition, title: str, issuer: str, data: Sequence[Datum], unit: str
) -> TileMap:
    """What one source says of provinces, each named once by its label."""
    description = edition.say("tables.map_description", issuer=issuer, count=len(data))
    rows = {datum.label: datum for datum in data}
    places, number = _places(edition), edition.number
    return tile_map(title, description, places, rows, number, unit, _halves(edition))


def province_map(edition: Edition) -> TileMap:
    """The provinces as tiles to choose from; it shows no values."""
    words = edition.words["home"]
    title, description = words["find_region"], words["map_description"]
    places = _places(edition)
    return tile_map(title, description, places, {}, edition.number, halves=_halves(edition))


def _halves(edition: Edition) -> tuple[str, str]:
    words = edition.words["tables"]
    return words["west"], words["east"]


def _places(edition: Edition) -> list[tuple[int, int, str, str, str]]:
    """Column, row, abbreviation, name and address of every tile of the map."""
    links = ((tile, edition.region(tile.region_code)) for tile in edition.portal.tiles)
    return [(t.column, t.row, t.abbreviation, link.text, link.href) for t, link in links]
