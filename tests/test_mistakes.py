"""Every mistake of an editor stops check and build alike, with one sentence.

A folder of `tests/sites_invalid/` is a patch over the minimal site: its files
replace or join the site's, `removed.txt` names those to take away, `changed.txt` a file
of the program, what stands there and what stands there instead, and
`expected.txt` is the exact message.
"""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from portal.builder import BuildFailed, build_site
from portal.core.checks import check_project
from portal.core.problem_codes import explanations

MISTAKES = Path(__file__).parent / "sites_invalid"
# What a build says of a site it made.
MARK = '{"files": {"index.html": {}}, "inputs": {"x": {}}, "sbom": "sbom.cdx.json"}'
TODAY = date(2026, 11, 27)
INSTRUCTIONS = ("expected.txt", "removed.txt", "changed.txt")
# Found only when pages are made: the content itself is in order.
WHILE_BUILDING = {
    "anchor_in_template_to_nowhere",
    "broken_template",
    "code_from_another_site",
    "link_in_template_to_nowhere",
    "missing_template_variable",
    "missing_translation",
    "missing_word",
    "plugin_does_not_load",
    "plugin_not_asked_for",
    "unknown_markdown_reader",
}

every_mistake = pytest.mark.parametrize("name", sorted(p.name for p in MISTAKES.iterdir()))


def make(mistake: str, project: Path) -> list[str]:
    """Put a mistake into a project; returns the lines of its message."""
    folder = MISTAKES / mistake
    ignore = shutil.ignore_patterns(*INSTRUCTIONS)
    shutil.copytree(folder, project, dirs_exist_ok=True, ignore=ignore)
    removed = folder / "removed.txt"
    for path in removed.read_text("utf-8").split() if removed.exists() else []:
        (project / path).unlink()
    changed = folder / "changed.txt"
    if changed.exists():
        path, old, new = changed.read_text("utf-8").split("\n")[:3]
        text = (project / path).read_text("utf-8")
        assert old in text, f"{mistake}: {path} has no {old}"
        (project / path).write_text(text.replace(old, new, 1), "utf-8")
    return (folder / "expected.txt").read_text("utf-8").splitlines()


def build(project: Path, output: Path) -> None:
    build_site(project, output, "publishconf.py", "https://x.example/p", say=lambda line: None)


@every_mistake
def test_check_names_place_fault_and_remedy(name, minimal):
    expected = make(name, minimal)

    found = [str(problem) for problem in check_project(minimal, TODAY)]

    assert found == ([] if name in WHILE_BUILDING else expected)


@every_mistake
def test_build_stops_with_the_same_sentence_and_leaves_the_old_site_alone(name, minimal, tmp_path):
    expected = make(name, minimal)
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_text("situs lama", "utf-8")
    (output / "manifest.json").write_text(MARK, "utf-8")

    with pytest.raises(BuildFailed) as failed:
        build(minimal, output)

    assert str(failed.value).splitlines()[: len(expected)] == expected
    assert [p.name for p in tmp_path.iterdir() if p != minimal] == ["output"]
    assert {p.name for p in output.iterdir()} == {"index.html", "manifest.json"}
    assert (output / "index.html").read_text("utf-8") == "situs lama"


def test_the_minimal_site_itself_is_without_mistakes(minimal):
    assert check_project(minimal) == []


@every_mistake
def test_every_message_names_a_file_and_ends_with_what_to_do(name):
    for line in (MISTAKES / name / "expected.txt").read_text("utf-8").splitlines():
        path, number, text = line.split(":", 2)
        assert Path(path).suffix and int(number) >= 1
        text, code = text.rsplit(" [", 1)
        assert text.rstrip().endswith((".", "...", "?")) and len(text.split(". ")) >= 2, line
        assert code.removesuffix("]") in explanations()


def run_check(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """`scripts/check.py` of a project, in the environment the tests run in."""
    code = (
        "import sys, pathlib, environment, runpy;"
        "environment.ROOT = pathlib.Path(sys.argv[1]);"
        "environment.ensure = lambda: None;"
        "sys.argv = sys.argv[2:];"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    scripts = Path(__file__).parent.parent / "scripts"
    command = [sys.executable, "-c", code, str(project), str(scripts / "check.py"), *arguments]
    path = f"{scripts}{';' if sys.platform == 'win32' else ':'}{project / 'plugins'}"
    return subprocess.run(
        command, env={"PYTHONPATH": path, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8"
    )


def test_check_prints_every_problem_in_order_and_exits_with_1(minimal):
    expected = make("two_files_at_once", minimal)

    ran = run_check(minimal)

    assert (ran.returncode, ran.stdout.splitlines()) == (1, expected)
    assert ran.stderr.strip() == "2 masalah."


def test_check_exits_with_0_where_nothing_is_wrong(minimal):
    ran = run_check(minimal)

    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (0, "", "Tidak ada masalah.")


def test_check_explains_a_code_in_indonesian(minimal):
    ran = run_check(minimal, "--explain", "p043")

    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "P043: Nilai negatif")


def test_a_code_that_is_not_there_is_said_with_the_nearest(minimal):
    ran = run_check(minimal, "--explain", "P999")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith('kode "P999" tidak dikenal.')


@pytest.mark.parametrize(
    ("style", "first"),
    [
        ("text", "\nPeringatan, tidak menghentikan apa pun:\n"),
        ("github", "::warning file=content/statements/2020-09-01-teladan-ikrar.md,line=20,"),
    ],
)
def test_advice_is_shown_apart_with_its_count_and_stops_nothing(minimal, style, first):
    path = minimal / "content/statements/2020-09-01-teladan-ikrar.md"
    path.write_text(path.read_text("utf-8").replace("  retrieved_via: stored copy\n", ""), "utf-8")

    ran = run_check(minimal, "--format", style)

    assert ran.returncode == 0 and ran.stdout.startswith(first)
    assert ran.stderr == "Tidak ada masalah.\n1 peringatan.\n"


def test_a_path_and_a_text_cannot_leave_their_annotation(minimal):
    (minimal / "content/pages/a,line=1::b%0A.md").write_text("x", "utf-8")

    ran = run_check(minimal, "--format", "github")

    assert all(
        line.startswith("::error file=content/pages/a%2Cline=1%3A%3Ab%250A.md,line=1,")
        for line in ran.stdout.splitlines()
    )


def test_a_published_figure_is_not_changed_without_a_correction(minimal):
    git = ["git", "-C", str(minimal), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], check=True)
    path = minimal / "data/figures/berita-contoh-2024.csv"
    path.write_text(path.read_text("utf-8").replace(",1650,", ",1651,"), "utf-8")

    ran = run_check(minimal, "--against", "HEAD")

    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (
        1,
        'data/figures/berita-contoh-2024.csv:3: berita-contoh-2024-02 sudah terbit dan "value" berubah tanpa'
        " koreksi. Jalankan python3 scripts/new.py correction dengan perubahan"
        ' "berita-contoh-2024-02; value; 1650; 1651". [P074]',
    )


def test_check_annotates_pull_requests_for_github(minimal):
    make("negative_value", minimal)

    ran = run_check(minimal, "--format", "github")

    assert ran.stdout == (
        "::error file=data/figures/berita-contoh-2024.csv,line=2,title=P043::nilai -3; jumlah tidak boleh negatif."
        " Perbaiki atau hapus baris ini.\n"
    )
