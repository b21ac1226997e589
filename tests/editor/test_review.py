"""A change to what was published must be explained, and a pull request says what it changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from built import lay_out, look_at
from publishing.small_site import commit, git

from portal.builder import build_site
from portal.core.problems import Problem
from portal.review import NotComparable, review

STATEMENT = "statements/2024-02-01-contoh-imbauan"
REGULATION = "regulations/uu-contoh-2-2023"
FIGURE = "berita-contoh-2024-01"
FIGURES = "data/figures/berita-contoh-2024.csv"
OTHER_FIGURES = "data/figures/kabar-contoh-2024.csv"
LAW = "content/regulations/uu-contoh-2-2023.md"

# What is changed: record, field, file, text before, text after, value before, value after.
PUBLISHED = {
    "a value": (FIGURE, "value", FIGURES, ",30,shown", ",31,shown", "30", "31"),
    "a region of a figure": (
        *(FIGURE, "region_code", FIGURES, "01,98,pemilu-2024,"),
        *("01,99,pemilu-2024,", "98", "99"),
    ),
    "an as-of date": (
        *(FIGURE, "period_end", FIGURES, ",,2024-02-01,asn,total,all,30"),
        *(",,2024-02-02,asn,total,all,30", "2024-02-01", "2024-02-02"),
    ),
    "a date": (
        *(STATEMENT, "date", f"content/{STATEMENT}.md", "\ndate: 2024-02-01", "\ndate: 2024-02-03"),
        *("2024-02-01", "2024-02-03"),
    ),
    "a speaker": (
        *(STATEMENT, "speakers", f"content/{STATEMENT}.md", "role: Ketua", "role: Anggota"),
        *("Ketua", "Anggota"),
    ),
    "regions": (
        *(STATEMENT, "region_codes", f"content/{STATEMENT}.md", '- "98"\n', '- "98"\n- "99"\n'),
        *("98", "98, 99"),
    ),
    "a title": (
        *(STATEMENT, "title", f"content/{STATEMENT}.md", "title: Badan", "title: Ketua Badan"),
        *("…", "…"),
    ),
    "a stated figure": (
        *(STATEMENT, "figures", f"content/{STATEMENT}.md", "value: 30", "value: 33", "30", "33"),
    ),
    "a summary": (
        *(STATEMENT, "summary", f"content/{STATEMENT}.md", "meminta", "menyerukan"),
        *("meminta", "menyerukan"),
    ),
    "a legal status": (
        *(
            REGULATION,
            "status",
            LAW,
            "status: in-force",
            "status: revoked\nstatus_note: Dibatalkan.",
        ),
        *("in-force", "revoked"),
    ),
    "a gist of a regulation": (
        *(REGULATION, "summary", LAW, "---\n\n", "---\n\nKini tidak penting. ", "…", "…"),
    ),
}
every_published = pytest.mark.parametrize("what", PUBLISHED)


@pytest.fixture
def kept(minimal: Path) -> Path:
    return keep(minimal)


def keep(project: Path) -> Path:
    """The project in git, as if it were published."""
    (project / ".gitignore").write_text("__pycache__/\n*.pyc\n", "utf-8")
    git(project, "init", "--quiet", "--initial-branch", "main")
    commit(project, "Terbit")
    return project


def change(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def correct(project: Path, record: str, field: str, old: str, new: str, kind="correction") -> Path:
    path = project / "content/corrections/2024-05-06-baru.md"
    path.write_text(
        f"---\ntitle: Catatan dikoreksi\ndate: 2024-05-06\nkind: {kind}\nnoticed: 2024-05-05\n"
        f"decided_by: Redaksi\nchanges:\n- record: {record}\n  field: {field}\n"
        f'  old: "{old}"\n  new: "{new}"\n---\n\nSalah baca.\n',
        "utf-8",
    )
    return path


def problems(project: Path) -> list[Problem]:
    return review(project, "HEAD").problems


@every_published
def test_a_change_to_what_was_published_demands_a_correction_at_its_line(kept, what):
    record, field, path, old, new, *_ = PUBLISHED[what]
    change(kept, path, old, new)

    (problem,) = problems(kept)

    assert problem.path == path
    assert f'{record} sudah terbit dan "{field}" berubah tanpa koreksi.' in problem.text
    written = (kept / path).read_text("utf-8").split("\n")[problem.line - 1]
    assert field == "summary" or written.startswith((f"{field}:", f"{record},"))


@every_published
def test_a_correction_of_the_field_explains_it(kept, what):
    record, field, path, old, new, was, now = PUBLISHED[what]
    change(kept, path, old, new)
    correct(kept, record, field, was, now)

    assert problems(kept) == []


@pytest.mark.parametrize(
    ("field", "was", "now"), [("unit", "30", "31"), ("value", "29", "31"), ("value", "30", "32")]
)
def test_a_correction_of_another_field_or_with_other_values_does_not(kept, field, was, now):
    change(kept, FIGURES, ",30,shown", ",31,shown")
    correct(kept, FIGURE, field, was, now)

    assert [p.text for p in problems(kept)] == [
        f'{FIGURE} sudah terbit dan "value" berubah tanpa koreksi. Jalankan python3 scripts/new.py'
        f' correction dengan perubahan "{FIGURE}; value; 30; 31".'
    ]


def test_an_older_correction_does_not_explain_a_new_change(kept):
    change(kept, FIGURES, ",30,shown", ",31,shown")
    correct(kept, FIGURE, "value", "30", "31")
    commit(kept, "Dikoreksi")
    change(kept, FIGURES, ",31,shown", ",30,shown")
    commit(kept, "Kembali")
    change(kept, FIGURES, ",30,shown", ",31,shown")

    assert len(problems(kept)) == 1


def test_a_value_withheld_later_is_a_change_of_value_and_status(kept):
    change(kept, FIGURES, ",30,shown", ",,confidential")

    assert [p.text.partition('"')[2].partition('"')[0] for p in problems(kept)] == [
        "status",
        "value",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OTHER_FIGURES, "Sumber lain menyebut angka lain", "Media lain menyebut angka lain"),
        (f"content/{STATEMENT}.md", "stage: kampanye\n", ""),
        ("content/pages/about.md", "Situs contoh.", "Situs lain."),
    ],
    ids=["note", "stage", "page"],
)
def test_other_changes_are_shown_but_need_no_correction(kept, path, old, new):
    change(kept, path, old, new)
    found = review(kept, "HEAD")

    assert found.problems == []
    assert "Tidak ada perubahan" not in found.markdown


def test_a_deleted_record_must_be_restored_and_withdrawn(kept):
    (kept / f"content/{STATEMENT}.md").unlink()

    (problem,) = problems(kept)

    assert problem.text == (
        f"{STATEMENT} sudah terbit dan dihapus. Kembalikan, lalu tarik dengan koreksi withdrawal:"
        f' "{STATEMENT}; record; terbit; ditarik".'
    )


def test_a_published_record_cannot_become_a_draft(kept):
    change(kept, f"content/{STATEMENT}.md", "kind:", "draft: true\nkind:")

    assert [p.text.partition(".")[0] for p in problems(kept)] == [
        f"{STATEMENT} sudah terbit dan dihapus"
    ]


def test_a_withdrawal_explains_everything_that_changed_in_its_record(kept):
    change(kept, FIGURES, ",30,shown", ",,confidential")
    correct(kept, FIGURE, "record", "terbit", "ditarik", kind="withdrawal")
    found = review(kept, "HEAD")

    assert found.problems == []
    assert f"### Ditarik\n\n- `{FIGURE}`: Catatan dikoreksi\n" in found.markdown


@pytest.mark.parametrize(("old", "new"), [("new: 30", "new: 33"), ("kind: correction", "")])
def test_a_published_correction_is_neither_changed_nor_removed(kept, old, new):
    path = kept / "content/corrections/2024-03-02-nilai-contoh.md"
    if new:
        change(kept, path.relative_to(kept).as_posix(), old, new)
    else:
        path.unlink()

    (problem,) = problems(kept)

    assert problem.text.startswith("koreksi yang sudah terbit ")


def test_a_folder_without_git_cannot_be_compared_and_is_not_told_to_fetch(minimal):
    with pytest.raises(NotComparable, match="bukan klon git"):
        review(minimal, "HEAD")


def test_a_commit_that_is_not_there_is_said(kept):
    with pytest.raises(NotComparable, match='komit "tidak-ada" tidak ditemukan'):
        review(kept, "tidak-ada")


@every_published
def test_a_correction_reaches_its_record_the_list_the_feed_and_the_table(corrected, what):
    record = PUBLISHED[what][0]
    source = {"slug": "berita-contoh-2024"}
    own = {
        FIGURE: ("source", source),
        STATEMENT: ("statement", {"slug": STATEMENT.partition("/")[2]}),
        REGULATION: ("regulation", {"slug": REGULATION.partition("/")[2]}),
    }
    kind, parts = own[record]

    assert 'href="/portal/koreksi/#2024-05-06-baru"' in corrected.page("id", kind, **parts)
    assert "Catatan dikoreksi" in corrected.page("id", "corrections")
    assert "Catatan dikoreksi" in (corrected.output / "koreksi/feed.atom").read_text("utf-8")
    table = (corrected.output / "koreksi/koreksi.csv").read_text("utf-8")
    assert f",correction,{record},{PUBLISHED[what][1]}," in table


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """The minimal site after every change above, explained by one correction."""
    folder = tmp_path_factory.mktemp("corrected")
    project = keep(lay_out(folder / "project"))
    changes = ""
    for record, field, _, _, _, was, now in PUBLISHED.values():
        changes += f'- record: {record}\n  field: {field}\n  old: "{was}"\n  new: "{now}"\n'
    path = correct(project, FIGURE, "value", "30", "31")
    head, _, rest = path.read_text("utf-8").partition("changes:\n")
    path.write_text(f"{head}changes:\n{changes}---{rest.partition('---')[2]}", "utf-8")
    url = "https://netral.example/portal"
    build_site(project, folder / "site", "publishconf.py", url, say=lambda line: None)
    return look_at(project, folder / "site")


def test_the_summary_shows_pages_and_figures_by_region(kept):
    change(kept, OTHER_FIGURES, ",0,shown", ",3,shown")
    change(kept, FIGURES, ",30,shown", ",31,shown")
    change(kept, "content/pages/about.md", "Situs contoh.", "Situs | lain.")
    statement = (kept / f"content/{STATEMENT}.md").read_text("utf-8")
    new = statement.replace("id: 2024-02-01-contoh-imbauan", "id: 2024-02-09-baru")
    (kept / "content/statements/2024-02-09-baru.md").write_text(
        new.replace("title: Badan", "title: Lembaga | <b> Badan"), "utf-8"
    )
    text = review(kept, "HEAD").markdown

    assert (
        "### Halaman baru\n\n- Pernyataan: Lembaga \\| &lt;b> Badan Contoh mengimbau pegawai Contoh netral"
        " (`content/statements/2024-02-09-baru.md`)\n"
    ) in text
    assert "| `pages/about` | summary | " in text and "Situs \\| lain." in text
    assert text.index("| Provinsi Contoh | ") < text.index("| Kabupaten Misal | ")
    assert f"(`{FIGURE}`) | value | 30 | 31 |" in text
    assert "(`kabar-contoh-2024-02`) | value | 0 | 3 |" in text
    assert "- `statements/2024-02-09-baru` masih bertanda perlu ditinjau." in text


def test_a_new_figure_is_shown_against_nothing_and_a_withheld_one_as_such(kept):
    row = "baru-{},98,pilkada-2024,,2024-02-01,asn,total,all,{},kasus,"
    rows = [row.format("01", "12,shown"), row.format("02", ",confidential")]
    text = (kept / FIGURES).read_text("utf-8")
    added = "".join(f"{one}verified,,2024-05-06\n" for one in rows).replace(
        "pilkada-2024", "pemilu-2024"
    )
    (kept / FIGURES).write_text(text + added, "utf-8")

    text = review(kept, "HEAD").markdown

    assert "(`baru-01`) | value | belum ada | 12 |" in text
    assert "(`baru-02`) | value | belum ada | [c] |" in text


def test_a_long_summary_is_cut_and_says_how_much_is_left(kept):
    rows = "".join(
        f"baru-{i:03},98,pemilu-2024,,2024-02-01,asn,total,all,{i},"
        f"shown,kasus,verified,,2024-05-06\n"
        for i in range(100)
    )
    (kept / FIGURES).write_text((kept / FIGURES).read_text("utf-8") + rows, "utf-8")

    text = review(kept, "HEAD").markdown

    assert text.count("| belum ada |") == 60
    assert "… dan 40 lainnya." in text


def test_files_that_are_no_records_are_named_too(kept):
    change(kept, "theme/translations/id.toml", "Pernyataan", "Catatan")
    change(kept, f"content/{STATEMENT}.md", "stage: kampanye\n", "")
    (kept / "catatan.txt").write_text("Bukan bagian situs.", "utf-8")

    text = review(kept, "HEAD").markdown

    assert "### Berkas lain yang berubah\n\n- `theme/translations/id.toml`\n\n" in f"{text}\n"


def test_nothing_changed_is_said(kept):
    assert review(kept, "HEAD").markdown == (
        "## Yang berubah bagi pembaca\n\nTidak ada perubahan bagi pembaca.\n"
    )


@pytest.fixture
def run(minimal, run_small) -> Callable:
    keep(minimal)
    return run_small


def test_check_writes_the_summary_beside_its_annotations(run, minimal):
    change(minimal, FIGURES, ",30,shown", ",31,shown")

    ran = run("check.py", "--against", "HEAD", "--format", "github", "--summary", "ringkasan.md")

    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.splitlines()[-1].startswith(
        f"::error file={FIGURES},line=2,title=P074::{FIGURE} "
    )
    text = (minimal / "ringkasan.md").read_text("utf-8")
    assert text.startswith("## Yang berubah bagi pembaca\n")
    assert f"### Masalah yang harus diselesaikan\n\n- `{FIGURES}:2`: {FIGURE} sudah terbit" in text


def test_what_cannot_be_read_is_told_in_the_summary_too(run, minimal):
    (minimal / "data/glossary.yaml").unlink()

    ran = run("check.py", "--against", "HEAD", "--format", "markdown")

    assert ran.returncode == 1
    assert "- `data/glossary.yaml:1`: berkas tidak ada." in ran.stdout
    assert ran.stderr == "1 masalah.\n"
