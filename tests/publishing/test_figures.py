"""What a publication does to the figures, told by region and source before it happens."""

import pytest

from portal.publishing.figures import figure_changes, read_figures
from portal.publishing.publisher import publish, roll_back

from .small_site import commit, keep_rows, read_rows, write_rows

HEADER = "figure_id,region_code,region,source_id,value,status,unit,period_end\n"


def table(*rows: str) -> dict:
    return read_figures((HEADER + "".join(f"{row}\n" for row in rows)).encode())


def test_figures_are_told_by_region_and_source():
    before = table(
        "a-1,51,Bali,a,12,shown,kasus,2020-01-01",
        "a-2,51,Bali,a,5,shown,kasus,2020-01-01",
        "b-1,00,Indonesia,b,90,shown,kasus,2020-01-01",
    )
    after = table(
        "a-1,51,Bali,a,13,shown,kasus,2020-02-01",
        "b-1,00,Indonesia,b,90,shown,kasus,2020-01-01",
        "b-2,00,Indonesia,b,7,shown,laporan,2020-01-01",
    )

    assert list(figure_changes(before, after)) == [
        "  1 angka baru, 1 berubah, 1 hilang",
        "    Indonesia, sumber b: 1 → 2 angka",
        "      b-2: baru, 7 laporan",
        "    Bali, sumber a: 2 → 1 angka",
        "      a-1: value 12 → 13; period_end 2020-01-01 → 2020-02-01",
        "      a-2: hilang, 5 kasus",
    ]


def test_a_figure_that_becomes_withheld_is_told_without_a_value():
    before = table("a-1,51,Bali,a,12,shown,kasus,")
    after = table("a-1,51,Bali,a,,confidential,kasus,")

    assert list(figure_changes(before, after))[-1] == "      a-1: value 12 → [c]"


def test_a_first_publication_has_only_new_figures():
    after = table("a-1,51,Bali,a,0,shown,kasus,")

    assert list(figure_changes(read_figures(None), after)) == [
        "  1 angka baru, 0 berubah, 0 hilang",
        "    Bali, sumber a: 0 → 1 angka",
        "      a-1: baru, 0 kasus",
    ]


@pytest.mark.parametrize("other", ["51,Bali,a", "00,Indonesia,c"])
def test_a_figure_that_moves_is_one_change_where_it_is_now(other):
    _, region, source = other.split(",")
    told = list(
        figure_changes(
            table("a-1,00,Indonesia,a,3,shown,kasus,"),
            table(f"a-1,{other},3,shown,kasus,"),
        )
    )

    assert told[0] == "  0 angka baru, 1 berubah, 0 hilang"
    assert told[1] == f"    {region}, sumber {source}: 0 → 1 angka"


def test_a_publication_a_rehearsal_and_a_rollback_say_what_happens_to_figures(publication, project):
    said: list[str] = []
    keep_rows(project / "data" / "figures" / "conflicts.csv", lambda row: False)
    commit(project, "Tanpa pertentangan", "2026-02-02T04:05:06+00:00")
    publish(publication(say=said.append))
    paths = (project / "data" / "figures").glob("*.csv")
    tables = {path: read_rows(path) for path in paths if path.stem != "conflicts"}
    count = sum(map(len, tables.values()))
    assert f"  {count} angka baru, 0 berubah, 0 hilang" in said

    path, first = next(
        (path, row) for path, rows in tables.items() for row in rows if row["status"] == "shown"
    )
    rows = tables[path]
    old, first["value"] = first["value"], "123456"
    write_rows(path, list(first), rows)
    commit(project, "Angka", "2026-02-03T04:05:06+00:00")
    change = f"      {first['figure_id']}: value {old} → 123456"
    for dry_run in (True, False):
        said.clear()
        publish(publication(dry_run=dry_run, say=said.append))
        assert "  0 angka baru, 1 berubah, 0 hilang" in said
        assert change in said

    roll_back(publication(say=said.append))
    assert f"      {first['figure_id']}: value 123456 → {old}" in said
