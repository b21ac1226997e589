"""The preview starts where a port is taken or the system tells of no changes, or says why not."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import run_script

from portal import preview
from portal.builder import BuildFailed
from portal.preview import MARK, PreviewSite, listening, own_folder, watching


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_a_sentence(project, tmp_path, taken):
    ran = run_script(project, "preview.py", "--port", str(taken), "--output", tmp_path / "p")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(
        f"Port {taken} sedang dipakai program lain. Pakai yang lain: python3 scripts/preview.py"
        " --port "
    )
    assert len(ran.stderr.splitlines()) == 1


def test_without_a_wish_the_next_free_port_is_taken(taken, monkeypatch, capsys):
    monkeypatch.setattr(preview, "PORTS", (taken, 0))

    with listening(None) as server:
        assert server.server_address[1] != taken
    assert f"Port {taken} sedang dipakai program lain; dipakai " in capsys.readouterr().out


def test_without_a_free_port_a_way_is_named(taken, monkeypatch):
    monkeypatch.setattr(preview, "PORTS", (taken,))

    with pytest.raises(BuildFailed, match=r"scripts/preview\.py --port \d+$"):
        listening(None)


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_does_not_exist_is_a_sentence(port):
    with pytest.raises(BuildFailed, match=f"^Port {port} tidak ada"):
        listening(port)


@pytest.mark.parametrize(
    "error", [OSError(28, "OS file watch limit reached."), RuntimeError("Error creating watcher")]
)
def test_a_change_is_seen_where_the_system_tells_of_none(error, minimal, capsys):
    asked = []

    def watch(*paths: Path, **how):
        asked.append(how)
        if not how.get("force_polling"):
            raise error
        yield set()
        yield {("modified", "a")}

    assert list(watching(minimal, watch)) == [{("modified", "a")}]
    assert len(asked) == 2
    assert "dilihat sendiri tiap detik" in capsys.readouterr().out


def test_a_folder_with_work_in_it_is_left_alone(project):
    page = project / "content" / "pages" / "about.md"
    before = page.read_bytes()

    ran = run_script(project, "preview.py", "--output", project / "content")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.strip().endswith("Pilih output, atau folder di luar proyek.")
    assert page.read_bytes() == before


def test_a_preview_keeps_its_folder_and_knows_it_again(minimal, tmp_path):
    for _ in range(2):
        with own_folder(tmp_path / "pratinjau", minimal) as folder:
            (folder / "pages").mkdir(exist_ok=True)
            (folder / "pages" / "index.html").touch()
    (tmp_path / "pratinjau" / MARK).unlink()

    with pytest.raises(BuildFailed, match="tidak kosong"), own_folder(folder, minimal):
        pass


def test_the_usual_folder_of_earlier_previews_needs_no_mark(minimal):
    usual = minimal / ".cache" / "preview"
    (usual / "pages").mkdir(parents=True)

    with own_folder(usual, minimal) as folder:
        assert folder == usual


def test_two_previews_do_not_share_a_folder(minimal, tmp_path):
    with (
        own_folder(tmp_path / "pratinjau", minimal),
        pytest.raises(BuildFailed, match="Pratinjau lain sedang memakai"),
        own_folder(tmp_path / "pratinjau", minimal),
    ):
        pass


def test_a_shallow_clone_is_a_sentence_in_the_browser(minimal, tmp_path):
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@a.example"]
    for command in (["init", "-q"], ["add", "."], *([["commit", "-qm", "a", "--allow-empty"]] * 2)):
        subprocess.run([*git, *command], cwd=minimal, check=True)
    clone = tmp_path / "klon"
    subprocess.run([*git, "clone", "-q", "--depth=1", minimal.as_uri(), clone], check=True)

    site = PreviewSite(clone, tmp_path / "pratinjau", "http://127.0.0.1:8000")
    site.build()

    assert site.mistakes.startswith("Klon git ini dangkal") and "kode" not in site.mistakes
