"""Tables as Excel in Indonesian saves them: read, or refused with the remedy."""

import pytest

from portal.core.spreadsheets import a_date, a_number, a_region_code, read_spreadsheet

COLUMNS = ["source_id", "value", "note"]


def read(text: str | bytes):
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    sheet, problems = read_spreadsheet(raw, "angka.csv", COLUMNS)
    return [row for row, _ in sheet.lines], [str(problem) for problem in problems]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_by_the_titles(separator):
    rows, problems = read(
        f"source_id{separator}value{separator}note\r\na{separator}3{separator}x\r\n"
    )

    assert (rows, problems) == ([{"source_id": "a", "value": "3", "note": "x"}], [])


def test_a_semicolon_file_may_hold_commas_in_its_cells():
    rows, _ = read("source_id;value;note\na;3;satu, dua\n")

    assert rows[0]["note"] == "satu, dua"


def test_excel_may_name_the_separator_itself():
    rows, _ = read("sep=;\nsource_id;value;note\na;3;x\n")

    assert rows[0]["value"] == "3"


def test_a_mark_for_utf_8_is_no_part_of_the_first_title():
    rows, _ = read("\ufeffsource_id;value;note\na;3;x\n")

    assert rows[0]["source_id"] == "a"


def test_unicode_text_of_excel_is_read():
    rows, _ = read("source_id\tvalue\tnote\r\na\t3\tPidié\r\n".encode("utf-16"))

    assert rows[0]["note"] == "Pidié"


def test_windows_1252_with_the_characters_of_indonesian_texts_is_read():
    rows, _ = read("source_id;value;note\na;3;“netral” – Kafé\n".encode("cp1252"))

    assert rows[0]["note"] == "“netral” – Kafé"


@pytest.mark.parametrize(
    "cell",
    [
        "ÿþ".encode("cp1252"),
        b"\x81",
        "é".encode() + b" \x93x\x94",
        "Ж".encode("cp1251"),
    ],
)
def test_bytes_with_two_readings_are_refused_with_their_line(cell):
    rows, problems = read(b"source_id;value;note\na;3;x\nb;4;" + cell + b"\n")

    assert rows == []
    assert problems[0].startswith("angka.csv:3: pengodean hurufnya tidak dapat dipastikan.")
    assert problems[0].endswith("“CSV UTF-8 (Comma delimited)”. [P002]")


def test_letters_broken_by_an_earlier_program_are_refused():
    _, problems = read("source_id;value;note\na;3;â€œnetralâ€\n")

    assert problems[0].startswith('angka.csv:2: huruf rusak "â€"')


def test_a_workbook_is_not_a_csv_file():
    _, problems = read(b"PK\x03\x04rest")

    assert problems[0].startswith("angka.csv:1: ini berkas Excel, bukan CSV.")
    assert problems[0].endswith("[P004]")


def test_empty_rows_and_columns_that_excel_keeps_are_left_out():
    rows, problems = read("source_id;value;note;;\n;;;;\na;3;x;;\n;;;;\n")

    assert (rows, problems) == ([{"source_id": "a", "value": "3", "note": "x"}], [])


def test_short_rows_end_with_empty_cells():
    rows, _ = read("source_id;value;note\na;3\n")

    assert rows == [{"source_id": "a", "value": "3", "note": ""}]


def test_a_row_with_more_cells_than_titles_is_refused():
    _, problems = read("source_id;value;note\na;3;satu;dua\n")

    assert problems == [
        "angka.csv:2: baris ini punya 4 sel; judulnya 3."
        " Beri tanda kutip pada isi yang memuat pemisah kolom. [P051]"
    ]


def test_a_misspelt_title_is_shown_with_the_right_one():
    _, problems = read("source_id;valeu;note\na;3;x\n")

    assert problems == [
        'angka.csv:1: kolom "valeu" tidak dikenal. Maksudnya "value"?'
        ' kolom "value" tidak ada. Perbaiki baris judul. [P050]'
    ]


def test_titles_may_be_written_with_capitals_and_blanks():
    rows, _ = read("Source ID;Value;Note\na;3;x\n")

    assert rows[0]["source_id"] == "a"


def test_a_file_without_titles_is_refused():
    _, problems = read("a;3;x\n")

    assert problems[0].startswith('angka.csv:1: baris pertama "a;3;x" bukan judul kolom.')


def test_an_open_quotation_mark_is_refused_with_its_line():
    _, problems = read('source_id;value;note\na;3;"x\n')

    assert problems == ["angka.csv:2: tanda kutip tidak berpasangan. Periksa baris ini. [P053]"]


def test_a_table_of_titles_alone_says_so():
    _, problems = read("source_id;value;note\n")

    assert problems == ["angka.csv:1: tidak ada baris selain judul kolom. Isi dulu. [P005]"]


def test_the_line_is_that_of_the_file_although_cells_span_lines():
    sheet, _ = read_spreadsheet(
        b'source_id;value;note\na;3;"satu\ndua"\nb;4;x\n', "angka.csv", COLUMNS
    )

    assert [line for _, line in sheet.lines] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "indonesian", "other"),
    [
        ("43", "43", "43"),
        ("43,0", "43", "43"),
        ("43.00", "43", "43"),
        ("1.234", "1234", "1.234"),
        ("1.234.567,00", "1234567", "1.234.567,00"),
        ("1,234", "1,234", "1,234"),
        ("52,3", "52,3", "52,3"),
        ("", "", ""),
        ("empat", "empat", "empat"),
    ],
)
def test_a_whole_number_is_read_only_where_it_has_one_reading(cell, indonesian, other):
    assert (a_number(cell, True), a_number(cell, False)) == (indonesian, other)


@pytest.mark.parametrize(
    ("cell", "indonesian", "other"),
    [
        ("2024-10-31", "2024-10-31", "2024-10-31"),
        ("31/10/2024", "2024-10-31", "2024-10-31"),
        ("3/4/2024", "2024-04-03", "3/4/2024"),
        ("31/10/24", "31/10/24", "31/10/24"),
    ],
)
def test_a_day_is_read_only_where_it_has_one_reading(cell, indonesian, other):
    assert (a_date(cell, True), a_date(cell, False)) == (indonesian, other)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0", "00"),
        ("33", "33"),
        ("33.11", "33.11"),
        ("33,11", "33.11"),
        ("11.01.00", "11.01"),
        ("11:01", "11.01"),
        ("33.1", "33.1"),
        ("1103", "1103"),
        ("1103,0", "1103,0"),
        ("1.103", "1.103"),
        ("Kota Bogor", "Kota Bogor"),
    ],
)
def test_a_code_that_became_a_number_or_a_time_is_a_code_again(cell, code):
    assert a_region_code(cell, True) == code


def sheet(separator: str, *values: str, day: str = ""):
    rows = "".join(f"a{separator}{value}{separator}{day}\n" for value in values)
    head = f"source_id{separator}value{separator}note\n"
    return read_spreadsheet((head + rows).encode(), "angka.csv", COLUMNS)[0]


@pytest.mark.parametrize(
    ("separator", "values", "day", "is_indonesian"),
    [
        (";", ["1.005"], "", False),
        (";", ["1.005", "43,0"], "", True),
        (";", ["1.005", "1.234.567"], "", True),
        (";", ["1.005"], "31/10/2024", True),
        (";", ["1.005"], "3/4/2024", False),
        (";", ["1.005", "43,0"], "3/14/2024", False),
        (";", ["1.005", "43.5", "43,0"], "", False),
        (",", ["1.005"], "31/10/2024", False),
        ("\t", ["1.005"], "31/10/2024", False),
    ],
)
def test_a_point_groups_thousands_only_where_another_cell_shows_it(
    separator, values, day, is_indonesian
):
    found = sheet(separator, *values, day=day)

    assert found.groups_with_points(["value"], ["note"]) == is_indonesian


@pytest.mark.parametrize(
    ("separator", "day", "is_first"),
    [(";", "3/4/2024", True), (";", "3/14/2024", False), ("\t", "3/4/2024", False)],
)
def test_the_day_comes_first_where_semicolons_part_the_columns(separator, day, is_first):
    assert sheet(separator, "3", day=day).has_days_first(["note"]) == is_first
