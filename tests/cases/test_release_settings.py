"""No settings of a release weaken its protection, whoever wrote them."""

import pytest
import yaml

from cases.worlds import NAMES
from portal.core.cases.release import read_release

DIMENSIONS = {
    "category": {"column": "category", "codes": ["a", "b"]},
    "period": {"column": "date", "codes": ["2023", "2024"], "of_people": False},
}
TABLES = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
GOOD = NAMES | {"dimensions": DIMENSIONS, "tables": TABLES}
SOURCE = "https://bawaslu.example/siaran"


def said(tmp_path, text, own_sites=()):
    path = tmp_path / "release.yaml"
    path.write_text(text if isinstance(text, str) else yaml.safe_dump(text, sort_keys=False))
    release, problems = read_release(path, own_sites)
    assert (release is None) == bool(problems)
    return [f"{p.line}: {p.text} [{p.code}]" for p in problems]


def crossing(name, level="regency", column="kolom", codes=("a", "b")):
    dimensions = DIMENSIONS | {name: {"column": column, "codes": list(codes)}}
    return GOOD | {"dimensions": dimensions, "tables": {"t": {"level": level, "by": [name]}}}


def test_the_settings_these_tests_spoil_are_in_order(tmp_path):
    assert said(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    "more",
    [
        "threshold: 5\nthreshold: 2\n",
        "threshold: 5\ngate: 10\ngate: 10\n",
        '"threshold": 5\nthreshold: 2\n',
        "areas:\n  a1: {name: A, name: B, members: [x]}\n",
    ],
)
def test_a_setting_given_twice_is_refused_at_its_second_line(tmp_path, more):
    text = yaml.safe_dump(GOOD, sort_keys=False)

    found = said(tmp_path, text + more)

    assert len(found) == 1 and "ditulis dua kali" in found[0] and found[0].endswith("[P026]")
    assert found[0].startswith(f"{text.count(chr(10)) + len(more.splitlines())}: ")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("x: &a 1\ny: *a\n", "P024"),
        ("gate: !!int 3\n", "P024"),
        ("gte: 10\n", "P032"),
        ("dimensions: {}\n", "P026"),
        ("---\ntitle: x\n", "P022"),
    ],
)
def test_settings_are_read_as_strictly_as_every_other_file(tmp_path, more, code):
    found = said(tmp_path, yaml.safe_dump(GOOD, sort_keys=False) + more)

    assert [line[-5:-1] for line in found] == [code]


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ({"threshold": 2}, ["threshold 2 terlalu rendah; paling kecil 3"]),
        ({"threshold": 0}, ["threshold 0 terlalu rendah"]),
        ({"gate": 0}, ["gate 0 terlalu rendah; paling kecil 5"]),
        ({"gate": 4}, ["gate 4 terlalu rendah; paling kecil 5"]),
        ({"group_size": 4}, ["group_size 4 terlalu rendah; paling kecil 5"]),
        ({"threshold": 12}, ["gate 10 terlalu rendah", "group_size 10 terlalu rendah"]),
        ({"threshold": 2, "gate": 0}, ["threshold 2", "gate 0 terlalu rendah; paling kecil 3"]),
    ],
)
def test_protection_has_floors(tmp_path, more, seen):
    found = said(tmp_path, GOOD | more)

    assert len(found) == len(seen)
    assert all(a in b and b.endswith("[P200]") for a, b in zip(seen, found, strict=True)), found


def test_the_floors_themselves_may_be_used(tmp_path):
    assert said(tmp_path, GOOD | {"threshold": 3, "gate": 3, "group_size": 3}) == []


def test_ten_with_a_zero_before_it_is_ten_and_not_eight(tmp_path):
    text = yaml.safe_dump(GOOD, sort_keys=False) + "gate: 010\nthreshold: 010\n"

    assert said(tmp_path, text) == []


@pytest.mark.parametrize(
    "value", ["9" * 5000, "1e400", ".inf", ".nan", "-5", "5.5", "lima", "1001", "0x1F"]
)
def test_a_number_that_is_no_threshold_has_its_sentence(tmp_path, value):
    text = yaml.safe_dump(GOOD, sort_keys=False)

    found = said(tmp_path, f"{text}threshold: {value}\n")

    assert len(found) == 1 and found[0].startswith(f"{text.count(chr(10)) + 1}: ")
    assert len(found[0]) < 200


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("jabatan", {}),
        ("kelompok", {"column": "jabatan_terlapor"}),
        ("siapa", {"codes": ("camat", "lurah")}),
        ("siapa", {"codes": ("guru", "jabatan-sekda")}),
        ("siapa", {"codes": ("guru", "kepala-dinas")}),
        ("eselon", {"codes": ("ii", "iii")}),
    ],
)
@pytest.mark.parametrize("level", ["regency", "district", "village"])
def test_a_position_is_never_crossed_with_a_regency(tmp_path, name, more, level):
    found = said(tmp_path, crossing(name, level, **more))

    assert len(found) == 1 and found[0].endswith("[P201]")
    assert f'"{name}": tiap jabatan' in found[0]
    assert said(tmp_path, crossing(name, "province", **more)) == []


@pytest.mark.parametrize(
    "code", ["2024-03-02", "20240302", "02-03-2024", "2024-W10", "2024-w1", "minggu-1", "pekan-12"]
)
@pytest.mark.parametrize("name", ["period", "hari"])
def test_a_day_or_a_week_is_never_crossed_with_a_regency(tmp_path, name, code):
    settings = crossing(name, codes=("2023", code))

    found = said(tmp_path, settings)

    assert len(found) == 1 and "lebih pendek dari sebulan" in found[0]
    assert said(tmp_path, crossing(name, "province", codes=("2023", code))) == []


@pytest.mark.parametrize("codes", [("2023", "2024"), ("2024-S1",), ("2024-Q3",), ("2024-03",)])
def test_years_halves_quarters_and_months_may_be(tmp_path, codes):
    assert said(tmp_path, crossing("period", codes=codes)) == []


def official(source, **more):
    figure = {"source": source, "date": "2024-12-01", "at": {"category": "a"}, "value": 7}
    return GOOD | {"portal": "https://netral.example/kota", "official": [figure | more]}


@pytest.mark.parametrize(
    "source",
    [
        "x",
        "bawaslu.example",
        "http://bawaslu.example",
        "https://bawaslu",
        "https://127.0.0.1/x",
        "https://",
        "https://[x/",
        "javascript:alert(1)",
        "https://bawaslu.example/a b",
    ],
)
def test_an_official_figure_needs_an_address(tmp_path, source):
    found = said(tmp_path, official(source))

    assert len(found) == 1 and "bukan alamat" in found[0] and found[0].endswith("[P122]")


@pytest.mark.parametrize(
    "source",
    [
        "https://netral.example/kota",
        "https://www.netral.example/kota/angka",
        "https://NETRAL.example:443/kota/angka",
        "https://bawaslu.example@netral.example/kota/",
        "https://web.archive.org/web/2024/https://netral.example/kota/angka",
        "https://x.example/?url=https%3A%2F%2Fnetral.example%2Fkota",
        "https://terbit.example/wilayah",
    ],
)
def test_our_own_site_is_no_source_of_an_official_figure(tmp_path, source):
    found = said(tmp_path, official(source), ["https://terbit.example"])

    assert len(found) == 1 and "portal ini sendiri" in found[0]


@pytest.mark.parametrize(
    "source", [SOURCE, "https://netral.example/kotabaru", "https://netral.example.org/kota"]
)
def test_any_other_site_is_one(tmp_path, source):
    assert said(tmp_path, official(source), ["https://terbit.example"]) == []


@pytest.mark.parametrize("at", [{"categori": "a"}, {"category": "c"}])
def test_an_official_figure_stands_at_codes_of_the_release(tmp_path, at):
    found = said(tmp_path, official(SOURCE, at=at))

    assert len(found) == 1 and found[0].endswith("[P122]")


@pytest.mark.parametrize(
    "more",
    [
        {"protection": 1},
        {"protection": "lemah"},
        {"protection": 9},
        {"quality": "x" * 1001},
        {"as_of": 20250101},
        {"data": "Data Kami"},
        {"dimensions": {"value": DIMENSIONS["category"]}, "tables": {"t": {"by": ["value"]}}},
        {"dimensions": DIMENSIONS | {"category": {"column": "c", "codes": ["a", "a"]}}},
        {"dimensions": DIMENSIONS | {"category": {"column": "c", "codes": [2023]}}},
        {"dimensions": DIMENSIONS | {"category": {"column": "c", "codes": []}}},
        {"tables": {"t": {"by": ["usia"]}}},
    ],
)
def test_a_setting_of_another_kind_is_refused_with_its_line(tmp_path, more):
    found = said(tmp_path, GOOD | more)

    assert len(found) == 1 and not found[0].startswith("1: ")
