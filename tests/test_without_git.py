"""Where there is no git program, what can be done without one is done, the rest is a sentence."""

import shutil
import subprocess
from pathlib import Path

import pytest
from built import run_script


@pytest.fixture
def repository(project: Path) -> Path:
    """The small project, committed."""
    for command in (
        ("init", "--quiet"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "Awal"),
    ):
        subprocess.run(["git", *command], cwd=project, check=True, capture_output=True)
    return project


@pytest.fixture
def run(repository, tmp_path):
    """Runs a script where no program can be found."""
    (tmp_path / "empty").mkdir()

    def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess:
        return run_script(repository, script, *arguments, PATH=str(tmp_path / "empty"))

    return run


def test_a_site_is_checked_and_built_without_its_history(run, tmp_path):
    checked = run("check.py")
    built = run("build.py", "--output", tmp_path / "situs")

    assert (checked.returncode, checked.stderr) == (0, "Tidak ada masalah.\n")
    assert built.returncode == 0, built.stderr
    assert "Program git tidak ditemukan; situs dibuat tanpa riwayat perubahan." in built.stdout
    assert '"commit":null' in (tmp_path / "situs" / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check.py", "--against", "HEAD"), 1),
        (("publish.py", "--remote", "origin", "--dry-run"), 1),
        (("publish.py", "--remote", "origin", "--rollback"), 1),
        (("verify.py", "--remote", "origin"), 2),
        (("verify.py", "--dir", ".", "--commit", "HEAD", "--site-url", "https://x.example"), 2),
    ],
    ids=lambda part: " ".join(part[:3]) if isinstance(part, tuple) else "",
)
def test_what_needs_git_says_so_in_a_sentence(command, code, run):
    ran = run(*command)

    assert ran.returncode == code
    assert "rogram git tidak ditemukan. Pasang dari https://git-scm.com/" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "git fetch" not in ran.stderr


def test_where_nothing_was_cloned_nobody_is_told_to_fetch(repository):
    shutil.rmtree(repository / ".git")
    for command in (["check.py", "--against", "main"], ["publish.py", "--remote", "origin"]):
        ran = run_script(repository, *command)

        assert ran.returncode == 1
        assert "bukan klon git" in ran.stderr
        assert "git fetch" not in ran.stderr


def test_a_folder_name_outside_ascii_hides_no_commit(repository, tmp_path):
    """The system's text is read as Windows would: its own code page, not git's."""
    folder = tmp_path / "Déwi Álvaro"
    repository.rename(folder)
    (tmp_path / "as_windows").mkdir()
    (tmp_path / "as_windows" / "sitecustomize.py").write_text(
        'import locale\n\nlocale.getencoding = lambda: "cp1252"\n'
    )

    ran = run_script(
        *(folder, "build.py", "--output", tmp_path / "situs"),
        PYTHONPATH=str(tmp_path / "as_windows"),
        PYTHONUTF8="0",
    )

    assert ran.returncode == 0, ran.stderr
    assert '"commit":"' in (tmp_path / "situs" / "manifest.json").read_text("utf-8")
