"""A copy of somebody else's text is kept, and is no voice of its own."""

import re
from dataclasses import replace

import pytest
from built import SITE_URL, BuiltSite, edition_of, lay_out, look_at

from portal.builder import build_site
from portal.core.copies import is_citable, is_copy_farm
from portal.core.portal import read_portal
from portal.core.profiles.figures import headline_rows
from portal.core.profiles.page import made
from portal.core.profiles.sources import source_pages
from portal.core.profiles.tables import region_tables, source_tables

FARMS = {"salinan.example"}
FARM = "https://salinan.example/"
SOURCE = "berita-contoh-2024"
ADDRESSES = {
    "content/statements/2024-02-01-contoh-imbauan.md": "https://berita.example/imbauan",
    "content/regulations/uu-contoh-2-2023.md": "https://badan.example/uu-2-2023",
    "data/sources/berita-contoh-2024.yaml": "https://berita.example/2024",
    "data/institutions.yaml": "https://badan.example/profil",
    "data/reporting_channels.yaml": "https://badan.example/lapor\n    title",
}
COPY = {"url": "https://baca.salinan.example/2024"}, {"copy_of": "berita-contoh-2020"}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> BuiltSite:
    """The minimal site with everything that can be read on a copy site read there."""
    folder = tmp_path_factory.mktemp("copied")
    project = lay_out(folder / "project")
    for name, address in ADDRESSES.items():
        path = project / name
        text = path.read_text("utf-8")
        assert address in text
        path.write_text(text.replace(address, FARM + "".join(address.partition("\n")[1:])), "utf-8")
    statement = project / "content/statements/2020-09-01-teladan-ikrar.md"
    text = re.sub(r"  url: \S+\n", "  id: salinan-arsip\n", statement.read_text("utf-8"))
    statement.write_text(text, "utf-8")
    build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
    return look_at(project, folder / "site")


def with_source(portal, **fields):
    changed = portal.sources[SOURCE].model_copy(update=fields)
    return replace(portal, sources=portal.sources | {SOURCE: changed})


def rival(portal, source_id):
    """The same thing, counted otherwise by another source on the same day."""
    first = next(f for f in portal.figures if f.source_id == SOURCE and f.value is not None)
    other = first.model_copy(
        update={"figure_id": f"{source_id}-99", "source_id": source_id, "value": first.value + 7}
    )
    return replace(portal, figures=[*portal.figures, other])


def cut_by_type(portal):
    """The source cuts its count by three types."""
    (known,) = portal.categories.values()
    slugs = [f"jenis-{i}" for i in range(3)]
    types = {slug: known.model_copy(update={"slug": slug}) for slug in slugs}
    first = next(f for f in portal.figures if f.source_id == SOURCE)
    figures = [
        first.model_copy(update={"figure_id": f"{SOURCE}-{slug}", "category": slug})
        for slug in slugs
    ]
    return replace(portal, figures=figures, categories=types)


@pytest.mark.parametrize(
    ("url", "is_farm"),
    [
        ("https://salinan.example/berita/1", True),
        ("http://www.salinan.example", True),
        ("https://SALINAN.example:443/berita", True),
        ("https://salinan.example./berita", True),
        ("https://bukansalinan.example/berita", False),
        ("https://salinan.example.org/berita", False),
        ("https://berita.example/salinan.example", False),
        ("", False),
        (None, False),
    ],
)
def test_a_copy_farm_is_known_by_its_host_and_what_lies_below(url, is_farm):
    assert is_copy_farm(url, FARMS) is is_farm


def test_a_source_with_a_text_of_its_own_is_citable_even_without_an_address(example):
    source = example.sources[SOURCE]

    assert is_citable(source, FARMS)
    assert is_citable(source.model_copy(update={"url": None}), FARMS)
    assert not any(is_citable(source.model_copy(update=fields), FARMS) for fields in COPY)


@pytest.mark.parametrize("fields", COPY, ids=["farm", "copy"])
def test_its_figures_stand_in_no_headline(example, fields):
    original, copied = (edition_of(one, "id") for one in (example, with_source(example, **fields)))
    from_it = {f.figure_id for f in example.figures if f.source_id == SOURCE}

    assert from_it & {row.id for row in headline_rows(original, "98", 99)}
    assert not from_it & {row.id for row in headline_rows(copied, "98", 99)}


@pytest.mark.parametrize("fields", COPY, ids=["farm", "copy"])
def test_its_figures_are_drawn_in_no_chart(example, fields):
    original = edition_of(cut_by_type(example), "id")
    copied = edition_of(with_source(original.portal, **fields), "id")

    assert [len(table.rows) for table in source_tables(original, SOURCE)] == [3]
    assert region_tables(original, "98")
    assert source_tables(copied, SOURCE) == region_tables(copied, "98") == ()


@pytest.mark.parametrize("fields", COPY, ids=["farm", "copy"])
def test_it_contradicts_nobody(example, fields):
    ours = rival(example, "kabar-contoh-2024")
    theirs = rival(with_source(example, **fields), "kabar-contoh-2024")

    def told_of(portal):
        return {f.source_id for one in portal.tables.disagreements for f in one.figures}

    assert SOURCE in told_of(ours)
    assert SOURCE not in told_of(theirs)


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_page_keeps_its_figures_and_names_the_original(example, language):
    edition = edition_of(with_source(example, copy_of="berita-contoh-2020"), language)
    plans = (plan for plan in source_pages(edition) if plan.parts["slug"] == SOURCE)
    (page,) = (made(plan, edition) for plan in plans)

    assert page.data.figures
    assert page.data.original.text == "Dua belas kasus di Contoh (Berita Contoh)"
    assert page.data.original.href.endswith("/berita-contoh-2020/")


@pytest.mark.parametrize(
    ("url", "href", "mark"),
    [
        ("https://berita.example/1", "https://berita.example/1", ""),
        ("https://salinan.example/1", "", "situs salinan; tautan tidak diberikan"),
        (None, "", "sumber tanpa tautan"),
    ],
)
def test_what_is_not_linked_says_why(example, url, href, mark):
    page = edition_of(example, "id").outside("Judul", url)

    assert (page.text, page.href, page.mark) == ("Judul", href, mark)


def test_another_report_is_called_by_its_publisher_or_its_site(example):
    edition = edition_of(example, "id")

    assert edition.publisher("https://www.berita.example/lain") == "Berita Contoh"
    assert edition.publisher("https://www.lain.example/1") == "lain.example"


def test_a_portal_without_a_table_of_copy_sites_knows_none(minimal):
    (minimal / "data/copy_farms.csv").unlink()

    assert read_portal(minimal / "content", minimal / "data", minimal).copy_farms == set()


def test_a_newer_copy_is_not_the_current_figure_of_its_series(example):
    copied = with_source(example, copy_of="berita-contoh-2020")
    series = next(s for s in copied.tables.series if s.current.source_id == SOURCE)
    older = series.current.model_copy(
        update={
            "figure_id": "berita-contoh-2020-99",
            "source_id": "berita-contoh-2020",
            "period_end": series.current.period_end.replace(year=2023),
        }
    )

    both = replace(copied, figures=[*copied.figures, older]).tables.series

    (found,) = (one for one in both if older in one.figures)
    assert found.current == older
    assert {f.source_id for f in found.history} == {SOURCE}


def test_pages_give_a_copy_site_no_link_and_say_what_it_is(built):
    mark = built.words["id"]["outside"]["copy_farm"]
    pages = [
        built.page("id", "statement", slug="2024-02-01-contoh-imbauan"),
        built.page("id", "source", slug=SOURCE),
        built.page("id", "regulation", slug="uu-contoh-2-2023"),
        built.page("id", "institution", slug="badan-contoh"),
        built.page("id", "report"),
    ]

    assert all(mark in page for page in pages)
    assert not any(
        re.search(r"""(?:href|src|isBasedOn)"?[=:]\s*"[^"]*salinan\.example""", page)
        for page in built.pages.values()
    )


def test_downloads_keep_the_rows_of_a_copy_site_without_its_address(built):
    rows = (built.output / "data/angka.csv").read_text("utf-8")

    assert f"{SOURCE}-01" in rows and "salinan.example" not in rows


def test_a_statement_without_an_address_says_so_beside_its_title(built):
    page = built.page("id", "statement", slug="2020-09-01-teladan-ikrar")
    head = page[page.index('<header>\n  <p class="meta">') : page.index("</header>\n<div>")]

    assert built.words["id"]["outside"]["no_address"] in head
