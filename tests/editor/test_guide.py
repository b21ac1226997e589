"""The guide for editors: its pictures, commands and example are true, and it leads to the site."""

import re
import struct

import pytest
from publishing.small_site import commit, git

from portal.builder import build_site
from portal.core.documents import read_document

PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
COMMAND = re.compile(r"python3 (scripts/\w+\.py)")
NEW = {
    "title": "Badan Contoh mengingatkan pegawai Teladan",
    "date": "2024-02-10",
    "kind": "statement",
    "region": "Kota Teladan",
    "source-url": "https://berita.example/baru",
    "source-publisher": "Berita Contoh",
    "summary": "Ketua Badan Contoh mengingatkan pegawai. Aturannya tidak berubah.",
}
CORRECTION = {
    "title": "Jumlah kasus Contoh 2020 dikoreksi",
    "date": "2024-03-05",
    "kind": "correction",
    "change": "berita-contoh-2020-01; value; 12; 13",
    "noticed": "2024-03-04",
    "decided-by": "Redaksi",
    "summary": "Angkanya salah ketik. Sumbernya menulis 13.",
}


@pytest.fixture(scope="module")
def guide(root) -> str:
    return (root / "CONTRIBUTING.md").read_text("utf-8")


def test_pictures_are_png_under_60_kilobytes_and_say_what_they_show(root, guide):
    pictures = PICTURE.findall(guide)

    assert len(pictures) == 4
    for said, path in pictures:
        content = (root / path).read_bytes()
        assert content.startswith(b"\x89PNG") and len(content) < 60_000
        assert struct.unpack(">I", content[16:20])[0] <= 800
        assert len(said.split()) >= 6


def test_every_command_of_the_guide_is_there(root, guide):
    assert {name for name in COMMAND.findall(guide) if not (root / name).exists()} == set()


def test_every_jump_inside_the_guide_arrives(guide):
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in guide.splitlines()
        if line.startswith("#")
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", guide)) <= headings


def test_the_example_of_a_document_can_be_read(tmp_path, guide):
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1]
    path = tmp_path / "statements" / "2026-03-02-contoh.md"
    path.parent.mkdir()
    path.write_text(example, "utf-8")

    assert read_document(path, path.name)[1] == []


WITHDRAWAL = CORRECTION | {
    "title": "Pernyataan Contoh ditarik",
    "kind": "withdrawal",
    "change": "statements/2024-02-01-contoh-imbauan; record; terbit; ditarik",
    "summary": "Sumbernya ternyata tentang daerah lain.",
}


def test_a_statement_ten_figures_a_correction_and_a_withdrawal_reach_the_site(
    run_small, minimal, tmp_path
):
    (minimal / ".gitignore").write_text("__pycache__/\n*.pyc\n", "utf-8")
    git(minimal, "init", "--quiet")
    commit(minimal, "Sudah terbit")

    assert run_small("new.py", "statement", "--no-questions", *options(NEW)).returncode == 0
    taken = run_small("intake.py", *map(str, tables_of_excel(tmp_path / "luar")))
    assert taken.stdout.startswith("10 angka ditambahkan, 0 di antaranya ditahan.\nKolom "), (
        taken.stderr
    )
    figures = minimal / "data/figures/berita-contoh-2020.csv"
    figures.write_text(figures.read_text("utf-8").replace(",12,shown", ",13,shown"), "utf-8")
    refused = run_small("check.py", "--against", "HEAD")
    assert refused.returncode == 1
    assert f'perubahan "{CORRECTION["change"]}".' in refused.stdout
    for one in (CORRECTION, WITHDRAWAL):
        assert run_small("new.py", "correction", "--no-questions", *options(one)).returncode == 0
    checked = run_small("check.py", "--against", "HEAD")
    assert checked.returncode == 0, checked.stdout
    assert "(`berita-contoh-2020-01`) | value | 12 | 13 |" in checked.stdout
    assert checked.stdout.count("| belum ada |") == 10

    build_site(minimal, tmp_path / "site", "publishconf.py", say=lambda line: None)

    def page(address: str) -> str:
        return (tmp_path / "site" / address / "index.html").read_text("utf-8")

    assert NEW["title"] in page("wilayah/contoh/kota-teladan")
    assert "1.234" in page("sumber/berita-baru") and "5.049" in page("sumber/berita-baru")
    for address in ("koreksi", "sumber/berita-contoh-2020"):
        assert CORRECTION["title"] in page(address)
    assert '<span class="value">13</span>' in page("sumber/berita-contoh-2020")
    assert re.search(r'#berita-contoh-2020-01"[^>]*>13</a>', page("wilayah/contoh"))
    assert "<title>Ditarik: " in page("pernyataan/2024-02-01-contoh-imbauan")


def options(given: dict[str, str]) -> list[str]:
    return [part for name, value in given.items() for part in (f"--{name}", value)]


def tables_of_excel(folder) -> tuple:
    """Ten figures and their source as Excel in Indonesian saves them."""
    folder.mkdir()
    head = (
        "figure_id;source_id;region_code;election;period_start;period_end;respondent_group;"
        "stage_of_handling;category;category_label;value;unit;verification;note;;"
    )
    places = ("Contoh", "Contoh Baru", "98.01", "Kota Teladan", "99.01") * 2
    rows = [
        f"berita-baru-{i:02};berita-baru;{place};pemilu-2024;;{i}/2/2024;asn;total;all;Semua jenis;"
        f"{'1.234' if i == 1 else f'{5039 + i},0'};kasus;verified;“rilis”, hal. {i};;"
        for i, place in enumerate(places, 1)
    ]
    figures, sources = folder / "angka.csv", folder / "sumber.csv"
    figures.write_bytes("\r\n".join([head, *rows, ";;;", ""]).encode("cp1252"))
    sources.write_bytes(
        "source_id;url;title;publisher;published;institution;note\r\n"
        "berita-baru;https://berita.example/angka;Angka baru;Berita Contoh;11/2/2024;Badan Contoh;"
        "\r\n".encode("utf-8-sig")
    )
    return figures, sources
