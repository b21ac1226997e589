"""A new record in answers of an editor: asked kindly, written right, never over another."""

import shlex

import pytest

from portal.core.answers import NotUnderstood, a_day, a_region, a_slug, one_of, parts, slug
from portal.core.documents import read_document
from portal.core.spreadsheets import read_spreadsheet
from portal.new_figures import command_line
from portal.new_records import forms, write_new
from portal.questions import Question, Refused, Unanswered, collect
from portal.whole_files import NotWritten

STATEMENT = {
    "title": "Bawaslu Sukoharjo mengingatkan kepala desa agar netral",
    "date": "2026-03-02",
    "kind": "statement",
    "region": ["Sukoharjo"],
    "source-url": "https://contoh.example/berita/1",
    "source-publisher": "Media Contoh",
    "summary": "Ketua Bawaslu mengingatkan kepala desa. Larangannya ada di undang-undang.",
}
REGULATION = {
    "type": "Undang-Undang",
    "abbreviation": "UU",
    "number": "3",
    "year": "2026",
    "title": "Contoh",
    "issuing-body": "Indonesia. Presiden",
    "source": ["https://contoh.example/uu-3-2026; Teks UU 3/2026; JDIH Contoh"],
    "confidence": "high",
    "summary": "Undang-undang ini hanya contoh. Isinya dua kalimat.",
}
CORRECTION = {
    "title": "Jumlah laporan pada 2019 dikoreksi",
    "date": "2026-11-24",
    "kind": "correction",
    "change": ["sindo-20190309-15prov-01; value; 15; 16", "sindo-20190309-15prov-01; note; -; x"],
    "noticed": "2026-11-20",
    "decided-by": "Redaksi",
    "summary": "Angkanya salah ketik. Sumbernya menulis 16.",
}
PAGE = {"title": "Cara membaca", "description": "Cara membaca portal ini.", "summary": "Isi."}
FIGURES = {
    "title": "Bawaslu Catat 165 Laporan",
    "publisher": "Media Contoh",
    "published": "2024-11-05",
    "institution": "Bawaslu RI",
    "election": "pilkada-2024",
    "period-end": "2024-10-31",
    "group": "asn",
    "unit": "kasus",
}


@pytest.fixture
def known(portal, tmp_path):
    return forms(portal, tmp_path / "project", tmp_path / "luar", tmp_path)


def written(known, kind, given):
    form = known[kind]
    return form.make(collect(form.questions, given, None))


def typed(*lines: str):
    """An editor at the keyboard who types these lines and no more."""
    rest = iter(lines)
    return lambda prompt: next(rest)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("33.11", "33.11"),
        ("Sukoharjo", "33.11"),
        ("kabupaten sukoharjo", "33.11"),
        ("Jateng", "33"),
        ("indonesia", "00"),
        ("Kota  Bogor", "32.71"),
    ],
)
def test_a_region_is_found_by_code_name_or_short_name(portal, answer, code):
    aliases = {"Jateng": "33"}

    assert a_region(portal.regions, aliases)(answer) == code


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            "Bogor",
            'wilayah "Bogor" tidak jelas.'
            " Maksudnya Kabupaten Bogor (32.01) atau Kota Bogor (32.71)?",
        ),
        (
            "Sukoharjoo",
            'wilayah "Sukoharjoo" tidak dikenal. Maksudnya Kabupaten Sukoharjo'
            " atau Kabupaten Sidoarjo?",
        ),
        (
            "Atlantis Raya Xyz",
            'wilayah "Atlantis Raya Xyz" tidak dikenal. Tulis namanya seperti di data/regions.csv.',
        ),
        (
            "1103",
            'wilayah "1103" tidak dikenal. Angka tanpa titik tampak seperti kode BPS; menambah titik'
            " dapat menunjuk wilayah lain. Cari kode Kemendagri menurut nama wilayahnya.",
        ),
        ("11,1", 'wilayah "11,1" tidak jelas. Maksudnya Kabupaten Aceh Singkil (11.10)?'),
    ],
)
def test_a_region_that_is_not_clear_is_asked_back(portal, answer, sentence):
    with pytest.raises(NotUnderstood) as error:
        a_region(portal.regions, {})(answer)

    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("answer", "day"),
    [
        ("2026-03-02", ("2026-03-02", "day")),
        ("2/3/2026", ("2026-03-02", "day")),
        ("2026-03", ("2026-03-01", "month")),
        ("2026", ("2026-01-01", "year")),
    ],
)
def test_a_day_may_be_known_only_to_the_month_or_year(answer, day):
    assert a_day(answer) == day


@pytest.mark.parametrize("answer", ["31/2/2026", "kemarin", "2026-13-01"])
def test_a_day_that_is_not_in_the_calendar_is_asked_again(answer):
    with pytest.raises(NotUnderstood):
        a_day(answer)


def test_a_code_may_be_answered_in_its_words():
    assert one_of({"pledge": "Ikrar"})("ikrar") == "pledge"


def test_a_misspelt_choice_gets_the_nearest_one():
    with pytest.raises(NotUnderstood, match='Maksudnya "Ikrar"'):
        one_of({"pledge": "Ikrar"})("ikrra")


def test_parts_of_one_answer_are_all_needed():
    with pytest.raises(NotUnderstood, match="harus 3 bagian"):
        parts("name", "role", "institution")("A; Ketua")


def test_a_file_name_is_made_of_the_words_that_matter():
    assert slug("Bawaslu: “Camat” di Pidié agar netral") == "bawaslu-camat-pidie-netral"


def test_a_file_name_with_capitals_is_asked_back():
    with pytest.raises(NotUnderstood, match='Maksudnya "uji-coba"'):
        a_slug("Uji Coba")


def test_a_question_is_asked_until_the_answer_is_understood():
    said = []
    question = Question("day", "Hari", "Kapan.", a_day, must=True)

    answers = collect([question], {}, typed("", "kemarin", "2026-03-02"), said.append)

    assert answers == {"day": ("2026-03-02", "day")}
    assert said[1] == "Ini perlu diisi." and said[2].startswith('"kemarin" bukan tanggal.')


def test_an_empty_answer_means_the_suggestion():
    question = Question("kind", "Jenis", "Pilih.", suggest=lambda answers: "umum")

    assert collect([question], {}, typed(""), lambda line: None) == {"kind": "umum"}


def test_a_list_is_asked_until_it_is_enough():
    question = Question("topic", "Topik", "Pilih.", many=True)

    assert collect([question], {}, typed("a", "b", ""), lambda line: None) == {"topic": ["a", "b"]}


def test_without_questions_every_missing_answer_is_named(known):
    with pytest.raises(Unanswered) as error:
        written(known, "statement", {"title": "Judul", "date": "besok"})

    lines = str(error.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "--date",
        "--kind",
        "--region",
        "--source-url",
        "--source-publisher",
        "--summary",
        "--id",
    ]


@pytest.mark.parametrize(
    ("kind", "given", "name"),
    [
        ("statement", STATEMENT, "2026-03-02-bawaslu-sukoharjo-mengingatkan-kepala-desa-netral"),
        ("regulation", REGULATION, "uu-3-2026"),
        ("correction", CORRECTION, "2026-11-24-jumlah-laporan-2019-dikoreksi"),
        ("page", PAGE, "cara-membaca"),
    ],
)
def test_a_document_is_written_with_its_name_and_can_be_read(known, kind, given, name):
    files = written(known, kind, given)
    write_new(files)
    (path,) = files

    document, problems = read_document(path, path.name)

    assert (path.stem, problems) == (name, [])
    assert document.record.title == given["title"]


def test_a_regulation_whose_number_carries_the_year_has_it_once(known):
    files = written(known, "regulation", REGULATION | {"abbreviation": "SE", "number": "01/2026"})

    assert [path.stem for path in files] == ["se-01-2026"]


def test_a_correction_names_what_changed_and_a_dash_means_nothing(known):
    (text,) = written(known, "correction", CORRECTION).values()

    assert "- record: sindo-20190309-15prov-01\n  field: value\n  old: '15'\n  new: '16'\n" in text
    assert "  field: note\n  old: null\n  new: x\n" in text


def test_a_correction_of_a_record_that_is_not_there_is_asked_back(known):
    change = ["sindo-20190309-15prov-1; value; 15; 16"]

    with pytest.raises(Unanswered, match='--change: catatan "sindo-20190309-15prov-1" tidak ada'):
        written(known, "correction", CORRECTION | {"change": change})


def test_a_month_alone_is_kept_as_such(known):
    (text,) = written(known, "statement", STATEMENT | {"date": "2026-03"}).values()

    assert "date: '2026-03-01'\ndate_precision: month\n" in text


def test_html_in_a_summary_is_refused_before_anything_is_written(known):
    with pytest.raises(Unanswered, match="--summary: HTML tidak dipakai"):
        written(known, "statement", STATEMENT | {"summary": "Satu <b>kata</b>."})


def test_a_file_that_is_there_is_never_written_over(known):
    files = written(known, "page", PAGE)
    write_new(files)
    (path,) = files
    before = path.read_text("utf-8")

    with pytest.raises(Refused, match="sudah ada"):
        write_new({path: "lain"})

    assert path.read_text("utf-8") == before


def test_of_two_tables_none_is_written_if_one_is_there(known):
    figures, sources = written(known, "figures", FIGURES).items()
    write_new(dict([sources]))

    with pytest.raises(Refused):
        write_new(dict([figures, sources]))

    assert not figures[0].exists()


def test_tables_have_the_columns_that_intake_reads(known):
    from portal.core.arrivals import FIGURE_COLUMNS, SOURCE_COLUMNS

    columns = {"angka.csv": FIGURE_COLUMNS, "sumber.csv": SOURCE_COLUMNS}
    for path, text in written(known, "figures", FIGURES).items():
        sheet, problems = read_spreadsheet(text.encode("utf-8"), path.name, columns[path.name])
        assert problems == [] and sheet.separator == ";"
        assert sheet.lines[0][0]["source_id"] == "media-contoh-20241105-bawaslu-catat-165"


def test_tables_inside_the_repository_are_refused(known, tmp_path):
    inside = str(tmp_path / "project" / "data")

    with pytest.raises(Refused, match="ada di dalam repositori"):
        written(known, "figures", FIGURES | {"folder": inside})


def options(given: dict) -> list[str]:
    return [
        part
        for name, value in given.items()
        for one in (value if isinstance(value, list) else [value])
        for part in (f"--{name}", one)
    ]


def test_records_made_by_options_pass_the_check(run):
    records = {"statement": STATEMENT, "regulation": REGULATION, "page": PAGE}
    for kind, given in (records | {"correction": CORRECTION}).items():
        made = run("new.py", kind, "--no-questions", *options(given))
        assert (made.returncode, made.stderr) == (0, "")
        assert made.stdout.startswith("Ditulis: ") and "Selanjutnya: " in made.stdout

    checked = run("check.py")

    assert checked.stdout.endswith("lalu isi source.retrieved_via atau source.id. [W001]\n")
    assert checked.returncode == 0 and checked.stderr.startswith("Tidak ada masalah.\n")


def test_a_statement_answered_on_a_pipe_passes_the_check(project, run):
    lines = [
        STATEMENT["title"],
        "2/3/2026",
        "Pernyataan",
        "Sukoharjoo",
        "Sukoharjo",
        "",
        "Pilkada 2024",
        "Kepala desa",
        "",
        "Nama Contoh; Ketua; Bawaslu Kabupaten Sukoharjo",
        "",
        "UU 7/2017",
        "",
        "https://contoh.example/berita/1",
        "",
        "Media Contoh",
        "3/3/2026",
        "",
        *("Kalimat pertama.", "Kalimat kedua.", ""),
        "2026-03-02-sukoharjo-kades-netral",
    ]

    made = run("new.py", "statement", answers="\n".join(lines) + "\n")
    checked = run("check.py")

    assert (made.returncode, made.stderr) == (0, "")
    assert "Maksudnya Kabupaten Sukoharjo" in made.stdout
    assert checked.returncode == 0 and checked.stderr.startswith("Tidak ada masalah.\n")
    text = (project / "content/statements/2026-03-02-sukoharjo-kades-netral.md").read_text("utf-8")
    assert "region_codes:\n- '33.11'\nelection: pilkada-2024\ntopics:\n- kepala-desa\n" in text
    assert "regulations:\n- uu-7-2017\n" in text
    assert text.endswith("---\n\nKalimat pertama.\nKalimat kedua.\n")


def test_answers_that_end_early_write_nothing(project, run):
    before = sorted(project.rglob("*.md"))

    made = run("new.py", "page", answers="Judul\n")

    assert made.returncode == 1
    assert made.stderr.strip() == "Belum selesai dijawab; tidak ada yang ditulis."
    assert sorted(project.rglob("*.md")) == before


def test_new_tables_filled_in_are_taken_in(tmp_path, run):
    folder = tmp_path / "luar"
    made = run("new.py", "figures", "--no-questions", *options(FIGURES), "--folder", str(folder))
    assert (made.returncode, made.stderr) == (0, "")
    table = folder / "angka.csv"
    head, row = table.read_text("utf-8-sig").splitlines()
    cells = dict(zip(head.split(";"), row.split(";"), strict=True)) | {"value": "165"}
    table.write_text(f"{head}\n{';'.join(cells.values())}\n", "utf-8")

    ran = run("intake.py", str(table), str(folder / "sumber.csv"))

    assert ran.stdout == "1 angka ditambahkan, 0 di antaranya ditahan.\n"


@pytest.mark.parametrize(
    ("is_windows", "printed"),
    [
        (False, "python3 scripts/intake.py '/x/Data Pak Uji/angka.csv' /x/b.csv"),
        (True, 'python3 scripts/intake.py "/x/Data Pak Uji/angka.csv" /x/b.csv'),
    ],
)
def test_a_printed_command_keeps_a_path_with_blanks_together(is_windows, printed):
    command = ["python3", "scripts/intake.py", "/x/Data Pak Uji/angka.csv", "/x/b.csv"]

    assert command_line(command, is_windows) == printed


def test_the_last_line_of_new_figures_is_a_command(tmp_path, run):
    folder = tmp_path / "Data Pak Uji; $HOME"
    made = run("new.py", "figures", "--no-questions", *options(FIGURES), "--folder", str(folder))

    assert shlex.split(made.stdout.splitlines()[-1]) == [
        *("python3", "scripts/intake.py", str(folder / "angka.csv"), str(folder / "sumber.csv")),
    ]


def test_two_tables_are_written_or_none(tmp_path):
    (tmp_path / "berkas").touch()

    with pytest.raises(NotWritten, match=r"bukan folder\. .* Tidak ada yang ditulis\.$"):
        write_new({tmp_path / "angka.csv": "a", tmp_path / "berkas" / "sumber.csv": "b"})
    assert not (tmp_path / "angka.csv").exists()


def summary() -> Question:
    return Question("summary", "Ringkasan", "Isi.", lines=True, must=True)


def test_a_text_of_several_lines_is_kept_whole():
    answers = collect([summary()], {}, typed("Satu.", "Dua.", ""), lambda line: None)

    assert answers == {"summary": "Satu.\nDua."}


def test_an_empty_line_inside_what_was_pasted_does_not_end_it():
    pasted = iter([True, False])

    answers = collect(
        [summary()],
        {},
        typed("Satu.", "", "Dua.", ""),
        lambda line: None,
        lambda: next(pasted, False),
    )

    assert answers == {"summary": "Satu.\n\nDua."}


def test_an_answer_of_one_line_keeps_what_was_pasted_in_two():
    question = Question("title", "Judul", "Judul.")

    assert collect([question], {}, typed("Satu\ndua"), lambda line: None) == {"title": "Satu dua"}


def test_lines_pasted_into_a_list_are_its_parts():
    question = Question("topic", "Topik", "Pilih.", many=True)

    assert collect([question], {}, typed("a\nb", ""), lambda line: None) == {"topic": ["a", "b"]}


def test_what_a_check_refuses_is_not_written(minimal, run_small):
    made = run_small("new.py", "page", "--no-questions", *options(PAGE))

    assert made.returncode == 1
    assert 'halaman "cara-membaca" (id) belum beralamat.' in made.stderr
    assert not (minimal / "content/pages/cara-membaca.md").exists()


def test_a_page_with_an_address_is_written_and_passes_the_check(minimal, run_small):
    settings = minimal / "pelicanconf.py"
    text = settings.read_text("utf-8")
    address = '"home": "",\n        "cara-membaca": "cara-membaca/",'
    settings.write_text(text.replace('"home": "",', address, 1), "utf-8")

    made = run_small("new.py", "page", "--no-questions", *options(PAGE))

    assert (made.returncode, made.stderr) == (0, "")
    assert run_small("check.py").returncode == 0


def test_a_folder_for_tables_is_meant_from_where_the_person_stands(tmp_path, run):
    here = tmp_path / "meja"
    here.mkdir()
    given = [*options(FIGURES), "--folder", "angka"]

    made = run("new.py", "figures", "--no-questions", *given, here=here)

    assert made.returncode == 0
    assert (here / "angka" / "sumber.csv").exists()
