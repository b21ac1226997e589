"""Each kind of mistake in case files has its own code."""

import pytest
import yaml

from portal.core.cases.anonymising import anonymise
from portal.core.cases.published import read_published
from portal.core.cases.raw_cases import read_cases
from portal.core.cases.register import parents
from portal.core.cases.release import read_release

from .test_cases import COUNT_HEADER, COUNTS, HEADER, REGISTER, ROWS, desk, row, run

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("text", "release", "code"),
    [
        ("a,b;c\n", ROWS, "P055"),
        ("\nx,y\n", ROWS, "P055"),
        (HEADER.replace("case_id", "nama"), ROWS, "P111"),
        (HEADER + row(category="tidak-ada"), ROWS, "P114"),
        (HEADER + row(region="33"), ROWS, "P114"),
        (HEADER + row().replace("K-1", "3374010101900001"), ROWS, "P071"),
        (COUNT_HEADER + "33.11,2024,kampanye,<5\n", COUNTS, "P116"),
        (COUNT_HEADER + "33.11,2024,kampanye,3\n33.11,2024,kampanye,3\n", COUNTS, "P117"),
        (COUNT_HEADER + "33.11,2024,kampanye,7\n33,2024,kampanye,5\n", COUNTS, "P118"),
    ],
)
def test_a_raw_file(tmp_path, text, release, code):
    path = tmp_path / "raw.csv"
    path.write_text(text, encoding="utf-8")

    _, found = read_cases(path, release, REGISTER)

    assert [problem.code for problem in found] == [code]


def test_a_setting_that_breaks_its_rule(desk):
    _, outside = desk
    path = outside / "release.yaml"
    path.write_text(path.read_text("utf-8") + "threshold: 1\n", "utf-8")

    assert [problem.code for problem in read_release(path)[1]] == ["P200"]


def test_a_sum_of_codes_that_are_not_there(desk):
    repository, outside = desk
    run(repository, outside / "raw.csv")
    folder = repository / "data" / "cases" / "2024"
    content = yaml.safe_load((folder / "release.yaml").read_text("utf-8"))
    content["areas"] = {"dapil": {"name": "Dapil", "members": ["77.01"]}}
    (folder / "release.yaml").write_text(yaml.safe_dump(content), "utf-8")

    _, found = read_published(folder, parents(REGISTER))

    assert [problem.code for problem in found] == ["P123"]


def test_a_release_without_time_to_be_protected(desk):
    repository, outside = desk

    _, found = anonymise(
        outside / "raw.csv", "2024", outside / "release.yaml", repository, seconds=0
    )

    assert [problem.code for problem in found] == ["P131"]
