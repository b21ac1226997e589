"""What a camera or program writes into a picture beside the picture itself.

The three formats keep it in parts of their own, so nothing is decoded:
JPEG (ISO/IEC 10918-1, segments), PNG (ISO/IEC 15948, chunks), WebP (RIFF chunks).
"""

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
HARMLESS_TEXT = {b"Software"}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9


class NoPicture(ValueError):
    """The bytes are no whole picture of a format that is used here."""


def metadata_of(raw: bytes) -> list[str]:
    """Names of the metadata a picture carries: EXIF, XMP, IPTC or a remark.

    raises  NoPicture if the parts of the file do not follow each other.
    """
    try:
        return sorted(set(_metadata(raw)))
    except (struct.error, IndexError):
        raise NoPicture from None


def _metadata(raw: bytes) -> Iterator[str]:
    if raw.startswith(b"\xff\xd8"):
        return _of_jpeg(raw)
    if raw.startswith(PNG):
        return _of_png(raw)
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return _of_webp(raw)
    raise NoPicture


def _of_jpeg(raw: bytes) -> Iterator[str]:
    at = 2
    while raw[at + 1] not in (START_OF_SCAN, END_OF_IMAGE):
        (mark, length) = struct.unpack_from(">HH", raw, at)
        if mark >> 8 != 0xFF or length < 2:
            raise NoPicture
        content = raw[at + 4 : at + 2 + length]
        if mark == 0xFFE1:
            yield "EXIF" if content.startswith(b"Exif") else "XMP"
        elif mark == 0xFFED:
            yield "IPTC"
        elif mark == 0xFFFE:
            yield "keterangan"
        at += 2 + length
    if b"\xff\xd9" not in raw[at:]:
        raise NoPicture


def _of_png(raw: bytes) -> Iterator[str]:
    at = len(PNG)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, at)
        content = raw[at + 8 : at + 8 + length]
        if kind == b"eXIf":
            yield "EXIF"
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _of_text(content.partition(b"\0")[0])
        at += 12 + length


def _of_text(keyword: bytes) -> Iterator[str]:
    if keyword.startswith(b"XML:com.adobe"):
        yield "XMP"
    elif keyword.startswith(b"Raw profile"):
        yield "EXIF"
    elif keyword not in HARMLESS_TEXT:
        yield "keterangan"


def _of_webp(raw: bytes) -> Iterator[str]:
    at = 12
    while at < len(raw):
        kind, length = struct.unpack_from("<4sI", raw, at)
        if kind in (b"EXIF", b"XMP "):
            yield kind.decode().strip()
        at += 8 + length + length % 2
