"""Copies: sites that pass off other people's articles, and one article told twice."""

from collections.abc import Collection, Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import StringConstraints

from .fields import Record, Text, line_of
from .figures import Source
from .problems import Problem
from .tables import Located


class CopyFarm(Record):
    """One row of `data/copy_farms.csv`: a site whose texts are other people's."""

    host: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    """Situs: nama situsnya saja, tanpa https dan tanpa www; berlaku juga untuk subdomainnya. Contoh: salinan.example"""
    why: Text
    """Sebab: dari mana diketahui bahwa situs itu menyalin. Contoh: Memuat berita Kompas.com tanpa menyebut asalnya"""


def host_of(url: str | None) -> str:
    """The site of an address, in lower case and without a final dot; "" where there is none."""
    return (urlsplit(url or "").hostname or "").rstrip(".")


def is_copy_farm(url: str | None, farms: Collection[str]) -> bool:
    """Whether an address is on one of the sites, or below one.

    farms  hosts, in lower case.
    """
    names = host_of(url).split(".")
    return any(".".join(names[i:]) in farms for i in range(len(names)))


def is_citable(source: Source, farms: Collection[str]) -> bool:
    """Whether a source is a voice of its own: one for a headline, a chart, a disagreement."""
    return not source.copy_of and not is_copy_farm(source.url, farms)


def wrong_originals(located: list[Located]) -> Iterator[Problem]:
    """Copies whose original is themselves or a copy again."""
    copies = {source.source_id: source.copy_of for source, _, _ in located}
    for source, path, lines in located:
        original = source.copy_of
        if not original:
            continue
        line = line_of(("copy_of",), lines)
        if original == source.source_id:
            text = f'copy_of menyebut sumber ini sendiri ("{original}"). Tulis sumber aslinya.'
            yield Problem("P198", path, line, text)
        elif copies.get(original):
            text = (
                f'copy_of menyebut "{original}", yang juga salinan.'
                f' Tulis aslinya: "{copies[original]}".'
            )
            yield Problem("P198", path, line, text)
