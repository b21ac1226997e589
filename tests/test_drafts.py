"""A draft is seen in the preview, marked, and leaves no trace in what is published."""

from pathlib import Path

import pytest
from built import SITE_URL, lay_out, look_at

from portal.builder import build_site
from portal.core.checks import check_project
from portal.core.portal import read_portal
from portal.manifest import input_digests

MARKER = "kelelawar"  # a word no other record has
STATEMENT = f"2024-02-03-{MARKER}"
REGULATION = f"uu-{MARKER}-3-2024"


def write_drafts(project: Path) -> None:
    """A statement and the regulation it names, with the marker in every field that has words."""
    statement = project / "content/statements/2024-02-01-contoh-imbauan.md"
    text = statement.read_text("utf-8").replace("id: 2024-02-01-contoh-imbauan", f"id: {STATEMENT}")
    text = text.replace("pp-contoh-9-1999", REGULATION).replace("Contoh", f"Contoh {MARKER}")
    text = text.replace("institution: Badan Contoh kelelawar", "institution: Badan Contoh")
    text = text.replace("verification:", "draft: true\nverification:", 1)
    text = text.replace("https://berita.example/", f"https://{MARKER}.example/")
    (project / f"content/statements/{STATEMENT}.md").write_text(text, "utf-8")
    regulation = project / "content/regulations/uu-contoh-2-2023.md"
    text = regulation.read_text("utf-8").replace("uu-contoh-2-2023", REGULATION)
    text = text.replace("amends:\n- uu-contoh-1-2001\n", "draft: true\n")
    text = text.replace('number: "2"', f'number: "{MARKER}"')
    (project / f"content/regulations/{REGULATION}.md").write_text(text, "utf-8")


def build(project: Path, output: Path, settings: str) -> None:
    build_site(project, output, settings, SITE_URL, say=lambda line: None)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    project = lay_out(tmp_path_factory.mktemp("drafts") / "project")
    write_drafts(project)
    return project


@pytest.fixture(scope="module")
def published(project) -> Path:
    build(project, project.parent / "published", "publishconf.py")
    return project.parent / "published"


@pytest.fixture(scope="module")
def previewed(project) -> Path:
    build(project, project.parent / "previewed", "pelicanconf.py")
    return project.parent / "previewed"


def test_no_published_file_has_a_word_of_a_draft_in_its_text_or_name(published):
    files = [path for path in published.rglob("*") if path.is_file()]

    assert len(files) > 200
    for path in files:
        assert MARKER not in path.relative_to(published).as_posix()
        assert MARKER.encode() not in path.read_bytes(), path


def test_a_published_site_with_drafts_is_the_site_without_them(published, tmp_path):
    without = lay_out(tmp_path / "project")
    build(without, tmp_path / "site", "publishconf.py")

    def contents(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    assert contents(published) == contents(tmp_path / "site")


def test_the_preview_shows_drafts_and_says_so_in_title_and_text(project, previewed):
    site = look_at(project, previewed)

    for language, word, notice in (
        ("id", "Draf", "belum terbit"),
        ("en", "Draft", "not published"),
    ):
        for kind, slug in (("statement", STATEMENT), ("regulation", REGULATION)):
            page = site.page(language, kind, slug=slug)
            assert f"<title>{word}: " in page
            assert notice in page
    assert f">Draf: Badan Contoh {MARKER}" in site.page("id", "home")


def test_records_that_are_no_drafts_are_not_marked_in_the_preview(project, previewed):
    page = look_at(project, previewed).page("id", "statement", slug="2020-09-01-teladan-ikrar")

    assert "<title>Pegawai Teladan membaca ikrar · " in page
    assert "belum terbit" not in page


def test_the_search_of_the_published_site_cannot_find_a_draft(published, previewed):
    """The index is compressed, so its number of pages is compared."""
    pages = {
        folder: len(list((folder / "pagefind" / "fragment").iterdir()))
        for folder in (published, previewed)
    }

    assert pages[previewed] - pages[published] == 4  # two drafts in two languages


def test_drafts_are_checked_too_and_may_name_each_other(project):
    assert check_project(project) == []


def test_what_is_wrong_in_a_draft_is_said(minimal):
    write_drafts(minimal)
    path = minimal / f"content/statements/{STATEMENT}.md"
    path.write_text(path.read_text("utf-8").replace(REGULATION, "uu-tidak-ada"), "utf-8")

    (problem,) = check_project(minimal)

    assert problem.path == f"content/statements/{STATEMENT}.md"
    assert '"uu-tidak-ada" tidak dikenal' in problem.text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- uu-contoh-1-2001", f"- {REGULATION}", f'"{REGULATION}" masih draf. Terbitkan dulu'),
        (
            "regulations/uu-contoh-1-2001.md",
            f"regulations/{REGULATION}.md",
            "tidak mengarah ke mana pun.",
        ),
    ],
    ids=["reference", "link"],
)
def test_a_published_record_cannot_lean_on_a_draft(minimal, old, new, said):
    write_drafts(minimal)
    path = minimal / "content/statements/2024-02-01-contoh-imbauan.md"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    assert [said in problem.text for problem in check_project(minimal)] == [True]


def test_a_draft_that_is_named_has_a_code_of_its_own(minimal):
    write_drafts(minimal)
    path = minimal / "content/statements/2024-02-01-contoh-imbauan.md"
    text = path.read_text("utf-8").replace("- uu-contoh-1-2001", f"- {REGULATION}")
    path.write_text(text, "utf-8")

    assert [problem.code for problem in check_project(minimal)] == ["P133"]


def test_what_the_portal_holds_is_without_drafts(project):
    portal = read_portal(project / "content", project / "data", project)

    assert STATEMENT not in portal.statements
    assert f"statements/{STATEMENT}" not in portal.registers["record"]


def test_draft_is_said_with_true_or_false(minimal):
    path = minimal / "content/statements/2020-09-01-teladan-ikrar.md"
    path.write_text(path.read_text("utf-8").replace("kind:", "draft: ya\nkind:"), "utf-8")

    assert [str(problem) for problem in check_project(minimal)] == [
        'content/statements/2020-09-01-teladan-ikrar.md:6: bidang "draft" berisi "ya"; harus ya'
        " atau tidak. Tulis true atau false. [P132]"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind:", '"draft": true\nkind:'),
        ("kind:", "'draft': true\nkind:"),
        ("kind:", "draft : true\nkind:"),
        ("kind:", "draft:   TRUE\nkind:"),
        ("kind:", '"dr\\u0061ft": true\nkind:'),
        ("kind:", "? draft\n: true\nkind:"),
        ("---\nid:", "--- \ndraft: true\nid:"),
    ],
)
def test_a_draft_is_no_input_however_its_header_is_written(minimal, old, new):
    path = minimal / "content/statements/2020-09-01-teladan-ikrar.md"
    name = path.relative_to(minimal).as_posix()
    assert name in input_digests(minimal)

    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    assert name not in input_digests(minimal)


def test_a_draft_with_its_header_in_braces_is_no_input(minimal):
    path = minimal / f"content/statements/{STATEMENT}.md"
    header = (
        "{date: '2024-02-03', title: Uji, kind: statement, region_codes: ['98'],"
        " source: {url: 'https://x.example/9'}, verification: verified, draft: true}"
    )
    path.write_text(f"---\n{header}\n---\n\nIsi.\n", "utf-8")

    assert check_project(minimal) == []
    assert not any(MARKER in name for name in input_digests(minimal))


def test_a_text_about_drafts_is_none(minimal):
    path = minimal / "content/pages/about.md"
    path.write_text(path.read_text("utf-8") + "\n\ndraft: true ditulis di kepala.\n", "utf-8")

    assert "content/pages/about.md" in input_digests(minimal)


def test_the_inputs_are_what_a_build_reads_and_nothing_else(minimal):
    known = set(input_digests(minimal))
    for name in (
        *("content/statements/.2024-rahasia.md.swp", "content/statements/._2024-rahasia.md"),
        *("content/pages/about.md~", "data/~$rahasia.xlsx", "data/rahasia.csv", "theme/Thumbs.db"),
        *("plugins/portal/__pycache__/x.pyc", "theme/static/.DS_Store", "content/images/a.jpg"),
    ):
        (minimal / name).parent.mkdir(exist_ok=True)
        (minimal / name).write_bytes(b"x")

    assert set(input_digests(minimal)) == known
    assert {
        "data/figures/berita-contoh-2024.csv",
        "content/extra/og.png",
        "pelicanconf.py",
    } <= known


def test_what_programs_leave_behind_is_not_published(minimal, tmp_path):
    for name in ("theme/static/.DS_Store", "theme/static/js/keys.js~", "content/extra/._og.png"):
        (minimal / name).write_bytes(b"kelelawar")
    (minimal / "content/pages/.#about.md").symlink_to("a@b.1:2")

    build(minimal, tmp_path / "site", "publishconf.py")

    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert files and not any(path.read_bytes() == b"kelelawar" for path in files)
