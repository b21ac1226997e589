"""What passed the checks passes again, and what a change elsewhere breaks is found."""

import os
from pathlib import Path

import pytest

from portal.core.built_pages import file_names
from portal.core.output import check_output
from portal.manifest import digests_below
from portal.store import Store
from portal.survey import Survey

PAGE = '<html><head><link rel="canonical" href="https://x.example/"></head>{}</html>'
HOME = PAGE.format('<a href="/other/#part">x</a>')
OTHER = PAGE.format('<h2 id="part">x</h2><h2 id="rest">x</h2>')


@pytest.fixture
def site(tmp_path) -> Path:
    """Two pages that passed, the first with a link into the second."""
    folder = tmp_path / "site"
    (folder / "other").mkdir(parents=True)
    (folder / "index.html").write_text(HOME, "utf-8")
    (folder / "other" / "index.html").write_text(OTHER, "utf-8")
    surveyed(folder).passed()
    return folder


def surveyed(site: Path, passed_with: str = "checks") -> Survey:
    return Survey(site, digests_below(site), Store(site.parent / "build.sqlite"), passed_with)


def codes(site: Path) -> list[tuple[str, str]]:
    survey = surveyed(site)
    return [(one.code, one.path) for one in check_output(survey.pages, survey.linking)]


def test_what_passed_is_not_looked_at_again(site):
    assert surveyed(site).new == surveyed(site).linking == []


def test_the_same_bytes_at_another_time_passed_already(site):
    (site / "index.html").write_bytes((site / "index.html").read_bytes())

    assert surveyed(site).new == []


def test_only_a_file_with_other_bytes_is_new(site):
    (site / "index.html").write_text(HOME.replace(">x<", ">y<"), "utf-8")

    assert surveyed(site).new == ["index.html"]


def test_nothing_passed_other_checks(site):
    assert surveyed(site, "other checks").new == ["index.html", "other/index.html"]


def test_a_lost_anchor_is_missed_by_the_page_that_did_not_change(site):
    (site / "other" / "index.html").write_text(PAGE.format('<h2 id="rest">x</h2>'), "utf-8")

    assert codes(site) == [("P095", "index.html")]


def test_a_lost_page_is_missed_by_the_page_that_did_not_change(site):
    (site / "other" / "index.html").unlink()

    assert codes(site) == [("P094", "index.html")]


def test_a_list_that_was_cut_off_lets_nothing_pass(site):
    record = site.parent / "build.sqlite"
    record.write_bytes(record.read_bytes()[:-9])

    assert surveyed(site).new == ["index.html", "other/index.html"]


def test_other_bytes_of_the_same_size_and_time_have_not_passed(site):
    path = site / "index.html"
    before = path.stat()
    path.write_text(HOME.replace(">x<", ">y<"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert surveyed(site).new == ["index.html"]


def test_files_of_a_site_are_named_in_order_and_a_link_to_nothing_is_none(site):
    (site / "other" / "a b.txt").write_text("x", "utf-8")
    (site / "gone").symlink_to(site / "nothing")

    assert file_names(site) == ["index.html", "other/a b.txt", "other/index.html"]
