"""Files that are no writing of an editor are refused with a sentence, before they are read."""

import os

import pytest

from portal.core.checks import check_project

ABOUT = "content/pages/about.md"


def sentences(project):
    return [str(problem) for problem in check_project(project)]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("content/pages/about.md", 8_000_000),
        ("data/glossary.yaml", 8_000_000),
        ("data/moved.csv", 50_000_000),
    ],
)
def test_a_file_that_is_too_large_is_refused(minimal, name, most):
    (minimal / name).write_bytes(b"x" * (most + 1))

    found = [line for line in sentences(minimal) if line.startswith(name)]

    assert found == [
        f"{name}:1: berkas {most + 1} bita; paling banyak {most}. Bagi menjadi beberapa berkas."
        " [P009]"
    ]


@pytest.mark.parametrize("name", ["content/pages/about.md", "data/glossary.yaml"])
def test_a_link_out_of_the_tree_is_refused_and_not_read(minimal, tmp_path, name):
    secret = tmp_path / "rahasia"
    secret.write_text("---\ntitle: rahasia sekali\n---\n", "utf-8")
    (minimal / name).unlink()
    (minimal / name).symlink_to(secret)

    found = [line for line in sentences(minimal) if line.startswith(name)]

    assert found == [
        f"{name}:1: pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini. [P010]"
    ]
    assert not any("rahasia" in line for line in sentences(minimal))


def test_a_folder_that_is_a_link_is_refused_and_not_entered(minimal, tmp_path):
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "rahasia.md").write_text("rahasia", "utf-8")
    (minimal / "content/pages/luar").symlink_to(outside)

    assert sentences(minimal) == [
        "content/pages/luar:1: pintasan (symlink) tidak dibaca."
        " Simpan berkasnya sendiri di sini. [P010]"
    ]


def test_a_link_in_a_circle_ends(minimal):
    (minimal / "content/pages/lagi").symlink_to(minimal / "content")

    assert [line[-6:] for line in sentences(minimal)] == ["[P010]"]


@pytest.mark.parametrize(
    "name", ["Judul Baru.md", "judul baru.md", "JUDUL.MD", "judul;rm.md", "judul\n.md", "judúl.md"]
)
def test_a_name_that_is_no_address_is_refused(minimal, name):
    (minimal / "content/pages" / name).write_text("---\ntitle: x\n---\n\nx\n", "utf-8")

    found = [line for line in sentences(minimal) if line.endswith("[P011]")]

    assert len(found) == 1 and "Pakai huruf kecil" in found[0] and "\n" not in found[0]


def test_what_programs_leave_behind_is_no_mistake(minimal):
    (minimal / "content/pages/.DS_Store").write_bytes(b"\0\1")
    (minimal / "content/pages/about.md~").write_text("lama", "utf-8")

    assert sentences(minimal) == []


def test_a_file_nobody_would_read_is_not_lost_in_silence(minimal):
    (minimal / "data/angka.xlsx").write_bytes(b"PK")

    assert sentences(minimal) == [
        'data/angka.xlsx:1: berkas jenis ".xlsx" tidak dipakai di data/.'
        " Pakai .csv, .yaml, .json, atau pindahkan. [P013]"
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot make such a file")
def test_a_pipe_is_no_file(minimal):
    os.mkfifo(minimal / "content/pages/pipa.md")

    assert any(line.startswith("content/pages/pipa.md:1:") for line in sentences(minimal))
