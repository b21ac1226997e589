"""A circular made for one election is not in force after it, wherever its status is told."""

from dataclasses import replace

import pytest
from built import edition_of

from portal.core.profiles.linked_data import legislation
from portal.core.profiles.page import made
from portal.core.profiles.regions import region_pages
from portal.core.profiles.regulation_lists import regulation_lists
from portal.core.profiles.regulations import leading_regulations, regulation_card

RULE = "uu-contoh-2-2023"


def edition(portal, language="id", **fields):
    """The minimal site with other fields in one of its rules."""
    document = portal.regulations[RULE]
    changed = replace(document, record=document.record.model_copy(update=fields))
    return edition_of(replace(portal, regulations=portal.regulations | {RULE: changed}), language)


def card(edition):
    return regulation_card(edition, edition.portal.regulations[RULE])


@pytest.mark.parametrize(
    ("language", "elections", "words"),
    [
        ("id", ["pilkada-2018"], "Untuk Pilkada 2018"),
        ("id", ["pemilu-2024", "pilkada-2024"], "Untuk Pemilu 2024 dan Pilkada 2024"),
        ("en", ["pilkada-2015"], "For the 2015 regional elections"),
    ],
)
def test_its_status_names_the_elections_also_those_without_figures(
    example, language, elections, words
):
    shown = card(edition(example, language, applies_to_elections=elections))

    assert (shown.status, shown.status_label) == ("for-elections", words)


def test_one_that_was_revoked_stays_revoked(example):
    shown = card(edition(example, applies_to_elections=["pilkada-2018"], status="revoked"))

    assert shown.status == "revoked"


def test_machines_are_not_told_that_it_has_force(example):
    one = edition(example, applies_to_elections=["pilkada-2018"])

    assert "legislationLegalForce" not in legislation(one, one.portal.regulations[RULE].record)


def test_it_is_no_leading_rule(example):
    always, once = edition(example), edition(example, applies_to_elections=["pilkada-2018"])

    assert card(always) in leading_regulations(always, 9)
    assert card(once) not in leading_regulations(once, 9)


def test_lists_show_it_apart_and_last(example):
    one = edition(example, applies_to_elections=["pilkada-2018"])
    groups = next(iter(regulation_lists(one))).data.groups

    assert groups[-1].title == "Untuk pemilihan tertentu"
    assert [c.href for c in groups[-1].cards] == [card(one).href]


@pytest.mark.parametrize(
    ("issuing_body", "citation"),
    [("Contoh. Bupati", "SE Bupati Contoh 2023"), ("Indonesia. Menteri", "SE Menteri 2023")],
)
def test_a_rule_without_a_known_number_is_cited_by_its_office(example, issuing_body, citation):
    one = edition(example, number=None, type_abbrev="SE", issuing_body=issuing_body)

    assert card(one).citation == citation


def test_a_title_of_our_own_is_no_name_for_machines(example):
    one = edition(example, title="Uraian kami", title_is_official=False)
    node = legislation(one, one.portal.regulations[RULE].record)

    assert (node["name"], node["description"]) == (card(one).citation, "Uraian kami")


@pytest.mark.parametrize(
    ("fields", "in_force", "for_elections"),
    [
        ({}, True, False),
        ({"applies_to_elections": ["pilkada-2018"]}, False, True),
        ({"status": "revoked"}, False, False),
    ],
)
def test_a_region_shows_it_apart_from_the_rules_in_force(example, fields, in_force, for_elections):
    one = edition(example, scope="98", **fields)
    plans = (plan for plan in region_pages(one) if plan.parts["path"] == "contoh")
    (page,) = (made(plan, one) for plan in plans)

    assert (card(one) in page.data.regulations) is in_force
    assert (card(one) in page.data.election_regulations) is for_elections
