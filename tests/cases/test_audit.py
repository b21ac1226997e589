"""The audit finds a leak wherever one protection is taken away."""

import datetime

import numpy as np
import pytest

from cases.worlds import cases, grid, naive, nation, settings
from portal.case_files import files, write_protected
from portal.core.cases.audit import audit
from portal.core.cases.disclosure import NotProtected, audited_tables, protect
from portal.core.cases.published import Published
from portal.core.cases.reader_view import Share
from portal.core.cases.release import Official

REGENCIES = ["33.01", "33.02", "33.03"]
JAVA = nation(*REGENCIES)
TABLES = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
COUNTS = [[2, 30, 9], [17, 8, 40], [12, 6, 25]]
FRAME = grid(REGENCIES, "abc", COUNTS)


def published(frame=FRAME, release=None, name="rilis", **more) -> Published:
    return protect(frame, release or settings(TABLES), JAVA, **more).as_published(name)


def claiming(release: Published, **rules) -> Published:
    """The same tables under settings that promise more than was kept."""
    return Published(release.name, release.settings.model_copy(update=rules), release.tables)


def with_shown(release: Published, region: str, category: str, value: int) -> Published:
    rows = release.tables["wilayah-jenis"].copy()
    here = (rows["region_code"] == region) & (rows["category"] == category)
    rows.loc[here, ["value", "status"]] = [value, "shown"]
    return Published(release.name, release.settings, {"wilayah-jenis": rows})


def findings(*releases, **more):
    return audit(list(releases), JAVA, **more).findings


def test_a_protected_release_has_no_finding_and_leaves_four_values():
    result = audit([published()], JAVA)

    assert result.findings == () and result.narrowest >= 4


def test_the_summary_counts_cells_and_names_releases():
    result = audit([published()], JAVA)

    assert (result.cells, result.releases) == (20 - 4, ("rilis",))
    assert result.withheld >= 4


def test_without_complementary_cells_the_small_one_is_exact():
    found = findings(naive(FRAME, settings(TABLES), JAVA))

    assert [(f.low, f.high) for f in found] == [(2, 2)]
    assert "region_code 33.01, category a" in found[0].where and "pasti 2" in found[0].text


def _withheld_cells():
    rows = published().tables["wilayah-jenis"]
    hidden = rows[rows["status"] == "confidential"]
    return list(hidden[["region_code", "category"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("cell", _withheld_cells())
def test_showing_any_withheld_cell_again_gives_a_small_one_away(cell):
    region, category = cell
    truth = COUNTS[REGENCIES.index(region)]["abc".index(category)]

    assert findings(with_shown(published(), region, category, truth))


def test_a_small_count_that_is_shown_is_found():
    shown = with_shown(published(), "33.01", "a", 2)

    assert any("di bawah ambang 5" in f.text for f in findings(shown))


def test_a_lower_threshold_than_promised_is_found():
    weak = published(release=settings(TABLES, threshold=2, protection="full"))

    assert findings(claiming(weak, threshold=5))


def test_without_the_gate_the_shown_breakdown_is_found():
    frame = grid(REGENCIES, "abc", [[7, 0, 0], [17, 8, 40], [12, 6, 25]])

    assert any("gerbang 10" in f.text for f in findings(claiming(published(frame), gate=10)))


def test_without_the_group_rule_the_whole_group_is_found():
    frame = grid(REGENCIES, "abc", [[9, 0, 0], [17, 8, 40], [12, 6, 25]])

    assert any(
        "semua 9 orang" in f.text for f in findings(claiming(published(frame), group_size=10))
    )


def test_without_the_earlier_release_in_view_the_difference_is_found():
    later = settings(TABLES).model_copy(update={"as_of": datetime.date(2025, 6, 1)})
    new = published(grid(REGENCIES, "abc", [[2, 33, 9], [17, 8, 40], [12, 6, 25]]), later, "baru")
    old = published(grid(REGENCIES, "abc", [[20, 30, 9], [17, 8, 40], [12, 6, 25]]), name="lama")

    assert findings(old, new)


def test_without_the_official_figure_in_view_its_cell_is_found():
    release = published()
    hidden = [c for c in _withheld_cells() if c != ("33.01", "a")]
    stated = [
        Official(
            source="https://bawaslu.example",
            date=datetime.date(2024, 12, 1),
            at={"region_code": r, "category": c},
            value=COUNTS[REGENCIES.index(r)]["abc".index(c)],
        )
        for r, c in hidden
        if r in REGENCIES and c in "abc"
    ]

    assert findings(release, official=stated)


def test_a_share_with_decimals_gives_its_count_away():
    share = Share({"region_code": "33.01", "category": "a"}, {"region_code": "33.01"}, 49, 1)

    assert not findings(published())
    assert findings(published(), shares=[share])


def test_a_share_rounded_to_whole_tens_gives_nothing_away():
    share = Share({"region_code": "33.02", "category": "c"}, {}, 27, 0)

    assert not findings(published(), shares=[share])


def test_numbers_that_cannot_be_true_together_are_found():
    broken = with_shown(published(), "33.03", "TOTAL", 1)

    assert findings(broken)


def test_a_cell_withheld_in_one_release_and_shown_in_the_next_is_found():
    later = settings(TABLES).model_copy(update={"as_of": datetime.date(2025, 6, 1)})
    open_again = with_shown(published(release=later, name="baru"), "33.01", "a", 2)

    assert any("33.01" in f.where for f in findings(published(), open_again))


def test_releases_of_other_data_do_not_disturb_each_other():
    other = settings(TABLES).model_copy(update={"data": "lain"})
    frame = grid(REGENCIES, "abc", [[3, 30, 9], [17, 8, 40], [12, 6, 25]])

    assert not findings(published(), published(frame, other, "lain"))


def test_without_time_the_audit_gives_no_answer():
    with pytest.raises(TimeoutError):
        audit([published()], JAVA, seconds=-1)


WORLDS = ([[3, 4, 0], [17, 8, 40], [12, 6, 25]], [[4, 3, 0], [17, 8, 40], [12, 6, 25]])


def test_two_worlds_that_differ_only_within_what_is_withheld_give_the_same_bytes():
    first, second = ([[7, 0, 0], *WORLDS[0][1:]], [[0, 7, 0], *WORLDS[0][1:]])
    totals = {
        "wilayah": {"level": "regency"},
        "provinsi-jenis": {"level": "province", "by": ["category"]},
    }
    release = settings(totals, gate=10)
    made = [
        protect(grid(REGENCIES, "abc", values), release, JAVA)
        for values in (first, _balanced(first, second))
    ]

    assert _bytes(made[0]) == _bytes(made[1])


def _balanced(first, second):
    """The second world, with the categories of the province as in the first."""
    gap = np.array(first[0]) - np.array(second[0])
    return [second[0], (np.array(first[1]) + gap).tolist(), first[2]]


def _bytes(protected):
    assert not audit([protected.as_published("r")], JAVA).findings
    return files(protected)


def test_two_worlds_behind_one_gate_give_the_same_bytes():
    frames = [grid(REGENCIES, "abc", values) for values in _gated_worlds()]
    made = [protect(frame, settings(TABLES, gate=10), JAVA) for frame in frames]

    assert not frames[0].equals(frames[1])
    assert _bytes(made[0]) == _bytes(made[1])


def _gated_worlds():
    """Two regencies below the gate exchange categories; nothing else moves."""
    return ([[3, 4, 0], [4, 3, 0], [12, 6, 25]], [[4, 3, 0], [3, 4, 0], [12, 6, 25]])


def test_rows_stand_in_the_order_of_the_register_whatever_the_counts():
    orders = [
        published(grid(REGENCIES, "abc", values)).tables["wilayah-jenis"]["region_code"].tolist()
        for values in (COUNTS, COUNTS[::-1])
    ]

    assert orders[0] == orders[1] == sorted(orders[0])


def test_the_number_of_rows_does_not_depend_on_the_cases():
    none, some = (published(frame).tables["wilayah-jenis"] for frame in (cases({}), FRAME))

    assert len(none) == len(some) == 20


def test_tables_from_disk_are_public_only_after_the_audit():
    safe, open_ = published(), naive(FRAME, settings(TABLES), JAVA)

    assert [t.name for t in audited_tables(safe, audit([safe], JAVA))] == ["wilayah-jenis"]
    with pytest.raises(NotProtected, match="tidak lolos audit"):
        audited_tables(open_, audit([open_], JAVA))
    with pytest.raises(NotProtected):
        audited_tables(published(name="lain"), audit([safe], JAVA))


def test_a_release_with_findings_is_not_written(tmp_path):
    leaking = audit([naive(FRAME, settings(TABLES), JAVA)], JAVA)

    with pytest.raises(ValueError, match="a release that leaks is not written"):
        write_protected(protect(FRAME, settings(TABLES), JAVA), leaking, tmp_path / "rilis")

    assert list(tmp_path.iterdir()) == []
