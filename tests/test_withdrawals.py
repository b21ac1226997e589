"""A withdrawn record keeps its address with a dated notice, and stands nowhere as current."""

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built import SITE_URL, BuiltSite, lay_out, look_at, plain

from portal.builder import build_site
from portal.core.checks import check_project
from portal.core.portal import read_portal

ATOM = "{http://www.w3.org/2005/Atom}"
STATEMENT = "2024-02-01-contoh-imbauan"
REGULATION = "uu-contoh-2-2023"
FIGURE = "berita-contoh-2024-01"
TITLE = "Badan Contoh mengimbau pegawai Contoh netral"
REASON = "Sumbernya menarik berita itu."


def correct(project: Path, name: str, date: str, kind: str, *records: str) -> None:
    changes = "".join(
        f"- record: {record}\n  field: record\n  old: terbit\n  new: ditarik\n"
        for record in records
    )
    text = (
        f"---\ntitle: Tiga catatan {name}\ndate: {date}\nkind: {kind}\nnoticed: {date}\n"
        f"decided_by: Redaksi\nchanges:\n{changes}---\n\n{REASON}\n"
    )
    (project / f"content/corrections/{date}-{name}.md").write_text(text, "utf-8")


def withdraw(project: Path, *records: str) -> None:
    correct(project, "ditarik", "2024-05-06", "withdrawal", *records)


def amend_nothing(project: Path, status: str) -> None:
    """The older law no longer says that it was amended."""
    law = project / "content/regulations/uu-contoh-1-2001.md"
    text = law.read_text("utf-8").replace(f"amended_by:\n- {REGULATION}\n", "")
    law.write_text(text.replace("status: amended", f"status: {status}"), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> BuiltSite:
    """The minimal site with a statement, a regulation and a figure withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    project = lay_out(folder / "project")
    amend_nothing(project, "in-force")
    withdraw(project, f"statements/{STATEMENT}", f"regulations/{REGULATION}", FIGURE)
    build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(project, folder / "site")


@pytest.mark.parametrize(
    ("kind", "slug"), [("statement", STATEMENT), ("regulation", REGULATION)], ids=str
)
@pytest.mark.parametrize(
    ("language", "word", "day"),
    [("id", "Ditarik", "6 Mei 2024"), ("en", "Withdrawn", "6 May 2024")],
)
def test_the_page_stays_with_a_dated_notice_in_its_title(built, kind, slug, language, word, day):
    page = built.page(language, kind, slug=slug)

    assert f"<title>{word}: " in page
    assert f"{word} {day}" in plain(page)
    assert REASON in plain(page)
    assert 'id="2024-05-06-ditarik"' in built.page(language, "corrections")
    assert f'href="{built.addresses.href(language, "corrections")}#2024-05-06-ditarik"' in page


@pytest.mark.parametrize(
    ("kind", "slug"), [("statement", STATEMENT), ("regulation", REGULATION)], ids=str
)
def test_machines_are_told_of_the_withdrawal_too(built, kind, slug):
    block = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', built.page("id", kind, slug=slug)
    )
    (about,) = [one for one in json.loads(block[1])["@graph"] if "creativeWorkStatus" in one]

    assert about["creativeWorkStatus"] == "Withdrawn"
    assert about["expires"] == "2024-05-06"
    assert about["name"].startswith("Ditarik: ")


def test_what_a_withdrawn_statement_counted_is_not_on_its_page(built):
    page = built.page("id", "statement", slug=STATEMENT)

    assert "Kasus di Contoh" not in page
    assert "<summary>Isi sebelum ditarik</summary>" in page


def test_a_withdrawn_record_is_not_searched(built):
    for kind, slug in (("statement", STATEMENT), ("regulation", REGULATION)):
        assert "data-pagefind-body" not in built.page("id", kind, slug=slug)
    assert "UU Contoh 2/2023" not in (built.output / "cari/indeks.json").read_text("utf-8")


@pytest.mark.parametrize(
    "page",
    [("home", {}), ("region", {"path": "contoh"}), ("institution", {"slug": "badan-contoh"})],
)
def test_a_withdrawn_statement_leaves_the_pages_that_lead_to_it(built, page):
    kind, parts = page

    assert TITLE not in built.page("id", kind, **parts)


def test_lists_keep_it_marked_so_that_none_loses_its_address(built):
    for kind, parts in (("statements", {}), ("statements_by_year", {"value": "2024"})):
        page = built.page("id", kind, **parts)
        assert f">Ditarik: {TITLE}</a>" in page
        assert REASON in page
    assert "1 pernyataan." in built.page("id", "statements")
    assert "0 pernyataan." in built.page("id", "statements_by_year", value="2024")
    assert "Ditarik: UU Contoh 2/2023" in built.page("id", "regulations")


@pytest.mark.parametrize(
    ("feed", "address"),
    [
        ("pernyataan/feed.atom", f"pernyataan/{STATEMENT}/"),
        ("wilayah/contoh/feed.atom", f"pernyataan/{STATEMENT}/"),
        ("topik/netralitas-asn/feed.atom", f"pernyataan/{STATEMENT}/"),
        ("regulasi/feed.atom", f"regulasi/{REGULATION}/"),
    ],
)
def test_feeds_tell_of_it_first_on_the_day_it_was_withdrawn(built, feed, address):
    entry = ElementTree.parse(built.output / feed).getroot().find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"{SITE_URL}/{address}"
    assert entry.findtext(f"{ATOM}title").startswith("Ditarik: ")
    assert entry.findtext(f"{ATOM}updated") == "2024-05-06T00:00:00+07:00"
    assert entry.findtext(f"{ATOM}summary") == REASON


def test_a_withdrawn_figure_keeps_its_anchor_without_its_value(built):
    page = built.page("id", "source", slug="berita-contoh-2024")
    section = page.split(f' id="{FIGURE}"')[1].split("</section>")[0]

    assert '<span class="value">ditarik</span>' in section
    assert "Ditarik 6 Mei 2024" in plain(section)
    assert ">30<" not in section


def test_only_its_source_and_its_corrections_lead_to_a_withdrawn_figure(built):
    own = {
        built.addresses.address(language, kind, **parts)
        for language in built.languages
        for kind, parts in (("source", {"slug": "berita-contoh-2024"}), ("corrections", {}))
    }

    assert {address for address, html in built.pages.items() if f'#{FIGURE}"' in html} == own


def test_a_withdrawn_figure_is_in_no_download(built):
    tables = {path: path.read_text("utf-8") for path in built.output.rglob("angka.*")}

    assert any("berita-contoh-2024-05" in text for text in tables.values())
    assert {path for path, text in tables.items() if FIGURE in text} == set()


def test_the_older_figure_of_a_series_is_current_again(built):
    page = built.page("id", "region", path="contoh")

    assert re.search(r'#berita-contoh-2024-05"[^>]*>25</a>', page)
    assert "Angka sebelumnya" not in page


def test_the_table_of_corrections_tells_of_every_withdrawn_record(built):
    with (built.output / "koreksi/koreksi.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "withdrawal"]

    assert [(row["record"], row["field"], row["new"]) for row in rows] == [
        (f"statements/{STATEMENT}", "record", "ditarik"),
        (f"regulations/{REGULATION}", "record", "ditarik"),
        (FIGURE, "record", "ditarik"),
    ]


def test_a_table_whose_only_figure_is_withdrawn_keeps_its_address(minimal, tmp_path):
    withdraw(minimal, "kabar-contoh-2024-02")

    build_site(minimal, tmp_path / "site", "publishconf.py", SITE_URL, say=lambda line: None)

    table = (tmp_path / "site/wilayah/contoh-baru/misal/angka.csv").read_text("utf-8")
    assert table.startswith("figure_id,") and table.count("\n") == 1


def test_a_later_correction_brings_a_record_back(minimal):
    withdraw(minimal, FIGURE)
    correct(minimal, "kembali", "2024-06-07", "correction", FIGURE)

    portal = read_portal(minimal / "content", minimal / "data", minimal)

    assert portal.withdrawals == {}
    assert FIGURE in {figure.figure_id for figure in portal.figures}


def test_a_withdrawn_regulation_no_longer_amends_another(minimal):
    amend_nothing(minimal, "amended")
    assert check_project(minimal) == []
    withdraw(minimal, f"regulations/{REGULATION}")

    (problem,) = check_project(minimal)

    assert problem.path == "content/regulations/uu-contoh-1-2001.md"
    assert 'menurut hubungan antarregulasi "in-force"' in problem.text


def test_a_withdrawal_of_one_field_is_refused(minimal):
    withdraw(minimal, FIGURE)
    path = minimal / "content/corrections/2024-05-06-ditarik.md"
    path.write_text(path.read_text("utf-8").replace("field: record", "field: value"), "utf-8")

    assert [str(problem) for problem in check_project(minimal)] == [
        'content/corrections/2024-05-06-ditarik.md:2: penarikan menyebut bidang "value". Yang'
        ' ditarik selalu seluruh catatan: tulis "field: record", atau pilih jenis correction. [P134]'
    ]


@pytest.fixture(scope="module")
def without(tmp_path_factory) -> BuiltSite:
    """The minimal site with a statement and a figure removed for a person's sake."""
    folder = tmp_path_factory.mktemp("removed")
    project = lay_out(folder / "project")
    (project / f"content/statements/{STATEMENT}.md").unlink()
    figures = project / "data/figures/berita-contoh-2024.csv"
    rows = [line for line in figures.read_text("utf-8").splitlines() if FIGURE not in line]
    figures.write_text("\n".join([*rows, ""]), "utf-8")
    conflicts = project / "data/figures/conflicts.csv"
    conflicts.write_text(conflicts.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    correct(project, "dihapus", "2024-05-06", "removal", f"statements/{STATEMENT}", FIGURE)
    build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(project, folder / "site")


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [("id", "Catatan ini dihapus", "6 Mei 2024"), ("en", "This record was removed", "6 May 2024")],
)
def test_a_removed_record_keeps_its_address_with_day_and_reason(without, language, words, day):
    page = plain(without.page(language, "statement", slug=STATEMENT))

    assert words in page and day in page and REASON in page


def test_nothing_a_removed_record_said_is_on_the_site(without):
    for address, html in without.pages.items():
        assert TITLE not in html, address
        assert "meminta pegawai netral" not in html, address


def test_a_removed_figure_keeps_its_anchor_and_not_its_value(without):
    page = without.page("id", "source", slug="berita-contoh-2024")
    section = page.partition(f'id="{FIGURE}"')[2].partition("</section>")[0]

    assert "Angka ini dihapus" in section and REASON in section
    assert "30" not in plain(section)


def test_earlier_corrections_do_not_repeat_what_a_removed_record_said(without):
    table = (without.output / without.addresses.address("id", "corrections_csv")).read_text("utf-8")
    rows = [row for row in csv.DictReader(table.splitlines()) if row["record"] == FIGURE]

    assert len(rows) == 2
    assert {(row["old"], row["new"]) for row in rows} == {("", "")}


def test_a_removed_record_must_leave_the_repository(minimal):
    correct(minimal, "dihapus", "2024-05-06", "removal", f"statements/{STATEMENT}")

    assert [str(problem) for problem in check_project(minimal)] == [
        f'content/statements/{STATEMENT}.md:1: "statements/{STATEMENT}" dihapus oleh'
        " content/corrections/2024-05-06-dihapus.md, tetapi masih ada. Hapus dari sini. [P217]"
    ]
