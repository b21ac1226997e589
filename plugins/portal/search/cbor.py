"""The part of CBOR that Pagefind's files use: whole numbers, text and lists.

Each value has one encoding, the shortest, so equal values give equal bytes.
source  RFC 8949, section 4.2.1
"""

from functools import cache

UNSIGNED, NEGATIVE, TEXT, LIST = 0, 1, 3, 4
# Additional information -> bytes of the number that follows.
WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}

Value = int | str | list


def decode(content: bytes) -> Value:
    """The one value in `content`; raises ValueError for anything else."""
    try:
        value, end = _read(content, 0)
    except (IndexError, RecursionError) as error:
        raise ValueError(f"{len(content)} bytes are no whole value") from error
    if end != len(content):
        raise ValueError(f"{len(content) - end} bytes follow the value")
    return value


def encode(value: Value) -> bytes:
    if isinstance(value, int):
        return head(UNSIGNED, value) if value >= 0 else head(NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return head(TEXT, len(text)) + text
    return head(LIST, len(value)) + b"".join(map(encode, value))


@cache
def head(kind: int, number: int) -> bytes:
    """The start of a value: its kind with a number, which is the length of text and lists."""
    if number < 24:
        return bytes([kind << 5 | number])
    short, width = next((s, w) for s, w in WIDTHS.items() if number < 256**w)
    return bytes([kind << 5 | short]) + number.to_bytes(width, "big")


def read_head(content: bytes, at: int) -> tuple[int, int, int]:
    """Kind and number that a value starts with at a place, and where they end."""
    kind, short = content[at] >> 5, content[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short not in WIDTHS:
        raise ValueError(f"length {short} of CBOR at byte {at} is not expected here")
    end = at + 1 + WIDTHS[short]
    return kind, int.from_bytes(content[at + 1 : end], "big"), end


def _read(content: bytes, start: int) -> tuple[Value, int]:
    """The value that starts at a place, and where it ends."""
    kind, number, at = read_head(content, start)
    if kind == UNSIGNED:
        return number, at
    if kind == NEGATIVE:
        return -1 - number, at
    if kind in (TEXT, LIST) and number > len(content) - at:
        raise ValueError(f"{number} bytes or items announced at byte {start} do not follow")
    if kind == TEXT:
        return content[at : at + number].decode("utf-8"), at + number
    if kind != LIST:
        raise ValueError(f"kind {kind} of CBOR at byte {start} is not expected here")
    items = []
    for _ in range(number):
        item, at = _read(content, at)
        items.append(item)
    return items, at
