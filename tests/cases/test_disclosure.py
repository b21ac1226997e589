"""What protect promises: every withheld small count could be any small count."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as effort
from hypothesis import strategies as st

from cases.worlds import cases, grid, naive, nation, open_values, settings
from portal.core.cases.audit import audit
from portal.core.cases.disclosure import NotProtected, PublicTable, protect

BY_CATEGORY = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
JAVA = nation("33.01", "33.02", "33.03", "34.01", "34.02")
COUNTS = [[2, 30, 9], [7, 8, 40], [12, 6, 25], [30, 11, 9], [1, 14, 16]]


def table(protected, name="wilayah-jenis"):
    return next(t for t in protected.tables if t.name == name).rows


def value_of(rows, region, category):
    return rows[(rows["region_code"] == region) & (rows["category"] == category)].iloc[0]


def test_a_small_count_is_withheld_with_other_cells_that_hide_it():
    protected = protect(grid(JAVA_REGENCIES, "abc", COUNTS), settings(BY_CATEGORY), JAVA)

    row = value_of(table(protected), "33.01", "a")
    assert row["status"] == "confidential" and pd.isna(row["value"])


JAVA_REGENCIES = ["33.01", "33.02", "33.03", "34.01", "34.02"]


def test_a_reader_cannot_exclude_any_small_value_of_a_withheld_small_cell():
    frame, release = grid(JAVA_REGENCIES, "abc", COUNTS), settings(BY_CATEGORY)
    published = protect(frame, release, JAVA).as_published("r")

    left = open_values([published], JAVA, release, frame)

    assert len(left) == 2 and all(values == {1, 2, 3, 4} for values in left.values())


def test_counts_without_small_cells_are_published_whole():
    protected = protect(
        grid(["33.01", "33.02"], "ab", [[5, 6], [0, 7]]),
        settings(BY_CATEGORY, categories="ab"),
        nation("33.01", "33.02"),
    )

    assert set(table(protected)["status"]) == {"shown"}


def test_zero_under_shown_totals_is_shown_as_zero():
    protected = protect(
        grid(["33.01", "33.02"], "ab", [[5, 6], [0, 7]]),
        settings(BY_CATEGORY, categories="ab"),
        nation("33.01", "33.02"),
    )

    assert value_of(table(protected), "33.02", "a")["value"] == 0


def test_zero_under_a_withheld_total_is_withheld():
    frame, regions = (
        grid(["33.01", "33.02", "33.03"], "ab", [[3, 0], [20, 30], [25, 9]]),
        nation("33.01", "33.02", "33.03"),
    )

    rows = table(protect(frame, settings(BY_CATEGORY, categories="ab"), regions))

    assert value_of(rows, "33.01", "TOTAL")["status"] == "confidential"
    assert value_of(rows, "33.01", "b")["status"] == "confidential"


def test_the_breakdown_of_a_total_below_the_gate_is_withheld_whole():
    frame, regions = (
        grid(["33.01", "33.02", "33.03"], "ab", [[7, 0], [20, 30], [25, 9]]),
        nation("33.01", "33.02", "33.03"),
    )

    rows = table(protect(frame, settings(BY_CATEGORY, categories="ab", gate=10), regions))

    assert value_of(rows, "33.01", "TOTAL")["value"] == 7
    assert {value_of(rows, "33.01", c)["status"] for c in "ab"} == {"confidential"}


def test_one_code_of_everyone_in_a_small_group_is_not_told():
    frame, regions = (
        grid(["33.01", "33.02", "33.03"], "ab", [[9, 0], [20, 30], [25, 9]]),
        nation("33.01", "33.02", "33.03"),
    )

    rows = table(protect(frame, settings(BY_CATEGORY, categories="ab", group_size=10), regions))

    assert value_of(rows, "33.01", "a")["status"] == "confidential"
    assert value_of(rows, "33.01", "b")["status"] == "confidential"


def test_one_code_of_everyone_in_a_large_group_is_shown():
    frame, regions = grid(["33.01", "33.02"], "ab", [[12, 0], [20, 30]]), nation("33.01", "33.02")

    rows = table(protect(frame, settings(BY_CATEGORY, categories="ab", group_size=10), regions))

    assert value_of(rows, "33.01", "a")["value"] == 12


def test_same_input_gives_the_same_release():
    frame, release = grid(JAVA_REGENCIES, "abc", COUNTS), settings(BY_CATEGORY)

    first, second = (table(protect(f, release, JAVA)) for f in (frame, frame.iloc[::-1]))

    pd.testing.assert_frame_equal(first, second)


def test_a_weaker_protection_leaves_as_many_values_as_it_says():
    frame, release = grid(JAVA_REGENCIES, "abc", COUNTS), settings(BY_CATEGORY, protection=2)
    published = protect(frame, release, JAVA).as_published("r")

    left = open_values([published], JAVA, release, frame)

    assert all(len(values) >= 2 for values in left.values())


def test_when_the_time_is_used_up_there_is_no_release():
    with pytest.raises(NotProtected, match="waktu habis"):
        protect(grid(JAVA_REGENCIES, "abc", COUNTS), settings(BY_CATEGORY), JAVA, seconds=0)


def test_a_public_table_cannot_be_made_by_hand():
    with pytest.raises(TypeError):
        PublicTable("t", ("region_code",), pd.DataFrame(), object())


def test_no_cases_at_all_are_published_as_zeros():
    protected = protect(cases({}), settings(BY_CATEGORY), JAVA)

    assert table(protected)["value"].eq(0).all()


def test_a_single_case_in_the_country_is_withheld_everywhere():
    release = settings(BY_CATEGORY)
    published = protect(cases({("33.01", "a", "2024"): 1}), release, JAVA).as_published("r")

    assert set(published.tables["wilayah-jenis"]["status"]) == {"confidential"}
    assert not audit([published], JAVA).findings


@st.composite
def worlds(draw):
    """A random small tree, family and set of counts, many of them small."""
    regencies = [
        f"{p}.{i:02}"
        for p in range(11, 11 + draw(st.integers(1, 2)))
        for i in range(1, 1 + draw(st.integers(1, 3)))
    ]
    categories, periods = (
        "abc"[: draw(st.integers(1, 3))],
        ("2023", "2024")[: draw(st.integers(1, 2))],
    )
    numbers = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 25))
    counts = {(r, c, p): draw(numbers) for r in regencies for c in categories for p in periods}
    every = {
        "a": {"level": "regency", "by": ["category"]},
        "b": {"level": "regency", "by": ["period"]},
        "c": {"level": "province", "by": ["category", "period"]},
        "d": {"by": ["category"]},
    }
    names = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True))
    rules = draw(st.sampled_from([(0, 0), (10, 10), (0, 10)]))
    release = settings(
        {n: every[n] for n in names},
        categories=categories,
        periods=periods,
        gate=rules[0],
        group_size=rules[1],
    )
    return cases(counts), release, nation(*regencies)


@seed(20260302)
@effort(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_in_random_tables_no_small_value_can_be_excluded(world):
    frame, release, regions = world
    published = protect(frame, release, regions).as_published("r")

    left = open_values([published], regions, release, frame)

    assert all(values == {1, 2, 3, 4} for values in left.values()), left
    assert not audit([published], regions).findings


@seed(7)
@effort(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_audit_never_calls_a_naive_release_safe_when_it_is_not(world):
    frame, release, regions = world
    if release.gate or release.group_size:
        release = release.model_copy(update={"gate": 0, "group_size": 0})
    published = naive(frame, release, regions)

    left = open_values([published], regions, release, frame)

    if any(len(values) < 2 for values in left.values()):
        assert audit([published], regions).findings
