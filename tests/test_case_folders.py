"""Nothing of an agency's case files slips through data/cases/ beside the protected tables."""

import json
import shutil
from pathlib import Path

import pytest
from built import lay_out
from releases import COUNTS, SETTINGS, add_release

from portal.core.inference import case_statistics
from portal.core.inputs import read_tables


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A project with two releases of other data, and its register."""
    folder = tmp_path_factory.mktemp("whole")
    project = lay_out(folder / "project")
    add_release(project, folder / "desk")
    dimensions = SETTINGS["dimensions"] | {
        "outcome": {"column": "outcome", "codes": ["terbukti", "tidak-terbukti"]}
    }
    add_release(
        project,
        folder / "other",
        "lain",
        data="perkara-lain",
        dimensions=dimensions,
        tables={"nasional": {"by": ["category"]}},
    )
    return project, [region for region, *_ in read_tables(project / "data", project)[0]["regions"]]


@pytest.fixture
def cases(whole, tmp_path):
    """A copy of its `data/cases/` that may be spoilt."""
    shutil.copytree(whole[0] / "data/cases", tmp_path / "data/cases")
    return tmp_path / "data/cases"


@pytest.fixture
def found(cases, whole):
    """What a check says of the copy."""

    def look(site=""):
        statistics, problems = case_statistics(cases.parents[1], whole[1], site=site)
        assert not (problems and statistics.releases)
        return [str(problem) for problem in sorted(problems)]

    return look


def replace(path: Path, old: str, new: str) -> int:
    """Changes the first place; returns its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_the_folders_these_tests_spoil_are_in_order(found):
    assert found() == []


@pytest.mark.parametrize(
    "name",
    [
        "2024/mentah.csv",
        "2024/mentah.csv~",
        "2024/.mentah.csv.swp",
        "2024/.rahasia",
        "2024/catatan.md",
        "2024/catatan.json",
        "2024/kasus.xlsx",
        "2024/wilayah-masa.CSV",
        "2024/lama/wilayah-masa.csv",
        "mentah.csv",
        "release.yaml",
    ],
)
def test_a_file_that_no_release_names_is_refused_with_where_raw_files_live(cases, found, name):
    (cases / name).parent.mkdir(exist_ok=True)
    (cases / name).write_text("case_id,region_code\nP1,98.01\n", "utf-8")

    said = found()

    place = "2024/lama" if "lama" in name else name
    assert len(said) == 1 and said[0].startswith(f"data/cases/{place}:1: ")
    assert "tinggal di luar repositori" in said[0] and said[0].endswith("[P204]")


@pytest.mark.parametrize(
    "name", [".DS_Store", "2024/.DS_Store", "2024/._release.yaml", "2024/Thumbs.db"]
)
def test_what_a_system_leaves_in_every_folder_stops_nothing(cases, found, name):
    (cases / name).write_bytes(b"x")

    assert found() == []


def test_what_an_interrupted_writing_left_is_named(cases, found):
    shutil.copytree(cases / "2024", cases / ".2024-ab12cd34")

    assert found() == [
        "data/cases/.2024-ab12cd34:1: sisa rilis yang penulisannya terputus. Hapus folder ini. [P204]"
    ]


@pytest.mark.parametrize("name", ["Uji Rilis", "UJI", "é", "a_b", "a.b", "x" * 61])
def test_the_name_of_a_release_is_an_address(cases, found, name):
    (cases / "2024").rename(cases / name)

    assert [line[-5:-1] for line in found()] == ["P127"]


@pytest.mark.parametrize("name", ["2024", "2024/wilayah-masa.csv", "2024/report.json"])
def test_a_link_to_elsewhere_is_not_followed(cases, found, name):
    (cases / name).rename(cases.parent / "elsewhere")
    (cases / name).symlink_to(cases.parent / "elsewhere")

    said = found()

    assert any("pintasan" in line and line.endswith("[P010]") for line in said)


@pytest.mark.parametrize("name", ["dua-camat-teladan", "teladan-2", "3-perkara", "dua-kasus-98"])
def test_a_name_that_tells_a_count_is_refused(cases, found, name):
    (cases / "lain").rename(cases / name)

    said = found()

    assert len(said) == 1 and "menyebut hitungan" in said[0] and said[0].endswith("[P202]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality: Diperiksa dua orang", "quality: Dua orang di Teladan ditahan"),
        ("quality: Diperiksa dua orang", "quality: di teladan ada 3"),
        ("quality: Diperiksa dua orang", "quality: 98.01 dua di antaranya"),
        ("quality: Diperiksa dua orang", "quality: Kecamatan Anu ada tiga"),
        ("quality: Diperiksa dua orang", "quality: 2 perkara tidak lengkap"),
        ("quality: Diperiksa dua orang", "quality: dua belas kasus dihapus"),
        ("quality: Diperiksa dua orang", "quality: '２ di Teladan'"),
        ("quality: Diperiksa dua orang", "quality: '12 camat'"),
        ("source: Berkas perkara contoh", "source: Empat berkas Kabupaten Teladan"),
        ("title: Perkara netralitas contoh", "title: Perkara Teladan (3)"),
        ("issuer: Badan Contoh", "issuer: Satu camat di Badan Contoh"),
        (
            "      terbukti:\n        id: Terbukti",
            "      terbukti:\n        id: Terbukti (2 di Teladan)",
        ),
        ("en: Proven", "en: Proven (two in Teladan)"),
        ("en: Proven", "en: Proven, three cases"),
        ("column: outcome", "column: dua_di_teladan"),
        ("- case_id", "- tiga_camat"),
    ],
)
def test_no_words_of_a_release_tell_a_count(cases, found, old, new):
    line = replace(cases / "2024/release.yaml", old, new)

    said = found()

    assert len(said) == 1 and said[0].endswith("[P202]")
    assert said[0].startswith(f"data/cases/2024/release.yaml:{line + new.count(chr(10))}: ")


@pytest.mark.parametrize(
    "words",
    [
        "Diperiksa dua orang",
        "Diperiksa dua kali di Teladan pada 2 Maret 2024",
        "Diperiksa oleh dua pegawai Kabupaten Teladan",
        "Satu baris satu perkara; tiap laporan dihitung sebagai satu perkara",
        "Dua kabupaten belum mengirim berkas",
        "Dua tahun terakhir, Kabupaten Teladan",
        "Perkara Teladan per 1 Januari 2024",
        "Tahun 2024 perkara dicatat di Teladan",
        "Contoh dan dua provinsi lain",
        "Triwulan 3 tahun 2024, Kabupaten Teladan",
        "Menurut Pasal 2 ayat 3, Kabupaten Teladan",
        "Pemilu 2024 di Teladan",
        "Berkas Badan Contoh versi 2",
        "CC BY 4.0, Teladan",
    ],
)
def test_a_number_that_counts_no_case_may_stay(cases, found, words):
    replace(cases / "2024/release.yaml", "Diperiksa dua orang", f"'{words}'")

    assert found() == []


def test_an_electoral_district_keeps_its_number(cases, found):
    replace(
        cases / "2024/release.yaml",
        "areas: {}",
        "areas:\n  dapil-1:\n    name: Dapil Contoh 1\n    members: ['98.01', '98.71']",
    )

    assert not any("P202" in line for line in found())


def test_html_in_the_settings_is_refused(cases, found):
    replace(cases / "2024/release.yaml", "Diperiksa dua orang", "'<b>baik</b>'")

    assert [line[-5:-1] for line in found()] == ["P070"]


@pytest.mark.parametrize("remark", ["# dua camat\n", "threshold: 5 # tiga\n"])
def test_a_comment_in_a_release_is_refused(cases, found, remark):
    line = replace(cases / "2024/release.yaml", "threshold: 5\n", remark)

    said = found()

    assert said[0].startswith(f"data/cases/2024/release.yaml:{line}: ada komentar")
    assert len(said) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("threshold: 5", "threshold: 2"),
        ("gate: 10", "gate: 0"),
        ("group_size: 10", "group_size: 0"),
        ("threshold: 5", "threshold: 5\nthreshold: 2"),
        ("official: []", "official: [{source: x, date: 2024-05-01, value: 3}]"),
        ("official: []", "official: [{source: 'https://x.example/a', date: 2025-05-01, value: 3}]"),
        (
            "official: []",
            "official: [{source: 'https://kami.example/a', date: 2024-05-01, value: 3}]",
        ),
        ("revised: {}", "revised: {'2019': ['2023']}"),
        ("revised: {}", "revised: {lain: ['2023']}"),
    ],
)
def test_settings_weakened_by_hand_are_found_with_their_line(cases, found, old, new):
    line = replace(cases / "2024/release.yaml", old, new) + new.count("\n")

    said = found("https://kami.example")

    assert len(said) == 1 and said[0].startswith(f"data/cases/2024/release.yaml:{line}: ")


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ('"cells"', '"small": 3,\n  "cells"', '"small" tidak dikenal'),
        ('"cells"', '"cells": 1,\n  "cells"', '"cells" ditulis dua kali'),
        ('"threshold": 5', '"threshold": 5, "camat": 2', '"protection" tidak sama'),
        ('"withheld": ', '"withheld": 1', '"withheld" tidak sama'),
        ('"gate": 10', '"gate": 10.0', '"protection" tidak sama'),
        ('"gate": 10', '"gate": "10"', '"protection" tidak sama'),
        ('"gate": 10', '"gate": NaN', "NaN bukan bilangan"),
        ('"gate": 10', f'"gate": {"9" * 5000}', "bukan JSON"),
        ('"solver": "HiGHS ', '"solver": "dua camat ', '"solver" bukan'),
        ('"earlier_releases": []', '"earlier_releases": ["dua-camat"]', "rilis yang tidak ada"),
        ('"earlier_releases": []', '"earlier_releases": ["lain"]', "rilis yang tidak ada"),
        ('"earlier_releases": []', '"earlier_releases": 2', "rilis yang tidak ada"),
        ('{\n', '{\n\n', "urutan atau spasinya"),
        ('{\n', '[' * 100_000, "bukan JSON"),
    ],
)  # fmt: skip
def test_a_report_says_what_follows_from_the_tables_and_no_more(cases, found, old, new, seen):
    replace(cases / "2024/report.json", old, new)

    said = found()

    assert len(said) == 1 and seen in said[0] and said[0].endswith("[P206]")
    assert said[0].startswith("data/cases/2024/report.json:")


def test_a_report_that_is_missing_is_missed(cases, found):
    (cases / "2024/report.json").unlink()

    assert [line[-5:-1] for line in found()] == ["P003"]


def test_the_line_of_an_unknown_field_of_a_report_is_named(cases, found):
    line = replace(cases / "2024/report.json", '  "withheld"', '  "camat": 2,\n  "withheld"')

    assert found()[0].startswith(f"data/cases/2024/report.json:{line}: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("98.01,2023,,confidential\n", "98.01,2023,2,confidential\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,,rahasia\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,,shown\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,,Confidential\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,, confidential\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,,confidential,2\n"),
        ("98.01,2023,,confidential\n", '98.01,2023,,"confidential"\n'),
        ("98.01,2023,,confidential\n", "98.01,2023,,confidential \n"),
        ("98.01,2023,,confidential\n", ""),
        ("98.01,2023,,confidential\n", "98.01,2023,,confidential\n" * 2),
        ("98.01,2023,,confidential\n", "\n98.01,2023,,confidential\n"),
        ("98.01,2023,,confidential\n", "# dua\n98.01,2023,,confidential\n"),
        ("98.01,2023,,confidential\n", "98.01,2022,,confidential\n"),
        ("98.01,2023,,confidential\n", f"98.01,2023,{'9' * 5000},shown\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,NaN,shown\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,3e0,shown\n"),
        ("98.01,2023,,confidential\n", "98.01,2023,05,shown\n"),
        ("98.01,2023,,confidential\n98.01,2024,,confidential\n", "98.01,2024,,confidential\n98.01,2023,,confidential\n"),
        ("region_code,period,value,status\n", "region_code,period,value,status,catatan\n"),
        ("region_code,period,value,status\n", "region_code,masa,value,status\n"),
    ],
)  # fmt: skip
def test_every_row_and_column_of_a_table_is_read(cases, found, old, new):
    line = replace(cases / "2024/wilayah-masa.csv", old, new)

    said = found()

    assert len(said) == 1 and said[0].endswith("[P124]") and len(said[0]) < 400
    assert said[0].startswith(f"data/cases/2024/wilayah-masa.csv:{line}: ") or (
        old * 2 == new and said[0].startswith(f"data/cases/2024/wilayah-masa.csv:{line + 1}: ")
    )


def test_rows_behind_the_last_are_refused(cases, found):
    path = cases / "2024/wilayah-masa.csv"
    path.write_text(path.read_text("utf-8") + "98.01,dua,,shown\n", "utf-8")

    assert found() == [
        f"data/cases/2024/wilayah-masa.csv:{path.read_text('utf-8').count(chr(10))}: 22 baris,"
        " seharusnya 21; mulai baris ini berlebih. Buat ulang rilis dengan scripts/anonymise.py. [P124]"
    ]


def test_a_cell_withheld_in_one_table_and_shown_in_another_is_found(cases, found):
    """Where tables differ, the audit would believe the last and overlook the first."""
    replace(cases / "2024/wilayah-masa.csv", "98,TOTAL,90,shown", "98,TOTAL,,confidential")

    said = found()

    assert [line.partition(": ")[0] for line in said] == [
        "data/cases/2024/wilayah-jenis.csv:5",
    ]
    assert all("tabel lain mencetak sel ini" in line for line in said)


def test_an_audit_finding_names_the_line_of_its_cell(cases, found):
    path = cases / "2024/wilayah-masa.csv"
    line = replace(path, "98.01,2023,,confidential", "98.01,2023,2,shown")

    said = found()

    assert any(one.startswith(f"data/cases/2024/wilayah-masa.csv:{line}: ") for one in said)
    assert all(one.endswith("[P130]") and "data/cases:1" not in one for one in said)


def test_releases_of_the_same_data_have_the_same_dimensions(cases, found):
    replace(cases / "lain/release.yaml", "data: perkara-lain", "data: perkara-contoh")
    replace(cases / "lain/release.yaml", "  category:\n", "  jenis:\n")
    replace(cases / "lain/release.yaml", "- category", "- jenis")
    table = cases / "lain/nasional.csv"
    table.write_text(table.read_text("utf-8").replace("category", "jenis"), "utf-8")

    said = found()

    assert len(said) == 1 and said[0].endswith("[P205]")
    assert "Pakai dimensi yang sama dalam urutan yang sama" in said[0]


def test_the_report_of_a_release_is_plain_json(cases):
    report = json.loads((cases / "2024/report.json").read_text("utf-8"))

    assert report["cells"] == report["shown"] + report["withheld"]
    assert sum(COUNTS.values()) not in report.values()


def test_an_official_figure_of_an_unknown_region_has_its_sentence(cases, found):
    figure = (
        "{source: 'https://x.example', date: 2024-05-01, value: 30, at: {region_code: '97.01'}}"
    )
    replace(cases / "2024/release.yaml", "official: []", f"official: [{figure}]")

    said = found()

    assert len(said) == 1 and '"97.01" tidak dikenal' in said[0] and said[0].endswith("[P122]")


def test_an_official_figure_that_contradicts_a_table_is_found_in_its_settings(cases, found):
    figure = "{source: 'https://x.example', date: 2024-05-01, value: 7}"
    replace(cases / "2024/release.yaml", "official: []", f"official: [{figure}]")

    said = found()

    assert said and all(line.endswith("[P130]") for line in said)
    assert not any(line.startswith("data/cases:") for line in said)
