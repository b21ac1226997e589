"""Publishing a commit: exactly what it says, or nothing."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from portal.publishing.ledger import LEDGER
from portal.publishing.limits import Limits
from portal.publishing.publisher import Refused, publish, roll_back

from .small_site import ROOT, commit, git, keep_rows

STATEMENT = "2024-10-14-bali-satgas-netralitas-asn"
ADDRESS = f"pernyataan/{STATEMENT}/"


def live(remote: Path) -> str:
    """The published commit, "" if there is none."""
    return git(remote, "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")


def contents(folder: Path) -> dict[str, bytes]:
    paths = (p for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def clone(remote: Path, folder: Path) -> Path:
    plain = ["-c", "core.autocrlf=false"]
    git(remote, *plain, "clone", "--quiet", "--branch", "gh-pages", str(remote), str(folder))
    return folder


def edit(project: Path) -> str:
    """A new commit that changes one page."""
    path = project / "content" / "pages" / "about.md"
    path.write_text(path.read_text("utf-8") + "\nDisunting.\n", "utf-8", newline="\n")
    return commit(project, "Sunting", "2026-02-03T04:05:06+00:00")


def withdraw(project: Path) -> str:
    """A new commit without one statement; nothing says where it went."""
    (project / "content" / "statements" / f"{STATEMENT}.md").unlink()
    return commit(project, "Tarik", "2026-02-03T04:05:06+00:00")


def explain(project: Path, refused: str) -> str:
    """A new commit with a notice for every address that a refusal names."""
    lost = [line[1:] for line in refused.splitlines() if line.startswith("/")]
    rows = (f"{address},,2026-02-03,Salah sumber.,Wrong source.\n" for address in lost)
    table = project / "data" / "moved.csv"
    table.write_text(table.read_text("utf-8") + "".join(rows), "utf-8", newline="\n")
    return commit(project, "Jelaskan", "2026-02-04T04:05:06+00:00")


def test_the_branch_holds_what_the_build_made_byte_for_byte(publication, remote, built, tmp_path):
    made = publish(publication())

    found = contents(clone(remote, tmp_path / "clone"))
    ledger = found.pop(LEDGER).decode()
    assert live(remote) == made
    assert found == contents(built)
    assert {"", ADDRESS, "en/", "sitemap.xml"} <= set(ledger.splitlines())


@pytest.mark.parametrize("site_url", ["https://lembaga.example", "https://lembaga.example/a/b"])
def test_a_site_lives_at_a_root_and_below_a_path(publication, remote, tmp_path, site_url):
    publish(publication(site_url=site_url))

    home = (clone(remote, tmp_path / "clone") / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{site_url}/">' in home


@pytest.mark.parametrize("site_url", ["", "lembaga.example/portal", "https://lembaga.example?x"])
def test_nothing_is_published_at_an_address_no_site_can_have(
    publication, project, remote, site_url
):
    with pytest.raises(Refused, match=r"^alamat situs .* \[P160\]\n"):
        publish(publication(site_url=site_url))
    assert live(remote) == ""

    for script in (["publish.py", "--remote", str(remote)], ["build.py", "--output", "hasil"]):
        command = [sys.executable, f"scripts/{script[0]}", *script[1:]]
        asked = subprocess.run([*command, "--site-url", site_url], cwd=project, capture_output=True)
        unasked = subprocess.run(
            command, cwd=project, env=os.environ | {"SITE_URL": site_url}, capture_output=True
        )
        for ran in (asked, unasked):
            assert ran.returncode == 1
            assert ran.stderr.decode().startswith("alamat situs ")
            assert "[P160]" in ran.stderr.decode().splitlines()[0]


def test_a_wrong_address_in_the_settings_stops_the_build(publication, project, remote):
    settings = project / "publishconf.py"
    text = settings.read_text("utf-8").replace("https://netral.example", "lembaga.example/")
    settings.write_text(text, "utf-8")
    commit(project, "Alamat", "2027-02-03T04:05:06+00:00")
    said = r'publishconf\.py:1: alamat situs "lembaga\.example" .* \[P160\]'
    with pytest.raises(Refused, match=said):
        publish(publication(site_url=None))

    assert live(remote) == ""


def test_an_address_that_is_only_an_example_is_published_with_a_word(publication):
    said: list[str] = []
    publish(publication(site_url=None, say=said.append))

    assert any(
        line.startswith("Alamat situs masih contoh: https://netral.example.") for line in said
    )


def test_two_machines_make_the_same_commit(publication, remote, tmp_path):
    other = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", str(other))

    assert publish(publication()) == publish(publication(remote=str(other)))


def test_the_project_is_left_as_it_was(publication, project):
    (project / "content" / "pages" / "draft.txt").write_text("belum selesai", "utf-8")
    before = git(project, "for-each-ref"), git(project, "status", "--porcelain")
    files = {path: path.stat().st_mtime_ns for path in (project / "content").rglob("*")}
    publish(publication())

    assert (git(project, "for-each-ref"), git(project, "status", "--porcelain")) == before
    assert {p: p.stat().st_mtime_ns for p in (project / "content").rglob("*")} == files


def test_what_is_not_committed_is_not_published(publication, project, remote, tmp_path):
    (project / "content" / "pages" / "about.md").write_text("rusak", "utf-8")
    publish(publication())

    assert "tentang/index.html" in contents(clone(remote, tmp_path / "clone"))


def test_the_same_site_is_not_published_twice(publication, remote):
    first = publish(publication())

    assert publish(publication()) == first
    assert git(remote, "rev-list", "--count", "gh-pages") == "1"


def test_a_dry_run_says_what_would_happen_and_changes_nothing(publication, project, remote):
    first = publish(publication())
    edit(project)
    said: list[str] = []
    would_be = publish(publication(dry_run=True, say=said.append))

    assert live(remote) == first != would_be
    assert any(line.startswith("  1 halaman berubah") for line in said)
    assert publish(publication()) == would_be


def test_rollback_puts_the_previous_publication_back(publication, project, remote):
    first = publish(publication())
    edit(project)
    publish(publication())
    assert roll_back(publication(dry_run=True)) == first
    assert live(remote) != first

    assert roll_back(publication()) == first == live(remote)


def test_rollback_of_the_first_publication_is_refused(publication, remote):
    first = publish(publication())
    with pytest.raises(Refused, match="sebelumnya"):
        roll_back(publication())

    assert live(remote) == first


def test_an_address_once_published_is_kept_or_explained_for_ever(
    publication, project, remote, tmp_path
):
    first = publish(publication())
    withdraw(project)
    with pytest.raises(Refused, match="pernah terbit akan hilang") as refused:
        publish(publication())
    assert f"\n/{ADDRESS}\n" in str(refused.value)
    assert live(remote) == first

    explain(project, str(refused.value))
    with pytest.raises(Refused, match="batas 0%"):
        publish(publication(maximum_gone=0.0))
    assert live(remote) == first

    second = publish(publication())
    page = (clone(remote, tmp_path / "clone") / ADDRESS / "index.html").read_text("utf-8")
    assert "Salah sumber." in page
    assert '<time datetime="2026-02-03">' in page

    keep_rows(project / "data" / "moved.csv", lambda row: False)
    commit(project, "Lupa", "2026-03-04T05:06:07+00:00")
    with pytest.raises(Refused, match=ADDRESS):
        publish(publication())
    assert live(remote) == second


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(total=1000), "ukuran situs"),
        (Limits(files=10), "berkas; batas 10"),
        (Limits(file=1000), "batas per berkas 1000"),
    ],
)
def test_the_limits_of_a_host_are_kept(publication, remote, limits, sentence):
    with pytest.raises(Refused, match=sentence):
        publish(publication(limits=limits))

    assert live(remote) == ""


def test_a_mistake_in_the_content_is_not_published(publication, project, remote):
    (project / "content" / "pages" / "about.md").write_text("tanpa kepala\n", "utf-8")
    commit(project, "Rusak")
    with pytest.raises(Refused, match=r"content/pages/about\.md:1"):
        publish(publication())

    assert live(remote) == ""


def test_an_unknown_commit_is_refused_with_a_remedy(publication):
    with pytest.raises(Refused, match=r"git fetch"):
        publish(publication(commit="tidak-ada"))


def test_the_publisher_that_comes_second_says_so_and_leaves_nothing(publication, project, remote):
    publish(publication())
    older = edit(project)
    (project / "content" / "pages" / "about.md").write_bytes(
        (project / "content" / "pages" / "about.md").read_bytes() + b"\nLagi.\n"
    )
    newer = commit(project, "Lagi", "2026-03-04T05:06:07+00:00")
    won: list[str] = []

    def overtake(line: str) -> None:
        if line.startswith("7/8"):
            won.append(publish(publication(commit=newer)))

    slow = publication(commit=older, say=overtake)
    would_be = publish(replace(slow, dry_run=True, say=lambda line: None))
    with pytest.raises(Refused, match="Penerbit lain lebih dulu"):
        publish(slow)

    assert [live(remote)] == won
    unreachable = subprocess.run(["git", "cat-file", "-e", would_be], cwd=remote, check=False)
    assert unreachable.returncode != 0


def test_two_publishers_at_once_leave_one_whole_publication(project, remote):
    commits = [git(project, "rev-parse", "HEAD"), edit(project)]
    command = [sys.executable, "scripts/publish.py", "--remote", str(remote), "--commit"]
    both = [
        subprocess.Popen([*command, c], cwd=project, stdout=-1, stderr=-1, text=True)
        for c in commits
    ]
    answers = [(*one.communicate(), one.returncode) for one in both]

    assert 0 in [code for _, _, code in answers]
    for said, refused, code in answers:
        lost = any(word in refused for word in ("Penerbit lain", "menggantinya", "lebih baru"))
        assert code == 0 or lost, said
    subjects = git(remote, "log", "--format=%s", "gh-pages").splitlines()
    assert len(subjects) == len(set(subjects)) <= 2


def test_the_real_site_is_published_and_verified(remote):
    publish_ = [sys.executable, "scripts/publish.py", "--remote", str(remote), "--host", "none"]
    verify_ = [sys.executable, "scripts/verify.py", "--remote", str(remote)]
    for command in (publish_, verify_):
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
        assert ran.returncode == 0, ran.stderr

    assert ran.stdout.endswith("Identik.\n")
