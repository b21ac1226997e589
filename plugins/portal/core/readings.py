"""Text as a person reads it, however its letters are written.

A number can be kept from a search by entities, escapes, percent signs, blanks that do not break,
digits of another script or full width, and characters without a shape.
"""

import re
import unicodedata
from functools import cache
from html import unescape
from urllib.parse import unquote

# As JSON and YAML write a letter by its number.
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")


def as_read(line: str) -> str:
    """One line of text with plain letters, digits and blanks; still one line."""
    if "\\" in line:
        letters = ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), line)
        # Two escapes make one letter outside the first 65,536.
        line = letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "&" in line:
        line = unescape(line)
    if "%" in line:
        line = unquote(line)
    if not line.isascii():
        line = "".join(map(_plain, line))
    return line.replace("\n", " ").replace("\r", " ")


def is_plain(text: str) -> bool:
    """True where `as_read` would change nothing; cheap for long texts."""
    return text.isascii() and not any(sign in text for sign in "\\&%")


@cache
def _plain(letter: str) -> str:
    """What is read for one character; "" for what has no shape."""
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind in ("Cf", "Mn", "Me"):
        return ""
    if kind == "Zs":
        return " "
    if kind == "Pd":
        return "-"
    # Small raised digits are marks of notes beside a number, not a part of it.
    wider = unicodedata.normalize("NFKC", letter)
    return letter if "<super>" in unicodedata.decomposition(letter) else wider
