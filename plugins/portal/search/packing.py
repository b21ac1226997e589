"""Gzip that gives the same bytes on every machine.

Python's own depends on the zlib it was built with: zlib, zlib-ng and Apple's
each choose other matches. This one comes with its package, whose version is pinned.
"""

import deflate

# The most thorough; an index is packed once and read often.
LEVEL = 12


def pack(content: bytes) -> bytes:
    """A gzip file with `content` in it, and with no time, name or system."""
    return bytes(deflate.gzip_compress(content, LEVEL))
