"""Raw files that cannot be read as they are have one sentence each, at the right line."""

import pytest

from cases.worlds import settings
from portal.core.cases.raw_cases import read_cases
from portal.core.cases.raw_dask import count_with_dask
from portal.core.cases.register import Region

REGISTER = [
    Region("00", "", "Indonesia"),
    Region("11", "00", "Aceh", legal_form="provinsi"),
    Region("11.01", "11", "Aceh Selatan", legal_form="kabupaten"),
    Region("11.03", "11", "Aceh Timur", legal_form="kabupaten"),
    Region("11.10", "11", "Aceh Singkil", legal_form="kabupaten"),
    Region("32", "00", "Jawa Barat", legal_form="provinsi"),
    Region("32.01", "32", "Bogor", legal_form="kabupaten"),
    Region("32.71", "32", "Bogor", legal_form="kota"),
]
TABLES = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
CATEGORY = {"category": {"column": "category", "codes": ["kampanye"]}}
ROWS = settings(TABLES, dimensions=CATEGORY, ignored_columns=["case_id", "nama_wilayah"])
COUNTS = ROWS.model_copy(update={"input": "counts"})
HEADER = "case_id,region_code,category\n"


def said(tmp_path, text, release=ROWS, count=None):
    path = tmp_path / "mentah.csv"
    path.write_text(text, "utf-8")
    frame, problems = read_cases(path, release, REGISTER, count=count)
    assert (frame is None) == bool(problems)
    return [f"{p.line}: {p.text} [{p.code}]" for p in problems]


def rows(size, wrong=-1, mark='"'):
    return "".join(f"P{i},{mark if i == wrong else ''}11.01,kampanye\n" for i in range(size))


@pytest.mark.parametrize("size", [10, 20_000])
@pytest.mark.parametrize("wrong", [1, 8])
def test_a_quotation_mark_left_open_is_named_with_its_line(tmp_path, size, wrong):
    found = said(tmp_path, HEADER + rows(size, wrong))

    assert found == [
        f"{wrong + 2}: tanda kutip dibuka di baris ini dan tidak ditutup di ujung sel. Hapus, atau tutup. [P053]"
    ]


def test_a_quotation_mark_left_open_is_named_behind_cells_that_are_closed(tmp_path):
    text = HEADER + 'P0,"11.01","kam""panye"\n"P1",11.01,"kampanye\n' + rows(20_000)

    assert said(tmp_path, text)[0].startswith("3: tanda kutip dibuka di baris ini")


def test_a_quotation_mark_left_open_is_named_when_counting_on_a_cluster(tmp_path):
    assert said(tmp_path, HEADER + rows(20_000, 1), count=count_with_dask)[0].startswith("3: tanda")


@pytest.mark.parametrize("size", [10, 20_000])
def test_rows_inside_a_cell_are_never_lost_without_a_word(tmp_path, size):
    text = HEADER + '"P0,11.01,kampanye\n' + rows(size) + 'P9",11.01,kampanye\n'

    found = said(tmp_path, text)

    assert found[0].startswith("2: ") and found[0].endswith("[P053]")


@pytest.mark.parametrize("end", [",", ",x", ",x,y"])
def test_rows_that_are_all_longer_than_the_titles_lose_nothing(tmp_path, end):
    text = HEADER + rows(3).replace("\n", f"{end}\n")

    found = said(tmp_path, text)

    assert [line[:2] for line in found] == ["2:", "3:", "4:"]
    assert all(line.endswith("[P051]") for line in found)


def test_a_note_of_two_lines_swallows_nothing(tmp_path):
    text = 'case_id,region_code,category,nama_wilayah\nP1,11.01,kampanye,"Aceh\nSelatan"\n'

    assert said(tmp_path, text) == []


def test_a_cell_longer_than_any_cell_is_named(tmp_path):
    text = HEADER + rows(2) + f"{'x' * 200_000},11.99,kampanye\n"

    assert said(tmp_path, text)[0].startswith("4: ada sel yang terlalu panjang")


@pytest.mark.parametrize("header", ['"case_id,region_code,category\n', "x," * 60_000 + "\n"])
def test_titles_that_cannot_be_read_are_named(tmp_path, header):
    assert said(tmp_path, header + rows(3))[0].startswith("1: baris judul terlalu panjang")


@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "9" * 10, "-" + "9" * 5000, "1." * 2500, "inf", "-inf", "nan", "NaN", "1e400", "x" * 5000],
)  # fmt: skip
def test_a_value_that_no_count_can_have_has_one_short_sentence(tmp_path, value):
    text = f"region_code,category,value\n11.01,kampanye,{value}\n"

    found = said(tmp_path, text, COUNTS)

    assert len(found) == 1 and found[0].startswith("2: kolom value: ") and len(found[0]) < 200
    assert found[0].endswith("[P116]")


def test_a_long_code_is_not_repeated_whole(tmp_path):
    found = said(tmp_path, HEADER + f"P1,{'9' * 5000},kampanye\nP2,11.01,{'x' * 5000}\n")

    assert len(found) == 2 and all(len(line) < 400 for line in found)


@pytest.mark.parametrize(
    "code", ["1103", "1103.0", "1103,0", "1110", "3171", "1101010", "1103010001"]
)
def test_a_code_without_dots_is_never_turned_into_one_with_dots(tmp_path, code):
    found = said(tmp_path, HEADER + f'P1,"{code}",kampanye\n')

    assert len(found) == 1 and "tampak seperti kode BPS" in found[0]
    assert not any(region.code in found[0].replace(code, "") for region in REGISTER[2:])


def test_the_code_is_given_where_another_column_says_the_name(tmp_path):
    text = "case_id,region_code,category,nama_wilayah\nP1,1103,kampanye,Kabupaten Aceh Selatan\n"

    assert said(tmp_path, text)[0].endswith(
        'Perbaiki kodenya. Kolom nama_wilayah menyebut "Kabupaten Aceh Selatan": kodenya "11.01". [P114]'
    )


def test_a_lost_zero_is_asked_about(tmp_path):
    assert said(tmp_path, HEADER + "P1,11.1,kampanye\n") == [
        '2: kolom region_code: "11.1" bukan kode wilayah di register. Nol di ujungnya mungkin'
        ' hilang. Maksudnya "11.10"? Perbaiki kodenya. [P114]'
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Bogor", "Beberapa wilayah bernama begitu (32.01, 32.71); tulis kode yang dimaksud."),
        ("kota bogor", 'Tulis kodenya: "32.71".'),
        ("Aceh Timur", 'Tulis kodenya: "11.03".'),
    ],
)
def test_a_name_that_several_regions_share_is_not_guessed(tmp_path, name, sentence):
    found = said(tmp_path, HEADER + f"P1,{name},kampanye\n")

    assert found == [f'2: kolom region_code: "{name}" adalah nama, bukan kode. {sentence} [P114]']
