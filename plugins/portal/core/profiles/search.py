"""The search page, and a small index of what people look for by name or number.

Regions and regulations are found by prefix and by citation, which a full-text
index does badly: "33.11", "kab. sukoharjo", "UU No. 7 Tahun 2017", "PP 94".
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from ..documents import Regulation
from ..editions import Edition
from ..regions import BELOW_REGENCIES
from .page import Page


def search_page(edition: Edition) -> Page:
    words = edition.words["search"]
    index = edition.href("search_index")
    return Page("search", edition.language, words["title"], words["description"], index)


def search_index(edition: Edition) -> Page:
    """`[kind, title, detail, address, words]` per entry, the most general first."""
    entries = [
        *_regions(edition),
        *_regulations(edition),
        *_institutions(edition),
        *_menu(edition),
    ]
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return Page(
        kind="search_index",
        template="download.txt",
        language=edition.language,
        title="",
        description="",
        data=text,
        listed=False,
    )


def _regions(edition: Edition) -> Iterator[list[str]]:
    """All but districts and villages: with these the index would weigh ten megabytes.

    They are found in the full text, and on the pages of their regencies.
    """
    aliases = defaultdict(list)
    for alias in edition.portal.aliases:
        aliases[alias.region_code].append(alias.alias)
    regions = edition.portal.regions
    for region in (one for one in regions if one.level not in BELOW_REGENCIES):
        parent = regions[region.parent].name if region.parent else ""
        href = edition.href("region", path=regions.path(region.code))
        searched = tokens(" ".join([region.full_name, region.code, *aliases[region.code]]))
        yield [edition.words["kinds"]["region"], region.full_name, parent, href, searched]


def _regulations(edition: Edition) -> Iterator[list[str]]:
    for document in edition.regulations:
        record: Regulation = document.record
        href = edition.href("regulation", slug=record.id)
        searched = tokens(f"{record.type} {record.citation} {record.year}")
        kind = edition.words["kinds"]["regulation"]
        yield [kind, record.citation, record.title, href, searched]


def _institutions(edition: Edition) -> Iterator[list[str]]:
    for one in edition.portal.institutions.values():
        href = edition.href("institution", slug=one.id)
        searched = tokens(f"{one.name} {one.abbreviation}")
        yield [edition.words["kinds"]["institution"], one.name, one.abbreviation, href, searched]


def _menu(edition: Edition) -> Iterator[list[str]]:
    """The site's own pages, by what the menu and their heading call them."""
    for kind, name in vars(edition.words["menu"]).items():
        title = getattr(edition.words, kind).title if hasattr(edition.words, kind) else name
        searched = tokens(f"{name} {title}")
        yield [edition.words["site"]["name"], title, "", edition.href(kind), searched]


def tokens(text: str) -> str:
    """Lower-case words, numbers and codes such as 33.11, each once, leading zeros gone."""
    found = re.findall(r"\d+(?:\.\d+)+|[a-z0-9]+", text.lower())
    return " ".join(dict.fromkeys(t.lstrip("0") or "0" for t in found))
