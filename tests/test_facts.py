"""Nothing dropped, nothing invented: every record of the repository is on the built site."""

import csv
import re
from collections import Counter

import pytest
from built import plain

LANGUAGES = ("id", "en")
COUNTS = {
    "statements": 215,
    "regulations": 67,
    "figures": 1650,
    "sources": 367,
    "categories": 54,
    "terms": 96,
    "institutions": 24,
    "channels": 12,
}


@pytest.fixture(scope="module")
def rows(root) -> list[dict[str, str]]:
    """The table of figures as it is written, read without any of our code."""
    with (root / "data/figures/figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def anchors(site) -> dict[str, set[str]]:
    return {a: set(re.findall(r'\sid="([^"]+)"', html)) for a, html in site.pages.items()}


@pytest.mark.parametrize(("kind", "count"), COUNTS.items())
def test_no_record_is_lost_and_none_is_made_up(site, kind, count):
    assert len(getattr(site.portal, kind)) == count


def test_every_file_of_a_record_is_a_record(root, site):
    for folder in ("statements", "regulations"):
        files = {path.stem for path in (root / "content" / folder).iterdir()}
        assert files == set(getattr(site.portal, folder))


def test_the_register_has_every_province_regency_and_city(site):
    levels = Counter(region.level for region in site.portal.regions)

    assert levels == {"nation": 1, "province": 38, "regency": 514}


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
        assert len(glossary) == len(set(glossary)) == COUNTS["terms"]
        report = site.page(language, "report")
        for channel in site.portal.channels:
            assert report.count(f'id="{channel.id}"') == 1


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_552_regions_and_the_nation_have_a_page(site, language):
    paths = {site.addresses.address(language, "region", path=p) for _, _, p in site.regions()}

    assert len(paths) == 553
    assert paths <= set(site.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_figures_says_so_and_shows_no_zero(site, language, rows):
    published = {row["region_code"] for row in rows}
    sentence = site.words[language]["region"]["no_figures"]

    silent = 0
    for of, code, path in site.regions():
        if of != language:
            continue
        has_sentence = f'<p class="empty">{sentence}</p>' in site.page(
            language, "region", path=path
        )
        assert has_sentence == (code not in published), path
        silent += has_sentence
    assert silent > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_statements_says_so(site, language):
    named = {c for d in site.portal.statements.values() for c in d.record.region_codes}
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
            number = f"{int(row['value']):,}".replace(",", mark)
            assert f'<span class="value">{number}</span>' in section_of(site, language, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_withheld_row_shows_the_mark_its_reason_and_no_number(site, language, rows):
    withheld = [row for row in rows if row["status"] == "confidential"]
    reason = site.words[language]["figures"]["withheld"]

    assert withheld
    for row in withheld:
        section = section_of(site, language, row)
        assert '<span class="value" data-status="confidential">[c]</span>' in section
        assert reason in section
        link = f'#{row["figure_id"]}" data-status="confidential"'
        region = site.portal.regions.path(row["region_code"])
        assert link in site.page(language, "region", path=region)


def test_no_withheld_row_carries_a_value_or_a_note_with_a_number(rows):
    for row in rows:
        if row["status"] == "confidential":
            assert row["value"] == ""
            assert not re.search(r"(?<![\w./])[1-9](?![\w./])", row["note"]), row["figure_id"]


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
    noted = 0
    for slug, document in site.portal.statements.items():
        record, text = document.record, site.text(language, "statement", slug=slug)
        if record.verification == "needs-review":
            assert site.words[language]["needs_review"] in text
        if record.verification_note:
            noted += 1
            assert squeezed(record.verification_note) in text
    assert noted > 0


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
    marked = 0
    for slug, document in site.portal.regulations.items():
        fields = document.record.unconfirmed_fields
        text = site.text(language, "regulation", slug=slug)
        names = {re.split(r" \(", field)[0] for field in fields}
        assert text.count(word) >= len({re.sub(r"\.\w+$", "", name) for name in names}), slug
        for field in fields:
            remark = field.partition(" (")[2].rstrip(")")
            assert remark in text, (slug, field)
        if document.record.confidence_note:
            assert squeezed(document.record.confidence_note) in text
        marked += bool(fields)
    assert marked > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_has_its_own_address(site, language, anchors):
    for slug, document in site.portal.regulations.items():
        page = site.page(language, "regulation", slug=slug)
        found = re.findall(r'<section class="article" id="([^"]+)"', page)
        assert len(found) == len(set(found)) == len(document.record.articles)
    uu = anchors[site.addresses.address(language, "regulation", slug="uu-7-2017")]
    assert "pasal-280-ayat-2-huruf-f" in uu


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_regions_rules_and_topics_link_to_each_other(site, language):
    regions, address = site.portal.regions, site.addresses.href
    for slug, document in site.portal.statements.items():
        record = document.record
        here = address(language, "statement", slug=slug)
        links = site.hrefs(language, "statement", slug=slug)
        for code in record.region_codes:
            assert address(language, "region", path=regions.path(code)) in links
        for regulation in set(record.regulations) & set(site.portal.regulations):
            assert address(language, "regulation", slug=regulation) in links
            assert here in site.hrefs(language, "regulation", slug=regulation)
        for topic in record.topics:
            assert address(language, "topic", slug=topic) in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_lists_its_newest_statements(site, language):
    by_region: dict[str, list] = {}
    for document in site.portal.statements.values():
        for code in set(document.record.region_codes):
            by_region.setdefault(code, []).append(document.record)
    for code, records in by_region.items():
        links = site.hrefs(language, "region", path=site.portal.regions.path(code))
        for record in sorted(records, key=lambda r: r.date, reverse=True)[:10]:
            assert site.addresses.href(language, "statement", slug=record.id) in links


def test_a_figure_of_papua_in_2020_belongs_to_the_old_extent(site, rows):
    old = [
        row
        for row in rows
        if row["region_code"] == "91" and row["period_end"][:4] in ("2019", "2020")
    ]

    assert old
    for row in old:
        assert "sebelum dimekarkan (sampai 24 Juli 2022)" in plain(section_of(site, "id", row))
    assert "Sebelum 25 Juli 2022" in site.text("id", "region", path="papua")


def test_the_four_provinces_split_off_papua_name_their_law(site):
    laws = {
        "papua-selatan": "UU 14/2022",
        "papua-tengah": "UU 15/2022",
        "papua-pegunungan": "UU 16/2022",
        "papua-barat-daya": "UU 29/2022",
    }
    for path, law in laws.items():
        assert law in site.text("id", "region", path=path)


def test_the_two_national_deadlines_are_both_shown(site):
    report = site.text("id", "report")

    assert "7 hari kerja" in report and "PerBawaslu 7/2022" in report
