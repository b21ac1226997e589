"""The commands people type: build, check, preview, intake."""

import csv
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from built import SECONDS
from built import run_script as run
from test_incremental import add_statement, statements


def test_build_makes_the_site_in_the_folder_and_for_the_address_asked(project, tmp_path):
    output = tmp_path / "made" / "site"

    ran = run(project, "build.py", "--output", output, "--site-url", "https://x.example/p/")

    assert ran.returncode == 0, ran.stderr
    assert '<link rel="canonical" href="https://x.example/p/">' in (
        output / "index.html"
    ).read_text("utf-8")
    assert ran.stdout.splitlines()[0] == "1/5 Memeriksa isi dan data …"
    assert ran.stdout.splitlines()[-1].startswith("Selesai: ")
    assert (output / "pagefind" / "pagefind.js").exists()


def test_build_replaces_the_old_site_as_a_whole(project, tmp_path):
    output = tmp_path / "site"
    before = set(statements(project))
    add_statement(project, Random(1))
    (added,) = set(statements(project)) - before
    assert run(project, "build.py", "--output", output).returncode == 0
    assert (output / "pernyataan" / added.stem / "index.html").exists()
    added.unlink()

    assert run(project, "build.py", "--output", output).returncode == 0
    assert not (output / "pernyataan" / added.stem).exists()
    assert (output / "index.html").exists()


def test_build_leaves_a_folder_alone_that_no_build_made(project, tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "catatan.txt").write_text("isi")

    ran = run(project, "build.py", "--output", tmp_path / "web")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.strip() == (
        f"{tmp_path / 'web'} tidak kosong (catatan.txt) dan bukan buatan perintah ini; isinya tidak"
        " dihapus. Pilih folder baru atau kosong."
    )
    assert (tmp_path / "web" / "catatan.txt").read_text() == "isi"


def test_build_stops_with_exit_code_1_at_a_mistake(project, tmp_path):
    figures = project / "data/figures/berita-contoh-2024.csv"
    figures.write_text(figures.read_text("utf-8").replace(",30,shown", ",-3,shown"), "utf-8")

    ran = run(project, "build.py", "--output", tmp_path / "site")

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[0] == (
        "data/figures/berita-contoh-2024.csv:2: nilai -3; jumlah tidak boleh negatif."
        " Perbaiki atau hapus baris ini. [P043]"
    )
    assert not (tmp_path / "site").exists()


def test_the_same_input_gives_the_same_bytes(project, tmp_path):
    made = []
    for name, zone in (("a", "Asia/Jakarta"), ("b", "America/New_York")):
        output = tmp_path / name
        environment = os.environ | {"TZ": zone, "LC_ALL": "C", "PYTHONUTF8": "1"}
        command = [sys.executable, project / "scripts" / "build.py", "--output", output]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=SECONDS)
        made.append(
            {
                p.relative_to(output).as_posix(): p.read_bytes()
                for p in sorted(output.rglob("*"))
                if p.is_file() and "pagefind" not in p.parts
            }
        )

    assert made[0] == made[1]


def test_check_says_that_nothing_is_wrong(project):
    ran = run(project, "check.py")

    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (0, "", "Tidak ada masalah.")


def test_check_lists_every_problem_and_exits_with_1(project):
    (project / "data" / "glossary.yaml").unlink()
    (project / "content" / "pages" / "kosong.md").write_text("", "utf-8")

    ran = run(project, "check.py")

    assert ran.returncode == 1
    assert [line.split(":")[0] for line in ran.stdout.splitlines()] == [
        "content/pages/kosong.md",
        "data/glossary.yaml",
    ]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class RunningPreview:
    """`scripts/preview.py` as it runs; every line it says can be waited for."""

    def __init__(self, project: Path, output: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        port = self.url.rpartition(":")[2]
        script = str(project / "scripts" / "preview.py")
        self._ran = subprocess.Popen(
            [sys.executable, script, "--port", port, "--output", str(output)],
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._watchdog = threading.Timer(SECONDS, self._ran.kill)
        self._watchdog.start()

    def wait_for(self, words: str) -> str:
        """The first line with these words; what was said instead if it ends without."""
        said = []
        for line in self._ran.stdout:
            said.append(line)
            if words in line:
                return line
        raise AssertionError("".join(said))

    def answer(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=SECONDS) as got:
                return got.status, got.read().decode("utf-8")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode("utf-8")

    def wait_for_answer(self, path: str, words: str) -> None:
        """Ask until the words are there; the watchdog ends a preview that never says them."""
        while words not in self.answer(path)[1]:
            assert self._ran.poll() is None, words

    def stop(self) -> None:
        self._watchdog.cancel()
        self._ran.kill()
        self._ran.wait()
        self._ran.stdout.close()


@pytest.fixture
def preview(project: Path, tmp_path: Path) -> Iterator[RunningPreview]:
    running = RunningPreview(project, tmp_path / "preview")
    yield running
    running.stop()


def test_preview_serves_rebuilds_after_a_change_and_shows_mistakes(preview, project):
    assert preview.url in preview.wait_for("Situs berjalan di")
    assert preview.answer("/tentang/")[0] == 200
    assert preview.answer("/tidak-ada/")[0] == 404
    assert "Halaman tidak ditemukan" in preview.answer("/tidak-ada/")[1]

    page = project / "content" / "pages" / "about.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("Situs contoh.", "Kalimat baru."), "utf-8")
    preview.wait_for("Selesai:")
    preview.wait_for_answer("/tentang/", "Kalimat baru.")

    page.write_text(text.replace("Situs contoh.", "<b>Situs</b>."), "utf-8")
    preview.wait_for("Perbaiki lalu simpan")
    preview.wait_for_answer("/tentang/", "Perlu diperbaiki")
    code, shown = preview.answer("/tentang/")
    assert code == 500
    assert "content/pages/about.md:6: HTML &quot;&lt;b&gt;&quot; tidak dipakai." in shown
    assert preview.answer("/theme/css/portal.css")[0] == 200

    page.write_text(text, "utf-8")
    preview.wait_for("Selesai:")
    preview.wait_for_answer("/tentang/", "Situs contoh.")


def test_an_open_page_of_the_preview_shows_itself_anew(preview, project, chromium):
    preview.wait_for("Situs berjalan di")
    context = chromium.new_context()
    context.set_default_timeout(SECONDS * 1000)
    shown, path = context.new_page(), project / "content" / "pages" / "about.md"
    text = path.read_text("utf-8")

    shown.goto(f"{preview.url}/tentang/")
    for new, seen in (
        ("Kalimat baru.", "Kalimat baru."),
        ("<b>Situs</b>.", "Perlu diperbaiki"),
        ("Situs contoh.", "Situs contoh."),
    ):
        path.write_text(text.replace("Situs contoh.", new), "utf-8")
        shown.get_by_text(seen).first.wait_for()
    context.close()


NEW_SOURCE, NEW_FIGURES = "data/sources/baru.yaml", "data/figures/baru.csv"
FIGURES = """\
figure_id,source_id,region_code,election,period_start,period_end,respondent_group,\
stage_of_handling,category,value,unit,verification,note
baru-01,baru,98.01,pemilu-2024,,2024-03-01,asn,recommended,all,3,kasus,verified,tiga orang
baru-02,baru,98.71,pemilu-2024,,2024-03-01,asn,recommended,all,9,kasus,verified,
"""
SOURCES = """\
source_id,url,title,publisher,published,institution,note
baru,https://berita.example/baru,3 ASN Direkomendasikan,Berita Contoh,2024-03-02,Badan Contoh,
"""


def write_intake(folder: Path) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    figures, sources = folder / "angka.csv", folder / "sumber.csv"
    figures.write_text(FIGURES, "utf-8")
    sources.write_text(SOURCES, "utf-8")
    return figures, sources


def test_intake_adds_figures_without_what_must_not_be_shown(project, tmp_path):
    ran = run(project, "intake.py", *write_intake(tmp_path / "luar"))

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "2 angka ditambahkan, 1 di antaranya ditahan."
    with (project / NEW_FIGURES).open(encoding="utf-8", newline="") as file:
        added = {row["figure_id"]: row for row in csv.DictReader(file)}
    assert (added["baru-01"]["value"], added["baru-01"]["status"]) == ("", "confidential")
    assert (added["baru-02"]["value"], added["baru-02"]["status"]) == ("9", "shown")
    assert "tiga orang" not in (project / NEW_FIGURES).read_text("utf-8")
    assert "[c] ASN Direkomendasikan" in (project / NEW_SOURCE).read_text("utf-8")
    assert run(project, "check.py").returncode == 0


@pytest.mark.parametrize("inside", [0, 1], ids=["figures", "sources"])
def test_intake_refuses_raw_files_inside_the_repository(project, tmp_path, inside):
    given = list(write_intake(tmp_path / "luar"))
    given[inside] = write_intake(project / "data")[inside]

    ran = run(project, "intake.py", *given)

    assert ran.returncode == 1
    assert ran.stderr.strip().endswith("ada di dalam repositori. Pindahkan ke luar dulu.")
    assert not (project / NEW_FIGURES).exists() and not (project / NEW_SOURCE).exists()


def test_intake_of_a_source_that_is_there_already_changes_nothing(project, tmp_path):
    given = write_intake(tmp_path / "luar")
    assert run(project, "intake.py", *given).returncode == 0
    before = (project / NEW_FIGURES).read_bytes()

    ran = run(project, "intake.py", *given)

    assert ran.returncode == 1
    assert "sudah ada" in ran.stderr
    assert (project / NEW_FIGURES).read_bytes() == before
