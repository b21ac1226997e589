"""What may lie where in `content/` and `data/`: the one list, and the way for everything else."""

import re
from pathlib import PurePosixPath

from .figure_files import FIGURES, SOURCES
from .inputs import TABLES

# Published as they are: name -> most bytes.
EXTRA = {
    "favicon.svg": 100_000,
    "og.png": 500_000,
    "apple-touch-icon.png": 200_000,
    "icon-192.png": 200_000,
    "icon-512.png": 500_000,
    "site.webmanifest": 20_000,
    "CNAME": 1_000,
}
# What a host or a browser looks for at one place (RFC 8615).
WELL_KNOWN = ".well-known"
# A star stands for one name of a file or folder, or a part of it. Texts are told by their folder
# when they are read.
PLACES = (
    "content/*.md",
    "content/*/*.md",
    "content/*/*/*.md",
    *(f"content/extra/{name}" for name in EXTRA),
    f"content/extra/{WELL_KNOWN}/*",
    *(f"data/{file}" for _, file, *_ in TABLES),
    f"{SOURCES}*.yaml",
    f"{FIGURES}*.csv",
)
KNOWN = re.compile("|".join(re.escape(place).replace(r"\*", "[^/]*") for place in PLACES))
# Their own check says what belongs to a release.
RELEASES = ("data", "cases")
PICTURES = frozenset(
    (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".heic", ".bmp", ".tif", ".tiff", ".avif")
)
SHEETS = frozenset((".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".ods"))
NOTES = frozenset((".md", ".txt", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm"))


def has_place(name: PurePosixPath) -> bool:
    """Whether the portal reads or publishes a file of that path below the project."""
    return name.parts[:2] == RELEASES or bool(KNOWN.fullmatch(str(name)))


def where_it_belongs(name: PurePosixPath) -> str:
    """What to do with a file that has no place."""
    kind = name.suffix.lower()
    if name.parts[:2] == ("content", "extra"):
        known = ", ".join((*EXTRA, f"{WELL_KNOWN}/…"))
        return f"Di content/extra/ hanya: {known}. Pindahkan yang lain ke luar proyek."
    if kind in PICTURES:
        return "Portal ini tidak menampilkan gambar. Hapus; tautkan halaman yang memuatnya."
    if kind in SHEETS:
        return (
            "Masukkan tabel angka dengan python3 scripts/intake.py;"
            " simpan berkas kasus mentah di luar proyek."
        )
    if kind in NOTES:
        return (
            "Simpan catatan di luar proyek; buat tulisan dengan python3 scripts/new.py"
            " (draf: draft: true)."
        )
    return "Pindahkan ke luar proyek."
