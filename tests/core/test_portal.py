"""All records together: keys, references, and what may not contradict."""

import pytest

from portal.core.checks import check_project
from portal.core.inputs import read_documents, read_tables
from portal.core.legal_status import status_of
from portal.core.portal import assemble, read_portal
from portal.core.problems import ProblemsFound


def change(project, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8")


def problems_of(project) -> list[str]:
    return [str(problem) for problem in check_project(project)]


REGULATION = "content/regulations/uu-contoh-1-2001.md"
LATER = "content/regulations/uu-contoh-2-2023.md"


def test_reading_and_assembling_give_the_same_portal(minimal, example):
    tables, problems = read_tables(minimal / "data", minimal)
    documents, more = read_documents(minimal / "content", minimal)

    portal = assemble(tables, documents, [*problems, *more])

    assert portal.figures == example.figures
    assert list(portal.statements) == list(example.statements)


def test_everything_wrong_is_raised_at_once(minimal):
    change(minimal, "data/figures/berita-contoh-2024.csv", ",30,shown", ",-3,shown")
    change(minimal, REGULATION, "year: 2001", "year: lama")

    with pytest.raises(ProblemsFound) as found:
        read_portal(minimal / "content", minimal / "data", minimal)

    assert [problem.path for problem in found.value.problems] == [
        REGULATION,
        "data/figures/berita-contoh-2024.csv",
    ]


def test_the_status_follows_from_the_relations(example):
    assert status_of(example.regulations, example.withdrawals, "uu-contoh-1-2001") == "amended"
    assert status_of(example.regulations, example.withdrawals, "uu-contoh-2-2023") == "in-force"


def test_a_revoked_regulation_is_revoked_even_if_it_was_amended_before(minimal):
    change(minimal, LATER, "amends:\n- uu", "revokes:\n- uu-contoh-1-2001\namends:\n- uu")
    change(minimal, REGULATION, "status: amended", "status: revoked")

    assert problems_of(minimal) == []


def test_a_forward_relation_alone_is_enough(minimal):
    change(minimal, REGULATION, "amended_by:\n- uu-contoh-2-2023\n", "")

    assert problems_of(minimal) == []


def test_a_note_may_explain_a_status_the_relations_deny(minimal):
    change(minimal, REGULATION, "status: amended", "status: in-force\nstatus_note: Ada sebabnya.")

    assert problems_of(minimal) == []


def test_a_regulation_without_a_page_may_be_cited_from_the_list(example):
    assert "pp-contoh-9-1999" in example.externals
    assert "pp-contoh-9-1999" in example.registers["regulation"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/sources/berita-contoh-2024.yaml", "title: ", "judul: "),
        ("data/regions.csv", "legal_form", "bentuk"),
        ("data/codelists.csv", "label_id", "label"),
        ("data/regulations_external.csv", "id,label", "id,nama"),
        (REGULATION, "year: 2001", "year: lama"),
        (LATER, "year: 2023", "year: baru"),
    ],
)
def test_one_broken_register_does_not_blame_what_refers_to_it(minimal, path, old, new):
    change(minimal, path, old, new)

    assert {problem.path for problem in check_project(minimal)} == {path}


@pytest.mark.parametrize(
    ("path", "old", "new", "register"),
    [
        ("data/institutions.yaml", "- asn", "- tni", "applies_to"),
        ("data/reporting_channels.yaml", "- uu-contoh-1-2001", "- uu-1-1900", "regulasi"),
        (REGULATION, "kind: prohibition", "kind: larangan", "article_kind"),
        (REGULATION, "level: ringan", "level: kecil", "sanction_level"),
        (REGULATION, "scope: national", 'scope: "97"', "lingkup"),
        ("data/figures/berita-contoh-2024.csv", "media-sosial", "media-sosia", "jenis pelanggaran"),
        ("data/figures/kabar-contoh-2024.csv", ",kasus,verified", ",perkara,verified", "unit"),
    ],
)
def test_a_code_that_stands_in_no_list_is_named(minimal, path, old, new, register):
    change(minimal, path, old, new)

    (problem,) = check_project(minimal)
    assert problem.path == path
    assert register in problem.text and "tidak dikenal." in problem.text


def test_a_region_may_be_the_scope_of_a_regulation(minimal):
    change(minimal, REGULATION, "scope: national", 'scope: "98"')

    assert problems_of(minimal) == []


def test_no_document_under_content_is_passed_over(minimal):
    folder = minimal / "content" / "statements" / "2024"
    folder.mkdir()
    (folder / "contoh.md").write_text("---\ntitle: x\n---\n", "utf-8")

    (problem,) = check_project(minimal)

    assert problem.path == "content/statements/2024/contoh.md"


@pytest.mark.parametrize(
    "link",
    [
        "[a](https://berita.example/1)",
        "[a](#bagian)",
        "[a]({filename}methodology.md)",
        "[a]({filename}/pages/methodology.md#bagian)",
        "[a]({filename}/regions/98.71)",
        "[a]({filename}/statements/2020-09-01-teladan-ikrar.md)",
        "<https://berita.example/1>",
    ],
)
def test_links_that_lead_somewhere_are_allowed(minimal, link):
    change(minimal, "content/pages/about.md", "Situs contoh.", link)

    assert problems_of(minimal) == []


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "<b>", "</div>", "<!-- x -->", '<a href="x">', "<img src=x>", "<BR/>"],
)
def test_raw_html_is_refused(minimal, text):
    change(minimal, "content/pages/about.md", "Situs contoh.", text)

    (problem,) = check_project(minimal)

    assert "Tulis dengan Markdown saja." in problem.text
    assert problem.line == 6


@pytest.mark.parametrize("text", ["1 < 2 dan 3 > 2", "a <- b", "5<6"])
def test_a_sign_of_comparison_is_not_html(minimal, text):
    change(minimal, "content/pages/about.md", "Situs contoh.", text)

    assert problems_of(minimal) == []
