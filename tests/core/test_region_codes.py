"""No advice turns a code into another region."""

import pytest

from portal.core.fields import unknown_reference

CODES = ["11.01", "11.03", "11.10", "33.11"]


@pytest.mark.parametrize("value", ["1103", "1103.0", "1103,0", "3311", "110301"])
@pytest.mark.parametrize("register", ["region", "scope"])
def test_a_code_without_dots_is_not_answered_with_one_that_has_them(register, value):
    said = unknown_reference(register, value, CODES)

    assert "tampak seperti kode BPS" in said
    assert not any(code in said for code in CODES)


@pytest.mark.parametrize("value", ["11.1", "11,1"])
def test_a_lost_zero_is_a_question(value):
    assert 'Maksudnya "11.10"?' in unknown_reference("region", value, CODES)


def test_no_zero_is_asked_about_where_no_region_has_it():
    assert "Maksudnya" not in unknown_reference("region", "33.1", ["33.11"])


def test_the_nearest_of_other_registers_is_still_offered():
    assert 'Maksudnya "uu-7-2017"?' in unknown_reference("regulation", "uu-7-2071", ["uu-7-2017"])
