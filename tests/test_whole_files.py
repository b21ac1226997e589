"""Of files that belong together all are written, or none."""

import os

import pytest

from portal.whole_files import NotWritten, undo, write_whole


@pytest.fixture
def files(tmp_path):
    return {tmp_path / "sources" / "a.yaml": "a\n", tmp_path / "figures" / "a.csv": "1\n"}


@pytest.fixture
def begun(tmp_path):
    return tmp_path / ".intake"


def left(folder) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_all_are_there_and_nothing_else(files, begun, tmp_path):
    write_whole(files, begun)

    assert left(tmp_path) == ["a.csv", "a.yaml"]


@pytest.mark.parametrize("cut_off_at", [1, 2])
def test_where_one_cannot_be_written_none_is_there(files, begun, tmp_path, monkeypatch, cut_off_at):
    failing_at(monkeypatch, cut_off_at, OSError(28, "No space left on device", "a.csv"))

    with pytest.raises(NotWritten, match="disk penuh"):
        write_whole(files, begun)

    assert left(tmp_path) == []


@pytest.mark.parametrize("cut_off_at", [1, 2])
def test_what_a_killed_run_left_is_taken_away_by_the_next(files, begun, tmp_path, cut_off_at):
    left_by_a_killed_run(files, begun, cut_off_at)

    undo(begun, {path.parent for path in files})

    assert left(tmp_path) == []


def test_nothing_is_taken_away_from_another_folder(begun, tmp_path):
    other = tmp_path / "penting.csv"
    other.write_text("1\n")
    begun.write_text(f"{other}\n")

    undo(begun, [tmp_path / "figures"])

    assert left(tmp_path) == ["penting.csv"]


def failing_at(monkeypatch, number: int, error: BaseException) -> None:
    replace, calls = os.replace, []

    def failing(source, target):
        calls.append(target)
        if len(calls) == number:
            raise error
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)


def left_by_a_killed_run(files, begun, renamed: int) -> None:
    """As if the machine had gone off before the file of this number was renamed."""
    begun.write_text("".join(f"{path}\n" for path in files))
    for number, (path, text) in enumerate(files.items(), 1):
        path.parent.mkdir(exist_ok=True)
        name = path.name if number < renamed else f".{path.name}.part"
        path.with_name(name).write_text(text)
