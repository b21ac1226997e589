"""A person's own git settings reach remotes, and change nothing that is read or recorded."""

from pathlib import Path

import pytest

from portal.publishing.branch import remote_branch
from portal.publishing.git import Git, GitFailed, NoGit, blob_ids, write_files

from .small_site import commit, git


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "data").mkdir()
    (folder / "data" / "é.csv").write_bytes(b"a,b\r\n\xff\n")
    commit(folder, "Awal")
    return folder


def site(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.html").write_bytes(b"baris\r\nbaris\n")
    return folder


SETTINGS = {
    "implicit bare repositories refused": "[safe]\n bareRepository = explicit\n",
    "line ends changed": "[core]\n autocrlf = true\n attributesFile = {attributes}\n",
    "another identity": "[user]\n name = Orang Lain\n email = lain@contoh.example\n",
    "hooks of one's own": "[core]\n hooksPath = {hooks}\n[init]\n templateDir = {hooks}\n",
}


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_publication_is_the_same_with(settings, small, remote, tmp_path, monkeypatch):
    (tmp_path / "attributes").write_text("* text eol=crlf\n")
    (tmp_path / "hooks").mkdir()
    for name in ("pre-push", "post-checkout"):
        (tmp_path / "hooks" / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "hooks" / name).chmod(0o755)
    made = []
    for own in ("", SETTINGS[settings]):
        (tmp_path / "gitconfig").write_text(
            own.format(attributes=tmp_path / "attributes", hooks=tmp_path / "hooks")
        )
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
        with remote_branch(small, str(remote), f"cabang-{len(made)}") as branch:
            output = site(tmp_path / f"site-{len(made)}")
            made.append(branch.record(output, "Terbitan", 1_800_000_000))
            branch.move(made[-1], "")
            assert branch.live() == made[-1]
            assert branch.differing(made[-1], output) == []
    assert made[0] == made[1]


@pytest.mark.parametrize("place", ["a file", "variables", "the clone"])
def test_how_a_person_reaches_a_remote_is_kept(small, remote, tmp_path, monkeypatch, place):
    key = f"url.{remote}.insteadOf"
    if place == "a file":
        (tmp_path / "gitconfig").write_text(f'[url "{remote}"]\n insteadOf = lembaga:portal\n')
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    elif place == "variables":
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", key)
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", "lembaga:portal")
    else:
        git(small, "config", key, "lembaga:portal")
    git(small, "push", "--quiet", str(remote), "main:gh-pages")

    with remote_branch(small, "lembaga:portal", "gh-pages") as branch:
        assert branch.fetch() == git(small, "rev-parse", "HEAD")


def test_files_of_a_commit_are_written_byte_for_byte(small, tmp_path):
    (small / ".git" / "info").mkdir(exist_ok=True)
    (small / ".git" / "info" / "attributes").write_text("* export-ignore eol=crlf\n")
    write_files(Git(small), "HEAD", ("data/",), tmp_path / "out")

    assert (tmp_path / "out" / "data" / "é.csv").read_bytes() == b"a,b\r\n\xff\n"


def test_a_folder_inside_another_repository_is_none_of_its_own(small):
    with pytest.raises(GitFailed):
        Git(small / "data")("rev-parse", "HEAD")


def test_a_file_that_git_does_not_have_is_no_content(small):
    assert blob_ids(Git(small), "HEAD")
    with pytest.raises(GitFailed, match="tidak ada"):
        list(Git(small).blobs(["0" * 40]))


def test_without_the_program_a_sentence_says_where_to_get_it(small, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoGit, match=r"Pasang dari https://git-scm\.com"):
        Git(small)("rev-parse", "HEAD")


@pytest.mark.parametrize("remote_name", ["", " "])
def test_an_empty_remote_is_not_taken_for_the_project_itself(small, remote_name):
    with pytest.raises(GitFailed, match="--remote kosong"), remote_branch(small, remote_name, "x"):
        pass
