"""Every record tells from git when and why it changed; a history cut short stops the build."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from built import look_at, plain

from portal.builder import BuildFailed, build_site
from portal.core.history import History
from portal.core.portal import Portal, read_portal
from portal.history import NoHistory, read_history
from portal.manifest import digests_below, provenance
from portal.publishing.checkout import clean_checkout
from portal.review import portal_at

from .small_site import commit, git

STATEMENT = "content/statements/2024-02-01-contoh-imbauan.md"
FIGURES = "data/figures/berita-contoh-2024.csv"


@pytest.fixture
def kept(minimal: Path) -> Path:
    """The minimal site in git: laid out late in the evening of a day in UTC."""
    (minimal / ".gitignore").write_text("__pycache__/\n*.pyc\n", "utf-8")
    git(minimal, "init", "--quiet", "--initial-branch", "main")
    commit(minimal, "Situs contoh", "2026-01-02T06:30:00+07:00")
    return minimal


def change(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def words(project: Path, revisions) -> list[str]:
    """What the authors of the commits wrote, the newest first."""
    return [git(project, "show", "-s", "--format=%s", one.commit).strip() for one in revisions]


def told(project: Path, revisions) -> list[tuple[str, str]]:
    days = [str(one.day) for one in revisions]
    return list(zip(days, words(project, revisions), strict=True))


def built_page(project: Path, output: Path, address: str) -> str:
    build_site(project, output, "publishconf.py", "https://x.example", say=lambda line: None)
    return look_at(project, output).pages[address]


def test_the_day_of_a_change_is_the_commits_in_utc(kept):
    assert told(kept, read_history(kept).of_document(STATEMENT)) == [("2026-01-01", "Situs contoh")]


def test_the_newest_change_of_a_document_comes_first(kept):
    change(kept, STATEMENT, "netral", "tetap netral")
    commit(kept, "Judul dilengkapi", "2026-03-04T00:00:00+00:00")

    found = read_history(kept).of_document(STATEMENT)

    assert told(kept, found) == [("2026-03-04", "Judul dilengkapi"), ("2026-01-01", "Situs contoh")]


def test_what_is_not_committed_changes_no_history(kept):
    before = read_history(kept)
    change(kept, STATEMENT, "netral", "tetap netral")
    change(kept, FIGURES, ",30,shown", ",31,shown")

    assert read_history(kept) == before


def test_a_document_keeps_its_history_under_a_new_name(kept):
    new = kept / STATEMENT.replace("imbauan", "seruan")
    (kept / STATEMENT).rename(new)
    commit(kept, "Nama baru", "2026-03-04T00:00:00+00:00")
    found = read_history(kept)

    assert words(kept, found.of_document(new.relative_to(kept).as_posix())) == [
        "Nama baru",
        "Situs contoh",
    ]
    assert found.of_document(STATEMENT) == ()


def test_a_figure_has_the_changes_of_its_own_row_only(kept):
    change(kept, FIGURES, ",30,shown", ",31,shown")
    commit(kept, "Nilai dikoreksi", "2026-03-04T00:00:00+00:00")
    found = read_history(kept)

    assert told(kept, found.of_rows("berita-contoh-2024-01"))[0] == (
        "2026-03-04",
        "Nilai dikoreksi",
    )
    assert told(kept, found.of_rows("berita-contoh-2024-02")) == [("2026-01-01", "Situs contoh")]


def test_a_row_that_only_moved_has_not_changed(kept):
    head, first, *others = (kept / FIGURES).read_text("utf-8").splitlines()
    text = "\n".join([head, *others, first, ""])
    (kept / FIGURES).write_text(text, "utf-8", newline="\n")
    commit(kept, "Urutan baru", "2026-03-04T00:00:00+00:00")
    found = read_history(kept)

    for row in (first, *others):
        assert told(kept, found.of_rows(row.partition(",")[0])) == [("2026-01-01", "Situs contoh")]


OLD_TABLES = {
    "data/figures/figures.csv": """\
figure_id,source_id,region_code,election,period_start,period_end,respondent_group,\
stage_of_handling,category,category_label,value,status,unit,verification,note,added
a-1,a,98,pemilu-2024,,2024-02-01,asn,total,all,Semua jenis,30,shown,kasus,verified,,2024-03-01
a-2,a,98,pemilu-2024,,2024-02-01,asn,total,all,Semua jenis,31,shown,kasus,verified,,2024-03-01
""",
    "data/figures/sources.csv": """\
source_id,url,title,publisher,published,institution,note
a,https://a.example,"Judul: satu, dua",Kabar,2024-02-02,Badan Contoh,
b,,Judul lain,Kabar,,Badan Contoh,Catatan
""",
}
NEW_FILES = {
    "data/figures/a.csv": """\
figure_id,region_code,election,period_start,period_end,respondent_group,\
stage_of_handling,category,value,status,unit,verification,note,added
a-1,98,pemilu-2024,,2024-02-01,asn,total,all,30,shown,kasus,verified,,2024-03-01
a-2,98,pemilu-2024,,2024-02-01,asn,total,all,32,shown,kasus,verified,,2024-03-01
""",
    "data/sources/a.yaml": """\
url: https://a.example
title: 'Judul: satu, dua'
publisher: Kabar
published: 2024-02-02
institution: Badan Contoh
""",
    "data/sources/b.yaml": """\
title: Judul yang lain
publisher: Kabar
institution: Badan Contoh
note: Catatan
""",
}


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """Two old tables, and the files they became; one figure and one source say something new."""
    project = tmp_path / "pindah"
    project.mkdir()
    git(project, "init", "--quiet", "--initial-branch", "main")
    write(project, OLD_TABLES)
    commit(project, "Dua tabel", "2026-01-02T00:00:00+00:00")
    for name in OLD_TABLES:
        (project / name).unlink()
    write(project, NEW_FILES)
    commit(project, "Satu berkas tiap sumber", "2026-02-02T00:00:00+00:00")
    return project


def write(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("row", "has_changed"), [("a-1", False), ("a-2", True), ("a", False), ("b", True)]
)
def test_what_moved_out_of_the_old_tables_changed_only_where_it_says_something_else(
    moved, row, has_changed
):
    subjects = words(moved, read_history(moved).of_rows(row))

    assert subjects == ["Satu berkas tiap sumber"] * has_changed + ["Dua tabel"]


def test_a_source_has_the_changes_of_its_own_file(moved):
    change(moved, "data/sources/a.yaml", "Kabar", "Berita")
    commit(moved, "Penerbit", "2026-03-02T00:00:00+00:00")
    found = read_history(moved)

    assert words(moved, found.of_rows("a")) == ["Penerbit", "Dua tabel"]
    assert "Penerbit" not in words(moved, found.of_rows("b", "a-1", "a-2"))


def test_a_figure_that_went_to_another_source_has_changed(moved):
    head, row, _ = (moved / "data/figures/a.csv").read_text("utf-8").split("\n", 2)
    change(moved, "data/figures/a.csv", f"{row}\n", "")
    write(moved, {"data/figures/b.csv": f"{head}\n{row}\n"})
    commit(moved, "Sumber lain", "2026-03-02T00:00:00+00:00")

    assert words(moved, read_history(moved).of_rows("a-1"))[0] == "Sumber lain"


def test_settings_of_a_persons_own_git_change_no_history(kept, tmp_path, monkeypatch):
    change(kept, FIGURES, ",30,shown", ",31,shown")
    commit(kept, "Nilai dikoreksi — “contoh”", "2026-03-04T00:00:00+00:00")
    before = read_history(kept)
    own = tmp_path / "gitconfig"
    own.write_text(
        "[log]\n showSignature = true\n mailmap = true\n[color]\n ui = always\n"
        "[core]\n quotePath = true\n[diff]\n renames = copies\n interHunkContext = 9\n"
        " algorithm = patience\n noprefix = true\n context = 7\n[i18n]\n logOutputEncoding = cp1252\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))

    assert read_history(kept) == before


def own_settings(project: Path, tmp_path: Path, place: str) -> dict[str, str]:
    """Settings and attributes that would change what is read, where a person may put them."""
    (tmp_path / "home/git").mkdir(parents=True)
    attributes = tmp_path / "attributes"
    attributes.write_text("*.csv -diff diff=rahasia\n*.md -text eol=crlf\n")
    settings = (
        "[log]\n showRoot = false\n follow = true\n[core]\n autocrlf = true\n eol = crlf\n"
        f" attributesFile = {attributes}\n[diff]\n orderFile = {attributes}\n"
        '[diff "rahasia"]\n binary = true\n textconv = false\n command = false\n'
        "[status]\n showUntrackedFiles = no\n"
    )
    own = tmp_path / "gitconfig"
    own.write_text(settings)
    if place == "of the person":
        return {"GIT_CONFIG_GLOBAL": str(own)}
    if place == "of the machine":
        return {"GIT_CONFIG_SYSTEM": str(own)}
    if place == "in a folder for settings":
        shutil.copy(attributes, tmp_path / "home/git/attributes")
        return {"XDG_CONFIG_HOME": str(tmp_path / "home")}
    (project / ".git/config").write_text((project / ".git/config").read_text() + settings)
    shutil.copy(attributes, project / ".git/info/attributes")
    git(project, "replace", "HEAD", "HEAD~1")
    return {}


@pytest.mark.parametrize(
    "place", ["of the person", "of the machine", "in a folder for settings", "of the clone"]
)
def test_settings_and_attributes_change_neither_histories_nor_copies(
    kept, tmp_path, monkeypatch, place
):
    (kept / ".git/info").mkdir(exist_ok=True)
    change(kept, FIGURES, ",30,shown", ",31,shown")
    commit(kept, "Nilai dikoreksi", "2026-03-04T00:00:00+00:00")
    before, about = read_history(kept), provenance(kept)
    with clean_checkout(kept, "HEAD") as source:
        files = digests_below(source.folder / "content")
    for name, value in own_settings(kept, tmp_path, place).items():
        monkeypatch.setenv(name, value)

    assert (read_history(kept), provenance(kept)) == (before, about)
    with clean_checkout(kept, "HEAD") as source:
        assert digests_below(source.folder / "content") == files
        assert read_history(source.folder) == before
    assert portal_at(kept, "HEAD~1").statements == read_portal_of(kept).statements


def read_portal_of(project: Path) -> Portal:
    return read_portal(project / "content", project / "data", project)


HOSTILE = (
    "Usul @budi-uji",
    "Surat ke budi.uji@contoh.go.id",
    "NIK 3273014501900001",
    "Telepon 0812-3456-7890",
    f"Salin {'/'}home/budi/portal",
    f"Lihat file:{2 * chr(47)}server/berkas",
    "Merah \x1b[31m dan terbalik \u202e",
    "x" * 20_000,
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "hapus sourceMappingURL=",
    "empat ASN di Bantul",
)


def test_no_words_of_a_commit_stop_a_build_or_weaken_a_page(kept, tmp_path):
    for number, subject in enumerate(HOSTILE):
        change(kept, STATEMENT, "netral", "netral dan netral")
        commit(kept, subject, f"2026-03-{number + 1:02}T00:00:00+00:00")
    commit_with_bytes(kept, b"Latin \xe9 dan NUL")
    commit_with_bytes(kept, b"Tahun jauh", b"999999999999")

    page = built_page(kept, tmp_path / "site", "pernyataan/2024-02-01-contoh-imbauan/")
    history = page.partition('id="riwayat"')[2].partition("</section>")[0]

    assert history.count("<li>") == len(HOSTILE) + 3
    assert history.count("Diubah") == len(HOSTILE) + 2
    for part in (*HOSTILE, "budi", "Latin", "xxx", "script", "empat"):
        assert part not in history
    assert "9999" in history


def commit_with_bytes(project: Path, subject: bytes, seconds: bytes = b"1772600000") -> None:
    """A commit that git's own commands would not write."""
    change(project, STATEMENT, "netral", "netral dan netral")
    git(project, "add", "--all")
    who = b"Redaksi <redaksi@contoh.example> " + seconds + b" +0000\n"
    tree, parent = git(project, "write-tree"), git(project, "rev-parse", "HEAD")
    head = f"tree {tree}\nparent {parent}\n".encode()
    content = head + b"author " + who + b"committer " + who + b"\n" + subject + b"\n"
    file = project.parent / "commit"
    file.write_bytes(content)
    made = git(project, "hash-object", "-t", "commit", "-w", "--literally", str(file))
    git(project, "update-ref", "HEAD", made)


def test_a_page_shows_its_changes_and_a_correction_instead_of_the_commits_words(kept, tmp_path):
    correction = (
        "---\ntitle: Nilai Contoh diperbaiki\ndate: 2026-03-04\nkind: correction\n"
        "noticed: 2026-03-03\ndecided_by: Redaksi\nchanges:\n- record: berita-contoh-2024-01\n"
        "  field: value\n  old: 30\n  new: 31\n---\n\nSalah baca.\n"
    )
    change(kept, FIGURES, ",30,shown", ",31,shown")
    (kept / "content/corrections/2026-03-04-nilai.md").write_text(correction, "utf-8")
    commit(kept, "Merge 17", "2026-03-04T00:00:00+00:00")

    page = built_page(kept, tmp_path / "site", "sumber/berita-contoh-2024/")
    history = plain(page.partition('id="riwayat"')[2].partition("</section>")[0])

    assert "4 Maret 2026 Nilai Contoh diperbaiki" in history
    assert "1 Januari 2026 Masuk ke portal" in history
    assert "Merge 17" not in page
    assert '<a href="/koreksi/#2026-03-04-nilai" lang="id">Nilai Contoh diperbaiki</a>' in page


def test_a_change_leads_to_its_difference_where_the_repository_has_an_address(kept, tmp_path):
    change(
        kept, "pelicanconf.py", 'REPOSITORY_URL = ""', 'REPOSITORY_URL = "https://git.example/p/"'
    )
    id_of_commit = commit(kept, "Alamat", "2026-03-04T00:00:00+00:00")
    first = git(kept, "rev-parse", f"{id_of_commit}~1")

    page = built_page(kept, tmp_path / "site", "pernyataan/2024-02-01-contoh-imbauan/")

    assert f'href="https://git.example/p/commit/{first}"' in page


def test_without_an_address_of_the_repository_there_is_no_link(kept, tmp_path):
    page = built_page(kept, tmp_path / "site", "pernyataan/2024-02-01-contoh-imbauan/")

    assert f'<span class="code">{git(kept, "rev-parse", "HEAD")[:10]}</span>' in page


def test_an_unpacked_archive_is_built_and_says_that_its_history_is_unknown(minimal, tmp_path):
    page = built_page(minimal, tmp_path / "site", "pernyataan/2024-02-01-contoh-imbauan/")

    assert read_history(minimal) == History()
    assert "Riwayat tidak diketahui" in page


def test_a_folder_inside_somebody_elses_repository_has_no_history(kept):
    inside = kept / "salinan"
    shutil.copytree(kept / "content", inside / "content")
    commit(kept, "Salinan di dalam", "2026-03-04T00:00:00+00:00")

    assert read_history(inside) == History()


def test_a_repository_without_a_commit_has_no_history_yet(minimal):
    git(minimal, "init", "--quiet")

    assert not read_history(minimal).is_known


def test_a_shallow_clone_stops_the_build_and_says_what_to_do(kept, tmp_path):
    change(kept, STATEMENT, "netral", "tetap netral")
    commit(kept, "Judul dilengkapi", "2026-03-04T00:00:00+00:00")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", kept.as_uri(), str(shallow))

    with pytest.raises(BuildFailed) as failed:
        build_site(shallow, tmp_path / "site", "publishconf.py", say=lambda line: None)

    assert str(failed.value).startswith("Klon git ini dangkal: riwayatnya terpotong")
    assert "git fetch --unshallow" in str(failed.value)
    assert "fetch-depth: 0" in str(failed.value)
    assert not (tmp_path / "site").exists()


def test_what_publishing_and_verifying_build_has_the_history_up_to_its_commit(kept):
    change(kept, STATEMENT, "netral", "tetap netral")
    commit(kept, "Judul dilengkapi", "2026-03-04T00:00:00+00:00")
    whole = read_history(kept)

    with clean_checkout(kept, "HEAD") as newest:
        assert read_history(newest.folder) == whole
    with clean_checkout(kept, "HEAD~1") as older:
        found = read_history(older.folder).of_document(STATEMENT)
    assert [one.day for one in found] == [date(2026, 1, 1)]


def test_publishing_out_of_a_shallow_clone_finds_its_history_cut_off_too(kept, tmp_path):
    commit_of_nothing(kept)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", kept.as_uri(), str(shallow))

    with clean_checkout(shallow, "HEAD") as source, pytest.raises(NoHistory, match="dangkal"):
        read_history(source.folder)


def commit_of_nothing(project: Path) -> None:
    (project / "catatan.txt").write_text("Bukan bagian situs.", "utf-8")
    commit(project, "Catatan", "2026-03-04T00:00:00+00:00")


def test_a_repository_git_cannot_read_stops_the_build(kept, tmp_path):
    (kept / ".git" / "HEAD").write_text("rusak")

    with pytest.raises(BuildFailed, match="Riwayat tidak dapat dibaca"):
        build_site(kept, tmp_path / "site", "publishconf.py", say=lambda line: None)
