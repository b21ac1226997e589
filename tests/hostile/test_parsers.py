"""Whatever bytes a file holds: problems with sentences, or records; never anything else."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from built import SITES, lay_out
from cases.test_cases import COUNT_HEADER, COUNTS, HEADER, REGISTER, ROWS, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.case_files import write_protected
from portal.core.answers import NotUnderstood, a_day, a_slug, a_url, a_whole_day, a_year, parts
from portal.core.cases.audit import audit
from portal.core.cases.disclosure import protect
from portal.core.cases.published import read_published
from portal.core.cases.raw_cases import read_cases
from portal.core.cases.register import parents
from portal.core.cases.release import read_release
from portal.core.checks import check_project
from portal.core.days import wrong_weekdays
from portal.core.documents import read_document
from portal.core.figures import Figure, Source
from portal.core.headers import Refused, read_yaml, split_document
from portal.core.identifiers import find_identifiers
from portal.core.personal_columns import column_is_identifier
from portal.core.pictures import PNG, wrong_png
from portal.core.problems import Problem
from portal.core.reference import Channel
from portal.core.spreadsheets import a_date, a_number, a_region_code, read_spreadsheet
from portal.core.tables import read_list, read_table

COLUMNS = list(Source.model_fields)
SAME_EACH_TIME = settings(
    derandomize=True,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Pieces that mean something to one of the parsers, so that chance gets past the first line.
MARKS = [
    "---\n",
    "\n",
    ": ",
    "- ",
    "'",
    '"',
    ",",
    ";",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!x ",
]
MARKS += [
    "title",
    "date: ",
    "id: ",
    "source:\n  url: ",
    "region_codes:\n- ",
    "98",
    "2024-02-30",
    "=1+1",
]
MARKS += [
    "\u202e",
    "\u200b",
    "\0",
    "\r",
    "\ufeff",
    "<b>",
    "|\n ",
    "? ",
    "# ",
    "~",
    "1e999",
    "-.inf",
]
MARKS += ["Senin, 31 Februari 2024 ", "0x1F", "1_000", "\ud7ff", "12:30", "99999999999999999999"]
texts = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=8)), max_size=30).map("".join)
contents = st.one_of(st.binary(max_size=200), texts.map(lambda t: t.encode("utf-8", "replace")))
contents = st.one_of(contents, texts.map(lambda t: t.encode("utf-16")))


def are_sentences(problems) -> bool:
    return all(isinstance(p, Problem) and p.line >= 1 and "\n" not in str(p) for p in problems)


@SAME_EACH_TIME
@given(text=texts)
def test_headers(text):
    try:
        read_yaml(split_document("---\n" + text)[0], first_line=2)
    except Refused as error:
        assert error.line >= 1 and error.text.endswith(".")


@SAME_EACH_TIME
@given(content=contents, has_header=st.booleans())
def test_documents(tmp_path, content, has_header):
    for folder in ("statements", "regulations", "corrections", "pages"):
        path = tmp_path / folder / "a.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"---\n" + content + b"\n---\nx\n" if has_header else content)

        document, problems = read_document(path, f"content/{folder}/a.md")

        assert (document is None) == bool(problems) and are_sentences(problems)


@SAME_EACH_TIME
@given(content=contents, model=st.sampled_from([Figure, Source]), has_title=st.booleans())
def test_tables(tmp_path, content, model, has_title):
    path = tmp_path / "a.csv"
    path.write_bytes(
        ",".join(model.model_fields).encode() + b"\n" + content if has_title else content
    )

    assert are_sentences(read_table(path, "data/a.csv", model)[1])


@SAME_EACH_TIME
@given(content=contents)
def test_lists(tmp_path, content):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)

    assert are_sentences(read_list(path, "data/a.yaml", Channel)[1])


@SAME_EACH_TIME
@given(
    content=contents, title=st.sampled_from([b"", b"sep=;\n", ";".join(COLUMNS).encode() + b"\n"])
)
def test_spreadsheets(content, title):
    sheet, problems = read_spreadsheet(title + content, "a.csv", COLUMNS)

    assert are_sentences(problems) and not (problems and sheet.lines)


@SAME_EACH_TIME
@given(
    cell=st.one_of(texts, st.from_regex(r"[\d.,/:-]{0,12}", fullmatch=True)),
    indonesian=st.booleans(),
)
def test_cells(cell, indonesian):
    for read in (a_number, a_date, a_region_code):
        assert isinstance(read(cell, indonesian), str)


@SAME_EACH_TIME
@given(content=contents, release=st.sampled_from([ROWS, COUNTS]), has_title=st.booleans())
def test_raw_cases(tmp_path, content, release, has_title):
    title = (HEADER if release is ROWS else COUNT_HEADER).encode() if has_title else b""
    path = tmp_path / "raw.csv"
    path.write_bytes(title + content)

    frame, problems = read_cases(path, release, REGISTER)

    assert (frame is None) == bool(problems) and are_sentences(problems)


@SAME_EACH_TIME
@given(content=contents)
def test_settings_of_a_release(tmp_path, content):
    path = tmp_path / "release.yaml"
    path.write_bytes(content)

    release, problems = read_release(path)

    assert (release is None) == bool(problems) and are_sentences(problems)


@SAME_EACH_TIME
@given(answer=st.one_of(texts, st.from_regex(r"\d{0,4}[/.-]\d{0,2}[/.-]\d{0,4}", fullmatch=True)))
def test_answers(answer):
    for read in (a_day, a_whole_day, a_url, a_year, a_slug, parts("satu", "dua")):
        try:
            read(answer)
        except NotUnderstood as error:
            assert str(error)


@SAME_EACH_TIME
@given(
    day=st.integers(0, 99),
    month=st.one_of(st.integers(0, 99).map(str), st.sampled_from(["Maret", "mei", "March"])),
    year=st.integers(0, 9999),
    text=texts,
)
def test_dates(day, month, year, text):
    line = f"{text} Senin, {day} {month} {year:04} {text}".replace("\n", " ")

    assert are_sentences(wrong_weekdays(line, "a.md", 3))


@SAME_EACH_TIME
@given(text=texts)
def test_texts_searched_for_persons(text):
    column_is_identifier(text)
    for found in find_identifiers(text):
        assert found.text in text[found.start :]


@SAME_EACH_TIME
@given(
    raw=st.binary(max_size=80),
    start=st.sampled_from([b"", PNG, PNG + b"\0\0\0\rIHDR"]),
)
def test_pictures(raw, start):
    assert len(list(wrong_png(start + raw))) == 1


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    """A protected release on disk."""
    folder = tmp_path_factory.mktemp("release")
    raw = folder / "raw.csv"
    lines = [row(), row(region="11.01", category="kampanye"), row(region="11.10")]
    raw.write_text(HEADER + "".join(lines) * 12, "utf-8")
    frame, _ = read_cases(raw, ROWS, REGISTER)
    strict = ROWS.model_copy(update={"gate": 10, "group_size": 10})
    protected = protect(frame, strict, parents(REGISTER))
    audited = audit([protected.as_published("2024")], parents(REGISTER))
    write_protected(protected, audited, folder / "2024")
    assert read_published(folder / "2024", parents(REGISTER))[1] == []
    return folder / "2024"


@SAME_EACH_TIME
@given(
    name=st.sampled_from(["release.yaml", "wilayah-jenis.csv", "wilayah-tahun.csv"]),
    at=st.integers(0, 1500),
    cut=st.integers(0, 40),
    content=contents,
)
def test_a_release_with_a_spoilt_file(release, name, at, cut, content):
    path = release / name
    whole = path.read_bytes()
    at = min(at, len(whole))
    path.write_bytes(whole[:at] + content + whole[at + cut :])

    published, problems = read_published(release, parents(REGISTER))

    path.write_bytes(whole)
    assert (published is None) == bool(problems) and are_sentences(problems)


FILES = sorted(
    p.relative_to(SITES / "minimal") for p in (SITES / "minimal").rglob("*.*") if p.is_file()
)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return lay_out(tmp_path_factory.mktemp("spoilt") / "project")


@SAME_EACH_TIME
@given(
    name=st.sampled_from(FILES), at=st.integers(0, 2000), cut=st.integers(0, 40), content=contents
)
def test_a_project_with_a_spoilt_file(project, name, at, cut, content):
    path = project / name
    whole = path.read_bytes()
    at = min(at, len(whole))
    path.write_bytes(whole[:at] + content + whole[at + cut :])

    problems = check_project(project, date(2026, 11, 27))

    shutil.copy(SITES / "minimal" / name, path)
    assert are_sentences(problems)
