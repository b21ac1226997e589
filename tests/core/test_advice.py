"""Advice is shown apart from problems, and stops nothing."""

import shutil

import pytest

from portal.builder import build_site
from portal.core.checks import examine

STATEMENT = "content/statements/2024-02-01-contoh-imbauan.md"
FIGURES = "data/figures/berita-contoh-2024.csv"
NEW = "berita-contoh-2024-09,98,pemilu-2024,,{},asn,total,all,{},shown"


def advice(project):
    found = examine(project)
    assert found.problems == []
    return [str(one) for one in found.advice]


def change(project, path, old, new):
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_minimal_site_needs_no_advice(minimal):
    assert advice(minimal) == []


def test_a_source_without_an_archived_copy(minimal):
    change(minimal, STATEMENT, "  retrieved_via: stored copy\n", "")

    assert advice(minimal) == [
        f"{STATEMENT}:25: sumber tanpa salinan arsip; halamannya dapat hilang."
        " Simpan salinannya, lalu isi source.retrieved_via atau source.id. [W001]"
    ]


@pytest.mark.parametrize(
    ("more", "is_long"), [("", False), ("Satu. Dua? Tiga!", True), ("kata " * 80, True)]
)
def test_a_summary_of_more_than_four_sentences_or_eighty_words(minimal, more, is_long):
    change(minimal, STATEMENT, "Ketua Badan", f"{more}\nKetua Badan")

    found = advice(minimal)

    assert [text[-6:] for text in found] == ["[W002]"] * is_long


@pytest.mark.parametrize(
    ("day", "added", "is_told"),
    [
        ("2024-01-20", "2024-03-02", True),
        ("2024-01-20", "2024-03-01", False),
        ("2024-02-02", "2024-03-02", False),
    ],
)
def test_a_later_row_that_is_older_than_the_newest_of_its_series(minimal, day, added, is_told):
    row = NEW.format(day, 26) + f",kasus,verified,,{added}\n"
    path = minimal / FIGURES
    path.write_text(path.read_text("utf-8") + row, "utf-8")

    assert (
        advice(minimal)
        == [
            f"{FIGURES}:7: keadaan per 2024-01-20, lebih lama daripada berita-contoh-2024-01"
            " (2024-02-01); angka ini masuk riwayat. Periksa tanggalnya. [W003]"
        ]
        * is_told
    )


def test_one_source_for_two_statements_of_different_days(minimal):
    other = minimal / "content/statements/2024-02-05-lain.md"
    shutil.copy(minimal / STATEMENT, other)
    change(minimal, "content/statements/2024-02-05-lain.md", "id: 2024-02-01-contoh-imbauan\n", "")
    change(minimal, "content/statements/2024-02-05-lain.md", "date: 2024-02-01", "date: 2024-01-30")

    assert advice(minimal) == [
        f"content/statements/2024-02-05-lain.md:25: sumbernya sama dengan {STATEMENT}."
        " Pastikan peristiwanya berbeda. [W004]"
    ]


def test_a_source_older_than_its_event(minimal):
    change(minimal, STATEMENT, "published: 2024-02-01", "published: 2024-01-31")

    assert advice(minimal) == [
        f"{STATEMENT}:29: sumber terbit 2024-01-31, sebelum peristiwanya 2024-02-01."
        " Periksa kedua tanggal itu. [W005]"
    ]


def test_the_real_content_has_no_problem(root):
    assert examine(root).problems == []


def test_advice_is_counted_by_the_build_and_stops_nothing(minimal, tmp_path):
    change(minimal, STATEMENT, "  retrieved_via: stored copy\n", "")
    said = []

    build_site(minimal, tmp_path / "site", "publishconf.py", "https://x.example", said.append)

    assert "1 peringatan; lihat python3 scripts/check.py" in said
    assert (tmp_path / "site" / "index.html").exists()


RULE = "content/regulations/uu-contoh-2-2023.md"


@pytest.mark.parametrize(
    ("kind", "title", "elections", "is_told"),
    [
        ("Surat Edaran", "Netralitas pada Pilkada Serentak Tahun 2018", "", True),
        ("Keputusan Bersama", "Pedoman Pemilihan Kepala Daerah 2020", "", True),
        ("Surat Edaran", "Netralitas pada Pilkada Serentak Tahun 2018", "- pilkada-2018", False),
        ("Surat Edaran", "Netralitas dalam Pemilihan Umum dan Pemilihan", "", False),
        ("Undang-Undang", "Perubahan UU 7/2017 tentang Pemilihan Umum Tahun 2024", "", False),
    ],
)
def test_a_circular_that_names_an_election_it_is_not_tied_to(
    minimal, kind, title, elections, is_told
):
    tie = f"applies_to_elections:\n{elections}\n" if elections else ""
    change(minimal, RULE, "type: Undang-Undang Contoh", f"type: {kind}")
    change(minimal, RULE, "title: Perubahan UU Contoh 1/2001", f"title: {title}")
    change(minimal, RULE, "amends:\n", f"{tie}amends:\n")

    assert [text[-6:] for text in advice(minimal)] == ["[W195]"] * is_told


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        ("applies_to memakai pejabat.", True),
        ("Relasi implements dari naskah.", True),
        ("Status menurut JDIH.", False),
    ],
)
def test_a_note_for_readers_that_names_a_field(minimal, note, is_told):
    change(minimal, RULE, "confidence: high", f"confidence: high\nconfidence_note: {note}")

    assert [text[-6:] for text in advice(minimal)] == ["[W196]"] * is_told


def test_a_source_on_a_copy_site_until_its_note_says_so(minimal):
    source = "data/sources/berita-contoh-2020.yaml"
    change(minimal, source, "https://berita.example/2020", "https://www.salinan.example/2020")

    assert [text[-6:] for text in advice(minimal)] == ["[W197]"]

    change(minimal, source, "institution:", "note: Salinan; aslinya tidak ditemukan\ninstitution:")
    assert advice(minimal) == []


def test_a_statement_that_rests_on_a_copy_site_or_names_one(minimal):
    change(minimal, RULE, "https://badan.example/uu-2-2023", "https://salinan.example/uu-2-2023")
    change(
        minimal,
        STATEMENT,
        "verification: needs-review",
        "also_reported_by:\n- https://salinan.example/1\nverification: needs-review",
    )

    assert [text[-6:] for text in advice(minimal)] == ["[W197]"] * 2
