"""Gzip that gives the same bytes on every machine.

Python's own depends on the zlib it was built with: zlib, zlib-ng and Apple's
each choose other matches. This one comes with its package, whose version is pinned.
"""

import deflate

# The most thorough; an index is packed once and read often.
THOROUGH = 12
# A word of thousands of pages is packed again for an edit of any of them: a sixth of the time
# for a file that is a twentieth larger.
LARGE, QUICK = 16000, 9


def pack(content: bytes, level: int = THOROUGH) -> bytes:
    """A gzip file with `content` in it, and with no time, name or system."""
    return bytes(deflate.gzip_compress(content, level))


def level_of(content: bytes) -> int:
    """How thoroughly to pack what many edits change; the same for the same content."""
    return QUICK if len(content) > LARGE else THOROUGH
