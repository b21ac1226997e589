"""Files that are no writing of an editor are refused with a sentence, before they are read."""

import os

import pytest

from portal.core.checks import check_project
from portal.core.leftovers import is_left_behind
from portal.core.merges import merge_marks

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


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "about.md~", "#about.md#", "~$a.docx"])
@pytest.mark.parametrize("folder", ["content", "content/pages", "content/extra", "data/figures"])
def test_what_programs_leave_behind_is_no_mistake(minimal, folder, name):
    (minimal / folder / name).write_bytes(b"\xff\0\1 3374010101900001")

    assert sentences(minimal) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right for such a link")
def test_a_lock_of_an_editor_that_is_a_link_is_no_mistake(minimal):
    (minimal / "content/pages/.#about.md").symlink_to("a@b.1:2")

    assert sentences(minimal) == []


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", "._a.md", ".a.md.swp", ".a.md.swo", ".#a.md", ".~lock.a.csv#", ".git/x"),
        *("a.md~", "#a.md#", "~$a.docx", "~WRL0001.tmp", "Thumbs.db", "thumbs.db", "desktop.ini"),
        *("Desktop.ini", "__pycache__/a.pyc", "a.pyc", ".idea/a.md", "Icon\r"),
    ],
)
def test_files_that_come_by_themselves_are_known(name):
    assert is_left_behind(name) and is_left_behind(f"content/pages/{name}")


@pytest.mark.parametrize(
    "name", ["a.md", "content/pages/a.md", "data/a~b.csv", "thumbs.csv", "a.db", "ini", "a#b.md"]
)
def test_files_of_people_are_not_taken_for_them(name):
    assert not is_left_behind(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right for such a link")
@pytest.mark.parametrize(
    "name",
    [
        "theme/static/rahasia.txt",
        "theme/static/js/keys.js",
        "theme/templates/blocks/rahasia.html",
        "plugins/portal/rahasia.py",
        "content/extra/CNAME",
        "data/figures/luar",
        "publishconf.py",
    ],
)
@pytest.mark.parametrize("target", ["rahasia", "folder", "nothing"])
def test_no_link_is_followed_in_anything_a_site_is_made_of(minimal, tmp_path, name, target):
    (tmp_path / "rahasia").write_text("rahasia sekali", "utf-8")
    (tmp_path / "folder").mkdir()
    path = minimal / name
    path.unlink(missing_ok=True)
    path.symlink_to(tmp_path / target)

    assert [line for line in sentences(minimal) if line.endswith("[P010]")] == [
        f"{name}:1: pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini. [P010]"
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right for such a link")
def test_a_whole_folder_that_lies_elsewhere_is_refused(minimal, tmp_path):
    (minimal / "theme/static").rename(tmp_path / "static")
    (minimal / "theme/static").symlink_to(tmp_path / "static")

    assert sentences(minimal)[0].startswith("theme/static:1: pintasan (symlink) tidak dibaca.")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("theme/templates/base.html", "<<<<<<< HEAD"),
        ("theme/static/css/portal.css", ">>>>>>> usulan"),
        ("theme/translations/id.toml", "||||||| 1234567"),
        ("data/glossary.yaml", "<<<<<<< HEAD"),
        ("data/categories.csv", ">>>>>>> usulan"),
        ("content/extra/site.webmanifest", "<<<<<<< HEAD"),
        ("content/pages/about.md", "<<<<<<<"),
    ],
)
def test_a_mark_of_a_merge_is_found_in_every_text(minimal, name, mark):
    file = minimal / name
    text = file.read_text("utf-8")
    file.write_text(f"{text}{mark}\n", "utf-8", newline="\r\n")

    found = [line for line in sentences(minimal) if line.endswith("[P174]")]

    assert len(found) == 1 and found[0].startswith(f"{name}:{text.count(chr(10)) + 1}:")
    assert f'"{mark}"' in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Judul\n=======\n\nTeks.\n",
        "x <<<<<<< HEAD\n",
        "<<<<<<<<<<\n",
        "`<<<<<<< HEAD`\n",
        "| a | b |\n|=======|\n",
    ],
)
def test_what_resembles_a_mark_of_a_merge_is_left_alone(text):
    assert list(merge_marks(text)) == []


def test_what_is_split_over_lines_or_by_emphasis_is_found_too(minimal):
    about = minimal / "content/pages/about.md"
    before = about.read_text("utf-8")
    about.write_text(f"{before}\nNIK 3374 0101\n0190 0001.\n\nNIK 3374**0101**01900001.\n", "utf-8")

    lines = before.count("\n")
    assert [(p.line, p.code) for p in check_project(minimal)] == [
        (lines + 2, "P071"),
        (lines + 5, "P071"),
    ]


def test_a_file_nobody_would_read_is_not_lost_in_silence(minimal):
    (minimal / "data/angka.xlsx").write_bytes(b"PK")

    assert sentences(minimal) == [
        "data/angka.xlsx:1: berkas ini tidak dibaca portal. Masukkan tabel angka dengan"
        " python3 scripts/intake.py; simpan berkas kasus mentah di luar proyek. [P173]"
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot make such a file")
def test_a_pipe_is_no_file(minimal):
    os.mkfifo(minimal / "content/pages/pipa.md")

    assert any(line.startswith("content/pages/pipa.md:1:") for line in sentences(minimal))
