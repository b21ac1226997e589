"""The few pictures a site publishes, by their first bytes; nothing is decoded."""

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 2_000  # pixels of a side
# What shows the picture; every other part can tell of a person, a place or a machine.
SHOWING = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    )
)


def wrong_png(raw: bytes) -> Iterator[tuple[str, str]]:
    """Code and sentence of the first thing wrong with a PNG (ISO/IEC 15948)."""
    if not raw.startswith(PNG + b"\0\0\0\rIHDR"):
        yield "P013", "isinya bukan gambar PNG. Simpan ulang gambarnya."
        return
    try:
        width, height = struct.unpack_from(">II", raw, 16)
        parts = list(_parts(raw))
    except struct.error:
        yield "P013", "gambar terpotong. Simpan ulang gambarnya."
        return
    if max(width, height) > LARGEST:
        yield "P009", f"gambar {width} x {height} piksel; paling besar {LARGEST}. Kecilkan."
    elif others := sorted(
        {part.decode("latin-1") for part in parts} - {p.decode() for p in SHOWING}
    ):
        said = (
            f"gambar memuat {', '.join(others)}; di dalamnya dapat ada tempat, pemilik, atau"
            " program. Simpan ulang tanpa metadata, misalnya dengan exiftool -all=."
        )
        yield "P082", said
    elif parts[-1:] != [b"IEND"]:
        yield "P013", "di belakang gambar masih ada isi lain. Simpan ulang gambarnya."


def _parts(raw: bytes) -> Iterator[bytes]:
    """Kinds of the parts in their order, to the last byte."""
    at = len(PNG)
    while at < len(raw):
        length, kind = struct.unpack_from(">I4s", raw, at)
        yield kind
        at += 12 + length
    if at != len(raw):
        raise struct.error
