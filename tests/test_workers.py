"""Pages made in several processes are the pages made in one."""

import os

import pytest
from built import SITE_URL

from portal.builder import BuildFailed, build_site
from portal.core.problems import Problem, ProblemsFound
from portal.workers import FEW, WorkerStopped, cores, count_of, in_workers

ITEMS = list(range(3 * FEW + 1))


def double(item: int) -> int:
    return item * 2


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_their_items(count):
    assert in_workers(double, ITEMS, str, count) == [2 * item for item in ITEMS]


def test_work_is_done_outside_this_process_where_it_pays():
    assert os.getpid() not in in_workers(lambda item: os.getpid(), ITEMS, str, 2)
    assert in_workers(lambda item: os.getpid(), ITEMS[:3], str, 2) == [os.getpid()] * 3


def test_an_error_stops_with_the_name_of_its_page():
    def fail(item: int) -> int:
        return 1 // (item - 77)

    with pytest.raises(WorkerStopped, match=r"(?s)wilayah/77/.*ZeroDivisionError"):
        in_workers(fail, ITEMS, lambda item: f"wilayah/{item}/", 2)


def test_a_process_that_dies_stops_with_the_name_of_its_page():
    def die(item: int) -> int:
        return os._exit(9) if item == 78 else item

    with pytest.raises(WorkerStopped, match=r"wilayah/78/: proses berhenti"):
        in_workers(die, ITEMS, lambda item: f"wilayah/{item}/", 2)


def test_problems_of_editors_stay_problems():
    def refuse(item: int) -> int:
        raise ProblemsFound([Problem("P091", "theme/templates/base.html", 3, f"salah {item}.")])

    with pytest.raises(ProblemsFound) as found:
        in_workers(refuse, ITEMS, str, 2)
    assert found.value.problems == [Problem("P091", "theme/templates/base.html", 3, "salah 0.")]


@pytest.mark.parametrize(("wanted", "count"), [("", cores()), ("0", cores()), (" 3 ", 3)])
def test_a_person_may_say_how_many_processes_work(wanted, count):
    assert count_of(wanted) == count


@pytest.mark.parametrize("wanted", ["banyak", "-1", "1.5", "٣", "65", "9" * 5000])
def test_what_is_no_number_of_processes_is_refused(wanted):
    with pytest.raises(ValueError, match="bilangan bulat 1 sampai 64"):
        count_of(wanted)


def test_a_build_says_what_is_wrong_with_the_number_of_processes(minimal, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_WORKERS", "semua")

    with pytest.raises(BuildFailed, match=r'^PORTAL_WORKERS "semua" bukan jumlah proses'):
        build_site(minimal, tmp_path / "situs", "publishconf.py", SITE_URL, lambda line: None)
