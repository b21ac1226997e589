"""Publishing works in one known place, which is tidy again after a run that was killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from portal.cache import claimed
from portal.publishing.checkout import clean_checkout
from portal.publishing.git import GitFailed
from portal.publishing.workplace import PLACE, workplace

from .small_site import ROOT

HOLD = """
import subprocess, sys
from pathlib import Path
from portal.publishing.workplace import workplace
with workplace(Path(sys.argv[1]), "situs") as folder:
    (folder / "setengah").write_text("x")
    # What was started goes on when the one that started it is killed.
    still = subprocess.Popen([sys.executable, "-c", sys.argv[2]], stdin=0, stdout=1, close_fds=False)
    print(still.pid, flush=True)
    still.wait()
"""
WAIT = "import sys; sys.stdin.read()"


def holder(root: Path, child: str) -> subprocess.Popen:
    """A process that has taken the first folder and holds it until its input ends."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root), child],
        env={"PYTHONPATH": str(ROOT / "plugins")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert started.stdout.readline()
    return started


def names(root: Path) -> set[str]:
    return {path.name for path in (root / PLACE).iterdir() if path.is_dir()}


def test_a_folder_is_empty_ours_and_gone_afterwards(tmp_path):
    for _ in range(2):
        with workplace(tmp_path, "situs") as folder:
            assert folder == (tmp_path / PLACE / "situs-1").resolve()
            assert list(folder.iterdir()) == []
            (folder / "x").write_text("x")
    assert names(tmp_path) == set()


def test_two_at_once_have_two_folders(tmp_path):
    with workplace(tmp_path, "situs") as one, workplace(tmp_path, "situs") as other:
        assert one != other
        assert names(tmp_path) == {"situs-1", "situs-2"}


def test_what_a_killed_run_left_goes_with_the_next_and_nothing_else_does(tmp_path):
    killed = holder(tmp_path, "pass")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (tmp_path / PLACE / "situs-1" / "setengah").parent.mkdir(exist_ok=True)
    (tmp_path / PLACE / "milik-orang").mkdir()

    with workplace(tmp_path, "cabang"):
        assert names(tmp_path) == {"cabang-1", "milik-orang"}


def test_what_a_killed_run_started_keeps_its_folder_as_long_as_it_works(tmp_path):
    killed = holder(tmp_path, WAIT)
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    with workplace(tmp_path, "situs") as folder:
        assert folder.name == "situs-2"
        assert (tmp_path / PLACE / "situs-1" / "setengah").exists()
    killed.communicate()
    with workplace(tmp_path, "situs") as folder:
        assert folder.name == "situs-1"


def test_a_publication_is_lent_what_builds_kept_and_a_verification_is_not(project):
    (project / ".cache" / "site" / "contoh").mkdir(parents=True)
    with clean_checkout(project, "HEAD", lend_cache=True) as source:
        assert (source.folder / ".cache" / "site" / "contoh").is_dir()
    with clean_checkout(project, "HEAD") as source:
        assert not (source.folder / ".cache").exists()
    assert (project / ".cache" / "site" / "contoh").is_dir()


TAKE = """
import sys
from pathlib import Path
from portal.cache import claimed
with claimed(Path(sys.argv[1])) as folder:
    (folder / "setengah").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_build_had_taken_of_the_cache_goes_with_the_next(tmp_path):
    folder = tmp_path / "site" / "contoh"
    taking = [sys.executable, "-c", TAKE, str(folder)]
    about = {"env": {"PYTHONPATH": str(ROOT / "plugins")}, "stdin": -1, "stdout": -1}
    killed = subprocess.Popen(taking, **about)
    taken = Path(killed.stdout.readline().decode().strip())

    with claimed(folder):
        assert (taken / "setengah").exists()
    killed.kill()
    killed.communicate()
    with claimed(folder) as own:
        assert list(own.iterdir()) == []
        assert not taken.parent.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["contoh"]


def test_where_no_folder_can_be_made_a_sentence_says_so(tmp_path):
    (tmp_path / ".cache").write_text("berkas, bukan folder")

    with pytest.raises(GitFailed, match=r"^Folder kerja .* tidak dapat dipakai"):
        workplace(tmp_path, "situs").__enter__()
