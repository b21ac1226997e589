"""A figure that sources disagree about says so wherever it stands, and leads to the reason."""

from dataclasses import replace

import pytest
from built import edition_of
from test_figures import figure

from portal.core.conflicts import Conflict
from portal.core.profiles.conflicts import conflict_list, conflict_pages
from portal.core.profiles.figures import figure_row, headline_rows
from portal.core.profiles.page import made
from portal.core.profiles.sources import source_pages
from portal.core.profiles.statements import statement_pages
from portal.core.profiles.statistics import statistics_page

CASE = "/portal/pertentangan/contoh-2024/"


def portal_with(example, *figures, cases=None):
    conflicts = example.conflicts if cases is None else cases
    return edition_of(
        replace(example, figures=[*example.figures, *figures], conflicts=conflicts), "id"
    )


def a_case(reason: str) -> dict[str, Conflict]:
    ids = "berita-contoh-2024-01 kabar-contoh-2024-01"
    return {
        "contoh-2024": Conflict(
            conflict_id="contoh-2024",
            title="Contoh",
            reason=reason,
            explanation="x",
            figure_ids=ids,
        )
    }


def test_a_headline_names_its_election_and_the_case_that_disputes_it(example):
    (row, *_) = headline_rows(edition_of(example, "id"), "98", 3)

    assert (row.value, row.election.text) == ("30", "Pemilu 2024")
    assert row.election.href == "/portal/statistik/pemilu-2024/"
    assert [link.href for link in row.disputes] == [CASE]


@pytest.mark.parametrize("reason", ["mislabelled", "misprint"])
def test_what_an_editor_found_to_be_a_mistake_of_its_source_heads_nothing(example, reason):
    rows = headline_rows(portal_with(example, cases=a_case(reason)), "98", 9)

    assert "30" not in [row.value for row in rows]


def test_another_report_of_the_same_claim_is_disputed_with_it(example):
    named = example.figures_by_id["berita-contoh-2024-01"]
    again = named.model_copy(
        update={"figure_id": "berita-contoh-2020-09", "source_id": "berita-contoh-2020"}
    )

    row = figure_row(portal_with(example, again), again)

    assert [link.href for link in row.disputes] == [CASE]


def test_a_figure_that_nobody_disputes_has_no_mark(example):
    (row, *_) = headline_rows(edition_of(example, "id"), "00", 1)

    assert row.disputes == ()


@pytest.fixture
def undecided(example):
    """Two issuers, two values, and nobody has said why."""
    return portal_with(example, cases={})


def test_what_only_the_program_found_leads_to_its_place_in_the_list(undecided):
    (row, *_) = headline_rows(undecided, "98", 1)
    anchors = [card.anchor for card in conflict_list(undecided).data.unexplained]

    assert [link.href for link in row.disputes] == [f"/portal/pertentangan/#{anchors[0]}"]
    assert len(set(anchors)) == len(anchors) == 1


def test_what_nobody_has_explained_is_called_by_measure_unit_place_and_election(undecided):
    (card,) = conflict_list(undecided).data.unexplained

    assert card.title == "ASN: jumlah, semua jenis (kasus): Provinsi Contoh, Pemilu 2024"


def test_the_mark_stands_on_every_page_that_shows_the_figure(example):
    edition = edition_of(example, "id")
    disputed = {"berita-contoh-2024-01", "kabar-contoh-2024-01"}
    pages = {plan.parts["slug"]: made(plan, edition).data for plan in source_pages(edition)}
    rows = [one.row for page in pages.values() for one in page.figures]
    rows += [row for one in statistics_page(edition).data.elections for row in one.headlines]

    assert {row.id for row in rows if row.disputes} == disputed


def test_the_values_of_a_case_stand_by_date(example):
    later = figure(1, source_id="berita-contoh-2020", region_code="98", period_end="2019-01-01")
    case = a_case("scope")["contoh-2024"].model_copy(
        update={"figure_ids": ["kabar-contoh-2024-01", "f-1"]}
    )
    (page,) = conflict_pages(portal_with(example, later, cases={"contoh-2024": case}))

    assert [row.id for row in page.data.rows] == ["f-1", "kabar-contoh-2024-01"]
    assert page.data.strip.bars[0].text == "30 kasus"


def test_a_report_long_after_the_day_it_speaks_of_says_when_it_was_made(example):
    edition = edition_of(example, "id")
    old = figure(1, source_id="berita-contoh-2024", period_end="2020-12-31")
    new = figure(2, source_id="berita-contoh-2024", period_end="2024-02-01")

    assert figure_row(edition, old).reported == "diberitakan 2 Februari 2024"
    assert figure_row(edition, new).reported == ""


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("exact", "300"), ("about", "sekitar 300"), ("at-least", "sedikitnya 300")],
)
def test_a_value_is_as_exact_as_its_source_says(example, precision, shown):
    row = figure_row(
        edition_of(example, "id"),
        figure(1, source_id="berita-contoh-2024", value="300", precision=precision),
    )

    assert row.value == shown and row.name.startswith(f"{shown} kasus, ")


@pytest.mark.parametrize(("language", "shown"), [("id", "15,7"), ("en", "15.7")])
def test_a_percentage_is_written_as_readers_of_each_language_expect_it(example, language, shown):
    share = figure(1, source_id="berita-contoh-2024", value="15.7", unit="persen")

    assert figure_row(edition_of(example, language), share).value == shown


def test_links_that_show_one_number_are_called_differently(example):
    edition = edition_of(example, "id")
    names = [figure_row(edition, one).name for one in example.figures]

    assert len(set(names)) == len(names)


def stated(example, **source) -> list[str]:
    one = example.statements["2024-02-01-contoh-imbauan"]
    record = one.record.model_copy(update={"source": one.record.source.model_copy(update=source)})
    portal = replace(example, statements={record.id: replace(one, record=record)})
    (plan,) = statement_pages(edition_of(portal, "id"))
    return [row.href for row in made(plan, edition_of(portal, "id")).data.figures]


def test_a_number_in_a_statement_leads_to_the_same_figure_of_its_source_or_nowhere(example):
    assert stated(example, url="https://berita.example/2024")[:1] == [
        "/portal/sumber/berita-contoh-2024/#berita-contoh-2024-01"
    ]
    assert set(stated(example, url="https://lain.example/")) == {""}


def test_an_election_that_nobody_counted_has_no_page(example):
    edition = edition_of(example, "id")
    uncounted = next(e for e in example.codes["election"] if e not in example.elections_counted)

    assert edition.election(uncounted).href == ""
