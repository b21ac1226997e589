"""Folders a command may replace, and how a new one takes the place of an old one.

Replaced is only what holds nothing but what such a command wrote; everything else is
somebody's work and stays.
"""

import glob
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .disk import home_folder, why_not_written
from .locks import try_lock
from .manifest import MANIFEST, MANIFEST_FILES, SBOM

# Folders of the project that git leaves out: made by commands, for commands.
MADE_FOLDERS = ("output", ".cache")
# What desktops and disks put into any folder.
NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "lost+found"})
# In a folder that a command makes something in; its lock tells whether it still runs.
WORKING, WORKING_TEXT = ".netral-working", b"Netral\n"
# Names of the files below a folder that a command wrote; None: no such command made it.
Written = Callable[[Path], frozenset[str] | None]


class NotReplaceable(Exception):
    """Why a folder is left as it is, and what to do."""


def files_of_build(folder: Path) -> frozenset[str] | None:
    """The files that a build says it wrote here; its manifest is the mark of a build.

    The manifest alone would not do: it goes along when a site is copied among other things.
    """
    try:
        return _files_in_manifest((folder / MANIFEST).read_bytes())
    except OSError:
        return None


def _files_in_manifest(content: bytes) -> frozenset[str] | None:
    """What a build's manifest lists, and what it does not list of itself; None of another."""
    try:
        manifest = json.loads(content)
        if manifest["sbom"] != SBOM or not manifest["inputs"]:
            return None
        return frozenset(manifest["files"]) | frozenset(MANIFEST_FILES)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def files_marked_by(name: str, usual: Path | None = None) -> Written:
    """All files of a folder in which a command has left a file of this name before any other.

    usual  a folder that only this command uses, marked or not.
    """

    def files(folder: Path) -> frozenset[str] | None:
        if folder != usual and not (folder / name).is_file():
            return None
        return frozenset(n for n in _names_below(folder) if ".git" not in n.split("/"))

    return files


def replaceable(folder: Path, root: Path, written: Written = files_of_build) -> Path:
    """The folder, resolved; it need not exist.

    root    the project: neither in it nor around it, but for folders made for output.
    raises  NotReplaceable where anybody's work may be in it.
    """
    try:
        folder = folder.resolve()
        _stop_unless_replaceable(folder, root.resolve(), written)
    except OSError as error:
        raise NotReplaceable(why_not_written(error) or f"{folder}: {error}.") from None
    except RuntimeError:
        raise NotReplaceable(f"{folder} adalah tautan yang berputar. Pilih folder lain.") from None
    return folder


def stop_unless_own_file(path: Path | None, is_own: Callable[[bytes], bool]) -> None:
    """Raises NotReplaceable unless a file can be written here without losing another.

    path    None where nothing is to be written.
    is_own  whether this is what the command itself wrote before.
    """
    if path is None:
        return
    try:
        if path.is_dir():
            raise NotReplaceable(f"{path} adalah folder, bukan berkas. Pilih nama berkas.")
        if not path.parent.is_dir():
            raise NotReplaceable(f"{path}: foldernya tidak ada. Buat dulu, atau pilih yang lain.")
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise NotReplaceable(why_not_written(error) or f"{path}: {error}.") from None
    if content and not is_own(content):
        raise NotReplaceable(
            f"{path} sudah ada dan bukan buatan perintah ini; isinya tidak diganti. Pilih nama"
            " lain."
        )


def is_manifest(content: bytes) -> bool:
    return bool(_files_in_manifest(content))


def _stop_unless_replaceable(folder: Path, root: Path, written: Written) -> None:
    _stop_at_place(folder, root, written)
    there = next(part for part in (folder, *folder.parents) if part.exists())
    if not there.is_dir():
        raise NotReplaceable(f"{there} adalah berkas, bukan folder. Pilih nama lain.")
    if there == folder and not _left_from_before(folder):
        _stop_at_contents(folder, written(folder))


def _stop_at_place(folder: Path, root: Path, written: Written) -> None:
    if _holds(folder, root):
        raise NotReplaceable(
            f"{folder} memuat proyek ini dan akan hilang bersamanya. Pilih folder lain."
        )
    if (home := home_folder()) and _holds(folder, home):
        raise NotReplaceable(f"{folder} memuat folder pribadi Anda. Pilih folder di dalamnya.")
    if _holds(root, folder) and not _is_made_for_output(folder, root) and not written(folder):
        raise NotReplaceable(
            f"{folder} ada di dalam proyek. Pilih output, atau folder di luar proyek."
        )


def _holds(outer: Path, inner: Path) -> bool:
    """Whether one folder is another or around it, however their names are written."""
    if not outer.exists():
        return False
    return any(part.exists() and part.samefile(outer) for part in (inner, *inner.parents))


def _is_made_for_output(folder: Path, root: Path) -> bool:
    """`output` or below it; of `.cache` only what lies below."""
    output, cache = (root / name for name in MADE_FOLDERS)
    return folder == output or output in folder.parents or cache in folder.parents


def _stop_at_contents(folder: Path, known: frozenset[str] | None) -> None:
    if (folder / ".git").exists():
        raise NotReplaceable(_a_repository(folder, ".git"))
    if known is None:
        entries = sorted(set(os.listdir(folder)) - NOBODYS)
        for name in (n for n in entries if not (folder / n / WORKING).exists()):
            raise NotReplaceable(
                f"{folder} tidak kosong ({name}) dan bukan buatan perintah ini; isinya tidak"
                " dihapus. Pilih folder baru atau kosong."
            )
        return
    for name in sorted(_names_below(folder) - known):
        if ".git" in name.split("/"):
            raise NotReplaceable(_a_repository(folder, name))
        raise NotReplaceable(
            f"{folder} memuat {name}, yang bukan buatan perintah ini dan akan hilang."
            " Pindahkan dulu, atau pilih folder lain."
        )


def _a_repository(folder: Path, name: str) -> str:
    return (
        f"{folder} berisi repositori git ({name}). Pilih folder lain; menerbitkan ke sebuah cabang"
        " adalah tugas scripts/publish.py."
    )


def _names_below(folder: Path) -> set[str]:
    """Of files and links, with forward slashes; without what is being made here just now."""
    found = set()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [n for n in folders if n not in NOBODYS and not (here / n / WORKING).exists()]
        found |= {(here / name).relative_to(folder).as_posix() for name in (*names, *links)}
    return {name for name in found if name.rpartition("/")[2] not in NOBODYS}


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """An empty folder on the disk of `folder` to make its successor in; gone afterwards.

    What killed commands left beside it goes too.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = folder if _cannot_move(folder) else folder.parent
    for left in _left_behind(place, folder.name):
        shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(dir=place, prefix=f".{folder.name}-") as work,
        (Path(work) / WORKING).open("wb") as mark,
    ):
        try_lock(mark)
        mark.write(WORKING_TEXT)
        mark.flush()
        yield Path(work)


def _cannot_move(folder: Path) -> bool:
    """A folder where a disk begins, or one whose surroundings belong to somebody else."""
    if not folder.is_dir():
        return False
    return os.path.ismount(folder) or not os.access(folder.parent, os.W_OK)


def _left_behind(place: Path, name: str) -> Iterator[Path]:
    """Working folders for this name whose command has ended."""
    for path in sorted(place.glob(f".{glob.escape(name)}-*")):
        if not path.is_symlink() and _is_abandoned(path / WORKING):
            yield path


def _is_abandoned(mark: Path) -> bool:
    try:
        with mark.open("r+b") as file:
            return file.read() == WORKING_TEXT and try_lock(file)
    except OSError:
        return False


def _left_from_before(folder: Path) -> bool:
    """Whether a command was killed while it worked inside; it had looked at the rest before."""
    return any(_left_behind(folder, folder.name))


def put_in_place(made: Path, folder: Path, work: Path) -> None:
    """Let `made` take the place of `folder`; both or neither.

    work  the workplace it was made in, where what was there before ends.
    """
    open_to_readers(made)
    old = work / "previous"
    try:
        if folder.exists():
            folder.rename(old)
    except OSError:
        _exchange_contents(made, folder, old)
        return
    try:
        made.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _exchange_contents(made: Path, folder: Path, old: Path) -> None:
    """The same where the folder itself has to stay."""
    old.mkdir()
    leaving = [p for p in sorted(folder.iterdir()) if p != old.parent and p.name not in NOBODYS]
    moves = [(path, old / path.name) for path in leaving]
    moves += [(path, folder / path.name) for path in sorted(made.iterdir())]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            done.append((source, target))
            shutil.move(source, target)
    except OSError:
        for source, target in reversed(done):
            if source.exists():
                shutil.rmtree(target, ignore_errors=True)
            else:
                shutil.move(target, source)
        raise


def open_to_readers(folder: Path) -> None:
    """Let a web server read everything, whatever a person's umask is."""
    if os.name == "nt":
        return
    for place, _, names in os.walk(folder):
        _set_mode(place, 0o755)
        for name in names:
            _set_mode(os.path.join(place, name), 0o644)


def _set_mode(path: str, mode: int) -> None:
    if os.stat(path).st_mode & 0o777 != mode:
        os.chmod(path, mode)
