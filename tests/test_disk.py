"""What a disk refuses becomes a sentence; a person need not have a home."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from portal.disk import home_folder, reason_in, why_not_written


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "disk penuh"),
        (errno.EACCES, "tidak boleh dibuka"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.ENAMETOOLONG, "terlalu panjang"),
    ],
)
def test_a_failure_names_the_place_the_reason_and_the_way_out(number, said):
    sentence = why_not_written(OSError(number, os.strerror(number), "/srv/www"))

    assert sentence.startswith("/srv/www: ") and said in sentence
    assert sentence.endswith(".") and "\n" not in sentence


def test_a_tree_that_could_not_be_copied_is_one_sentence():
    failures = [
        (f"a/{i}", f"b/{i}", f"[Errno 28] No space left on device: '/b/{i}'") for i in range(9999)
    ]

    assert why_not_written(shutil.Error(failures)) == (
        "/b/9998: disk penuh. Kosongkan ruang, lalu ulangi."
    )


def test_an_error_of_ours_stays_one():
    assert why_not_written(FileNotFoundError(errno.ENOENT, "No such file", "/x")) == ""
    assert why_not_written(OSError(5)) == why_not_written(shutil.Error("same file")) == ""
    assert reason_in("KeyError: 'a'") == ""


def test_what_another_program_says_is_understood():
    assert reason_in("OSError: [Errno 28] No space left on device: 'C:\\\\a'").startswith("C:")
    assert reason_in("OSError: [Errno 28] No space left on device").startswith(
        "Tidak dapat ditulis:"
    )


@pytest.mark.parametrize("home", ["", "/", "relatif"])
def test_a_home_that_is_everywhere_or_nowhere_is_none(home, monkeypatch):
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("USERPROFILE", home)

    assert home_folder() is None


def test_a_user_id_without_an_entry_has_no_home(monkeypatch):
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)

    assert home_folder() is None
