"""Two case files that differ only in what is withheld make the same site, to the byte."""

import pytest
from built import SITE_URL, lay_out
from releases import COUNTS, SETTINGS, rows_of, write_raw

from portal.builder import build_site
from portal.case_files import write_protected
from portal.core.cases.anonymising import anonymise

# One social-media case of Teladan is a year earlier, one of Umpama a year later: every
# number that is shown stays as it was; small counts and what hides them change.
OTHER = COUNTS | {
    ("98.01", "2023-05-01", "media-sosial", "terbukti"): 3,
    ("98.01", "2024-05-01", "media-sosial", "terbukti"): 2,
    ("99.02", "2023-05-01", "media-sosial", "tidak-terbukti"): 13,
    ("99.02", "2024-05-01", "media-sosial", "tidak-terbukti"): 1,
}


def files(folder) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """(project, site) of each world: another folder, other ids, another order of cases."""
    made = []
    for name, counts, turn in (("one", COUNTS, 1), ("other-world", OTHER, -1)):
        folder = tmp_path_factory.mktemp(name)
        project = lay_out(folder / f"project-{name}")
        raw, config = write_raw(folder / "desk", rows_of(counts)[::turn], SETTINGS)
        result, problems = anonymise(raw, "2024", config, project)
        assert problems == []
        write_protected(result.protected, result.audited, project / "data/cases/2024")
        build_site(project, folder / "site", "publishconf.py", SITE_URL, say=lambda line: None)
        made.append((raw.read_bytes(), project / "data/cases/2024", folder / "site"))
    return made


def test_the_two_worlds_do_differ_and_only_in_what_is_withheld(worlds):
    (one, released, _), (other, again, _) = worlds

    assert sorted(one.splitlines()) != sorted(other.splitlines())
    assert b",,confidential" in b"".join(files(released).values())
    assert files(released) == files(again)


def test_every_byte_of_the_site_is_the_same_in_both_worlds(worlds):
    one, other = (files(site) for _, _, site in worlds)

    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []
    kinds = ("pagefind/pagefind-entry.json", "wilayah/contoh/feed.atom", "sitemap.xml")
    for name in (*kinds, "wilayah/contoh/kasus/2024.json", "mutu/index.html"):
        assert name in one
