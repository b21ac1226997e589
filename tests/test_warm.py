"""The process that stays makes the pages a new text belongs to, and nothing it cannot make."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from test_incremental import add_statement, edit_text, made, sentence, statements

from portal.builder import pelican_call
from portal.warm import WarmPelican

URL = "http://127.0.0.1:8000"


@pytest.fixture
def warm(minimal, tmp_path) -> Iterator[WarmPelican]:
    """A process that has built the small site with ten statements more."""
    chance = Random(7)
    for _ in range(10):
        add_statement(minimal, chance)
    process = WarmPelican(minimal)
    assert build(process, minimal, tmp_path) == ""
    yield process
    process.stop()


def build(process: WarmPelican, project: Path, folder: Path) -> str:
    output = project / "output"
    return process.build(*pelican_call(project, output, "pelicanconf.py", URL, folder / "cache"))


def content(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in (project / "content").rglob("*.md")
    }


def changed(project: Path, edit) -> list[str]:
    """Edits, and gives the paths that are others now."""
    before = content(project)
    edit()
    after = content(project)
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))


def test_pages_of_a_new_text_are_those_of_a_site_made_anew(warm, minimal, tmp_path, monkeypatch):
    monkeypatch.chdir(minimal)
    chance = Random(3)
    for _ in range(6):
        edits = chance.randrange(1, 4)
        paths = changed(minimal, lambda n=edits: [edit_text(minimal, chance) for _ in range(n)])
        assert warm.refresh(paths)
    anew = made(minimal, tmp_path / "anew")
    output = minimal / "output"
    kept = {p.relative_to(output).as_posix(): p for p in output.rglob("*") if p.is_file()}

    assert kept.keys() == anew.keys()
    assert {name for name, path in kept.items() if path.read_bytes() != anew[name]} == set()


def test_a_process_that_is_started_again_goes_on_from_there(warm, minimal, tmp_path, monkeypatch):
    monkeypatch.chdir(minimal)
    chance = Random(4)
    assert warm.refresh(changed(minimal, lambda: edit_text(minimal, chance)))
    assert build(warm, minimal, tmp_path) == ""
    anew = made(minimal, tmp_path / "anew")
    output = minimal / "output"

    assert {n for n, text in anew.items() if (output / n).read_bytes() != text} == set()


def replace_in_first(project: Path, old: str, new: str) -> None:
    path = statements(project)[0]
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def add_sentence(path: Path) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{sentence(Random(1))}\n", "utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        lambda project: replace_in_first(project, "title:", "title: Judul"),
        lambda project: replace_in_first(project, "\n---\n", "\n---\n<b>tebal</b> "),
        lambda project: replace_in_first(project, "\n---\n", "\n---\nhubungi budi@surel.example "),
        lambda project: replace_in_first(
            project, "\n---\n", "\n---\n[x]({filename}/tidak/ada.md) "
        ),
        lambda project: add_statement(project, Random(99)),
        lambda project: statements(project)[0].unlink(),
        lambda project: add_sentence(project / "content" / "pages" / "about.md"),
    ],
    ids=["header", "raw HTML", "personal data", "link", "new file", "lost file", "other document"],
)
def test_more_than_a_new_text_asks_for_a_build(warm, minimal, edit):
    assert not warm.refresh(changed(minimal, lambda: edit(minimal)))


def test_a_site_that_cannot_be_built_says_why(minimal, tmp_path):
    (minimal / "content" / "statements" / "2024-01-01-rusak.md").write_text("tanpa kepala", "utf-8")
    process = WarmPelican(minimal)

    log = build(process, minimal, tmp_path)

    assert "content/statements/2024-01-01-rusak.md:1:" in log
    assert not process.refresh([os.curdir])
