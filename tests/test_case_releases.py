"""Case statistics in the repository are attacked at each check, without the raw cases."""

import pytest
import yaml

from portal.case_files import write_protected
from portal.core.cases.anonymising import anonymise
from portal.core.cases.release import Release, read_release
from portal.core.checks import check_project
from portal.core.inference import case_statistics
from portal.core.inputs import read_tables

CASES = {("98.01", "media-sosial"): 3, ("98.71", "media-sosial"): 20, ("99.01", "media-sosial"): 30}
CASES |= {("98.01", "kampanye"): 40, ("98.71", "kampanye"): 25, ("99.01", "kampanye"): 12}
SETTINGS = {
    "title": "Perkara contoh",
    "issuer": "Badan Contoh",
    "licence": "CC BY 4.0",
    "source": "Berkas perkara contoh",
    "quality": "Diperiksa dua orang",
    "data": "perkara-contoh",
    "as_of": "2024-12-31",
    "dimensions": {
        "period": {"column": "date", "codes": ["2024"], "of_people": False},
        "category": {"column": "category", "codes": ["media-sosial", "kampanye"]},
    },
    "tables": {"wilayah-jenis": {"level": "regency", "by": ["category"]}},
}


def release(project, folder):
    """A protected release in the project, out of raw cases kept elsewhere."""
    folder.mkdir()
    rows = [
        f"{i},{region},2024-05-01,{category}"
        for i, (region, category) in enumerate(
            place for place, count in CASES.items() for _ in range(count)
        )
    ]
    raw = folder / "raw.csv"
    raw.write_text("\n".join(["case_id,region_code,date,category", *rows]) + "\n", "utf-8")
    config = folder / "release.yaml"
    config.write_text(yaml.safe_dump(SETTINGS), "utf-8")
    result, problems = anonymise(raw, "2024", config, project)
    assert problems == []
    write_protected(result.protected, result.audited, project / "data" / "cases" / "2024")
    return project / "data" / "cases" / "2024" / "wilayah-jenis.csv"


def test_a_protected_release_passes(minimal, tmp_path):
    table = release(minimal, tmp_path / "desk").read_text("utf-8")

    assert "98.01,media-sosial,,confidential" in table
    assert check_project(minimal) == []


def test_a_cell_that_gives_another_away_stops_the_check_with_its_name(minimal, tmp_path):
    path = release(minimal, tmp_path / "desk")
    table = path.read_text("utf-8")
    for (region, category), count in CASES.items():
        if (region, category) != ("98.01", "media-sosial"):
            hidden = f"{region},{category},,confidential"
            table = table.replace(hidden, f"{region},{category},{count},shown")
    path.write_text(table, "utf-8")

    found = [str(problem) for problem in check_project(minimal)]

    assert found and all("98.01" in line for line in found if "media-sosial" in line)
    assert any("media-sosial" in line for line in found)
    assert all(line.endswith("[P130]") for line in found)


def test_an_audit_out_of_time_is_a_problem_and_no_answer(minimal, tmp_path):
    release(minimal, tmp_path / "desk")
    tables, _ = read_tables(minimal / "data", minimal)

    _, found = case_statistics(minimal, [region for region, *_ in tables["regions"]], seconds=0)

    assert [problem.code for problem in found] == ["P129"]


def test_the_settings_that_the_readme_shows_are_valid(root):
    text = (root / "README.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]

    release = Release.model_validate(yaml.safe_load(text))

    assert list(release.tables) == ["wilayah-masa", "wilayah-jenis", "provinsi-jenis-masa"]
    assert release.dimensions["outcome"].labels["terbukti"].en == "Proven"


@pytest.mark.parametrize(
    ("labels", "said"),
    [({"hilang": {"id": "Hilang", "en": "Gone"}}, 'kode "hilang" tidak ada'), ({"a": "A"}, "a")],
)
def test_a_label_needs_a_code_of_the_dimension_and_both_languages(tmp_path, labels, said):
    breakdown = {"column": "outcome", "codes": ["a"], "labels": labels}
    settings = SETTINGS | {"dimensions": SETTINGS["dimensions"] | {"outcome": breakdown}}
    path = tmp_path / "release.yaml"
    path.write_text(yaml.safe_dump(settings), "utf-8")

    release, problems = read_release(path)

    assert release is None
    assert any(said in str(problem) and "outcome" in str(problem) for problem in problems)
