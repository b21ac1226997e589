"""What a search index says, by addresses: whatever the numbers of pages and the cut of files."""

import json
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from portal.search.files import read_part, unpacked


def decoded(index: Path) -> dict[str, dict[str, Any]]:
    """Language -> pages, words, filters and orders."""
    entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    return {
        language: _decoded(index, read_part(index / f"pagefind.{about['hash']}.pf_meta"))
        for language, about in entry["languages"].items()
    }


def _decoded(index: Path, meta: list) -> dict[str, Any]:
    _, pages, chunks, filters, sorts, fields = meta
    shown = [_fragment(index, name) for name, _ in pages]
    urls = [one["url"] for one in shown]
    words = (word for _, _, file in chunks for word in _part(index, "index", file)[0])
    return {
        "pages": {one["url"]: (one, count) for one, (_, count) in zip(shown, pages, strict=True)},
        "words": {
            word: (
                _postings(of, urls, fields),
                {form: _postings(some, urls, fields) for form, some in forms},
            )
            for word, of, forms in words
        },
        "filters": {
            title: {
                value: {urls[n] for n in some} for value, some in _part(index, "filter", file)[1]
            }
            for title, file in filters
        },
        "sorts": {title: [shown[n]["meta"][title] for n in order] for title, order in sorts},
        "sorted": {title: {urls[n] for n in order} for title, order in sorts},
    }


def _postings(pages: list, urls: list[str], fields: list[str]) -> dict[str, tuple]:
    """Address -> places of a word in the text, and in each field."""
    numbers = accumulate(page[0] for page in pages)
    return {
        urls[number]: (places, dict(_by_field(in_fields, fields)))
        for number, (_, places, in_fields) in zip(numbers, pages, strict=True)
    }


def _by_field(places: list[int], fields: list[str]) -> Iterator[tuple[str, list[int]]]:
    starts = [at for at, place in enumerate(places) if place < 0]
    for start, end in pairwise([*starts, len(places)]):
        yield fields[-1 - places[start]], places[start + 1 : end]


def _part(index: Path, folder: str, name: str) -> list:
    return read_part(index / folder / f"{name}.pf_{folder}")


def _fragment(index: Path, name: str) -> dict:
    path = index / "fragment" / f"{name}.pf_fragment"
    return json.loads(unpacked(path.read_bytes(), path))
