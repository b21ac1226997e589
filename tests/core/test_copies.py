"""A copy of somebody else's text is kept, and is no voice of its own."""

from dataclasses import replace

import pytest
from built import edition_of

from portal.core.copies import is_citable, is_copy_farm
from portal.core.profiles.figures import headline_rows
from portal.core.profiles.page import made
from portal.core.profiles.sources import source_pages
from portal.core.profiles.tables import region_tables, source_tables

FARMS = {"salinan.example"}
SOURCE = "berita-contoh-2024"
COPY = {"url": "https://baca.salinan.example/2024"}, {"copy_of": "berita-contoh-2020"}


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
