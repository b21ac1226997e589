"""Headers are YAML of a plain kind; codes keep the form they were written in."""

import re

import pytest
import yaml

from portal.core.headers import Refused, read_text, read_yaml, split_document


def test_a_document_is_a_header_and_a_body():
    header, body = split_document("---\ntitle: Contoh\n---\n\nIsi.\n")

    assert (header, body) == ("title: Contoh", "Isi.")


def test_a_line_of_hyphens_in_the_body_does_not_end_anything():
    _, body = split_document("---\ntitle: Contoh\n---\n\nSatu.\n\n---\n\nDua.\n")

    assert body == "Satu.\n\n---\n\nDua."


@pytest.mark.parametrize("text", ["", "title: Contoh\n", "\n---\ntitle: Contoh\n---\n"])
def test_a_document_without_header_is_refused_at_its_first_line(text):
    with pytest.raises(Refused) as refused:
        split_document(text)

    assert refused.value.line == 1


@pytest.mark.parametrize("code", ["32.10", "98", "00", "11.01"])
def test_an_unquoted_region_code_still_prints_as_it_was_written(code):
    values, _ = read_yaml(f"code: {code}\n")

    assert not isinstance(values["code"], str)
    assert str(values["code"]) == code


def test_a_quoted_region_code_is_text():
    values, _ = read_yaml('code: "32.10"\n')

    assert values == {"code": "32.10"}


@pytest.mark.parametrize("word", ["2024-10-31", "yes", "no", "on", "1.2.3", ".inf", "Tidak"])
def test_dates_and_words_stay_text(word):
    values, _ = read_yaml(f"field: {word}\n")

    assert values == {"field": word}


@pytest.mark.parametrize("nothing", ["", "null", "~"])
def test_an_empty_field_is_unknown(nothing):
    values, _ = read_yaml(f"field: {nothing}\n")

    assert values == {"field": None}


def test_every_value_knows_its_line():
    _, lines = read_yaml("title: Contoh\nsource:\n  url: x\nlist:\n- satu\n- dua\n", first_line=2)

    assert lines[("title",)] == 2
    assert lines[("source", "url")] == 4
    assert lines[("list", 1)] == 7


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\na: 2\n", 2, "P026"),
        ("a:\n  b: 1\n  b: 2\n", 3, "P026"),
        ("a: 1\nb: &jangkar x\n", 2, "P024"),
        ("a: &x 1\nb: *x\n", 1, "P024"),
        ("a: !!python/object:os.system x\n", 1, "P024"),
        ("a: !!str 1\n", 1, "P024"),
        ("a: b: c\n", 1, "P022"),
        ('a: 1\nb: "tidak ditutup\n', 3, "P022"),
        ("? [a, b]\n: 1\n", 1, "P025"),
        ("a: \x07\n", 1, "P023"),
        ("a: 1\n--- b\n", 2, "P022"),
        ("a: 1\na: &x 2\n", 2, "P026"),
        ("a: [1, &x 2, [}]\n", 1, "P024"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(text, line, code):
    with pytest.raises(Refused) as refused:
        read_yaml(text)

    assert (refused.value.line, refused.value.code) == (line, code)
    assert refused.value.text.endswith(".")


@pytest.mark.parametrize("text", ["a: A & B\n", "a: Benar!\n", 'a: "*tebal*"\n'])
def test_marks_inside_a_text_are_no_anchors(text):
    values, _ = read_yaml(text)

    assert list(values) == ["a"]


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfsatu\ndua", b"satu\r\ndua", b"satu\ndua"])
def test_byte_order_mark_and_windows_line_ends_make_no_difference(raw, tmp_path):
    path = tmp_path / "berkas.md"
    path.write_bytes(raw)

    assert read_text(path) == "satu\ndua"


def test_windows_1252_is_refused_at_the_line_of_the_first_bad_byte(tmp_path):
    path = tmp_path / "berkas.md"
    path.write_bytes("baik\nburuk – ini\n".encode("cp1252"))

    with pytest.raises(Refused) as refused:
        read_text(path)

    assert refused.value.line == 2
    assert "0x96" in refused.value.text


def as_text(value):
    if isinstance(value, dict):
        return {name: as_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return None if value in (None, "", "null", "~") else str(value)


def test_headers_of_the_site_hold_what_any_reader_of_yaml_finds_in_them(root):
    paths = sorted((root / "content").rglob("*.md"))

    assert paths
    for path in paths:
        header, _ = split_document(read_text(path))
        values, _ = read_yaml(header)
        assert as_text(values) == as_text(yaml.load(header, Loader=yaml.BaseLoader)), path.name


def test_nothing_else_reads_yaml(root):
    """A second reader would be laxer than the first: what it accepts, nobody has examined."""
    files = [p for folder in ("plugins", "scripts") for p in (root / folder).rglob("*.py")]
    reading = re.compile(r"yaml\.(?:\w*load\w*|parse|scan|compose\w*)\(|yaml\.\w*Loader\b")

    found = [p.name for p in files if reading.search(p.read_text("utf-8"))]

    assert found == ["headers.py"]


@pytest.mark.parametrize(
    "text",
    [
        "title: Aksi #Netral",
        "title: #Netral",
        "title: satu # dua",
        "- a #b",
        "a:\n  b: x\n  c: y #z",
    ],
)
def test_a_text_that_a_comment_would_cut_is_refused(text):
    with pytest.raises(Refused) as refused:
        read_yaml(text)

    assert (refused.value.code, refused.value.line) == ("P145", text.count("\n") + 1)


@pytest.mark.parametrize(
    "text",
    [
        "title: 'Aksi #Netral'",
        "title: Aksi#Netral",
        "# di atas\ntitle: Aksi",
        "value: 5 # kasus",
        "title: >-\n  Aksi #Netral",
        "title: 'Aksi' # di belakang kutip",
        "list: # di atas daftar\n- a",
    ],
)
def test_a_comment_that_cuts_nothing_is_read_over(text):
    assert read_yaml(text)[0]


@pytest.mark.parametrize(
    ("text", "number"), [("10", 10), ("010", 10), ("1.5", 1.5), ("-3", -3), ("+7", 7)]
)
def test_a_number_is_what_people_mean_by_its_digits(text, number):
    assert read_yaml(f"value: {text}")[0]["value"] == number


@pytest.mark.parametrize("text", ["0x1f", "12:30", "1_000", "0b11", "1e3", "0o17"])
def test_what_only_a_program_takes_for_a_number_is_text(text):
    assert read_yaml(f"value: {text}")[0]["value"] == text
