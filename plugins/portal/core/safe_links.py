"""Links to other sites, marked while a page is printed; templates write them in one way."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .active_markup import SAFE_REL
from .web_addresses import web_address

OUTSIDE = re.compile(r'href="https?://')
OUTSIDE_LINK = re.compile(r'<a\b[^>]*\shref="(https?://[^"]*)"[^>]*>')
REL = re.compile(r'\srel="([^"]*)"')


def with_safe_links(text: str, own: str) -> str:
    """The page, its links to other sites marked so that these learn nothing of the reader.

    own  the site's host.
    """
    parts, end = [], 0
    for link in _outside_links(text, own.lower()):
        parts += text[end : link.start()], _safe_link(link[0])
        end = link.end()
    return "".join([*parts, text[end:]])


def _outside_links(text: str, own: str) -> Iterator[re.Match]:
    """Links of a page that leave the site."""
    end = 0
    for address in OUTSIDE.finditer(text):
        # From the tag's start on: to try the pattern at every link takes ten times as long.
        start, end = text.rfind("<a", end, address.start()), address.end()
        link = OUTSIDE_LINK.match(text, start) if start >= 0 else None
        if link and web_address(link[1]).leaves(own):
            yield link


# The same few links stand on every page.
@lru_cache(maxsize=1000)
def _safe_link(tag: str) -> str:
    said = REL.search(tag)
    words = dict.fromkeys([*(said[1].split() if said else ()), *SAFE_REL])
    plain = tag.replace(said[0], "") if said else tag
    return f'{plain[:-1]} rel="{" ".join(words)}">'
