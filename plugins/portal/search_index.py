"""The search index, the same bytes for the same pages.

Pagefind writes the filters, their values and the list of languages in the
order its hash tables happen to have, which differs from run to run. Here they are put in
order, and the words are cut into smaller files. A file is named by its content, so it
gets a new name, and what refers to it is written anew.
"""

import gzip
import hashlib
import json
import zlib
from pathlib import Path

from . import cbor
from .chunks import Entry, cut, ranges
from .packing import pack

# The version whose files were looked at; another may have another form.
VERSION = "1.5.2"
MARK = b"pagefind_dcd"
# What the parts of a `pf_meta` file are, in their order.
PARTS = ("version", "pages", "chunks", "filters", "sorts", "fields")


class UnknownFormat(Exception):
    """Pagefind's files do not look as we know them."""


def canonicalise(index: Path) -> None:
    """Put the index in `index`, Pagefind's output folder, in order.

    raises  UnknownFormat if its version or form is not the one we know.
    """
    path = index / "pagefind-entry.json"
    entry = json.loads(path.read_text("utf-8"))
    _expect(entry.get("version") == VERSION, path, f"version {entry.get('version')}")
    for language in entry["languages"].values():
        language["hash"] = _order_language(index, language["hash"])
    path.write_text(json.dumps(entry, sort_keys=True, ensure_ascii=False), "utf-8", newline="\n")


def read_part(path: Path) -> cbor.Value:
    """What is in a `pf_meta`, `pf_filter` or `pf_index` file."""
    content = unpacked(path.read_bytes(), path)
    try:
        return cbor.decode(content)
    except (ValueError, IndexError) as error:
        raise UnknownFormat(f"{path.name}: {error}") from None


def unpacked(content: bytes, path: Path) -> bytes:
    """A part of the index without its packing; raises UnknownFormat. `path` is for people."""
    try:
        content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise UnknownFormat(f"{path.name}: {error}") from None
    _expect(content.startswith(MARK), path, f"start {content[: len(MARK)]!r}")
    return content.removeprefix(MARK)


def _order_language(index: Path, name: str) -> str:
    """Order the files of one language; returns the name its `pf_meta` has now."""
    path = index / f"pagefind.{name}.pf_meta"
    meta = read_part(path)
    known = isinstance(meta, list) and len(meta) == len(PARTS) and meta[0] == VERSION
    _expect(known, path, "parts")
    parts = dict(zip(PARTS, meta, strict=True))
    parts["filters"] = sorted(
        [title, _order_filter(index / "filter", title, file)] for title, file in parts["filters"]
    )
    parts["chunks"] = _cut_chunks(index / "index", parts["chunks"])
    parts["sorts"] = sorted(parts["sorts"])
    path.unlink()
    return _write(index, "pagefind.{}.pf_meta", name, _encoded(list(parts.values())), 10)


def _order_filter(folder: Path, title: str, name: str) -> str:
    """Order the values of one filter; returns the name its file has now."""
    path = folder / f"{name}.pf_filter"
    content = read_part(path)
    known = isinstance(content, list) and len(content) == 2 and content[0] == title
    _expect(known, path, "parts")
    values = sorted([value, sorted(pages)] for value, pages in content[1])
    path.unlink()
    return _write(folder, "{}.pf_filter", name, _encoded([title, values]), 7)


def _cut_chunks(folder: Path, chunks: list[list[str]]) -> list[list[str]]:
    """Cut the words of one language anew; returns the list of the files."""
    words = []
    for _, _, name in chunks:
        path = folder / f"{name}.pf_index"
        content = read_part(path)
        _expect(isinstance(content, list) and len(content) == 1, path, "parts")
        words += content[0]
        path.unlink()
    files = [*cut((word[0], cbor.encode(word)) for word in words)]
    names = [_write_chunk(folder, chunks[0][2], file) for file in files]
    return [[*edges, name] for edges, name in zip(ranges(files), names, strict=True)]


def _write_chunk(folder: Path, old: str, entries: list[Entry]) -> str:
    head = cbor.head(cbor.LIST, 1) + cbor.head(cbor.LIST, len(entries))
    content = MARK + head + b"".join(content for _, content in entries)
    return _write(folder, "{}.pf_index", old, content, 7)


def _write(folder: Path, pattern: str, old: str, content: bytes, digits: int) -> str:
    """Write a part under the name its content gives it: language and digest."""
    name = f"{old.rpartition('_')[0]}_{hashlib.sha256(content).hexdigest()[:digits]}"
    path = folder / pattern.format(name)
    if path.exists():
        raise UnknownFormat(f"{path.name}: two parts of the index have one name")
    path.write_bytes(pack(content))
    return name


def _encoded(value: cbor.Value) -> bytes:
    return MARK + cbor.encode(value)


def _expect(known: bool, path: Path, seen: str) -> None:
    if not known:
        raise UnknownFormat(
            f"{path.name}: bentuk indeks Pagefind tidak dikenal ({seen}); yang dikenal {VERSION}."
            " Sesuaikan plugins/portal/search_index.py dengan versi di requirements.lock."
        )
