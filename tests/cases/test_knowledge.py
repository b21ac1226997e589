"""What a reader holds besides the new release is part of the attack."""

import datetime

import pytest
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as effort
from hypothesis import strategies as st

from cases.worlds import cases, grid, nation, open_values, settings
from portal.core.cases.audit import audit
from portal.core.cases.disclosure import NotProtected, protect
from portal.core.cases.earlier import Contradiction
from portal.core.cases.register import Region, absent
from portal.core.cases.release import Official

REGENCIES = ["33.01", "33.02", "34.01"]
REGIONS = nation(*REGENCIES)
BY_CATEGORY = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
BY_PERIOD = {"wilayah-tahun": {"level": "regency", "by": ["period"]}}
JUNE = datetime.date(2025, 6, 1)
MORE = effort(
    max_examples=120, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def stated(at, value):
    return {"source": "https://bawaslu.example", "date": "2024-12-01", "at": at, "value": value}


def later(release):
    return release.model_copy(update={"as_of": JUNE})


def cell(published, table, region, code):
    rows = published.tables[table]
    return rows[(rows["region_code"] == region) & (rows.iloc[:, 1] == code)].iloc[0]


def test_an_official_figure_that_disagrees_is_no_figure_of_these_cases():
    release = settings(BY_CATEGORY, official=[stated({"region_code": "33.01"}, 99)])

    with pytest.raises(Contradiction, match="menyebut 99, hitungan ini 41"):
        protect(grid(REGENCIES, "abc", [[2, 30, 9], [7, 8, 40], [12, 6, 25]]), release, REGIONS)


def test_a_change_of_two_since_the_last_release_is_held_back():
    release = settings(BY_CATEGORY)
    old = protect(
        grid(REGENCIES, "abc", [[20, 30, 9], [17, 8, 40], [12, 6, 25]]), release, REGIONS
    ).as_published("lama")

    new = protect(
        grid(REGENCIES, "abc", [[22, 30, 9], [17, 8, 40], [12, 6, 25]]),
        later(release),
        REGIONS,
        earlier=[old],
    )

    assert cell(new.as_published("baru"), "wilayah-jenis", "33.01", "a")["status"] == "confidential"


def test_a_change_of_the_threshold_or_more_is_shown():
    release = settings(BY_CATEGORY)
    old = protect(
        grid(REGENCIES, "abc", [[20, 30, 9], [17, 8, 40], [12, 6, 25]]), release, REGIONS
    ).as_published("lama")

    new = protect(
        grid(REGENCIES, "abc", [[25, 30, 9], [17, 8, 40], [12, 6, 25]]),
        later(release),
        REGIONS,
        earlier=[old],
    )

    assert cell(new.as_published("baru"), "wilayah-jenis", "33.01", "a")["value"] == 25


def test_what_was_withheld_stays_withheld_when_nothing_changed():
    release, frame = (
        settings(BY_CATEGORY),
        grid(REGENCIES, "abc", [[2, 30, 9], [17, 8, 40], [12, 6, 25]]),
    )
    old = protect(frame, release, REGIONS).as_published("lama")

    new = protect(frame, later(release), REGIONS, earlier=[old]).as_published("baru")

    assert old.tables["wilayah-jenis"].equals(new.tables["wilayah-jenis"])


@st.composite
def two_releases(draw):
    """A first release of one year, and a second with a further one, some of the first revised."""
    numbers = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 25))
    first = {(r, c, "2023"): draw(numbers) for r in REGENCIES for c in "ab"}
    second = {(r, c, "2024"): draw(numbers) for r in REGENCIES for c in "ab"}
    revised = (
        {k: v + draw(st.sampled_from([0, 0, 0, 1, 3, 6])) for k, v in first.items()}
        if draw(st.booleans())
        else first
    )
    tables = draw(st.sampled_from([BY_CATEGORY, BY_PERIOD, BY_CATEGORY | BY_PERIOD]))
    old = settings(tables, categories="ab", periods=("2023",))
    new = later(settings(tables, categories="ab", periods=("2023", "2024")))
    return (cases(first), old), (cases(revised | second), new)


@seed(11)
@MORE
@given(two_releases())
def test_in_random_pairs_of_releases_no_small_value_can_be_excluded(pair):
    (first, old), (second, new) = pair
    published = protect(first, old, REGIONS).as_published("lama")
    try:
        release = protect(second, new, REGIONS, earlier=[published]).as_published("baru")
    except NotProtected:
        return

    left = open_values([published, release], REGIONS, new, second)

    assert all(values == {1, 2, 3, 4} for values in left.values()), left
    assert not audit([published, release], REGIONS).findings


@st.composite
def with_official_figures(draw):
    """Cases, and one or two figures about them that an official stated."""
    numbers = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 25))
    counts = {(r, c, "2024"): draw(numbers) for r in REGENCIES for c in "abc"}
    told = draw(
        st.lists(
            st.tuples(st.sampled_from(REGENCIES), st.sampled_from(["a", "TOTAL"])),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    figures = [
        stated(
            {"region_code": r, "category": c},
            sum(v for k, v in counts.items() if k[0] == r and c in (k[1], "TOTAL")),
        )
        for r, c in told
    ]
    return cases(counts), settings(BY_CATEGORY, official=figures)


@seed(12)
@MORE
@given(with_official_figures())
def test_official_figures_give_no_cover(world):
    frame, release = world
    published = protect(frame, release, REGIONS).as_published("r")

    assert not audit([published], REGIONS).findings


def test_an_official_total_of_one_leaves_open_who_it_was():
    frame = cases(
        {
            ("33.01", "a", "2024"): 1,
            ("33.02", "b", "2024"): 20,
            ("34.01", "a", "2024"): 30,
            ("33.02", "a", "2024"): 9,
        }
    )
    release = settings(BY_CATEGORY, group_size=10, official=[stated({"region_code": "33.01"}, 1)])

    published = protect(frame, release, REGIONS).as_published("r")

    assert not audit([published], REGIONS).findings
    assert isinstance(release.official[0], Official)


def test_a_region_that_did_not_exist_yet_gives_no_cover():
    """The register says that 33.02 began in 2024: its zero of 2023 is known to all."""
    counts = {
        ("33.01", "a", "2023"): 3,
        ("33.01", "a", "2024"): 20,
        ("33.02", "a", "2024"): 9,
        ("34.01", "a", "2023"): 30,
        ("34.01", "a", "2024"): 7,
    }
    frame, release = cases(counts), settings(BY_PERIOD, categories="a", periods=("2023", "2024"))
    gone = frozenset([("33.02", "2023")])

    published = protect(frame, release, REGIONS, absent=gone).as_published("r")

    assert cell(published, "wilayah-tahun", "33.02", "2023")["value"] == 0
    assert not audit([published], REGIONS, absent=gone).findings


def test_the_register_names_the_periods_without_a_region():
    register = [
        Region("91", "00", "Papua", "", "2022-11-10"),
        Region("94", "00", "Papua Tengah", "2022-11-11"),
    ]

    assert absent(register, ["2021", "2022", "2023"]) == {("91", "2023"), ("94", "2021")}


def test_what_an_earlier_weaker_release_gave_away_cannot_be_protected_again():
    frame = grid(REGENCIES, "abc", [[1, 30, 9], [17, 8, 40], [12, 6, 25]])
    weak = settings(BY_CATEGORY, threshold=2)
    old = protect(frame, weak, REGIONS).as_published("lama")

    with pytest.raises(NotProtected, match=r"region_code 33.01, category a"):
        protect(frame, later(settings(BY_CATEGORY)), REGIONS, earlier=[old])
