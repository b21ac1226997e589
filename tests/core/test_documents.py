"""Documents: one file, one record, a body, and a place for each field."""

from pathlib import Path

import pytest

from portal.core.documents import Regulation, read_document

PAGE = "---\ntitle: Contoh\ndescription: Halaman contoh.\n---\n\nIsi.\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_document_carries_record_body_and_lines(tmp_path):
    path = write(tmp_path / "pages", "contoh.md", PAGE)

    document, problems = read_document(path, "content/pages/contoh.md")

    assert problems == []
    assert (document.record.id, document.record.title) == ("contoh", "Contoh")
    assert (document.body, document.language, document.lines[("description",)]) == ("Isi.", "id", 3)


def test_the_word_before_md_is_the_language_of_a_page(tmp_path):
    document, _ = read_document(
        write(tmp_path / "pages", "contoh.en.md", PAGE), "content/pages/contoh.en.md"
    )

    assert (document.record.id, document.language) == ("contoh", "en")


def test_only_pages_are_translated(tmp_path):
    document, problems = read_document(
        write(tmp_path / "statements", "contoh.en.md", PAGE), "content/statements/contoh.en.md"
    )

    assert document is None
    assert len(problems) == 1


def test_a_document_in_an_unknown_folder_is_not_read(tmp_path):
    document, problems = read_document(
        write(tmp_path / "artikel", "contoh.md", PAGE), "content/artikel/contoh.md"
    )

    assert document is None
    assert problems[0].text.startswith('folder "artikel" tidak dikenal.')


def test_windows_line_ends_make_no_difference(tmp_path):
    path = write(tmp_path / "pages", "contoh.md", "")
    path.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())

    document, problems = read_document(path, "content/pages/contoh.md")

    assert (document.body, problems) == ("Isi.", [])


@pytest.mark.parametrize(
    ("abbreviation", "number", "year", "citation"),
    [
        ("UU Contoh", "7", 2017, "UU Contoh 7/2017"),
        ("SE", "800/4063/2023", 2023, "SE 800/4063/2023"),
        ("Perda", "3 Tahun 2020", 2020, "Perda 3 Tahun 2020"),
    ],
)
def test_a_citation_names_the_year_once(abbreviation, number, year, citation):
    record = Regulation.model_construct(type_abbrev=abbreviation, number=number, year=year)

    assert record.citation == citation
