"""The attack corpus: sets of cases, each with a naive release a reader can crack.

A naive release withholds small counts and stops there, or leaves out one more
protection. `crack` is what the reader has besides it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from cases.worlds import cases, grid, naive, nation, settings
from portal.core.cases.release import Release

CATEGORY = {"wilayah-jenis": {"level": "regency", "by": ["category"]}}
PERIOD = {"wilayah-tahun": {"level": "regency", "by": ["period"]}}
BOTH = CATEGORY | PERIOD
CROSSED = {"provinsi-jenis-tahun": {"level": "province", "by": ["category", "period"]}}
YEARS = ("2022", "2023", "2024")


@dataclass(frozen=True)
class Attack:
    """One way to take a withheld number from what is published.

    hides   which small counts the naive release withholds.
    before  counts of an earlier release, published naively, if there is one.
    """

    name: str
    frame: pd.DataFrame
    release: Release
    regions: Mapping[str, str | None]
    hides: Callable = field(default=lambda codes, value: True)
    before: tuple = ()

    def naive_releases(self) -> list:
        old = [naive(frame, release, self.regions, name) for name, frame, release in self.before]
        return [*old, naive(self.frame, self.release, self.regions, "naif", self.hides)]


def _rows(*codes: str) -> list[str]:
    return list(codes)


JAVA = nation("33.01", "33.02", "33.03")
R3 = _rows("33.01", "33.02", "33.03")
TWO = nation("33.01", "33.02", "34.01", "34.02")
R4 = _rows("33.01", "33.02", "34.01", "34.02")


def simple(
    name: str, values, regencies=R3, regions=JAVA, categories="abc", tables=CATEGORY, **more
) -> Attack:
    release = settings(tables, categories=categories, **more)
    return Attack(name, grid(regencies, categories, values), release, regions)


def by_year(
    name: str, counts: dict, tables=BOTH, regions=JAVA, categories="ab", periods=YEARS, **more
) -> Attack:
    return Attack(
        name,
        cases(counts),
        settings(tables, categories=categories, periods=periods, **more),
        regions,
    )


def spread(region: str, values: Mapping[str, tuple]) -> dict:
    return {(region, c, p): v for c, row in values.items() for p, v in zip(YEARS, row, strict=True)}


def _official(at: dict, value: int) -> dict:
    return {
        "source": "https://bawaslu.example/siaran",
        "date": "2024-12-01",
        "at": at,
        "value": value,
    }


def _revision(name: str, old: list, new: list, **more) -> Attack:
    release = settings(CATEGORY, **more)
    later = release.model_copy(update={"as_of": release.as_of.replace(month=6)})
    return Attack(
        name, grid(R3, "abc", new), later, JAVA, before=(("lama", grid(R3, "abc", old), release),)
    )


def _next_year(name: str, hides_first: Callable) -> Attack:
    first = {
        (r, c, "2022"): v
        for r, row in zip(R3, [(3, 20), (14, 30), (9, 25)], strict=False)
        for c, v in zip("ab", row, strict=False)
    }
    second = first | {
        (r, c, "2023"): v
        for r, row in zip(R3, [(12, 20), (14, 7), (19, 25)], strict=False)
        for c, v in zip("ab", row, strict=False)
    }
    old = settings(BOTH, categories="ab", periods=("2022",))
    new = settings(BOTH, categories="ab", periods=("2022", "2023")).model_copy(
        update={"as_of": old.as_of.replace(month=6)}
    )
    return Attack(
        name, cases(second), new, JAVA, hides=hides_first, before=(("lama", cases(first), old),)
    )


ATTACKS = [
    simple("single cell: one mark in its line", [[2, 30, 9], [17, 8, 40], [12, 6, 25]]),
    simple("rows safe, columns not", [[2, 3, 9], [17, 8, 40], [12, 6, 25]]),
    simple("columns safe, rows not", [[2, 30, 9], [3, 8, 40], [12, 6, 25]]),
    simple(
        "hierarchy: the province gives its regency",
        [[2], [17], [12], [9]],
        R4,
        TWO,
        "a",
        {"wilayah": {"level": "regency"}},
    ),
    simple(
        "hierarchy: the nation gives a province's cell",
        [[3, 9], [20, 9], [12, 9], [30, 9]],
        R4,
        TWO,
        "ab",
    ),
    simple("every line has two marks, one is exact", [[1, 1, 20], [20, 2, 1], [1, 20, 1]]),
    simple(
        "all ones: a total that equals its marks",
        [[1, 1, 1, 1, 1, 0], [9, 9, 9, 9, 9, 9], [7, 7, 7, 7, 7, 7]],
        categories="abcdef",
    ),
    simple("known threshold: marks that share a small rest", [[1, 2, 10], [2, 1, 40], [12, 6, 25]]),
    simple("known threshold: two marks share four", [[2, 2, 10], [3, 1, 40], [12, 6, 25]]),
    simple("two marks that add up to two", [[1, 1, 10], [1, 1, 40], [12, 6, 25]]),
    simple("two by two marks with nothing to spare", [[1, 2, 30], [2, 1, 30], [30, 30, 30]]),
    simple("three marks in a ring", [[1, 2, 30], [30, 1, 2], [2, 30, 1]]),
    simple(
        "zeros shown beside one mark", [[3, 0, 0, 8], [0, 9, 0, 6], [5, 7, 9, 0]], categories="abcd"
    ),
    simple("a small total beside large ones", [[1, 0, 1], [17, 8, 40], [12, 6, 25]]),
    simple(
        "only child: a province with one regency",
        [[3, 9], [20, 9], [12, 9]],
        ["33.01", "34.01", "34.02"],
        nation("33.01", "34.01", "34.02"),
        "ab",
    ),
    simple("one category only: the total is the cell", [[3], [20], [12]], categories="a"),
    simple("higher threshold", [[8, 30, 19], [17, 18, 40], [12, 16, 25]], threshold=10),
    simple(
        "lowest threshold that hides a range",
        [[2, 30, 19], [17, 18, 40], [12, 16, 25]],
        threshold=3,
        protection="full",
    ),
    simple("whole group: nine of nine", [[9, 0, 0], [17, 8, 40], [12, 6, 25]], group_size=10),
    simple(
        "whole group in a year", [[6, 0, 0], [17, 8, 40], [12, 6, 25]], group_size=10, tables=BOTH
    ),
    simple("breakdown of a total below the gate", [[7, 1, 0], [17, 8, 40], [12, 6, 25]], gate=10),
    simple(
        "overlapping areas: a district without one member",
        [[2, 3], [17, 8], [12, 6]],
        categories="ab",
        areas={"dapil-1": {"name": "Dapil 1", "members": ["33.02", "33.03"]}},
    ),
    simple(
        "overlapping areas: two districts share a regency",
        [[2, 9], [3, 8], [12, 6]],
        categories="ab",
        areas={
            "dapil-1": {"name": "1", "members": ["33.01", "33.02"]},
            "dapil-2": {"name": "2", "members": ["33.02", "33.03"]},
        },
    ),
    simple(
        "split province: the old extent beside the new",
        [[2, 9], [8, 7], [12, 6], [9, 9]],
        R4,
        TWO,
        "ab",
        areas={"33-lama": {"name": "Lama", "members": ["33", "34.01"]}},
    ),
    simple(
        "category groups that overlap",
        [[2, 3, 9], [17, 8, 40], [12, 6, 25]],
        dimensions={
            "category": {
                "column": "c",
                "codes": ["a", "b", "c"],
                "sums": {"ab": ["a", "b"], "bc": ["b", "c"]},
            },
            "period": {"column": "d", "codes": ["2024"]},
        },
    ),
    by_year(
        "linked tables: the other table has the total",
        spread("33.01", {"a": (3, 0, 0), "b": (9, 8, 7)})
        | spread("33.02", {"a": (9, 9, 9), "b": (8, 8, 8)}),
    ),
    by_year(
        "two tables pin a third",
        spread("33.01", {"a": (2, 3, 20), "b": (3, 2, 20)})
        | spread("34.01", {"a": (20, 20, 20), "b": (20, 20, 20)}),
        BOTH | CROSSED,
        TWO,
    ),
    by_year(
        "crossed: one year of one category",
        spread("33.01", {"a": (2, 20, 30), "b": (9, 8, 17)}),
        CROSSED,
    ),
    by_year(
        "year to date: the months give the last one",
        {
            ("33.01", "a", p): v
            for p, v in zip(("2024-01", "2024-02", "2024-03"), (12, 9, 2), strict=False)
        },
        PERIOD,
        categories="a",
        periods=("2024-01", "2024-02", "2024-03"),
        dimensions={
            "category": {"column": "c", "codes": ["a"]},
            "period": {
                "column": "d",
                "codes": ["2024-01", "2024-02", "2024-03"],
                "sums": {"2024-jan-feb": ["2024-01", "2024-02"]},
            },
        },
    ),
    simple(
        "official figure: it states the other cell",
        [[2, 3, 9], [7, 8, 40], [12, 6, 25]],
        official=[_official({"region_code": "33.01", "category": "b"}, 3)],
    ),
    simple(
        "official figure: the total of the marks",
        [[2, 1, 1], [7, 8, 40], [12, 6, 25]],
        official=[_official({"region_code": "33.01"}, 4)],
    ),
    _revision(
        "revision: a total moves by two",
        [[20, 30, 9], [17, 8, 40], [12, 6, 25]],
        [[22, 30, 9], [17, 8, 40], [12, 6, 25]],
    ),
    _revision(
        "revision: a zero becomes a mark",
        [[20, 0, 9], [17, 8, 40], [12, 6, 25]],
        [[20, 3, 9], [17, 8, 40], [12, 6, 25]],
    ),
    _next_year(
        "earlier release: the new total minus the new year",
        lambda codes, value: codes[2] != "TOTAL",
    ),
]
