"""Rows that are kept are those saved last; of a file that is not as it was written, none."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from portal.rows import Rows
from portal.store import Store


class Place(NamedTuple):
    """Some row: text, a number, and more text by name."""

    name: str
    number: int = 0
    words: dict[str, str] = {}
    parts: tuple[str, ...] = ()


class Other(NamedTuple):
    """A row of another form."""

    number: int


def rows_in(folder: Path, form: str = "places", type: type = Place) -> Rows:
    return Rows(Store(folder / "build.sqlite"), "place", form, type)


def edited(rows: dict[str, Place], chance: Random) -> dict[str, Place]:
    """Some rows new or others, and some gone."""
    rows = dict(rows)
    for _ in range(chance.choice([0, 1, 3, 60])):
        number = chance.randrange(200)
        rows[f"row {number}"] = Place(f"‿ {chance.random()}", number, {"a": "\0"}, ("x", "y"))
    for name in chance.sample(sorted(rows), min(len(rows), chance.choice([0, 1, 50]))):
        del rows[name]
    return rows


def test_rows_are_as_they_were_saved_after_any_changes(tmp_path):
    chance, wanted = Random(1), {}
    kept = rows_in(tmp_path)
    for _ in range(100):
        if chance.random() < 0.7:
            kept = rows_in(tmp_path)
        assert kept.rows == wanted
        wanted = edited(kept.rows, chance)
        kept.save(wanted)


MANY = {f"row {number}": Place("x" * 90, number) for number in range(300)}


@pytest.fixture
def saved(tmp_path) -> Path:
    """A file with many rows."""
    rows_in(tmp_path).save(MANY)
    return tmp_path / "build.sqlite"


def test_nothing_is_kept_without_a_file():
    kept = Rows(Store(None), "place", "places", Place)
    kept.save(MANY)

    assert Rows(Store(None), "place", "places", Place).rows == {}


@pytest.mark.parametrize(("form", "type"), [("other", Place), ("places", Other)])
def test_rows_of_another_form_are_not_read_and_go_with_the_next(saved, form, type):
    other = rows_in(saved.parent, form, type)
    assert other.rows == {}
    other.save({"one": type(1) if type is Other else Place("x")})

    assert rows_in(saved.parent, form, type).rows.keys() == {"one"}
    assert rows_in(saved.parent).rows == {}


def run(path: Path, command: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(command, values)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def with_other_letters(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"x" * 90, b"x" * 89 + b"y", 1))


def without_a_row(path: Path) -> None:
    run(path, "DELETE FROM kept WHERE name = 'row 7'")


def with_a_number_as_content(path: Path) -> None:
    run(path, "UPDATE kept SET content = 7 WHERE name = 'row 7'")


def with_a_view(path: Path) -> None:
    run(path, "CREATE VIEW more AS SELECT * FROM kept")


def with_a_trigger(path: Path) -> None:
    run(path, "CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END")


def with_another_table(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE kept (kind TEXT, name TEXT)")


def as_a_folder(path: Path) -> None:
    path.unlink()
    (path / "below").mkdir(parents=True)


def as_a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def nonsense(path: Path) -> None:
    path.write_bytes(b"nothing of ours" * 999)


DAMAGES: tuple[Callable[[Path], None], ...] = (
    *(cut_off, with_other_letters, without_a_row, with_a_number_as_content, with_a_view),
    *(with_a_trigger, with_another_table, as_a_folder, as_a_link, empty, nonsense),
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_of_a_damaged_file_nothing_was_kept_and_the_next_is_whole_again(saved, damage):
    damage(saved)

    assert rows_in(saved.parent).rows == {}

    rows_in(saved.parent).save(MANY)
    assert rows_in(saved.parent).rows == MANY


def test_what_a_link_leads_to_stays(saved):
    as_a_link(saved)
    before = saved.read_bytes()
    rows_in(saved.parent).save(MANY)

    assert saved.with_name("elsewhere").read_bytes() == before
    assert not saved.is_symlink()


def test_a_journal_that_lies_beside_it_is_not_played_back(saved):
    for end in ("-journal", "-wal", "-shm"):
        saved.with_name(f"{saved.name}{end}").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 99)

    assert rows_in(saved.parent).rows == MANY
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


@pytest.fixture
def full_disk(saved) -> Iterator[None]:
    """No file may grow."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (saved.stat().st_size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_nothing_is_kept_and_nobody_is_stopped(saved, full_disk):
    assert not Store(saved).save("more", {"a": b"x" * 99999})
    assert rows_in(saved.parent).rows == {}


def test_writing_where_there_is_no_folder_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    store = Store(tmp_path / "file" / "build.sqlite")

    assert not store.save("place", {"a": b"x"})
    assert store.contents("place") == {}
