"""The register remembers who belonged where, and when."""

from datetime import date

import pytest

from portal.core.regions import LEVELS, Region, arrange

SPLIT = date(2022, 7, 25)


def test_a_path_names_the_province_and_the_regency(example):
    assert example.regions.path("98.01") == "contoh/teladan"
    assert example.regions.path("98.71") == "contoh/kota-teladan"
    assert example.regions.path("98") == "contoh"
    assert example.regions.path("00") == "negara-contoh"


def test_the_lineage_goes_from_the_nation_to_the_region(example):
    assert [region.code for region in example.regions.lineage("98.01")] == ["00", "98", "98.01"]
    assert [region.code for region in example.regions.lineage("00")] == ["00"]


def test_a_name_says_its_legal_form_except_the_nations(example):
    names = [example.regions[code].full_name for code in ("00", "98", "98.01", "98.71")]

    assert names == ["Negara Contoh", "Provinsi Contoh", "Kabupaten Teladan", "Kota Teladan"]


def test_the_province_of_a_regency_is_its_parent_and_of_the_nation_none(example):
    assert example.regions.province("98.01").code == "98"
    assert example.regions.province("98").code == "98"
    assert example.regions.province("00") is None


def test_a_day_before_the_split_belongs_to_the_old_extent(example):
    assert example.regions.extent_on("98", date(2022, 7, 24)).valid_to == date(2022, 7, 24)
    assert example.regions.extent_on("98", SPLIT) is None


def test_a_province_made_by_the_split_belonged_to_another_before(example):
    before = date(2022, 7, 24)

    assert example.regions.predecessor_on("99", before).code == "98"
    assert example.regions.predecessor_on("99.01", before).code == "98"
    assert example.regions.predecessor_on("99", SPLIT) is None
    assert example.regions.predecessor_on("98.01", before).code == "98"


def test_the_register_in_force_holds_each_code_once(example):
    assert "98" in example.regions and "97" not in example.regions
    assert [r.code for r in example.regions].count("98") == 1
    assert example.regions.children["98"] == ["98.01", "98.71"]


FORMS = {
    "nation": "negara",
    "province": "provinsi",
    "regency": "kabupaten",
    "district": "kecamatan",
    "village": "desa",
}


def region(code: str, parent: str, level: str, **changed) -> tuple:
    form = FORMS[level]
    dates = {"valid_from": "", "valid_to": "", "decree": "", "predecessor": ""}
    row = {"code": code, "parent": parent, "level": level, "legal_form": form}
    row |= {"name": "Contoh", "slug": f"contoh-{code.replace('.', '-')}"} | dates | changed
    return Region(**row), "data/regions.csv", {(): 2}


NATION = region("00", "", "nation")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([region("98", "00", "province"), region("98", "00", "province")], "berlaku dua kali"),
        ([region("98", "97", "province")], 'induk "97" tidak ada'),
        ([region("98", "", "province")], 'induk "" tidak ada'),
        ([region("98", "98", "province")], 'induk "98" bukan wilayah di atasnya'),
        (
            [region("98", "00", "province"), region("98.01", "98.01", "regency")],
            'induk "98.01" bukan wilayah di atasnya',
        ),
        ([region("98", "00", "province", predecessor="97")], 'pendahulu "97" tidak ada'),
        ([region("98", "00", "province", valid_from="2022-07-25")], "predecessor kosong"),
        (
            [
                region("97", "00", "province", slug="sama"),
                region("98", "00", "province", slug="sama"),
            ],
            'slug "sama" sudah dipakai oleh 97',
        ),
    ],
)
def test_a_register_that_does_not_close_is_a_problem(rows, sentence):
    _, problems = arrange([NATION, *rows])

    assert len(problems) == 1
    assert sentence in problems[0].text


def test_two_regencies_of_different_provinces_may_share_a_slug():
    rows = [region("97", "00", "province"), region("98", "00", "province")]
    rows += [region(f"{p}.01", p, "regency", slug="teladan") for p in ("97", "98")]

    regions, problems = arrange([NATION, *rows])

    assert problems == []
    assert regions.path("97.01") != regions.path("98.01")


def with_a_village(**changed):
    above = ("98", "00", "province"), ("98.01", "98", "regency"), ("98.01.01", "98.01", "district")
    rows = [region(*one) for one in above]
    regions, _ = arrange([NATION, *rows, region("98.01.01.2001", "98.01.01", "village", **changed)])
    return regions


def test_a_village_lies_in_its_district_regency_and_province():
    regions = with_a_village(slug="sukamaju")

    assert regions.path("98.01.01.2001") == "contoh-98/contoh-98-01/contoh-98-01-01/sukamaju"
    assert [r.level for r in regions.lineage("98.01.01.2001")] == list(LEVELS)
    assert regions.province("98.01.01.2001").code == "98"


@pytest.mark.parametrize(
    ("form", "name"),
    [("desa", "Desa Contoh"), ("kelurahan", "Kelurahan Contoh"), ("desa adat", "Desa Adat Contoh")],
)
def test_a_village_is_named_by_its_legal_form(form, name):
    assert with_a_village(legal_form=form)["98.01.01.2001"].full_name == name


def test_a_district_of_papua_is_a_distrik():
    district, *_ = region("91.01.01", "91.01", "district", legal_form="distrik")

    assert district.full_name == "Distrik Contoh"
