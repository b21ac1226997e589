"""A picture tells nothing but what it shows."""

import struct
import zlib

import pytest

from portal.core.checks import check_project
from portal.core.images import PNG, NoPicture, metadata_of

GPS = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    written = [struct.pack(">HH", mark, len(body) + 2) + body for mark, body in segments]
    return b"\xff\xd8" + b"".join(written) + b"\xff\xda\0\x02picture\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    every = [(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), *chunks, (b"IDAT", b"x"), (b"IEND", b"")]
    return PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in every
    )


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in ((b"VP8 ", b"abc"), *chunks)
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (jpeg((0xFFE0, b"JFIF\0")), []),
        (jpeg((0xFFE2, b"ICC_PROFILE\0")), []),
        (jpeg((0xFFE0, b"JFIF\0"), (0xFFE1, GPS)), ["EXIF"]),
        (jpeg((0xFFE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")), ["XMP"]),
        (jpeg((0xFFED, b"Photoshop 3.0\0")), ["IPTC"]),
        (jpeg((0xFFFE, b"foto Budi")), ["keterangan"]),
        (png(), []),
        (png((b"tEXt", b"Software\0gambar")), []),
        (png((b"eXIf", GPS[6:])), ["EXIF"]),
        (png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")), ["XMP"]),
        (png((b"zTXt", b"Raw profile type exif\0\0x")), ["EXIF"]),
        (png((b"tEXt", b"Author\0Budi")), ["keterangan"]),
        (webp(), []),
        (webp((b"EXIF", GPS), (b"XMP ", b"<x/>")), ["EXIF", "XMP"]),
    ],
)
def test_metadata_is_found_in_every_format(raw, found):
    assert metadata_of(raw) == found


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xd8", b"GIF89a", jpeg()[:4], png()[:30], b"\xff\xd8abcdef"]
)
def test_what_is_no_whole_picture_is_said_to_be_none(raw):
    with pytest.raises(NoPicture):
        metadata_of(raw)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("foto.jpg", jpeg((0xFFE1, GPS))),
        ("foto.png", png((b"eXIf", GPS))),
        ("foto.webp", webp((b"EXIF", GPS))),
    ],
)
def test_a_picture_with_its_place_stops_the_check(minimal, name, raw):
    path = minimal / "content/images" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)

    assert [str(problem) for problem in check_project(minimal)] == [
        f"content/images/{name}:1: gambar memuat EXIF; di dalamnya dapat ada tempat pengambilan dan"
        " pemilik kamera. Simpan ulang tanpa metadata, misalnya dengan exiftool -all=. [P082]"
    ]


def test_a_large_picture_is_not_read(minimal):
    path = minimal / "content/images/besar.png"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(PNG + b"x" * 9_000_000)

    assert [problem.code for problem in check_project(minimal)] == ["P009"]
