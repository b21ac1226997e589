"""Raw files and settings: every mistake has its sentence, with file and line."""

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from cases.worlds import NAMES, settings
from portal.core.cases.anonymising import anonymise
from portal.core.cases.published import read_published
from portal.core.cases.raw_cases import read_cases
from portal.core.cases.raw_dask import count_with_dask
from portal.core.cases.register import Region, parents
from portal.core.cases.release import read_release, settings_problems
from portal.core.cases.repository import read_all_published, wrong_reports

REGISTER = [
    Region("00", "", "Indonesia"),
    Region("11", "00", "Aceh"),
    Region("11.01", "11", "Kabupaten Aceh Selatan"),
    Region("11.10", "11", "Kabupaten Aceh Singkil"),
    Region("33", "00", "Jawa Tengah"),
    Region("33.11", "33", "Kabupaten Sukoharjo"),
    Region("91", "00", "Papua", "", "2022-11-10"),
    Region("91.04", "91", "Kabupaten Nabire", "", "2022-11-10"),
]
TABLES = {
    "wilayah-jenis": {"level": "regency", "by": ["category"]},
    "wilayah-tahun": {"level": "regency", "by": ["period"]},
}
ROWS = settings(TABLES, categories=["media-sosial", "kampanye"], periods=["2023", "2024"])
COUNTS = ROWS.model_copy(update={"input": "counts", "ignored_columns": ()})
HEADER = "case_id,region_code,date,category\n"
COUNT_HEADER = "region_code,date,category,value\n"


def problems(tmp_path, text, release=ROWS):
    path = tmp_path / "raw.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    frame, found = read_cases(path, release, REGISTER)
    assert (frame is None) == bool(found)
    return [f"{each.line}: {each.text}" for each in found]


def row(region="33.11", day="2024-03-02", category="media-sosial"):
    return f"K-1,{region},{day},{category}\n"


def test_rows_are_counted_by_region_period_and_category(tmp_path):
    path = tmp_path / "raw.csv"
    path.write_text(HEADER + row() + row() + row(day="2023-12-31"), encoding="utf-8")

    frame, found = read_cases(path, ROWS, REGISTER)

    assert not found
    assert frame.to_dict("records") == [
        {"region_code": "33.11", "category": "media-sosial", "period": "2023", "value": 1},
        {"region_code": "33.11", "category": "media-sosial", "period": "2024", "value": 2},
    ]


def test_codes_stay_text_where_they_look_like_numbers(tmp_path):
    path = tmp_path / "raw.csv"
    path.write_text(HEADER + row(region="11.10"), encoding="utf-8")

    frame, _ = read_cases(path, ROWS, REGISTER)

    assert frame["region_code"].tolist() == ["11.10"]


@pytest.mark.parametrize("form", ["{}", "\ufeff{}"])
def test_semicolons_and_a_byte_order_mark_are_read(tmp_path, form):
    assert problems(tmp_path, form.format((HEADER + row()).replace(",", ";"))) == []


def test_a_name_in_quotes_may_hold_a_separator(tmp_path):
    assert problems(tmp_path, HEADER + 'K-1,"33.11",2024-03-02,media-sosial\n') == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1: berkas kosong. Ekspor ulang berkas perkara."),
        (
            HEADER,
            "1: hanya judul, tanpa baris. Kalau memang tidak ada perkara, tulis no_cases: true.",
        ),
        (
            "case_id,region_code,date,category,hobi\n",
            '1: kolom "hobi" tidak dikenal. Hapus, atau sebut di ignored_columns.',
        ),
        (
            "case_id,region_code,date\n",
            '1: kolom "category" tidak ada. Tambahkan kolom ini, atau ubah nama kolom di release.yaml.',
        ),
        (
            "case_id,region_code,date,category,date\n",
            '1: kolom "date" ada dua kali. Hapus salah satunya.',
        ),
        (
            "case_id,region_code,date,category,nama\n",
            '1: kolom "nama" berisi identitas orang. Hapus kolom ini dari berkas sebelum dihitung.',
        ),
        (
            HEADER + "K-1,33.11,2024-03-02\n",
            "2: 3 kolom, judul punya 4. Perbaiki pemisah atau tanda petik di baris ini.",
        ),
        (
            HEADER + row() + "K-1,33.11,2024-03-02,media-sosial,x\n",
            "3: 5 kolom, judul punya 4. Perbaiki pemisah atau tanda petik di baris ini.",
        ),
        (
            HEADER + row().replace(",", ";"),
            "2: 1 kolom, judul punya 4. Pemisahnya mungkin berbeda dari judul. Perbaiki pemisah atau tanda petik di baris ini.",
        ),
        (
            "case_id;region_code,date,category\n",
            "1: judul memakai lebih dari satu pemisah. Pakai koma saja, atau titik koma saja, di seluruh berkas.",
        ),
        (
            (HEADER + row(category="médiá")).encode("cp1252"),
            "2: byte 0xE9 bukan UTF-8 (mungkin Windows-1252). Simpan ulang berkas sebagai CSV UTF-8.",
        ),
        (
            HEADER + row(region="33.11\u200b"),
            '2: kolom region_code: "33.11<U+200B>" mengandung karakter tersembunyi U+200B. Ketik ulang kodenya tanpa karakter itu.',
        ),
        (
            HEADER + row(region="33.11 "),
            '2: kolom region_code: "33.11 " mengandung karakter tersembunyi U+0020. Ketik ulang kodenya tanpa karakter itu.',
        ),
        (
            HEADER + row(region="Kabupaten Sukoharjo"),
            '2: kolom region_code: "Kabupaten Sukoharjo" adalah nama, bukan kode. Tulis kodenya: "33.11".',
        ),
        (
            HEADER + row(region="1101.0"),
            '2: kolom region_code: "1101.0" bukan kode wilayah di register. Angka tanpa titik tampak seperti kode BPS; menambah titik dapat menunjuk wilayah lain. Cari kode Kemendagri menurut nama wilayahnya. Perbaiki kodenya.',
        ),
        (
            HEADER + row(region="11.1"),
            '2: kolom region_code: "11.1" bukan kode wilayah di register. Nol di ujungnya mungkin hilang. Maksudnya "11.10"? Perbaiki kodenya.',
        ),
        (
            HEADER + row(region="3311"),
            '2: kolom region_code: "3311" bukan kode wilayah di register. Angka tanpa titik tampak seperti kode BPS; menambah titik dapat menunjuk wilayah lain. Cari kode Kemendagri menurut nama wilayahnya. Perbaiki kodenya.',
        ),
        (
            HEADER + row(region="33.12"),
            '2: kolom region_code: "33.12" bukan kode wilayah di register. Maksudnya "33.11"? Perbaiki kodenya.',
        ),
        (
            HEADER + row(region=""),
            '2: kolom region_code: "" kode wilayah kosong. Isi dengan kode Kemendagri seperti 33.11.',
        ),
        (
            HEADER + row(region="33"),
            '2: kolom region_code: "33" tingkat province, tabel meminta regency. Tulis kode regency tempat perkara.',
        ),
        (
            HEADER + row(region="91.04"),
            '2: kolom region_code: "91.04" tidak berlaku pada 2024; kode ini berlaku awal sampai 2022-11-10. Pakai kode yang berlaku saat itu.',
        ),
        (
            HEADER + row(day="2025-03-02"),
            '2: kolom date: "2025-03-02" di masa depan; berkas dihitung per 2025-01-01. Perbaiki tanggal atau as_of.',
        ),
        (
            HEADER + row(day="2019-03-02"),
            '2: kolom date: "2019-03-02" di luar periode rilis (2023, 2024). Perbaiki tanggal atau daftar periode.',
        ),
        (
            HEADER + row(day="02/03/2024"),
            '2: kolom date: "02/03/2024" bukan tanggal yang sah. Tulis tahun-bulan-hari seperti 2024-03-02.',
        ),
        (
            HEADER + row(day="2024-02-30"),
            '2: kolom date: "2024-02-30" bukan tanggal yang sah. Tulis tahun-bulan-hari seperti 2024-03-02.',
        ),
        (
            HEADER + row(day=""),
            '2: kolom date: "" tanggal kosong. Isi dengan tanggal seperti 2024-03-02.',
        ),
        (
            HEADER + row(category="media-sosal"),
            '2: kolom category: "media-sosal" tidak ada di daftar category. Maksudnya "media-sosial"? Perbaiki, atau tambahkan ke release.yaml.',
        ),
        (
            HEADER + row(category=""),
            '2: kolom category: "" kosong. Isi dengan salah satu kode category.',
        ),
        (
            HEADER + row() + row().replace("K-1", "3374010101900001"),
            "3: kolom case_id: berisi NIK. Hapus identitas orang dari berkas ini.",
        ),
        (
            COUNT_HEADER + "33.11,2024,media-sosial,3\n",
            '1: kolom "value" berisi hitungan, padahal input: rows berarti satu baris satu perkara. Tulis input: counts.',
        ),
    ],
)
def test_a_mistake_in_case_rows_has_its_sentence(tmp_path, text, sentence):
    assert problems(tmp_path, text) == [sentence]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("-3", "-3; jumlah tidak boleh negatif. Perbaiki atau hapus baris ini."),
        ("2.5", '"2.5" pecahan; perkara dihitung bulat. Tulis bilangan bulat.'),
        ("", "kosong. Isi 0 kalau memang tidak ada, atau hapus barisnya."),
        ("NA", '"NA" bukan angka. Isi 0 kalau tidak ada, atau hapus barisnya.'),
        ("<5", '"<5" sudah disamarkan. Berikan angka aslinya; skrip ini yang menyamarkan.'),
        ("tiga", '"tiga" bukan angka. Tulis bilangan bulat dengan angka 0-9.'),
        ("=SUM(A1)", 'rumus "=SUM(A1)". Simpan hasilnya sebagai angka.'),
        ("1.234", '"1.234" bisa berarti ribuan atau desimal. Tulis tanpa titik.'),
        ('"2,5"', '"2,5" pecahan; perkara dihitung bulat. Tulis bilangan bulat.'),
        ("٣", '"٣" bukan angka. Tulis bilangan bulat dengan angka 0-9.'),
    ],
)
def test_a_value_that_is_no_count_has_its_sentence(tmp_path, value, sentence):
    assert problems(tmp_path, COUNT_HEADER + f"33.11,2024,media-sosial,{value}\n", COUNTS) == [
        f"2: kolom value: {sentence}"
    ]


def test_decimal_commas_of_whole_numbers_are_read_in_a_semicolon_file(tmp_path):
    assert (
        problems(
            tmp_path,
            (COUNT_HEADER + "33.11,2024,media-sosial,12\n").replace(",", ";").replace("12", "12,0"),
            COUNTS,
        )
        == []
    )


@pytest.mark.parametrize("again", ["7", "3"])
def test_an_address_given_twice_is_refused_even_with_the_same_value(tmp_path, again):
    text = COUNT_HEADER + f"33.11,2024,kampanye,3\n33.11,2024,kampanye,{again}\n"

    assert problems(tmp_path, text, COUNTS) == [
        "3: alamat yang sama sudah ada di baris 2. Hapus salah satu; tidak dijumlahkan."
    ]


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        (
            "33,2024,kampanye,5",
            "3: rincian 33, kampanye, 2024 berjumlah 7, lebih besar dari jumlahnya 5. Perbaiki salah satunya.",
        ),
        (
            "33.11,TOTAL,kampanye,9",
            "3: rincian 33.11, kampanye, TOTAL berjumlah 7, berbeda dari jumlahnya 9. Perbaiki salah satunya.",
        ),
        (
            "11,2024,kampanye,9",
            "3: jumlah untuk 11, kampanye, 2024 hanya ada di tingkat province, tanpa rinciannya. Tambahkan baris rincian.",
        ),
    ],
)
def test_a_total_that_differs_from_its_parts_has_its_sentence(tmp_path, total, sentence):
    assert problems(tmp_path, COUNT_HEADER + f"33.11,2024,kampanye,7\n{total}\n", COUNTS) == [
        sentence
    ]


def test_totals_that_agree_are_not_added_to_their_parts(tmp_path):
    path = tmp_path / "raw.csv"
    path.write_text(
        COUNT_HEADER + "33.11,2024,kampanye,7\n33,2024,kampanye,7\n00,TOTAL,TOTAL,7\n",
        encoding="utf-8",
    )

    frame, found = read_cases(path, COUNTS, REGISTER)

    assert not found and frame["value"].sum() == 7


def test_case_rows_where_counts_are_expected_are_refused(tmp_path):
    release = COUNTS.model_copy(update={"ignored_columns": ("case_id",)})

    assert problems(tmp_path, HEADER + row(), release) == [
        '1: kolom "value" tidak ada. Berkas ini tampaknya baris perkara; tulis input: rows, atau beri kolom hitungan.'
    ]


def test_a_header_alone_is_accepted_when_the_settings_say_no_cases(tmp_path):
    assert problems(tmp_path, HEADER, ROWS.model_copy(update={"no_cases": True})) == []


def test_all_mistakes_are_shown_at_once(tmp_path):
    assert (
        len(problems(tmp_path, HEADER + row(region="99") + row(day="x") + row(category="y"))) == 3
    )


def official(**more):
    figure = {
        "source": "https://bawaslu.example/1",
        "date": "2024-12-01",
        "at": {"region_code": "33.11"},
        "value": 7,
    } | more
    return strict(periods=["2023", "2024"], official=[figure], portal="https://netral.example")


def strict(**more):
    """Settings with the gate and the group size that every release has."""
    return settings(TABLES, gate=10, group_size=10, **more)


@pytest.mark.parametrize(
    ("release", "sentence"),
    [
        (official(source=""), "official 1: tanpa sumber. Tulis sumber yang menerbitkan angka ini."),
        (
            official(source="https://netral.example/data"),
            'official 1: sumbernya "https://netral.example/data" adalah portal ini sendiri. Tulis sumber aslinya.',
        ),
        (
            official(date="2025-02-01"),
            "official 1: bertanggal 2025-02-01, setelah as_of 2025-01-01. Perbaiki tanggalnya.",
        ),
        (
            strict(periods=["2024", "2025"]),
            'periode "2025" belum berakhir pada 2025-01-01. Tunggu, atau pakai periode yang lebih pendek.',
        ),
    ],
)
def test_a_mistake_in_the_settings_has_its_sentence(release, sentence):
    found = settings_problems(release, Path("release.yaml"))

    assert [(p.code, p.text) for p in found] == [("P122", sentence)]


def test_unknown_and_missing_settings_are_all_named(tmp_path):
    path = tmp_path / "release.yaml"
    path.write_text("title: x\nkolom: y\n", encoding="utf-8")

    texts = [p.text for p in read_release(path)[1]]

    assert 'bidang "kolom" tidak dikenal. Hapus atau perbaiki namanya.' in texts
    assert 'bidang "issuer" tidak ada. Tambahkan.' in texts


def test_two_workers_count_the_same_as_one_process(tmp_path):
    path = tmp_path / "raw.csv"
    path.write_text(
        HEADER + (row() + row(day="2023-05-05") + row(region="11.10", category="kampanye")) * 50,
        encoding="utf-8",
    )

    alone, _ = read_cases(path, ROWS, REGISTER)
    together, found = read_cases(path, ROWS, REGISTER, count=count_with_dask)

    assert not found
    pd.testing.assert_frame_equal(alone, together)


@pytest.fixture
def desk(tmp_path):
    """An editor's machine: a repository, and raw cases with settings outside it."""
    repository, outside = tmp_path / "portal", tmp_path / "arsip"
    (repository / "data").mkdir(parents=True)
    outside.mkdir()
    names = "code,parent,level,legal_form,name,slug,valid_from,valid_to,decree,predecessor\n"
    lines = [f"{r.code},{r.parent},,,{r.name},,{r.valid_from},{r.valid_to},,\n" for r in REGISTER]
    (repository / "data" / "regions.csv").write_text(names + "".join(lines), encoding="utf-8")
    release = NAMES | {"dimensions": ROWS.model_dump(mode="json")["dimensions"], "tables": TABLES}
    (outside / "release.yaml").write_text(yaml.safe_dump(release), encoding="utf-8")
    cases = (
        row() * 20
        + row(category="kampanye") * 30
        + row(region="11.10") * 3
        + row(region="11.01", category="kampanye") * 40
    )
    (outside / "raw.csv").write_text(HEADER + cases, encoding="utf-8")
    return repository, outside


SCRIPT = Path(__file__).parents[2] / "scripts" / "anonymise.py"


def run(repository, raw, *more):
    command = [
        sys.executable,
        str(SCRIPT),
        str(raw),
        "--release",
        "2024",
        "--repository",
        str(repository),
        *more,
    ]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONUTF8": "1"}, check=False
    )


def written(repository):
    return sorted(
        p.relative_to(repository).as_posix()
        for p in repository.rglob("*")
        if p.is_file() and p.name != "regions.csv"
    )


def test_the_script_writes_a_protected_release_and_nothing_else(desk):
    repository, outside = desk

    done = run(repository, outside / "raw.csv")

    assert done.returncode == 0, done.stdout + done.stderr
    assert written(repository) == [
        f"data/cases/2024/{n}"
        for n in ("release.yaml", "report.json", "wilayah-jenis.csv", "wilayah-tahun.csv")
    ]


def test_a_written_release_can_be_read_and_says_where_counts_are_withheld(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")

    published, found = read_published(repository / "data" / "cases" / "2024", parents(REGISTER))

    rows = published.tables["wilayah-jenis"].set_index(["region_code", "category"])
    assert not found
    assert rows.loc[("11.10", "media-sosial"), "status"] == "confidential"


def test_raw_cases_inside_the_repository_are_refused(desk):
    repository, outside = desk
    shutil.copy(outside / "raw.csv", repository / "raw.csv")

    done = run(repository, repository / "raw.csv", "--config", str(outside / "release.yaml"))

    assert done.returncode == 1 and "berada di dalam repositori" in done.stdout


def test_a_link_into_the_repository_is_inside_it(desk):
    repository, outside = desk
    (repository / "raw.csv").write_text(HEADER, encoding="utf-8")
    (outside / "link.csv").symlink_to(repository / "raw.csv")

    _, found = anonymise(outside / "link.csv", "2024", outside / "release.yaml", repository)

    assert found[0].code == "P126" and "berada di dalam repositori" in found[0].text


def test_a_release_that_exists_is_never_written_over(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")

    assert "Pilih nama lain. [P128]" in run(repository, outside / "raw.csv").stdout


@pytest.mark.parametrize("name", ["../2024", "a/b", ".tersembunyi"])
def test_a_release_is_written_nowhere_else(desk, name):
    repository, outside = desk

    _, found = anonymise(outside / "raw.csv", name, outside / "release.yaml", repository)

    assert found[0].code == "P127" and "bukan nama folder" in found[0].text


def test_out_of_time_nothing_is_written(desk):
    repository, outside = desk

    done = run(repository, outside / "raw.csv", "--seconds", "0")

    assert done.returncode == 1 and "waktu habis" in done.stdout
    assert written(repository) == []


def test_killed_nothing_is_written(desk):
    repository, outside = desk
    process = subprocess.Popen(
        [
            sys.executable,
            str(SCRIPT),
            str(outside / "raw.csv"),
            "--release",
            "2024",
            "--repository",
            str(repository),
        ]
    )
    process.kill()
    process.wait()

    assert written(repository) == []


def test_a_changed_row_of_a_release_is_found_with_its_line(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")
    path = repository / "data" / "cases" / "2024" / "wilayah-jenis.csv"
    path.write_text(path.read_text().replace("confidential", "rahasia", 1), encoding="utf-8")

    _, found = read_published(path.parent, parents(REGISTER))

    assert "Buat ulang rilis" in found[0].text
    assert found[0].code == "P124" and found[0].line > 1


def test_the_day_of_counting_is_a_date():
    assert ROWS.as_of == datetime.date(2025, 1, 1)


def asked(desk, name="2024", raw="raw.csv", **more):
    """What making a release says, and that it counted nothing."""
    repository, outside = desk
    made, found = anonymise(outside / raw, name, outside / "release.yaml", repository, **more)
    assert made is None
    return [f"{Path(p.path).name}:{p.line}: {p.text} [{p.code}]" for p in found]


@pytest.mark.parametrize("name", ["Uji Rilis", "UJI", "é", "a_b", "a.b", "-a", "a-", "", "x" * 300])
def test_a_name_that_a_check_refuses_is_refused_before_anything_is_counted(desk, name):
    (desk[1] / "raw.csv").unlink()

    assert [line[-5:-1] for line in asked(desk, name)] == ["P127"]


def test_an_area_of_regions_that_are_not_there_is_named_before_anything_is_counted(desk):
    path = desk[1] / "release.yaml"
    more = "areas: {dapil-1: {name: Dapil 1, members: ['77.01']}}\n"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    (desk[1] / "raw.csv").unlink()

    assert asked(desk) == [
        'release.yaml:1: jumlah atau wilayah gabungan "dapil-1": "77.01" tidak dikenal.'
        " Perbaiki kode wilayah atau jumlah. [P123]"
    ]


@pytest.mark.parametrize("name", ["dua-camat-sukoharjo", "sukoharjo-3"])
def test_a_name_that_tells_a_count_is_refused(desk, name):
    (desk[1] / "raw.csv").unlink()

    assert [line[-5:-1] for line in asked(desk, name)] == ["P202"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("threshold: 5\nthreshold: 2\n", "P026"),
        ("threshold: 2\n", "P200"),
        ("gate: 0\n", "P200"),
        ("portal: 'hubungi 0812-3456-7890'\n", "P071"),
        ("# oleh inisial AB\n", "P071"),
        ("# a\u200bb\n", "P012"),
        ("areas: {x1: {name: Dua camat Sukoharjo, members: ['33.11']}}\n", "P202"),
    ],
)
def test_settings_are_asked_before_anything_is_counted(desk, more, code):
    path = desk[1] / "release.yaml"
    lines = path.read_text("utf-8").count("\n")
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    (desk[1] / "raw.csv").unlink()

    said = asked(desk)

    assert [line[-5:-1] for line in said] == [code]
    assert said[0].startswith(f"release.yaml:{lines + more.count(chr(10))}: ")


def test_a_comment_of_the_editor_stays_on_the_editors_desk(desk):
    repository, outside = desk
    path = outside / "release.yaml"
    path.write_text("# dihitung ulang\n" + path.read_text("utf-8"), "utf-8")

    assert run(repository, outside / "raw.csv").returncode == 0
    assert "#" not in (repository / "data/cases/2024/release.yaml").read_text("utf-8")


def test_a_second_release_with_other_dimensions_says_what_to_change(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")
    path = outside / "release.yaml"
    settings_ = yaml.safe_load(path.read_text("utf-8"))
    settings_["dimensions"]["jenis"] = settings_["dimensions"].pop("category")
    settings_["tables"] = {"wilayah-jenis": {"level": "regency", "by": ["jenis"]}}
    path.write_text(yaml.safe_dump(settings_, sort_keys=False), "utf-8")

    said = asked(desk, "kedua")

    line = path.read_text("utf-8").split("\n").index("dimensions:") + 1
    assert said == [
        f'release.yaml:{line}: dimensi "period, jenis" lain dari dimensi rilis "2024" dari data yang'
        ' sama: "category, period". Pakai dimensi yang sama dalam urutan yang sama; tabel boleh'
        " memakai sebagian saja. [P205]"
    ]


def test_a_link_inside_the_repository_to_raw_cases_outside_is_refused(desk):
    repository, outside = desk
    (repository / "raw.csv").symlink_to(outside / "raw.csv")

    _, found = anonymise(repository / "raw.csv", "2024", outside / "release.yaml", repository)

    assert [problem.code for problem in found] == ["P126"]


def test_raw_cases_inside_another_copy_of_the_portal_are_refused(desk, tmp_path):
    repository, outside = desk
    shutil.copytree(repository, tmp_path / "salinan")
    shutil.copy(outside / "raw.csv", tmp_path / "salinan/data/raw.csv")

    _, found = anonymise(
        tmp_path / "salinan/data/raw.csv", "2024", outside / "release.yaml", repository
    )

    assert [problem.code for problem in found] == ["P126"]


@pytest.mark.parametrize("link", ["data", "data/cases", "data/cases/2024"])
def test_a_release_is_not_written_through_a_link(desk, tmp_path, link):
    repository, _ = desk
    elsewhere = tmp_path / "tempat-lain"
    (repository / "data/cases").mkdir()
    (repository / link).rename(elsewhere) if link != "data/cases/2024" else None
    (repository / link).symlink_to(elsewhere)

    said = asked(desk)

    assert [line[-5:-1] for line in said] == ["P128" if link.endswith("2024") else "P010"]
    assert written(tmp_path / "arsip") == ["raw.csv", "release.yaml"]


def test_a_folder_that_is_no_portal_has_its_sentence(desk, tmp_path):
    (tmp_path / "kosong").mkdir()

    said = asked((tmp_path / "kosong", desk[1]))

    assert said[0].endswith("Tunjuk folder portal dengan --repository. [P003]")


def test_a_check_accepts_what_was_written(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")

    releases, found = read_all_published(
        repository / "data/cases", parents(REGISTER), [region.name for region in REGISTER]
    )

    assert found == wrong_reports(repository / "data/cases", releases, parents(REGISTER)) == []
    assert [release.name for release in releases] == ["2024"]
