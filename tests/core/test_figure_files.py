"""Each source has a file, and so have its figures: written and read back the same."""

from pathlib import Path

import pytest

from portal.core.figure_files import (
    figures_file,
    figures_text,
    in_order,
    read_figures,
    read_sources,
    source_file,
    source_text,
)
from portal.core.figures import Figure, Source

SOURCE = {
    "source_id": "kabar",
    "url": "https://contoh.example/1",
    "title": "Judul",
    "publisher": "Kabar",
    "published": "2024-02-02",
    "institution": "Badan Contoh",
    "note": "",
}
FIGURE = {
    "figure_id": "kabar-01",
    "region_code": "98",
    "election": "pemilu-2024",
    "period_end": "2024-02-01",
    "respondent_group": "asn",
    "stage_of_handling": "total",
    "category": "all",
    "value": "3",
    "status": "shown",
    "unit": "kasus",
    "verification": "verified",
    "note": "satu, dua “tiga”",
    "added": "2024-03-01",
}


def written(root: Path, sources: list[dict], figures: dict[str, list[dict]]) -> Path:
    for source in sources:
        path = root / source_file(source["source_id"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source_text(source), "utf-8")
    for code, rows in figures.items():
        path = root / figures_file(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(figures_text(rows), "utf-8")
    return root


def read(root: Path) -> tuple[list[Source], list[Figure]]:
    sources, wrong = read_sources(root / "data", root)
    figures, more = read_figures(root / "data", root)
    assert wrong + more == []
    return [one for one, _, _ in sources], [one for one, _, _ in figures]


@pytest.mark.parametrize(
    "title",
    [
        "Bawaslu: 165 laporan",
        "#Netral #ASN",
        "- tanda hubung",
        "'kutip' dan \"kutip\"",
        "2024",
        "null",
        "ya # tidak",
        "x" * 300 + " dan seterusnya",
        "{kurung} [siku] & * !",
    ],
)
def test_a_source_is_read_as_it_was_written(tmp_path, title):
    source = SOURCE | {"title": title}

    (found,), _ = read(written(tmp_path, [source], {}))

    assert found == Source(**source)


def test_what_is_not_known_of_a_source_is_left_out():
    text = source_text(SOURCE | {"url": "", "published": ""})

    assert text == "title: Judul\npublisher: Kabar\ninstitution: Badan Contoh\n"


def test_figures_belong_to_the_source_their_file_is_called_after(tmp_path):
    _, (figure,) = read(written(tmp_path, [SOURCE], {"kabar": [FIGURE]}))

    assert (figure.source_id, figure.note) == ("kabar", FIGURE["note"])


@pytest.mark.parametrize(
    "spoilt",
    [lambda raw: raw.rstrip(b"\n"), lambda raw: b"\xef\xbb\xbf" + raw],
    ids=["no line end at its end", "a byte-order mark"],
)
def test_a_table_another_program_saved_is_read_the_same(tmp_path, spoilt):
    root = written(tmp_path, [SOURCE], {"kabar": [FIGURE]})
    before, path = read(root), root / figures_file("kabar")

    path.write_bytes(spoilt(path.read_bytes()))

    assert read(root) == before


def test_sources_come_by_their_codes_also_where_one_begins_like_another(tmp_path):
    codes = ["kabar-2", "kabar", "berita"]

    sources, _ = read(written(tmp_path, [SOURCE | {"source_id": c} for c in codes], {}))

    assert [one.source_id for one in sources] == ["berita", "kabar", "kabar-2"]


def test_of_two_sources_that_say_the_same_the_one_that_came_first_stays_the_first(tmp_path):
    sources = [SOURCE | {"source_id": code} for code in ("baru", "lama")]
    rows = {
        "baru": [FIGURE | {"figure_id": "baru-01", "added": "2024-03-02"}],
        "lama": [FIGURE | {"figure_id": "lama-01"}],
    }

    _, figures = read(written(tmp_path, sources, rows))

    assert [one.figure_id for one in figures] == ["lama-01", "baru-01"]


def test_rows_stand_by_their_codes_and_withheld_ones_by_region_in_their_places():
    rows = [
        ("k-4", "98.01", "confidential"),
        ("k-1", "98.02", "confidential"),
        ("k-3", "98", "shown"),
        ("k-2", "97.05", "confidential"),
    ]
    fields = ("figure_id", "region_code", "status")

    ordered = in_order([dict(zip(fields, row, strict=True)) for row in rows])

    assert [row["figure_id"] for row in ordered] == ["k-2", "k-4", "k-3", "k-1"]
