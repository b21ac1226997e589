"""Every file of an editor as a file: its name, kind and size, and what hides in it."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from .headers import MOST_BYTES, Refused, read_text
from .identifiers import find_identifiers
from .images import NoPicture, metadata_of
from .problems import UNSEEN, Problem

INPUTS = ("content", "data")
PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
WRITTEN = {".md", ".csv", ".yaml"}
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
EXTRA = Path("content/extra")
# What may lie where; anything else would be lost silently, or published as it is.
KINDS = (
    (EXTRA / ".well-known", (".json", ".txt", "")),
    (EXTRA, (".svg", ".png", ".ico", ".webmanifest", ".txt", "")),
    (Path("content/images"), (".png", ".jpg", ".jpeg", ".webp")),
    (Path("content"), (".md",)),
    (Path("data"), (".csv", ".yaml", ".json")),
)
ACTIVE = re.compile(rb"<script|<foreignObject|\son\w+\s*=|javascript:|<!ENTITY", re.IGNORECASE)
HIDDEN = re.compile(rf"(?![\t\n]){UNSEEN.pattern}|\xad")
AROUND = 12


def check_files(root: Path, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with the files under `content/` and `data/`, before their content.

    allowed  addresses and numbers of public desks.
    """
    for path in sorted(p for folder in INPUTS for p in (root / folder).rglob("*")):
        if not path.name.startswith(".") and not path.name.endswith("~"):
            yield from check_file(path, path.relative_to(root), allowed)


def check_file(path: Path, name: Path, allowed: Collection[str]) -> Iterator[Problem]:
    """The same of one file; `name` is its path below the project."""
    shown = name.as_posix()
    if path.is_symlink():
        text = "pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini."
        yield Problem("P010", shown, 1, text)
    elif not NAME.fullmatch(path.name) and not name.is_relative_to(EXTRA):
        text = (
            f'nama "{path.name}" memuat spasi, huruf besar, atau tanda lain.'
            " Pakai huruf kecil, angka, dan tanda hubung."
        )
        yield Problem("P011", shown, 1, text)
    elif path.is_file():
        yield from _kind(path, name)
        if path.suffix in WRITTEN:
            yield from _text(path, shown, allowed)


def _kind(path: Path, name: Path) -> Iterator[Problem]:
    folder, kinds = next((f, k) for f, k in KINDS if name.is_relative_to(f))
    if path.suffix not in kinds:
        known = ", ".join(kind or "tanpa akhiran" for kind in kinds)
        text = (
            f'berkas jenis "{path.suffix}" tidak dipakai di {folder.as_posix()}/.'
            f" Pakai {known}, atau pindahkan."
        )
        yield Problem("P013", name.as_posix(), 1, text)
    elif path.suffix in PICTURES:
        yield from _picture(path, name.as_posix())
    elif path.suffix == ".svg" and (found := ACTIVE.search(path.read_bytes())):
        text = f'gambar memuat "{found[0].decode().strip()}". Simpan ulang tanpa skrip.'
        yield Problem("P013", name.as_posix(), 1, text)


def _picture(path: Path, name: str) -> Iterator[Problem]:
    size = path.stat().st_size
    if size > MOST_BYTES:
        text = f"gambar {size} bita; paling banyak {MOST_BYTES}. Kecilkan gambarnya."
        yield Problem("P009", name, 1, text)
        return
    try:
        found = metadata_of(path.read_bytes())
    except NoPicture:
        yield Problem("P013", name, 1, "isinya bukan gambar yang utuh. Simpan ulang gambarnya.")
        return
    if found:
        text = (
            f"gambar memuat {', '.join(found)}; di dalamnya dapat ada tempat pengambilan dan"
            " pemilik kamera. Simpan ulang tanpa metadata, misalnya dengan exiftool -all=."
        )
        yield Problem("P082", name, 1, text)


def _text(path: Path, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    try:
        text = read_text(path)
    except Refused as error:
        if error.code == "P009":
            yield Problem(error.code, name, error.line, error.text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := HIDDEN.search(line):
            seen = line[max(0, found.start() - AROUND) : found.end() + AROUND]
            sentence = f'karakter tak tampak di "{seen}". Hapus karakter itu.'
            yield Problem("P012", name, number, sentence)
    yield from _personal_data(text, name, allowed)


def _personal_data(text: str, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    """Numbers and names of a person, with their lines."""
    for found in find_identifiers(text, allowed):
        line = text.count("\n", 0, found.start) + 1
        sentence = (
            f'"{found.text}" tampak seperti {found.kind} seseorang; data pribadi tidak disimpan.'
            " Hapus."
        )
        yield Problem("P071", name, line, sentence)
