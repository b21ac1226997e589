"""Tables to take away hold the rows of the page, each once, where a reader looks for them."""

import json

import pytest
from built import edition_of
from inner_regions import REGENCY, VILLAGE, with_a_village

from portal.core.downloads import COLUMNS, as_csv, as_json, record
from portal.core.profiles.downloads import data_page, downloads
from portal.core.profiles.page import made


@pytest.fixture
def with_village(example):
    """The first figure of a regency is one of a village inside it."""
    moved = next(f for f in example.figures if f.region_code == REGENCY)
    figures = [
        f.model_copy(update={"region_code": VILLAGE}) if f is moved else f for f in example.figures
    ]
    return with_a_village(example, figures=figures), moved.figure_id


def rows_of(portal, kind: str, **parts: str) -> list[str]:
    edition = edition_of(portal, "id")
    plans = (p for p in downloads(edition) if p.kind == f"{kind}_json" and p.parts == parts)
    return [row["figure_id"] for row in json.loads(made(next(plans), edition).data)["rows"]]


def test_a_row_has_every_column_in_its_order(example):
    edition = edition_of(example, "id")

    assert all(tuple(record(edition, figure)) == COLUMNS for figure in example.figures)


def test_a_percentage_is_taken_away_with_the_decimal_of_its_source(example):
    share = example.figures[0].model_copy(update={"value": 15.7, "unit": "persen"})
    row = record(edition_of(example, "id"), share)

    assert '"value": 15.7,' in as_json("Judul", "", [row])
    assert ",15.7,shown,persen," in as_csv([row])
    assert row["precision"] == "exact"


def test_a_table_as_json_has_a_line_for_each_row():
    rows = [{"nilai": 1, "nama": "Mekar, \n"}, {"nilai": None, "nama": "é"}]

    text = as_json("Judul", "https://x.example/data/", rows)

    assert json.loads(text)["rows"] == rows
    assert '{"nilai": null, "nama": "é"}' in text.splitlines()


def test_a_table_without_rows_is_json_too():
    assert json.loads(as_json("Judul", "https://x.example/data/", []))["rows"] == []


def test_figures_of_a_village_are_in_the_table_of_its_regency(with_village):
    portal, village = with_village

    assert village in rows_of(portal, "region", path="contoh/teladan")
    paths = [p.parts.get("path") for p in downloads(edition_of(portal, "id"))]
    assert not [path for path in paths if path and "sukamaju" in path]


def test_figures_of_a_village_are_in_the_table_of_their_source(with_village):
    portal, village = with_village
    source = portal.figures_by_id[village].source_id

    assert village in rows_of(portal, "source", slug=source)


def test_the_table_of_all_figures_leaves_those_of_villages_to_their_regency(with_village):
    portal, village = with_village

    assert village not in rows_of(portal, "all")
    assert len(rows_of(portal, "all")) == len(portal.figures) - 1


def test_the_page_of_data_says_where_figures_of_villages_are(example, with_village):
    assert data_page(edition_of(example, "id")).data.inner_note == ""
    assert "desa" in data_page(edition_of(with_village[0], "id")).data.inner_note
