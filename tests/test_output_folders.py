"""A folder is replaced only where nothing is lost by it."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from built import ROOT, SITE_URL, run_script

from portal.builder import BuildFailed, build_site
from portal.locks import try_lock
from portal.output_folder import (
    WORKING,
    WORKING_TEXT,
    NotReplaceable,
    put_in_place,
    replaceable,
    stop_unless_own_file,
    workplace,
)


def make_site(folder: Path, *names: str) -> Path:
    """A folder as a build leaves it, as far as its manifest says."""
    for name in ("index.html", *names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    manifest = {"format": 1, "sbom": "sbom.cdx.json", "inputs": {"pelicanconf.py": {}}}
    manifest["files"] = {name: {} for name in ("index.html", *names)}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


@pytest.fixture
def root(home) -> Path:
    """A project in somebody's home."""
    root = home / "netral"
    for name in (".git", "content/pages", ".cache/site"):
        (root / name).mkdir(parents=True)
    (root / "content/pages/about.md").write_text("teks")
    (root / ".cache/site/rows.bin").write_text("x")
    return root


@pytest.mark.parametrize(
    "place",
    [
        *("netral", ".", "..", "/", "netral/content", "netral/content/pages", "netral/baru"),
        *("netral/.git", "netral/.git/baru", "netral/.cache", "netral/.cache/site"),
    ],
)
def test_a_place_that_holds_or_lies_in_the_project_is_refused(place, root, home):
    with pytest.raises(NotReplaceable, match="Pilih"):
        replaceable(home / place, root)

    assert (root / "content/pages/about.md").exists()


@pytest.mark.parametrize("place", ["netral/output", "netral/output/situs", "netral/.cache/lain"])
def test_folders_of_the_project_that_git_leaves_out_are_for_output(place, root, home):
    assert replaceable(home / place, root) == home / place


def test_a_link_is_judged_by_where_it_leads(root, tmp_path):
    (tmp_path / "jalan").symlink_to(root / "content")

    with pytest.raises(NotReplaceable, match="di dalam proyek"):
        replaceable(tmp_path / "jalan", root)


def test_links_in_a_circle_are_refused(root, tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(NotReplaceable, match="berputar"):
        replaceable(tmp_path / "a", root)


def test_an_empty_home_is_refused(root, tmp_path, monkeypatch):
    other = tmp_path / "rumah"
    other.mkdir()
    monkeypatch.setenv("HOME", str(other))

    with pytest.raises(NotReplaceable, match="folder pribadi"):
        replaceable(other, root)


@pytest.mark.parametrize("name", ["catatan.txt", "wp-content", ".htaccess"])
def test_a_folder_with_anything_in_it_is_refused(name, root, tmp_path):
    (tmp_path / "web" / name).mkdir(parents=True)

    with pytest.raises(NotReplaceable, match=rf"tidak kosong \({name}\)"):
        replaceable(tmp_path / "web", root)


def test_another_programs_manifest_is_no_mark(root, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/manifest.json").write_text('{"name": "App", "icons": []}')

    with pytest.raises(NotReplaceable, match="tidak kosong"):
        replaceable(tmp_path / "app", root)


def test_nothing_an_empty_folder_a_desktops_file_and_a_site_can_be_replaced(root, tmp_path):
    (tmp_path / "kosong").mkdir()
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop/.DS_Store").touch()
    make_site(tmp_path / "situs", "wilayah/index.html", "pagefind/pagefind.js")

    for name in ("baru", "kosong", "desktop", "situs"):
        assert replaceable(tmp_path / name, root) == tmp_path / name


@pytest.mark.parametrize("name", ["cadangan.zip", "wilayah/catatan.txt", ".well-known/acme/1"])
def test_a_site_copied_among_other_files_is_refused(name, root, tmp_path):
    site = make_site(tmp_path / "public_html", "wilayah/index.html")
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).touch()

    with pytest.raises(NotReplaceable, match=f"memuat {name}"):
        replaceable(site, root)


@pytest.mark.parametrize("place", [".git", "wilayah/.git"])
@pytest.mark.parametrize("is_worktree", [False, True])
def test_a_site_that_is_a_checkout_is_refused(place, is_worktree, root, tmp_path):
    site = make_site(tmp_path / "gh-pages", "wilayah/index.html")
    if is_worktree:
        (site / place).write_text("gitdir: elsewhere")
    else:
        (site / place).mkdir()
        (site / place / "HEAD").touch()

    with pytest.raises(NotReplaceable, match="repositori git"):
        replaceable(site, root)


def test_a_file_is_no_output_folder(root, tmp_path):
    (tmp_path / "laporan").write_text("isi")

    with pytest.raises(NotReplaceable, match="adalah berkas"):
        replaceable(tmp_path / "laporan", root)
    with pytest.raises(NotReplaceable, match="laporan adalah berkas"):
        replaceable(tmp_path / "laporan" / "situs", root)


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    folder = make_site(tmp_path / "situs", "lama.html")

    with workplace(folder) as work:
        put_in_place(make_site(work / "site", "baru.html"), folder, work)

    assert [p.name for p in tmp_path.iterdir()] == ["situs"]
    assert (folder / "baru.html").exists() and not (folder / "lama.html").exists()


@pytest.mark.parametrize("names", [(), ("lama.html", "wilayah/index.html")])
def test_where_a_disk_begins_the_new_site_is_made_inside(names, root, tmp_path, monkeypatch):
    folder = make_site(tmp_path / "disk", *names) if names else tmp_path / "disk"
    (folder / "lost+found").mkdir(parents=True)
    rename = Path.rename
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == folder)
    monkeypatch.setattr(
        Path, "rename", lambda self, to: fail_to_move() if self == folder else rename(self, to)
    )

    replaceable(folder, root)
    with workplace(folder) as work:
        assert work.parent == folder
        replaceable(folder, root)
        put_in_place(make_site(work / "site", "baru.html"), folder, work)

    found = {path.name for path in folder.iterdir()}
    assert found == {"index.html", "baru.html", "manifest.json", "lost+found"}
    assert replaceable(folder, root) == folder


def fail_to_move(*paths: Path) -> None:
    raise OSError(16, "Device or resource busy")


def test_a_folder_that_cannot_be_moved_gets_other_contents(tmp_path, monkeypatch):
    folder = make_site(tmp_path / "situs", "lama.html", "wilayah/lama.html")
    before = folder.stat().st_ino
    move = Path.rename
    # What the system says of a folder where another disk begins.
    monkeypatch.setattr(
        Path, "rename", lambda self, to: fail_to_move() if self == folder else move(self, to)
    )

    with workplace(folder) as work:
        put_in_place(make_site(work / "site", "wilayah/baru.html"), folder, work)

    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert names == {"index.html", "manifest.json", "wilayah/baru.html"}
    assert folder.stat().st_ino == before


def test_contents_come_back_where_the_new_ones_do_not_fit(tmp_path, monkeypatch):
    folder = make_site(tmp_path / "situs", "lama.html")
    monkeypatch.setattr(Path, "rename", fail_to_move)

    with workplace(folder) as work:
        new = make_site(work / "site", "baru.html")
        (new / "penuh").mkdir()
        rename = os.rename

        def full(source, target, **options):
            if Path(source).name == "penuh":
                raise OSError(28, "No space left on device")
            return rename(source, target)

        monkeypatch.setattr(os, "rename", full)
        monkeypatch.setattr("shutil.copytree", full)
        with pytest.raises(OSError, match="No space"):
            put_in_place(new, folder, work)

    assert sorted(p.name for p in folder.iterdir()) == ["index.html", "lama.html", "manifest.json"]


def test_what_a_killed_build_left_goes_and_what_runs_stays(tmp_path):
    def left(name: str, text: bytes) -> Path:
        (tmp_path / name).mkdir()
        (tmp_path / name / WORKING).write_bytes(text)
        return tmp_path / name

    dead, other = left(".situs-dead", WORKING_TEXT), left(".situs-else", b"something else")
    alive, foreign = left(".situs-live", WORKING_TEXT), left(".lain-dead", WORKING_TEXT)
    (tmp_path / ".situs-unmarked").mkdir()

    with (alive / WORKING).open("r+b") as running:
        assert try_lock(running)
        with workplace(tmp_path / "situs") as work:
            made_in = work
            assert not dead.exists()

    assert not made_in.exists()
    assert all(p.exists() for p in (alive, other, foreign, tmp_path / ".situs-unmarked"))


def test_a_build_killed_inside_its_folder_can_be_repeated(root, tmp_path):
    folder = make_site(tmp_path / "mount")
    (folder / ".mount-abc" / "site").mkdir(parents=True)
    (folder / ".mount-abc" / WORKING).write_bytes(WORKING_TEXT)
    (folder / "baru.html").touch()

    assert replaceable(folder, root) == folder


def modes(folder: Path) -> set[str]:
    return {oct(stat.S_IMODE(p.stat().st_mode)) for p in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_everybody_may_read_the_site_whatever_the_umask(minimal, tmp_path):
    before = os.umask(0o077)
    try:
        build_site(minimal, tmp_path / "situs", "publishconf.py", SITE_URL, lambda line: None)
    finally:
        os.umask(before)

    assert modes(tmp_path / "situs") == {"0o755", "0o644"}


def test_a_build_refuses_before_it_makes_anything(minimal):
    said = []

    with pytest.raises(BuildFailed, match="di dalam proyek"):
        build_site(minimal, minimal / "content", "publishconf.py", SITE_URL, said.append)

    assert said == [] and not (minimal / ".cache").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no sizes")
def test_no_room_is_one_sentence(minimal, tmp_path):
    """A limit on the size of files stands for a disk that is full."""
    code = (
        "import resource, sys; from pathlib import Path;"
        "from portal.builder import BuildFailed, build_site;"
        "root = Path(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "try: build_site(root, Path(sys.argv[2]), 'publishconf.py', 'https://x.example', str)\n"
        "except BuildFailed as failed: print(failed)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(minimal), str(tmp_path / "situs")],
        env=os.environ | {"PYTHONPATH": str(minimal / "plugins"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )

    assert len(ran.stdout.splitlines()) == 1, ran.stdout + ran.stderr
    assert "berkasnya melebihi batas" in ran.stdout
    assert ran.stdout.endswith("Situs lama tidak diubah.\n")
    assert not [p for p in tmp_path.iterdir() if "situs" in p.name]


@pytest.mark.parametrize("content", [b"", b"baru"])
def test_a_file_is_written_where_there_is_none_or_an_earlier_one(content, tmp_path):
    (tmp_path / "berkas").write_bytes(content)

    stop_unless_own_file(tmp_path / "berkas", lambda found: found == b"baru")
    stop_unless_own_file(tmp_path / "tidak-ada", lambda found: False)
    stop_unless_own_file(None, lambda found: False)


def test_another_file_a_folder_and_a_missing_folder_are_left(tmp_path):
    (tmp_path / "catatan.md").write_text("isi")

    for name, said in (
        ("catatan.md", "bukan buatan perintah ini"),
        (".", "adalah folder"),
        ("tidak/ada.md", "foldernya tidak ada"),
    ):
        with pytest.raises(NotReplaceable, match=said):
            stop_unless_own_file(tmp_path / name, lambda content: False)


def test_a_summary_replaces_no_text_of_an_editor(project):
    page = project / "content" / "pages" / "about.md"
    before = page.read_bytes()

    for _ in range(2):
        assert run_script(project, "check.py", "--summary", project / "r.md").returncode == 0
    ran = run_script(project, "check.py", "--summary", page)

    assert (ran.returncode, page.read_bytes()) == (1, before)
    assert "bukan buatan perintah ini" in ran.stderr


def test_a_benchmark_leaves_a_folder_alone_that_it_did_not_make(project, tmp_path):
    shutil.copytree(ROOT / "tests" / "benchmarks", project / "tests" / "benchmarks")
    (tmp_path / "kerja").mkdir()
    (tmp_path / "kerja" / "naskah.txt").write_text("isi")

    ran = run_script(project, "bench.py", "--folder", tmp_path / "kerja", "--records", "1")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "tidak kosong (naskah.txt)" in ran.stderr
    assert (tmp_path / "kerja" / "naskah.txt").read_text() == "isi"
