"""Rows kept in a file are those that were saved last, whatever happened to the file."""

from random import Random

import pytest

from portal.rows import Rows

FORM = "number"


def edited(rows: dict[str, tuple], chance: Random) -> tuple[dict[str, tuple], dict[str, bytes]]:
    """Some rows new, with a content or the one they had, and some gone."""
    rows, contents = dict(rows), {}
    for _ in range(chance.choice([0, 1, 3, 60])):
        name, number = f"row {chance.randrange(200)}", chance.randrange(9)
        if name not in rows or chance.random() < 0.5:
            contents[name] = bytes([number]) * chance.randrange(50)
        rows[name] = (number,)
    for name in chance.sample(sorted(rows), min(len(rows), chance.choice([0, 1, 50]))):
        del rows[name]
    return rows, contents


def test_rows_and_contents_are_as_they_were_saved_after_any_changes(tmp_path):
    chance, record = Random(1), tmp_path / "rows.bin"
    wanted: dict[str, tuple[tuple, bytes]] = {}
    kept = Rows(record, FORM)
    for _ in range(400):
        if chance.random() < 0.7:
            kept = Rows(record, FORM)
        assert {name: (row, kept.content(name)) for name, row in kept.rows.items()} == wanted
        rows, contents = edited(kept.rows, chance)
        wanted = {
            name: (row, contents[name] if name in contents else wanted[name][1])
            for name, row in rows.items()
        }
        kept.save(rows, contents)


def test_a_row_that_went_leaves_no_content_for_another_of_its_name(tmp_path):
    kept = Rows(tmp_path / "rows.bin", FORM)
    kept.save(MANY | {"name": (1,)}, {"name": b"old"})
    kept.save(MANY)
    kept.save(MANY | {"name": (2,)})

    for rows in (kept, Rows(tmp_path / "rows.bin", FORM)):
        with pytest.raises(KeyError):
            rows.content("name")


def saved(tmp_path, *states: dict[str, tuple]):
    for rows in states:
        kept = Rows(tmp_path / "rows.bin", FORM)
        kept.save({name: kept.rows.get(name) or row for name, row in rows.items()})
    return tmp_path / "rows.bin"


MANY = {f"row {i}": (i,) for i in range(50)}


def test_a_new_row_is_added_without_writing_the_others_again(tmp_path):
    before = saved(tmp_path, MANY).read_bytes()

    after = saved(tmp_path, MANY | {"new": (1,)}).read_bytes()

    assert after.startswith(before)
    assert len(before) < len(after) < 1.2 * len(before)


@pytest.mark.parametrize("missing", [1, 5, 30])
def test_an_addition_that_was_cut_off_does_not_count(tmp_path, missing):
    record = saved(tmp_path, MANY, MANY | {"new": (1,)})
    record.write_bytes(record.read_bytes()[:-missing])

    assert Rows(record, FORM).rows == MANY

    saved(tmp_path, MANY | {"newer": (2,)})

    assert Rows(record, FORM).rows == MANY | {"newer": (2,)}


@pytest.mark.parametrize("content", [b"", b"\0", b"nothing of ours" * 9])
def test_a_file_that_is_not_ours_holds_no_rows(tmp_path, content):
    (tmp_path / "rows.bin").write_bytes(content)

    assert Rows(tmp_path / "rows.bin", FORM).rows == {}


def test_rows_of_another_form_are_not_read(tmp_path):
    assert Rows(saved(tmp_path, MANY), "another form").rows == {}
