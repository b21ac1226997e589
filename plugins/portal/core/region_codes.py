"""What may be said of a code that is no code of a region, without guessing another region."""

import re
from collections.abc import Container

# A spreadsheet adds the decimals: 1103.0.
WITHOUT_DOTS = re.compile(r"(\d{3,})(?:[.,]0+)?")
LOST_ZERO = re.compile(r"(?:\d\d[.,])+\d")
TAKEN_FROM_BPS = (
    " Angka tanpa titik tampak seperti kode BPS; menambah titik dapat menunjuk wilayah lain."
    " Cari kode Kemendagri menurut nama wilayahnya."
)


def is_without_dots(value: str) -> bool:
    """True for digits that BPS and Kemendagri may read as two regions."""
    return WITHOUT_DOTS.fullmatch(value) is not None


def code_hint(value: str, codes: Container[str]) -> str | None:
    """What to say of a value that looks like a code; None where the nearest may be named.

    BPS and Kemendagri number some 160 regencies differently, so a code without its dots is
    never turned into one with dots; a lost zero is asked about.
    """
    if is_without_dots(value):
        return TAKEN_FROM_BPS
    whole = f"{value.replace(',', '.')}0"
    if LOST_ZERO.fullmatch(value):
        return f' Nol di ujungnya mungkin hilang. Maksudnya "{whole}"?' if whole in codes else ""
    return None
