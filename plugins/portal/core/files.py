"""Every file of an editor as a file: its place, name and size, and what hides in it."""

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from .drawings import active_part
from .file_places import EXTRA, WELL_KNOWN, has_place, where_it_belongs
from .headers import Refused, read_text
from .heaviness import LONGEST_ROW
from .identifiers import find_identifiers
from .leftovers import is_left_behind
from .merges import merge_marks
from .pictures import wrong_png
from .problems import UNSEEN, Problem

INPUTS = ("content", "data")
# What else a site is made of, by those who write the program.
PROGRAM = ("theme", "plugins", "pelicanconf.py", "publishconf.py")
WRITTEN = {".md", ".csv", ".yaml", ".txt", ".json", ".webmanifest"}
PROGRAMMED = {".html", ".css", ".toml", ".js", ".xml", ".txt", ".svg", ".py"}
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
HIDDEN = re.compile(rf"(?![\t\n]){UNSEEN.pattern}|\xad")
AROUND = 12
JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT of Windows
# Marks of Markdown that a reader does not see within a word.
EMPHASIS = re.compile(r"\*+|`+|\\(?=[^\w\s])")


def check_files(root: Path, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with the files a site is made from, before their content.

    allowed  addresses and numbers of public desks.
    """
    for path in _files_below(root, INPUTS):
        yield from check_file(path, path.relative_to(root), allowed)
    for path in _files_below(root, PROGRAM):
        yield from _program(path, path.relative_to(root))


def check_file(path: Path, name: Path, allowed: Collection[str]) -> Iterator[Problem]:
    """The same of one file of an editor; `name` is its path below the project."""
    shown, place = name.as_posix(), PurePosixPath(name.as_posix())
    if is_link(path):
        yield _link(shown)
    elif not NAME.fullmatch(path.name) and path.name not in (*EXTRA, WELL_KNOWN):
        text = (
            f'nama "{path.name}" memuat spasi, huruf besar, atau tanda lain.'
            " Pakai huruf kecil, angka, dan tanda hubung."
        )
        yield Problem("P011", shown, 1, text)
    elif path.is_dir():
        return
    elif not has_place(place):
        text = f"berkas ini tidak dibaca portal. {where_it_belongs(place)}"
        yield Problem("P173", shown, 1, text)
    elif not stat.S_ISREG(path.lstat().st_mode):
        text = "bukan berkas biasa. Hapus, lalu simpan berkasnya lagi."
        yield Problem("P013", shown, 1, text)
    else:
        yield from _content(path, shown, allowed)


def is_link(path: Path) -> bool:
    """Whether a path only points elsewhere: a symbolic link, or a junction of Windows."""
    return path.is_symlink() or getattr(path.lstat(), "st_reparse_tag", 0) == JUNCTION


def _files_below(root: Path, names: Collection[str]) -> Iterator[Path]:
    """Files, folders and links, in order; no link is entered, nothing left behind is named."""
    for path in (root / name for name in names):
        if path.is_symlink() or path.exists():
            yield path
            yield from _entries(path)


def _entries(folder: Path) -> Iterator[Path]:
    if is_link(folder) or not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries)
    for name, is_folder in found:
        if not is_left_behind(name):
            yield folder / name
            if is_folder:
                yield from _entries(folder / name)


def _link(shown: str) -> Problem:
    text = "pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini."
    return Problem("P010", shown, 1, text)


def _program(path: Path, name: Path) -> Iterator[Problem]:
    """Of a template, a style sheet or another file of the program."""
    if is_link(path):
        yield _link(name.as_posix())
    elif path.suffix in PROGRAMMED:
        yield from _merging(path.read_text("utf-8", "replace"), name.as_posix())


def _content(path: Path, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    size, most = path.stat().st_size, EXTRA.get(path.name)
    if most and size > most:
        text = f"berkas {size} bita; paling banyak {most}. Kecilkan berkasnya."
        yield Problem("P009", name, 1, text)
    elif path.suffix == ".png":
        yield from (Problem(code, name, 1, said) for code, said in wrong_png(path.read_bytes()))
    elif path.suffix == ".svg" and (found := active_part(path.read_bytes())):
        text = f'gambar memuat "{found}". Simpan ulang sebagai gambar polos tanpa skrip.'
        yield Problem("P013", name, 1, text)
    if path.suffix in WRITTEN and not (most and size > most):
        yield from _text(path, name, allowed)


def _text(path: Path, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    try:
        text = read_text(path)
    except Refused as error:
        # What reads a text or table says everything else itself.
        if error.code == "P009" or path.name in EXTRA:
            yield Problem(error.code, name, error.line, error.text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := HIDDEN.search(line):
            seen = line[max(0, found.start() - AROUND) : found.end() + AROUND]
            sentence = f'karakter tak tampak di "{seen}". Hapus karakter itu.'
            yield Problem("P012", name, number, sentence)
        if len(line) > LONGEST_ROW:
            sentence = f"baris {len(line)} huruf; paling banyak {LONGEST_ROW}. Bagi menjadi dua."
            yield Problem("P175", name, number, sentence)
    yield from _merging(text, name)
    yield from _personal_data(text, name, allowed)


def _merging(text: str, name: str) -> Iterator[Problem]:
    for line, mark in merge_marks(text):
        sentence = (
            f'tanda penggabungan "{mark[:40]}" belum diselesaikan. Pilih satu dari kedua versi,'
            " lalu hapus baris-baris tanda itu."
        )
        yield Problem("P174", name, line, sentence)


def _personal_data(text: str, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    """Numbers and names of a person, with their lines."""
    found = {(f.kind, f.text, _line(text, f.start)) for f in find_identifiers(text, allowed)}
    if name.endswith(".md"):
        found |= _in_paragraphs(text, allowed, {line for _, _, line in found})
    for kind, seen, line in sorted(found, key=lambda one: (one[2], one[1])):
        sentence = f'"{seen}" tampak seperti {kind} seseorang; data pribadi tidak disimpan. Hapus.'
        yield Problem("P071", name, line, sentence)


def _in_paragraphs(
    text: str, allowed: Collection[str], known: set[int]
) -> set[tuple[str, str, int]]:
    """What a reader sees once lines are joined and emphasis has become a shape of letters."""
    found, line = set(), 1
    # Nearly always nothing: then one look is enough.
    if not find_identifiers(_joined(text), allowed):
        return found
    for paragraph in text.split("\n\n"):
        joined = _joined(paragraph)
        lines = range(line, line + paragraph.count("\n") + 1)
        if joined != paragraph and known.isdisjoint(lines):
            found |= {(f.kind, f.text, line) for f in find_identifiers(joined, allowed)}
        line += paragraph.count("\n") + 2
    return found


def _joined(text: str) -> str:
    """Paragraphs each in one line, without marks that only shape letters."""
    return EMPHASIS.sub("", re.sub(r"(?<!\n)\n(?!\n)", " ", text))


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1
