"""Figures from a spreadsheet of somebody who has never seen the repository."""

import csv
from datetime import date

import pytest

from portal.core.arrivals import FIGURE_COLUMNS, SOURCE_COLUMNS, read_arrivals
from portal.core.checks import check_project
from portal.core.figure_files import BEGUN
from portal.core.problems import ProblemsFound
from portal.figure_intake import take

PLACES = ["Jawa Tengah", "33.01", "33,02", "33.03", "Kabupaten Purbalingga"]
PLACES += ["33.05", "33.06", "33.07", "33.08", "Kota Semarang"]
NEW_FIGURES = "data/figures/contoh-20241105-jateng.csv"
SOURCE = {
    "source_id": "contoh-20241105-jateng",
    "url": "https://contoh.example/berita/1",
    "title": "Bawaslu Jawa Tengah catat 1.234 dugaan",
    "publisher": "Media Contoh",
    "published": "05/11/2024",
    "institution": "Bawaslu Provinsi Jawa Tengah",
    "note": "",
}


def figure(number: int, **more: str) -> dict[str, str]:
    return {
        "figure_id": f"{SOURCE['source_id']}-{number:02}",
        "source_id": SOURCE["source_id"],
        "region_code": "33",
        "election": "pilkada-2024",
        "period_start": "",
        "period_end": "31/10/2024",
        "respondent_group": "asn",
        "stage_of_handling": "total",
        "category": "all",
        "value": "1.234",
        "unit": "kasus",
        "verification": "verified",
        "note": "",
    } | more


def ten_figures() -> list[dict[str, str]]:
    values = ["1.234", "43,0", "21", "57", "16", "33", "28", "75", "10", "96"]
    pairs = zip(PLACES, values, strict=True)
    return [figure(i, region_code=place, value=value) for i, (place, value) in enumerate(pairs, 1)]


def save(path, rows: list[dict[str, str]], encoding: str = "utf-8-sig", separator: str = ";"):
    """As Excel does it: quotes where needed, lines that end with both characters."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def tables(tmp_path):
    def tables(figures, sources=(SOURCE,), **how):
        return (
            save(tmp_path / "angka.csv", figures, **how),
            save(tmp_path / "sumber.csv", list(sources), **how),
        )

    return tables


def problems(paths, portal) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_arrivals(*paths, portal)
    return [str(problem) for problem in found.value.problems]


def rows_of(arrived) -> tuple[list, list]:
    return [row for row, _ in arrived.figures], [row for row, _ in arrived.sources]


def test_ten_figures_of_an_indonesian_excel_are_read_as_they_were_meant(tables, portal):
    figures, sources = rows_of(read_arrivals(*tables(ten_figures()), portal))

    assert [row["region_code"] for row in figures][:5] == ["33", "33.01", "33.02", "33.03", "33.03"]
    assert [row["value"] for row in figures][:3] == ["1234", "43", "21"]
    assert {row["period_end"] for row in figures} == {"2024-10-31"}
    assert sources[0]["published"] == "2024-11-05"


def test_rows_come_with_the_columns_of_the_repository(tables, portal):
    figures, sources = rows_of(read_arrivals(*tables(ten_figures()), portal))
    needed = [c for c in FIGURE_COLUMNS if c != "precision"]

    assert (list(figures[0]), list(sources[0])) == (needed, SOURCE_COLUMNS)


@pytest.mark.parametrize("written", ["15,7", "15.7"])
def test_a_percentage_is_read_with_its_decimal_however_it_is_written(tables, portal, written):
    (row,), _ = rows_of(read_arrivals(*tables([figure(1, value=written, unit="persen")]), portal))

    assert row["value"] == "15.7"


def test_a_table_may_say_that_its_source_is_not_exact(tables, portal):
    (row,), _ = rows_of(read_arrivals(*tables([figure(1, precision="about")]), portal))

    assert row["precision"] == "about"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"value": "52,3"},
            'angka.csv:2: nilai "52,3" bukan bilangan bulat, atau dapat dibaca dengan dua cara.'
            " Tulis tanpa titik dan koma; hanya persen boleh satu angka di belakang koma. [P057]",
        ),
        (
            {"value": ""},
            "angka.csv:2: nilai kosong. Isi bilangan bulat, atau hapus baris ini. [P045]",
        ),
        (
            {"region_code": "Bogor"},
            'angka.csv:2: wilayah "Bogor" tidak jelas.'
            " Maksudnya Kabupaten Bogor (32.01) atau Kota Bogor (32.71)? [P058]",
        ),
        (
            {"region_code": "33.1"},
            'angka.csv:2: wilayah "33.1" tidak jelas. Maksudnya Kabupaten Klaten (33.10)? [P058]',
        ),
        (
            {"source_id": ""},
            'angka.csv:2: kolom "source_id" kosong. Isi di tiap baris;'
            " sel yang digabung di Excel hanya terisi di baris pertamanya. [P056]",
        ),
        (
            {"note": "hubungi 0812-3456-7890"},
            'angka.csv:2: kolom "note" memuat "0812-3456-7890", tampak seperti telepon seseorang;'
            " data pribadi tidak disimpan. Hapus. [P071]",
        ),
        (
            {"note": '=HYPERLINK("https://x.example")'},
            'angka.csv:2: bidang "note" mulai dengan "="; lembar kerja akan menghitungnya sebagai'
            " rumus. Tulis hasilnya, atau awali dengan kata. [P059]",
        ),
        (
            {"note": "<b>tebal</b>"},
            'angka.csv:2: bidang "note" memuat HTML "<b>". Tulis teks biasa saja. [P070]',
        ),
        (
            {"unit": "orng"},
            'angka.csv:2: nilai daftar "unit" "orng" tidak dikenal. Maksudnya "orang"?'
            " Pakai yang ada di data/codelists.csv. [P049]",
        ),
        (
            {"source_id": "contoh-20241105-jatim"},
            'angka.csv:2: sumber "contoh-20241105-jatim" tidak dikenal.'
            ' Maksudnya "contoh-20241105-jateng"? Pakai yang ada di data/sources/. [P049]',
        ),
        (
            {"figure_id": "sindo-20190309-15prov-01"},
            'angka.csv:2: figure_id "sindo-20190309-15prov-01" sudah ada.'
            " Beri kode lain, atau hapus baris ini. [P054]",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_line_and_remedy(tables, portal, change, sentence):
    assert problems(tables([figure(1, **change)]), portal) == [sentence]


def test_a_point_or_a_day_in_a_table_that_is_not_indonesian_is_not_guessed(tables, portal):
    found = problems(tables([figure(1, period_end="2024-10-31")], separator=","), portal)

    assert [text.partition(";")[0].partition(" bukan")[0] for text in found] == [
        'angka.csv:2: nilai "1.234"',
        'sumber.csv:2: bidang "published" berisi "05/11/2024"',
    ]


def test_all_problems_of_both_tables_are_shown_at_once(tables, portal):
    figures = [figure(1, unit="orng"), figure(2, election="pilkada-2042")]
    source = SOURCE | {"published": "kemarin"}

    found = problems(tables(figures, [source]), portal)

    assert [text.partition(" ")[0] for text in found] == [
        "angka.csv:2:",
        "angka.csv:3:",
        "sumber.csv:2:",
    ]


def test_a_missing_table_is_said_in_one_sentence(tmp_path, tables, portal):
    _, sources = tables([figure(1)])

    found = problems((tmp_path / "tidak-ada.csv", sources), portal)

    assert len(found) == 1 and "tidak ada. Periksa nama dan foldernya." in found[0]


def test_the_script_adds_ten_figures_that_the_check_accepts(tables, project, run):
    figures, sources = tables(ten_figures())

    ran = run("intake.py", str(figures), str(sources), "--added", "2026-11-24")
    checked = run("check.py")

    assert (ran.returncode, ran.stdout) == (0, "10 angka ditambahkan, 0 di antaranya ditahan.\n")
    assert checked.returncode == 0 and checked.stderr.startswith("Tidak ada masalah.\n")
    added = (project / NEW_FIGURES).read_text("utf-8").splitlines()[1]
    assert added == (
        "contoh-20241105-jateng-01,33,pilkada-2024,,2024-10-31,asn,total,"
        "all,1234,shown,kasus,verified,,2026-11-24,"
    )


def test_nothing_enters_while_one_row_is_wrong(tables, project, run):
    figures, sources = tables([*ten_figures(), figure(11, unit="orng")])

    ran = run("intake.py", str(figures), str(sources))

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == "1 masalah; tidak ada yang dimasukkan."
    assert not (project / NEW_FIGURES).exists()


def test_a_table_inside_the_repository_is_refused(tables, project, run):
    figures, sources = tables([figure(1)])
    inside = project / "data" / "angka.csv"
    inside.write_bytes(figures.read_bytes())

    ran = run("intake.py", str(inside), str(sources))

    assert ran.returncode == 1
    assert "ada di dalam repositori. Pindahkan ke luar dulu." in ran.stderr


def test_a_small_detail_of_a_regency_is_withheld_on_its_way_in(tables, project, run):
    row = figure(1, region_code="33.11", value="2", stage_of_handling="proven")

    ran = run("intake.py", *map(str, tables([row])))

    assert ran.stdout == "1 angka ditambahkan, 1 di antaranya ditahan.\n"
    last = (project / NEW_FIGURES).read_text("utf-8").splitlines()[-1]
    assert ",all,,confidential,kasus," in last


TODAY = date(2026, 11, 24)
SMALL_SOURCE = SOURCE | {"source_id": "baru", "institution": "Badan Contoh"}


def small(number: int, **more: str) -> dict[str, str]:
    """A figure of the minimal site."""
    own = {"figure_id": f"baru-{number:02}", "source_id": "baru", "region_code": "98"}
    return figure(number, **own | {"election": "pemilu-2024", "value": "7"} | more)


def refused(project, paths) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        take(project, *paths, TODAY, TODAY)
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"period_end": "31/10/2029"}, "P075"),
        ({"period_end": "31/10/1924"}, "P076"),
        ({"period_start": "30/11/2024"}, "P083"),
        ({"period_end": "30/11/2024"}, "P084"),
        ({"unit": "persen", "value": "150"}, "P080"),
        ({"note": "a\u200bb"}, "P012"),
        ({"region_code": "Contoh", "value": "9"}, "P078"),
    ],
)
def test_intake_refuses_what_a_check_refuses_at_the_line_of_the_delivery(
    tables, minimal, change, code
):
    given = tables([small(1, value="9"), small(2, **change)], [SMALL_SOURCE])

    found = refused(minimal, given)

    assert f"[{code}]" in " ".join(found)
    assert all(text.startswith("angka.csv:3: ") for text in found)
    assert check_project(minimal, TODAY) == []


def test_intake_says_what_a_check_would_say_of_a_source(tables, minimal):
    source = SMALL_SOURCE | {"published": "05/11/2030"}

    assert refused(minimal, tables([small(1)], [source])) == [
        'sumber.csv:2: bidang "published" berisi "2030-11-05"; waktu itu belum tiba.'
        " Periksa tahun dan bulannya. [P075]"
    ]


def test_nothing_enters_a_project_that_a_check_refuses(tables, minimal):
    page = minimal / "content/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\n[ke mana](entah)\n", "utf-8")

    assert [text[-6:] for text in refused(minimal, tables([small(1)], [SMALL_SOURCE]))] == [
        "[P068]"
    ]


def test_an_intake_that_was_cut_off_can_be_repeated(tables, minimal):
    half = minimal / "data/figures/baru.csv"
    half.write_text("figure_id,region", "utf-8")
    (minimal / BEGUN).write_text(f"{half}\n", "utf-8")
    assert "P143" in [problem.code for problem in check_project(minimal, TODAY)]

    taken = take(minimal, *tables([small(1)], [SMALL_SOURCE]), TODAY, TODAY)

    assert taken.figures == 1
    assert check_project(minimal, TODAY) == []


def test_a_column_that_was_given_up_is_left_out_and_that_is_said(tables, minimal):
    row = small(1) | {"category_label": "Dua camat"}

    taken = take(minimal, *tables([row], [SMALL_SOURCE]), TODAY, TODAY)

    assert str(taken).endswith(
        '\nKolom "category_label" tidak dipakai lagi; isinya tidak disimpan.'
    )
    assert "camat" not in (minimal / "data/figures/baru.csv").read_text("utf-8")


@pytest.mark.parametrize("added", ["besok", "2026-13-01", "2999-01-01", "2026"])
def test_the_day_figures_come_in_is_a_day_that_was(tables, project, run, added):
    ran = run("intake.py", *map(str, tables([figure(1)])), "--added", added)

    assert ran.returncode == 1
    assert ran.stderr.startswith(f'"{added}" ') and "Traceback" not in ran.stderr
    assert not (project / NEW_FIGURES).exists()


def test_tables_are_found_from_where_the_person_stands(tables, project, run):
    figures, sources = tables([figure(1)])

    ran = run("intake.py", figures.name, sources.name, here=figures.parent)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert (project / NEW_FIGURES).exists()


def test_a_thousand_with_a_point_is_not_guessed_where_nothing_else_is_indonesian(tables, portal):
    rows = [figure(1, value="1.005", period_end="2024-10-31"), figure(2, value="12", period_end="")]

    assert [text.partition(" bukan")[0] for text in problems(tables(rows), portal)] == [
        'angka.csv:2: nilai "1.005"'
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_the_month_before_the_day_in_a_file_with_tabs_is_not_guessed(tables, portal, encoding):
    given = tables([figure(1, period_end="3/4/2024", value="7")], separator="\t", encoding=encoding)

    assert [text.partition(";")[0] for text in problems(given, portal)] == [
        'angka.csv:2: bidang "period_end" berisi "3/4/2024"',
        'sumber.csv:2: bidang "published" berisi "05/11/2024"',
    ]


def test_one_table_shows_how_the_days_of_the_other_are_written(tables, portal):
    source = SOURCE | {"published": "3/4/2024"}
    given = tables([figure(1, period_end="3/14/2024", value="7")], [source])

    assert [text.partition(";")[0] for text in problems(given, portal)] == [
        'angka.csv:2: bidang "period_end" berisi "3/14/2024"',
        'sumber.csv:2: bidang "published" berisi "3/4/2024"',
    ]
