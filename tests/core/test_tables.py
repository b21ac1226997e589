"""Tables keep every cell as text and every row with its line."""

import pickle

import pytest
from pydantic import ValidationError

from portal.core.amounts import OptionalCount
from portal.core.fields import Record, Text, line_of
from portal.core.tables import index, read_list, read_table


class Row(Record):
    code: Text
    value: OptionalCount
    note: str


def read(tmp_path, text: str | bytes):
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    located, problems = read_table(path, "data/tabel.csv", Row)
    return [record for record, *_ in located], [str(p) for p in problems]


def test_cells_are_text_until_a_model_reads_them(tmp_path):
    rows, problems = read(tmp_path, "code,value,note\n11.10,0,\n00,,x\n")

    assert problems == []
    assert [(r.code, r.value, r.note) for r in rows] == [("11.10", 0, ""), ("00", None, "x")]


def test_columns_may_stand_in_any_order(tmp_path):
    rows, _ = read(tmp_path, "note,code,value\nx,11.10,3\n")

    assert (rows[0].code, rows[0].value) == ("11.10", 3)


def test_quoted_commas_quotes_and_line_breaks_belong_to_the_cell(tmp_path):
    rows, _ = read(tmp_path, 'code,value,note\n1,2,"a, ""b""\nc"\n')

    assert rows[0].note == 'a, "b"\nc'


def test_a_row_after_a_cell_of_two_lines_keeps_its_line(tmp_path):
    _, problems = read(tmp_path, 'code,value,note\n1,2,"a\nb"\n3,-1,\n')

    assert problems == [
        "data/tabel.csv:4: nilai -1; jumlah tidak boleh negatif. Perbaiki atau hapus baris ini."
        " [P043]"
    ]


@pytest.mark.parametrize("row", ["1,2", "1,2,x,y", ""])
def test_a_ragged_row_is_named_and_the_others_are_read(tmp_path, row):
    rows, problems = read(tmp_path, f"code,value,note\n{row}\n5,6,\n")

    assert [r.code for r in rows] == ["5"]
    assert len(problems) == 1 and problems[0].startswith("data/tabel.csv:2: ")


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("code,value", 'kolom "note" tidak ada'),
        ("code,value,note,x", 'kolom "x" tidak dikenal'),
        (
            "code,value,Note",
            'kolom "note" tidak ada; kolom "Note" tidak dikenal (maksudnya "note")',
        ),
        (
            "code,valeu,note",
            'kolom "value" tidak ada; kolom "valeu" tidak dikenal (maksudnya "value")',
        ),
        ("code,value,note,note", "ada kolom yang ditulis dua kali"),
        ("", 'kolom "code" tidak ada; kolom "value" tidak ada; kolom "note" tidak ada'),
    ],
)
def test_a_wrong_header_stops_the_table(tmp_path, header, sentence):
    rows, problems = read(tmp_path, f"{header}\n1,2,3\n")

    assert rows == []
    assert problems == [f"data/tabel.csv:1: {sentence}. Pakai kolom: code, value, note. [P050]"]


@pytest.mark.parametrize("bad", ['1,2,"tidak ditutup\n3,4,\n', '1,2,"a"b\n3,4,\n'])
def test_a_quote_in_disorder_is_named_where_its_row_begins(tmp_path, bad):
    _, problems = read(tmp_path, "code,value,note\n0,1,\n" + bad)

    assert problems == [
        "data/tabel.csv:3: tanda kutip tidak ditutup, atau disusul isi lain."
        ' Tutup, atau tulis kutip ganda (""). [P053]'
    ]


def test_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    rows, problems = read(tmp_path, b"\xef\xbb\xbfcode,value,note\r\n1,2,x\r\n")

    assert ([(r.code, r.note) for r in rows], problems) == ([("1", "x")], [])


def test_windows_1252_is_refused(tmp_path):
    _, problems = read(tmp_path, "code,value,note\n1,2,“x”\n".encode("cp1252"))

    assert problems == [
        "data/tabel.csv:2: bukan UTF-8 (bita 0x93). Simpan ulang dengan pengodean UTF-8. [P001]"
    ]


@pytest.mark.parametrize("value", ["1.650", "1,5", "dua", "1.5", "nan", "1e3"])
def test_a_count_is_a_whole_number_without_points(tmp_path, value):
    _, problems = read(tmp_path, f'code,value,note\n1,"{value}",\n')

    assert problems == [
        f'data/tabel.csv:2: bidang "value" berisi "{value}"; harus bilangan bulat,'
        f" tanpa {'koma' if ',' in value else 'titik'}."
        " Perbaiki. [P039]"
    ]


@pytest.mark.parametrize(("separator", "word"), [(";", "titik koma"), ("\t", "tab")])
def test_another_separator_is_named(tmp_path, separator, word):
    rows, problems = read(tmp_path, "code,value,note\n1,2,3\n".replace(",", separator))

    assert rows == []
    assert problems == [
        f"data/tabel.csv:1: kolom dipisah {word}; tabel ini memakai koma. Simpan ulang dengan koma,"
        " atau masukkan lewat scripts/intake.py. [P081]"
    ]


def test_empty_columns_that_a_spreadsheet_kept_are_named(tmp_path):
    _, problems = read(tmp_path, "code,value,note,,\n1,2,3,,\n")

    assert problems == [
        "data/tabel.csv:1: ada kolom kosong di kanan. Hapus kolom itu,"
        " juga dari baris-baris di bawahnya. [P050]"
    ]


def test_a_missing_table_is_a_problem_not_a_crash(tmp_path):
    for read_file in (read_table, read_list):
        located, problems = read_file(tmp_path / "tidak-ada", "data/tidak-ada", Row)

        assert located == []
        assert str(problems[0]).startswith("data/tidak-ada:1: berkas tidak ada.")


def test_list_entries_know_their_lines(tmp_path):
    path = tmp_path / "daftar.yaml"
    path.write_text("- code: a\n  value: 1\n  note: ''\n- code: b\n  value: -1\n  note: ''\n")

    located, problems = read_list(path, "data/daftar.yaml", Row)

    assert [record.code for record, *_ in located] == ["a"]
    assert problems[0].line == 5


def test_a_key_used_twice_names_both_places(tmp_path):
    rows = [(Row(code=c, value=1, note=""), "data/t.csv", {(): n}) for c, n in (("a", 2), ("a", 7))]

    found, problems = index(rows, lambda row: row.code, "kode")

    assert list(found) == ["a"]
    assert [str(p) for p in problems] == [
        'data/t.csv:7: kode "a" sudah dipakai di data/t.csv:2. Beri nama lain atau hapus satu. [P054]'
    ]


def test_a_record_that_is_kept_small_is_the_same_record(tmp_path):
    (kept,), _ = read(tmp_path, "code,value,note\n11.10,3,x\n")
    same = Row(code="11.10", value="3", note="x")

    assert (kept, hash(kept), repr(kept)) == (same, hash(same), repr(same))
    assert pickle.loads(pickle.dumps(kept)) == same.model_copy() == kept.model_copy()
    assert kept.model_dump() == same.model_dump()
    with pytest.raises(ValidationError, match="frozen"):
        kept.value = 4


def test_a_row_has_one_line_for_all_of_its_cells(tmp_path):
    (tmp_path / "tabel.csv").write_text("code,value,note\n1,2,\n3,4,\n", "utf-8")
    located, _ = read_table(tmp_path / "tabel.csv", "data/tabel.csv", Row)

    assert [line_of(("value",), lines) for _, _, lines in located] == [2, 3]
    assert [dict(lines) for _, _, lines in located] == [{(): 2}, {(): 3}]
