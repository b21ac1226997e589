"""A page cannot be made from what it does not declare."""

from datetime import date

import pytest
from built import edition_of

from portal.core.digests import Shared, digest_of, quick_digest_of
from portal.core.editions import Link
from portal.core.profiles.page import Page, Plan, made


@pytest.fixture
def edition(example):
    return edition_of(example, "id")


def newest(edition) -> Page:
    return Page("x", edition.language, edition.statements[0].record.title, "")


def test_a_plan_that_does_not_name_statements_cannot_read_them(edition):
    with pytest.raises(TypeError, match="does not name statements"):
        made(Plan("x", "id", newest), edition)


def test_a_plan_cannot_be_made_by_a_function_that_holds_something(edition):
    title = edition.statements[0].record.title

    with pytest.raises(TypeError, match="undeclared inputs"):
        Plan("x", "id", lambda edition: Page("x", "id", title, ""))


def test_a_document_read_without_its_digest_is_no_input(edition):
    with pytest.raises(ValueError, match="without its digest"):
        digest_of(edition.statements[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        ((("a",), "b"), ("a", ("b",))),
        ((1,), ("1",)),
        ((1,), (True,)),
        ((None,), ("",)),
        ((Shared("a"),), (Shared("b"),)),
        ((Link("a", "b"),), (Link("ab", ""),)),
        ((Link("2024-01-02", ""),), (date(2024, 1, 2),)),
        (({"a": 1},), ({"a": "1"},)),
    ],
)
def test_different_inputs_have_different_digests(one, other):
    assert digest_of(*one) != digest_of(*other)


def test_the_digest_of_equal_inputs_does_not_depend_on_their_being_one_object():
    text = "".join(["pan", "jang"])

    assert digest_of(("panjang", "panjang")) == digest_of((text, "panjang"))


@pytest.mark.parametrize("one", [open, iter, object()])
def test_what_is_no_data_has_no_digest(one):
    with pytest.raises(ValueError, match="Unable to serialize"):
        digest_of(one)
    with pytest.raises(ValueError, match="Unable to serialize"):
        quick_digest_of("code", {"a": one})
