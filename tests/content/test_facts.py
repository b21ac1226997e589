"""Nothing dropped, nothing invented: files and pages of the real content say the same.

Nothing is counted here: whatever a valid record adds, files and pages are compared.
"""

import csv
import re

import pytest
from built import plain

LANGUAGES = ("id", "en")
SOURCES, FIGURES = "data/sources", "data/figures"
OTHER_TABLES = {"conflicts", "comparisons"}
DRAFT = re.compile(r"^draft:\s*true\s*$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows(root, site) -> list[dict[str, str]]:
    """The tables of figures as they are written, read without any of our code."""
    found = []
    for path in sorted((root / FIGURES).glob("*.csv")):
        if path.stem not in OTHER_TABLES:
            with path.open(encoding="utf-8", newline="") as file:
                found += [{**row, "source_id": path.stem} for row in csv.DictReader(file)]
    return [row for row in found if row["figure_id"] not in site.portal.withdrawals]


def standing(site, kind: str) -> dict:
    """The records of a kind that were not withdrawn."""
    records = getattr(site.portal, kind).items()
    return {name: one for name, one in records if one.name not in site.portal.withdrawals}


@pytest.fixture(scope="module")
def anchors(site) -> dict[str, set[str]]:
    return {a: set(re.findall(r'\sid="([^"]+)"', html)) for a, html in site.pages.items()}


def test_every_file_of_a_record_is_a_record(root, site):
    for folder in ("statements", "regulations"):
        files = (root / "content" / folder).glob("*.md")
        public = {path.stem for path in files if not DRAFT.search(path.read_text("utf-8"))}
        assert public == set(getattr(site.portal, folder))


def test_every_source_has_a_file_and_every_row_is_a_figure(root, site, rows):
    assert {path.stem for path in (root / SOURCES).iterdir()} == set(site.portal.sources)
    assert sorted(row["figure_id"] for row in rows) == sorted(
        figure.figure_id for figure in site.portal.figures
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "records"),
    [
        ("statement", "statements"),
        ("regulation", "regulations"),
        ("source", "sources"),
        ("category", "categories"),
        ("institution", "institutions"),
    ],
)
def test_every_record_has_its_page(site, language, kind, records):
    for slug in getattr(site.portal, records):
        assert site.addresses.address(language, kind, slug=slug) in site.pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_and_every_channel_stands_on_its_page(site, language):
    glossary, report = site.text(language, "glossary"), site.text(language, "report")

    for term in site.portal.terms:
        assert squeezed(term.term) in glossary and squeezed(term.definition) in glossary
    for channel in site.portal.channels:
        assert squeezed(channel.name) in report and squeezed(channel.method) in report


def test_every_term_and_every_channel_has_one_anchor(site):
    for language in LANGUAGES:
        glossary = re.findall(r'<div id="([^"]+)"', site.page(language, "glossary"))
        assert len(glossary) == len(set(glossary)) == len(site.portal.terms)
        report = site.page(language, "report")
        for channel in site.portal.channels:
            assert report.count(f'id="{channel.id}"') == 1


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_has_a_page_of_its_own(site, language):
    regions = [path for of, _, path in site.regions() if of == language]
    addresses = {site.addresses.address(language, "region", path=path) for path in regions}

    assert len(addresses) == len(regions)
    assert addresses <= set(site.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_figures_says_so_and_shows_no_zero(site, language, rows):
    published = {row["region_code"] for row in rows}
    sentence = site.words[language]["region"]["no_figures"]

    for of, code, path in site.regions():
        if of == language:
            html = site.page(language, "region", path=path)
            assert (f'<p class="empty">{sentence}</p>' in html) == (code not in published), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_statements_says_so(site, language):
    named = {c for d in standing(site, "statements").values() for c in d.record.region_codes}
    sentence = site.words[language]["region"]["no_statements"]

    for of, code, path in site.regions():
        if of == language:
            assert (sentence in site.page(language, "region", path=path)) == (code not in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_one_click_from_its_region_and_stands_on_its_source_page(
    site, language, rows, anchors
):
    links = {
        code: site.hrefs(language, "region", path=path)
        for of, code, path in site.regions()
        if of == language
    }
    # The nation's figures stand on the pages of the elections its page leads to.
    for election in {row["election"] for row in rows}:
        page = site.addresses.href(language, "election", slug=election)
        assert page in links["00"]
        links["00"] |= site.hrefs(language, "election", slug=election)
    for row in rows:
        source = site.addresses.address(language, "source", slug=row["source_id"])
        assert f"/portal/{source}#{row['figure_id']}" in links[row["region_code"]]
        assert row["figure_id"] in anchors[source]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_linked_from_the_page_of_its_category(site, language, rows):
    pages = {}
    for slug in site.portal.categories:
        prefix = site.addresses.address(language, "category", slug=slug)
        pages[slug] = "".join(html for a, html in site.pages.items() if a.startswith(prefix))
    for row in rows:
        if row["category"] != "all":
            assert f'#{row["figure_id"]}"' in pages[row["category"]]


def section_of(site, language: str, row: dict[str, str]) -> str:
    """What the source's page says about one figure, before it lists others."""
    html = site.page(language, "source", slug=row["source_id"])
    section = html.split(f'<section class="figure" id="{row["figure_id"]}">')[1]
    return section.split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_shown_as_it_was_published(site, language, rows):
    mark = "." if language == "id" else ","
    for row in rows:
        if row["status"] == "shown":
            number = spoken(row, mark, site.words[language]["precision"])
            assert f'<span class="value">{number}</span>' in section_of(site, language, row)


def spoken(row: dict[str, str], mark: str, words) -> str:
    """The value as a page says it: `1.650`, `15,7`, `sekitar 300`."""
    whole, point, tenths = row["value"].partition(".")
    number = f"{int(whole):,}".replace(",", mark)
    if point:
        number += f"{',' if mark == '.' else '.'}{tenths}"
    return words[row.get("precision") or "exact"].format(value=number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_withheld_row_shows_the_mark_its_reason_and_no_number(site, language, rows):
    withheld = [row for row in rows if row["status"] == "confidential"]
    reason = site.words[language]["figures"]["withheld"]

    for row in withheld:
        section = section_of(site, language, row)
        assert '<span class="value" data-status="confidential">[c]</span>' in section
        assert reason in section
        link = f'#{row["figure_id"]}" data-status="confidential"'
        region = site.portal.regions.path(row["region_code"])
        assert link in site.page(language, "region", path=region)


def test_no_withheld_row_carries_a_value(rows):
    assert [row for row in rows if row["status"] == "confidential" and row["value"]] == []


def test_no_small_detail_of_a_regency_is_in_the_repository(rows):
    counted = {"kasus", "orang", "laporan", "temuan"}
    for row in rows:
        has_detail = row["category"] != "all" or row["stage_of_handling"] != "total"
        if "." in row["region_code"] and has_detail and row["unit"] in counted and row["value"]:
            assert int(row["value"]) not in range(1, 5), row["figure_id"]


def test_no_statement_states_a_small_count_that_is_withheld(site):
    for document in site.portal.statements.values():
        for stated in document.record.figures:
            assert (stated.value is None) == (stated.status == "confidential")


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_about_a_statement_stand_on_its_page(site, language):
    for slug, document in standing(site, "statements").items():
        record, text = document.record, site.text(language, "statement", slug=slug)
        if record.verification == "needs-review":
            assert site.words[language]["needs_review"] in text
        if record.verification_note:
            assert squeezed(record.verification_note) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_about_a_figure_stand_beside_it(site, language, rows):
    for row in rows:
        if row["verification"] == "needs-review":
            assert site.words[language]["needs_review"] in plain(section_of(site, language, row))
        if row["note"]:
            assert squeezed(row["note"]) in plain(section_of(site, language, row))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unconfirmed_field_of_a_regulation_is_marked_beside_it(site, language):
    word = site.words[language]["unconfirmed"]
    for slug, document in standing(site, "regulations").items():
        fields = document.record.unconfirmed_fields
        text = site.text(language, "regulation", slug=slug)
        assert text.count(word) >= len(fields), slug
        if document.record.confidence_note:
            assert squeezed(document.record.confidence_note) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_has_its_own_address(site, language):
    for slug, document in standing(site, "regulations").items():
        page = site.page(language, "regulation", slug=slug)
        found = re.findall(r'<section class="article" id="([^"]+)"', page)
        assert len(found) == len(set(found)) == len(document.record.articles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_regions_rules_and_topics_link_to_each_other(site, language):
    regions, address = site.portal.regions, site.addresses.href
    known = standing(site, "regulations")
    for slug, document in standing(site, "statements").items():
        record = document.record
        here = address(language, "statement", slug=slug)
        links = site.hrefs(language, "statement", slug=slug)
        for code in record.region_codes:
            assert address(language, "region", path=regions.path(code)) in links
        for regulation in set(record.regulations) & set(known):
            assert address(language, "regulation", slug=regulation) in links
            assert here in site.hrefs(language, "regulation", slug=regulation)
        for topic in record.topics:
            assert address(language, "topic", slug=topic) in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_lists_its_newest_statements(site, language):
    by_region: dict[str, list] = {}
    for document in standing(site, "statements").values():
        for code in set(document.record.region_codes):
            by_region.setdefault(code, []).append(document.record)
    for code, records in by_region.items():
        links = site.hrefs(language, "region", path=site.portal.regions.path(code))
        for record in sorted(records, key=lambda r: r.date, reverse=True)[:10]:
            assert site.addresses.href(language, "statement", slug=record.id) in links
