"""Links in documents to other records of the portal: `{filename}/regulations/uu-7-2017.md`."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

MARK = "{filename}"
HREF = re.compile(r'href="\{filename\}([^"#]*)(#?)')
# Folder of the records -> the kind of their page.
KINDS = {"statements": "statement", "regulations": "regulation"}
Href = Callable[..., str]
# What a share button or a search adds to an address without changing what it shows.
DECORATION = re.compile(r"^https?://(?:www\.|m\.|amp\.)?|#.*$|[?&](?:utm_\w+|fbclid)=[^&#]*|/+$")


def record_named(target: str, path: str) -> str:
    """What a link names, below `content/`: `regulations/uu-7-2017.md`, `regions/33.11`.

    target  as it is written after the mark; without a slash at its start it is a
            neighbour of the document at `path`.
    """
    wanted = target.partition("#")[0]
    return wanted.lstrip("/") if wanted.startswith("/") else f"{path.split('/')[-2]}/{wanted}"


def linked(html: str, path: str, href: Href, region_path: Callable[[str], str]) -> str:
    """The HTML of the document at `path`, its links leading to pages.

    href         kind of page and parts of its address -> the link.
    region_path  code of a region -> its part of the address.
    """
    if MARK not in html:
        return html

    def leading(found: re.Match) -> str:
        return f'href="{_href(record_named(found[1], path), href, region_path)}{found[2]}'

    return HREF.sub(leading, html)


def _href(record: str, href: Href, region_path: Callable[[str], str]) -> str:
    folder, _, name = record.partition("/")
    if folder == "regions":
        return href("region", path=region_path(name))
    if folder in KINDS:
        return href(KINDS[folder], slug=PurePosixPath(name).stem)
    # A page of prose has its own kind; corrections stand on one page.
    return href(name.partition(".")[0] if folder == "pages" else folder)


def bare_address(url: str) -> str:
    """An address without what a share button or a search adds to it."""
    return DECORATION.sub("", DECORATION.sub("", url)).lower()
