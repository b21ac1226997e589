"""Fields: what is accepted, and which sentence a wrong value gets."""

import pytest

from portal.core.documents import Statement
from portal.core.fields import Record, line_of, parse, references
from portal.core.figures import Figure
from portal.core.problems import Problem, ProblemsFound, nearest
from portal.core.reference import Years

STATEMENT = {
    "id": "contoh",
    "date": "2024-10-31",
    "title": "Judul contoh",
    "kind": "statement",
    "region_codes": ["98"],
    "source": {"url": "https://berita.example/1"},
    "verification": "verified",
}


def sentences(**changed) -> list[str]:
    record, problems = parse(Statement, STATEMENT | changed, "contoh.md", {(): 2})
    assert (record is None) == bool(problems)
    return [problem.text for problem in problems]


def test_a_good_record_is_read():
    assert sentences() == []


@pytest.mark.parametrize(
    "day", ["2024-02-30", "31-10-2024", "2024-1-2", "20241031", "0", "86400", "kemarin", 0, 2024]
)
def test_only_a_real_day_written_with_hyphens_is_a_date(day):
    assert sentences(date=day) == [
        f'bidang "date" berisi "{day}"; bukan tanggal. Tulis seperti 2024-10-31.'
    ]


@pytest.mark.parametrize(
    "url",
    ["berita.example", "ftp://berita.example", "javascript:alert(1)", "https://a b", "https://<x>"],
)
def test_an_address_begins_with_http(url):
    assert sentences(source={"url": url}) == [
        f'bidang "source.url" berisi "{url}"; bentuknya salah.'
        " Tulis alamat lengkap yang dimulai https://."
    ]


@pytest.mark.parametrize("slug", ["Huruf-Besar", "dua--garis", "-awal", "akhir-", "spasi di", "é"])
def test_a_slug_has_small_letters_digits_and_single_hyphens(slug):
    assert sentences(id=slug) == [
        f'bidang "id" berisi "{slug}"; bentuknya salah. Pakai huruf kecil, angka, dan tanda hubung.'
    ]


def test_all_problems_of_a_record_come_at_once():
    assert len(sentences(date="kemarin", title="", verification="ya", extra="x")) == 4


def test_a_long_value_is_shortened_in_the_message():
    (sentence,) = sentences(date="x" * 200)

    assert f'"{"x" * 57}..."' in sentence


def test_a_field_inside_a_list_is_named_as_editors_count():
    (sentence,) = sentences(speakers=[{"name": "Nama Contoh", "role": "Ketua"}])

    assert sentence == 'bidang "speakers[1].institution" tidak ada. Tambahkan.'


@pytest.mark.parametrize(
    ("field", "value"), [("title", None), ("region_codes", None), ("date", None)]
)
def test_a_field_without_a_value_is_called_empty_not_none(field, value):
    assert sentences(**{field: value}) == [
        f'bidang "{field}" kosong. Isi, atau hapus baris itu jika tidak wajib.'
    ]


def test_no_wrong_value_of_any_type_is_answered_in_english():
    values = [None, "", "x", -1, 1.5, [], {}, ["x"], {"x": 1}]
    for field in Statement.model_fields:
        for value in values:
            for sentence in sentences(**{field: value}):
                assert not {"input", "should", "valid", "string"} & set(sentence.split()), sentence


def test_a_record_never_changes():
    record, _ = parse(Statement, STATEMENT, "contoh.md", {(): 2})

    with pytest.raises(ValueError, match="frozen"):
        record.title = "Judul lain"


def test_the_smallest_known_part_around_a_place_gives_the_line():
    lines = {(): 2, ("source",): 9}

    assert line_of(("source", "url"), lines) == 9
    assert line_of(("title",), lines) == 2
    assert line_of(("title",), {}) == 1


def test_every_coded_value_is_found_with_its_register():
    record, _ = parse(
        Statement,
        STATEMENT | {"topics": ["ikrar"], "regulations": ["uu-1"], "stage": "kampanye"},
        "contoh.md",
        {(): 2},
    )

    assert set(references(record)) == {
        (("kind",), "statement_kind", "statement"),
        (("region_codes", 0), "region", "98"),
        (("election",), "election", "general"),
        (("topics", 0), "topic", "ikrar"),
        (("stage",), "election_stage", "kampanye"),
        (("regulations", 0), "regulation", "uu-1"),
    }


def test_the_nearest_valid_value_is_offered_only_if_near():
    assert nearest("statment", ["statement", "event"]) == ' Maksudnya "statement"?'
    assert nearest("xyz", ["statement", "event"]) == ""


def test_problems_are_sorted_by_file_then_line_and_told_once():
    places = [("b", 10), ("b", 9), ("b", 10), ("a", 99)]

    found = ProblemsFound(Problem("P047", *place, "x.") for place in places).problems

    assert [(problem.path, problem.line) for problem in found] == [("a", 99), ("b", 9), ("b", 10)]


def test_whole_numbers_may_be_text_as_in_tables():
    assert Years(start="2008", end=None, note="").start == 2008


def test_unknown_fields_are_refused_by_every_model():
    assert Record.model_config["extra"] == "forbid"
    assert Figure.model_config["extra"] == "forbid"
