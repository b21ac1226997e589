"""Whatever lies in the folder of what is kept: the site is the one made anew, and nothing is run."""

import ast
import marshal
import os
import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest
from built import ROOT, SITE_URL, lay_out
from pelican.settings import read_settings
from test_incremental import made

from portal.builder import BuildFailed, build_site
from portal.cache import store_in
from portal.core.history import STATEMENTS
from portal.core.inputs import read_documents
from portal.core.problems import ProblemsFound
from portal.inventory import entries_of
from portal.library import Library
from portal.readers import HeaderedMarkdownReader
from portal.store import Store

CODE_IN_FILES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "runpy"}


def build(project: Path) -> dict[str, bytes]:
    build_site(project, project.with_name("site"), "publishconf.py", SITE_URL, lambda line: None)
    return contents(project.with_name("site"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A small project with what its first build kept; to be copied, not changed."""
    project = lay_out(tmp_path_factory.mktemp("kept") / "project")
    return project, build(project)


@pytest.fixture
def project(built, tmp_path) -> Path:
    """A copy that may be changed; its site lies beside it."""
    shutil.copytree(built[0].parent, tmp_path / "copy")
    return tmp_path / "copy" / "project"


@pytest.fixture
def anew(built) -> dict[str, bytes]:
    """The site as it is made where nothing is kept."""
    return built[1]


def kept_by(project: Path) -> Path:
    """The folder of what the build keeps."""
    return next((project / ".cache" / "site").iterdir())


class Runs:
    """What writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple:
        return Path.write_text, (self._path, "was run")


def pickled(before: bytes, mark: Path) -> bytes:
    return pickle.dumps(Runs(mark))


def marshalled(before: bytes, mark: Path) -> bytes:
    return marshal.dumps(_code(mark))


def compiled(before: bytes, mark: Path) -> bytes:
    return MAGIC_NUMBER + bytes(12) + marshal.dumps(_code(mark))


def _code(mark: Path):
    return compile(f"open({str(mark)!r}, 'w')", "kept", "exec")


def with_a_trigger(before: bytes, mark: Path) -> bytes:
    return (
        before + b"x"
        if not before.startswith(b"SQLite")
        else _changed(
            before, mark, "CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END"
        )
    )


def of_another_form(before: bytes, mark: Path) -> bytes:
    return (
        b"{}"
        if not before.startswith(b"SQLite")
        else _changed(b"", mark, "CREATE TABLE pages (name TEXT)")
    )


def _changed(database: bytes, mark: Path, command: str) -> bytes:
    path = mark.with_name("planted.sqlite")
    path.write_bytes(database)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(command)
    return path.read_bytes()


def nonsense(before: bytes, mark: Path) -> bytes:
    return b"\x80\x04nothing of ours" * 50


def nothing(before: bytes, mark: Path) -> bytes:
    return b""


def cut_off(before: bytes, mark: Path) -> bytes:
    return before[: len(before) // 2]


PLANTED: tuple[Callable[[bytes, Path], bytes], ...] = (
    *(pickled, marshalled, compiled, with_a_trigger, of_another_form, nonsense, nothing, cut_off),
)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda one: one.__name__)
def test_foreign_bytes_in_every_kept_file_are_not_run_and_do_no_harm(
    project, anew, tmp_path, plant
):
    mark = tmp_path / "mark"
    for path in [p for p in (project / ".cache").rglob("*") if p.is_file()]:
        path.write_bytes(plant(path.read_bytes(), mark))

    assert build(project) == anew
    assert not mark.exists()
    assert entries_of(store_in(kept_by(project))).rows


def test_another_python_finds_no_code_that_was_kept(project):
    names = {path.suffix for path in (project / ".cache").rglob("*") if path.is_file()}

    assert not names & {".pyc", ".bin", ".cache", ".pickle"}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("*.py")), ids=lambda p: p.stem)
def test_nobody_reads_code_out_of_files(path):
    assert not {name.partition(".")[0] for name in _imported(path)} & CODE_IN_FILES
    assert "BytecodeCache" not in path.read_text("utf-8")


def test_pelican_loads_none_of_its_own_pickles(minimal):
    for name in ("pelicanconf.py", "publishconf.py"):
        settings = read_settings(str(minimal / name))

        assert not settings["CACHE_CONTENT"] and not settings["LOAD_CONTENT_CACHE"]


def test_a_link_in_the_place_of_the_pages_of_a_preview_is_not_tidied(minimal, monkeypatch):
    monkeypatch.chdir(minimal)
    before = contents(minimal / "content")
    (minimal / "output").symlink_to(minimal / "content")

    assert made(minimal, minimal / "output", str(minimal / "kept"))
    assert contents(minimal / "content") == before


def all_at_once(kept: Path) -> None:
    (kept / "build.sqlite").unlink()
    (kept / "pages").rename(kept / "other")
    (kept / "pages").symlink_to(kept / "other")
    shutil.rmtree(kept / "search")
    (kept / "search").write_text("x", "utf-8")
    (kept / "templates").mkdir()


def a_file(kept: Path) -> None:
    shutil.rmtree(kept)
    kept.write_text("x", "utf-8")


def a_link(kept: Path) -> None:
    kept.rename(kept.parents[2] / "elsewhere")
    kept.symlink_to(kept.parents[2] / "elsewhere")


@pytest.mark.parametrize("plant", [all_at_once, a_file, a_link])
def test_links_and_files_in_the_place_of_folders_go(project, anew, plant):
    plant(kept_by(project))
    elsewhere = contents(project / "elsewhere")

    assert build(project) == anew
    assert contents(project / "elsewhere") == elsewhere
    assert {path.name for path in kept_by(project).iterdir()} == {"build.sqlite", "pages", "search"}


def test_a_link_among_the_pages_is_neither_followed_nor_published(project, anew, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "index.html").write_text("rahasia", "utf-8")
    pages = kept_by(project) / "pages"
    (pages / "index.html").unlink()
    (pages / "index.html").symlink_to(tmp_path / "secret" / "index.html")
    (pages / "lagi").symlink_to(tmp_path / "secret")
    (kept_by(project) / "search" / "lagi").symlink_to(tmp_path / "secret")

    assert build(project) == anew
    assert contents(tmp_path / "secret") == {"index.html": b"rahasia"}


def edit_unseen(path: Path) -> None:
    """Another letter, with the same size and time as before."""
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_an_edit_of_the_site_that_keeps_size_and_time_is_gone_after_a_build(project, anew):
    site = project.with_name("site")
    for name in ("index.html", "pagefind/pagefind.js", "SHA256SUMS", "theme/css/portal.css"):
        edit_unseen(site / name)

    assert build(project) == anew


@pytest.mark.parametrize(
    "name",
    [
        *("pages/index.html", "pages/robots.txt", "pages/theme/css/portal.css"),
        *("search/pagefind.js", "search/pagefind-entry.json"),
        *("search/index/*.pf_index", "search/fragment/*.pf_fragment"),
    ],
)
def test_an_edit_of_what_is_kept_that_keeps_size_and_time_is_not_published(project, anew, name):
    edit_unseen(next(kept_by(project).glob(name)))

    assert build(project) == anew


def shared(project: Path) -> list[Path]:
    """Files of the site that what is kept holds too."""
    files = {p.stat().st_ino for p in (project / ".cache").rglob("*") if p.is_file()}
    return [p for p in project.with_name("site").rglob("*") if p.stat().st_ino in files]


def test_the_site_shares_no_file_with_what_is_kept(project):
    assert shared(project) == []
    build(project)

    assert shared(project) == []


def linked_to_what_is_kept(site: Path, kept: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").hardlink_to(kept / "pages" / "index.html")


def itself_a_link(site: Path, kept: Path) -> None:
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to(kept / "pages" / "robots.txt")


@pytest.mark.parametrize("link", [linked_to_what_is_kept, itself_a_link])
def test_a_file_that_was_shared_is_not_taken_on(project, anew, link):
    link(project.with_name("site"), kept_by(project))

    assert build(project) == anew
    assert shared(project) == []
    assert not [p for p in project.with_name("site").rglob("*") if p.is_symlink()]


def test_a_page_that_is_the_same_is_taken_on(project):
    page = project.with_name("site") / "pernyataan" / "index.html"
    before = page.stat()
    build(project)

    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert page.stat().st_nlink == 1


STATEMENT = "2020-09-01-teladan-ikrar"


def put_aside(project: Path) -> Path:
    """One statement is gone, and a notice says so at its address."""
    path = project / STATEMENTS / f"{STATEMENT}.md"
    aside = path.rename(project / "aside.md")
    row = f"pernyataan/{STATEMENT}/,,2024-05-06,Ditarik,Withdrawn\n"
    with (project / "data" / "moved.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(row)
    return aside


def test_two_pages_at_one_address_are_found_whatever_was_made_before(minimal, monkeypatch):
    monkeypatch.chdir(minimal)
    aside = put_aside(minimal)
    made(minimal, minimal / "output", str(minimal / "kept"))
    aside.rename(minimal / STATEMENTS / f"{STATEMENT}.md")
    said = []
    for cache in (str(minimal / "kept"), ""):
        with pytest.raises(ProblemsFound) as found:
            made(minimal, minimal / f"output{'' if cache else '-anew'}", cache)
        said.append(str(found.value))

    assert f'beralamat "/pernyataan/{STATEMENT}/"' in said[0]
    assert said[0] == said[1]


def test_a_file_at_the_address_of_a_page_stops_every_build(minimal):
    settings = minimal / "pelicanconf.py"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}\nEXTRA_PATH_METADATA["extra/og.png"] = {{"path": "index.html"}}\n')

    for _ in range(2):
        with pytest.raises(BuildFailed, match=r'alamat "/index.html".*P073'):
            build(minimal)


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests" / "sites" / "minimal"], ids=["real", "small"]
)
def test_records_that_were_kept_are_those_that_were_read(root, tmp_path):
    read, problems = read_documents(root / "content", root)
    reader = HeaderedMarkdownReader({"MARKDOWN_READER": "pyromark"})
    refuse = pytest.fail
    for convert in (reader.document_and_html, refuse):
        library = Library(root / "content", Store(tmp_path / "kept"), "code", convert, 1)

        assert problems == library.problems == []
        assert list(library.documents.values()) == read
        assert repr([d.record for d in library.documents.values()]) == repr(
            [d.record for d in read]
        )
        assert {path: body.text for path, body in library.items()} == {d.path: d.body for d in read}
        assert all(document.digest for document in library.documents.values())
