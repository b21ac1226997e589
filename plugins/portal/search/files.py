"""The form of Pagefind's files: what is packed, and how it is read."""

import gzip
import zlib
from pathlib import PurePath

from . import cbor
from .packing import THOROUGH, pack

# The version whose files were looked at; another may have another form.
VERSION = "1.5.2"
MARK = b"pagefind_dcd"
# What the parts of a `pf_meta` file are, in their order.
PARTS = ("version", "pages", "chunks", "filters", "sorts", "fields")


class UnknownFormat(Exception):
    """Pagefind's files do not look as we know them."""


def read_part(path: PurePath) -> cbor.Value:
    """What is in a `pf_meta`, `pf_filter` or `pf_index` file."""
    content = unpacked(path.read_bytes(), path)
    try:
        return cbor.decode(content)
    except (ValueError, IndexError) as error:
        raise UnknownFormat(f"{path.name}: {error}") from None


def unpacked(content: bytes, path: PurePath) -> bytes:
    """A part of the index without its packing; raises UnknownFormat. `path` is for people."""
    try:
        content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise UnknownFormat(f"{path.name}: {error}") from None
    expect(content.startswith(MARK), path, f"start {content[: len(MARK)]!r}")
    return content.removeprefix(MARK)


def packed(content: bytes, level: int = THOROUGH) -> bytes:
    """A part of the index as it is written."""
    return pack(MARK + content, level)


def expect(known: bool, path: PurePath, seen: object) -> None:
    """Raises UnknownFormat, with what was seen, unless it is what we know."""
    if not known:
        raise UnknownFormat(
            f"{path.name}: bentuk indeks Pagefind tidak dikenal ({seen}); yang dikenal {VERSION}."
            " Sesuaikan plugins/portal/search dengan versi di requirements.lock."
        )
