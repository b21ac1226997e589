"""What is live is not replaced by something older, nor is work left out, without a word."""

from pathlib import Path

import pytest

from portal.publishing.git import Git
from portal.publishing.publisher import Refused, publish, roll_back
from portal.publishing.standing import left_out, why_not_over

from .small_site import IDENTITY, commit, git
from .test_publish import edit, live


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two commits on a branch, one beside them, one nobody has."""
    folder = tmp_path / "history"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for subject in ("pertama", "kedua", "ketiga"):
        (folder / f"{subject}.txt").write_text(subject)
        commit(folder, subject)
    git(folder, "branch", "samping", "HEAD~2")
    git(folder, "checkout", "--quiet", "samping")
    git(folder, *IDENTITY, "commit", "--quiet", "--allow-empty", "--message", "samping")
    git(folder, "checkout", "--quiet", "main")
    return folder


@pytest.mark.parametrize(
    ("live_commit", "wanted", "said"),
    [
        ("main", "main~1", "yang lebih baru daripada"),
        ("samping", "main", "tidak termuat dalam"),
        ("0" * 40, "main", "tidak dikenal di sini"),
        ("main", "main", ""),
        ("main~2", "main", ""),
        ("main~2", "samping", ""),
    ],
)
def test_only_what_contains_the_live_commit_may_follow_it(history, live_commit, wanted, said):
    def full(name: str) -> str:
        return name if name.startswith("0") else git(history, "rev-parse", name)

    answer = why_not_over(Git(history), full(live_commit), full(wanted))

    assert said in answer and bool(said) == bool(answer)


@pytest.mark.parametrize("told", [None, "", "--upload-pack=x", "HEAD", 7, ["a"]])
def test_a_branch_that_does_not_say_its_commit_may_be_replaced(history, told):
    assert why_not_over(Git(history), told, git(history, "rev-parse", "main")) == ""


def test_an_older_commit_replaces_a_newer_publication_only_when_told(publication, project, remote):
    older = git(project, "rev-parse", "HEAD")
    first = publish(publication())
    edit(project)
    newer = publish(publication())
    for is_dry in (True, False):
        with pytest.raises(Refused, match=r"yang lebih baru .*--replace-newer.*--rollback"):
            publish(publication(commit=older, dry_run=is_dry))
    assert live(remote) == newer

    third = publish(publication(commit=older, replace_newer=True))
    assert live(remote) == third not in (first, newer)
    assert roll_back(publication()) == newer == live(remote)


def test_a_history_that_was_rewritten_is_published_only_when_told(publication, project, remote):
    publish(publication())
    git(project, *IDENTITY, "commit", "--quiet", "--amend", "--message", "Ditulis ulang")
    git(project, "reflog", "expire", "--expire=now", "--all")
    git(project, "gc", "--quiet", "--prune=now")
    with pytest.raises(Refused, match="tidak dikenal di sini"):
        publish(publication())

    assert publish(publication(replace_newer=True)) == live(remote)


def test_files_with_changes_that_are_not_committed_are_named(publication, project):
    about = project / "content" / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nBelum.\n", "utf-8")
    (project / "content" / "pages" / "baru é.md").write_text("x", "utf-8")
    (project / "data" / "moved.csv").rename(project / "data" / "pindah.csv")
    (project / "catatan.txt").write_text("bukan bagian situs", "utf-8")
    files = [
        "content/pages/about.md",
        "content/pages/baru é.md",
        "data/moved.csv",
        "data/pindah.csv",
    ]
    assert left_out(project) == files

    said: list[str] = []
    publish(publication(dry_run=True, say=said.append))
    assert "\n    ".join(["  Belum dikomit, jadi tidak ikut terbit:", *files]) in said


def test_where_all_is_committed_nothing_is_left_out(project, tmp_path):
    assert left_out(project) == left_out(tmp_path) == []
