"""What lies in `data/cases/`: protected releases, and nothing beside them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from ..fields import Place, line_of
from ..headers import Refused, read_text, read_yaml
from ..problems import Problem
from .release import Release

SETTINGS, REPORT = "release.yaml", "report.json"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 60
# Left by systems and by programs that have a file open; nothing of it stands in them.
EMPTY_COMPANIONS = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.~lock\..*#|\.gitkeep")
UNFINISHED = re.compile(r"\.[a-z0-9-]+-\w{8}")
WHERE_RAW_FILES_LIVE = (
    "Berkas perkara mentah tinggal di luar repositori; hapus dari sini, juga dari riwayat git."
)


def wrong_name(name: str) -> str:
    """What is wrong with the name of a release, or ""."""
    if NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
        return ""
    return (
        f'nama rilis "{name[:LONGEST_NAME]}" bukan nama folder. Pakai huruf kecil, angka, dan tanda'
        f" hubung, paling banyak {LONGEST_NAME}."
    )


def release_folders(root: Path) -> list[Path]:
    """The folders that are read as releases."""
    return [p for p in sorted(root.iterdir()) if _is_own_folder(p) and not wrong_name(p.name)]


def misplaced(root: Path, tables: dict[str, Collection[str]]) -> Iterator[Problem]:
    """Everything under `data/cases/` that is no part of a release.

    tables  release -> names of its tables, where its settings could be read.
    """
    for path in sorted(root.iterdir()):
        if EMPTY_COMPANIONS.fullmatch(path.name):
            continue
        if path.is_symlink():
            yield _link(path)
        elif not path.is_dir():
            text = f"di data/cases/ hanya ada folder rilis. {WHERE_RAW_FILES_LIVE}"
            yield Problem("P204", path.as_posix(), 1, text)
        elif UNFINISHED.fullmatch(path.name):
            text = "sisa rilis yang penulisannya terputus. Hapus folder ini."
            yield Problem("P204", path.as_posix(), 1, text)
        elif wrong := wrong_name(path.name):
            yield Problem("P127", path.as_posix(), 1, wrong)
        else:
            yield from _beside(path, tables.get(path.name))


def _is_own_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _link(path: Path) -> Problem:
    text = "pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini."
    return Problem("P010", path.as_posix(), 1, text)


def _beside(folder: Path, tables: Collection[str] | None) -> Iterator[Problem]:
    known = [SETTINGS, REPORT, *(f"{name}.csv" for name in tables or ())]
    for path in sorted(folder.iterdir()):
        may_be_table = tables is None and path.suffix == ".csv"
        belongs = path.is_file() and (may_be_table or path.name in known)
        if path.is_symlink():
            yield _link(path)
        elif not belongs and not EMPTY_COMPANIONS.fullmatch(path.name):
            text = f'"{path.name}" bukan bagian rilis ini, yang hanya {", ".join(known)}.'
            yield Problem("P204", path.as_posix(), 1, f"{text} {WHERE_RAW_FILES_LIVE}")


def line_in_settings(path: Path, *place: str | int) -> int:
    """The line of a place in a `release.yaml`; 1 where it cannot be read."""
    try:
        lines = read_yaml(read_text(path))[1]
    except (Refused, OSError):
        return 1
    found: Place = place
    return line_of(found, lines)


def other_dimensions(settings: Release, earlier: Iterable[tuple[str, Release]]) -> list[str]:
    """Sentences on releases of the same data whose numbers this one cannot be tied to.

    earlier  name and settings of the releases before it.
    """
    own = list(settings.dimensions)
    return [
        f'dimensi {_list(own)} lain dari dimensi rilis "{name}" dari data yang sama:'
        f" {_list(before.dimensions)}. Pakai dimensi yang sama dalam urutan yang sama;"
        " tabel boleh memakai sebagian saja."
        for name, before in earlier
        if before.data == settings.data and list(before.dimensions) != own
    ]


def unknown_revisions(
    settings: Release, earlier: Sequence[tuple[str, Release]], total: str
) -> Iterator[str]:
    """Sentences on `revised`, which would make the audit look away from what it names."""
    before = {name: each for name, each in earlier if each.data == settings.data}
    for name, periods in settings.revised.items():
        if name not in before:
            yield f'revised: rilis "{name}" tidak ada di antara rilis lama. Buat ulang rilis ini.'
            continue
        each = [r.dimensions.get("period") for r in (settings, before[name])]
        codes = {total, *(code for one in each if one for code in one.codes)}
        for code in periods:
            if code not in codes:
                yield f'revised: "{code}" bukan periode rilis {name}. Buat ulang rilis ini.'


def _list(names: Iterable[str]) -> str:
    return f'"{", ".join(names)}"'
