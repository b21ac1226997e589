"""A picture tells nothing but what it shows, and only those of the site itself are published."""

import struct
import zlib

import pytest

from portal.core.checks import check_project
from portal.core.pictures import LARGEST, PNG, wrong_png

GPS = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"


def png(*chunks: tuple[bytes, bytes], size=(1, 1)) -> bytes:
    header = struct.pack(">II", *size) + b"\x08\0\0\0\0"
    every = [(b"IHDR", header), *chunks, (b"IDAT", b"x"), (b"IEND", b"")]
    return PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in every
    )


def codes(raw: bytes) -> list[str]:
    return [code for code, _ in wrong_png(raw)]


@pytest.mark.parametrize("chunks", [(), ((b"PLTE", b"abc"), (b"tRNS", b"a"), (b"pHYs", b"a" * 9))])
def test_a_picture_that_only_shows_is_in_order(chunks):
    assert codes(png(*chunks)) == []


@pytest.mark.parametrize(
    "chunk",
    [
        (b"eXIf", GPS),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
        (b"zTXt", b"Raw profile type exif\0\0x"),
        (b"tEXt", b"Author\0Budi"),
        (b"tEXt", b"Software\0gambar"),
        (b"tIME", b"\x07\xe8\x01\x01\0\0\0"),
        (b"iCCP", b"x\0\0x"),
        (b"caBX", b"x"),
        (b"orNT", b"x"),
    ],
)
def test_every_part_that_shows_nothing_is_refused(chunk):
    (code, text), *rest = wrong_png(png(chunk))

    assert code == "P082" and chunk[0].decode() in text and not rest


@pytest.mark.parametrize(
    "raw",
    [b"", PNG, b"GIF89a", b"\xff\xd8\xff\xe1", png()[:30], png()[:-4], png() + b"x", png() + png()],
)
def test_what_is_no_whole_picture_and_nothing_else_is_refused(raw):
    assert codes(raw) in (["P013"], ["P082"])


@pytest.mark.parametrize("size", [(60_000, 60_000), (LARGEST + 1, 1), (1, 2**32 - 1)])
def test_a_picture_of_many_pixels_is_refused_by_its_header(size):
    assert codes(png(size=size)) == ["P009"]


def test_the_picture_of_the_site_is_looked_at(minimal):
    (minimal / "content/extra/og.png").write_bytes(png((b"eXIf", GPS)))

    assert [str(problem) for problem in check_project(minimal)] == [
        "content/extra/og.png:1: gambar memuat eXIf; di dalamnya dapat ada tempat, pemilik, atau"
        " program. Simpan ulang tanpa metadata, misalnya dengan exiftool -all=. [P082]"
    ]


@pytest.mark.parametrize("name", ["og.png", "favicon.svg", "site.webmanifest"])
def test_a_large_file_is_refused_before_it_is_read(minimal, name):
    with (minimal / "content/extra" / name).open("wb") as file:
        file.truncate(200_000_000)

    assert [(p.code, p.path) for p in check_project(minimal)] == [("P009", f"content/extra/{name}")]


@pytest.mark.parametrize("name", ["foto.jpg", "foto.JPG", "foto.png", "foto.webp", "foto.gif"])
@pytest.mark.parametrize("folder", ["content/images", "content/statements", "content", "data"])
def test_no_other_picture_is_taken(minimal, folder, name):
    path = minimal / folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(png())

    (problem,) = check_project(minimal)

    assert problem.path == f"{folder}/{name}" and problem.code in ("P011", "P173")
