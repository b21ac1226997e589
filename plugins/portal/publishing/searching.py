"""A search answered out of the files of a published site, as a reader's browser does it."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import PurePosixPath

from ..search import cbor
from ..search.files import UnknownFormat, unpacked

BUNDLE = "pagefind"
TITLE_WORD = re.compile(r"[^\W\d_]{4,}")

Read = Callable[[str], bytes]


def found(read: Read, language: str, word: str) -> list[str]:
    """Addresses of the pages whose text holds a word, as the index spells it.

    read     gives a file of the site by its path; raises what it likes if it is not there.
    returns  addresses below the site's root, such as `/wilayah/bali/`.
    raises   UnknownFormat, ValueError or LookupError if the index is broken.
    """
    _, pages, chunks, *_ = _meta(read, language)
    numbers = _words(read, _chunk(chunks, word)).get(word, [])
    return [_fragment(read, pages[number][0])["url"] for number in numbers]


def known_words(read: Read, count: int) -> Iterator[tuple[str, str]]:
    """Languages in turn, and words out of titles of their pages; the same for the same site."""
    languages = sorted(_entry(read)["languages"])
    for turn in range(count):
        language = languages[turn % len(languages)]
        _, pages, chunks, *_ = _meta(read, language)
        start = len(pages) * (2 * turn + 1) // (2 * count)
        titles = (_fragment(read, page[0])["meta"]["title"] for page in pages[start:])
        words = (word for title in titles for word in _rare(read, chunks, title))
        yield from ((language, word) for word in islice(words, 1))


def _rare(read: Read, chunks: list[list[str]], title: str) -> list[str]:
    """The word of a title that stands on the fewest pages; none if all are stemmed in the index."""
    words = TITLE_WORD.findall(title.lower())
    counts = {word: len(_words(read, _chunk(chunks, word)).get(word, [])) for word in words}
    known = [word for word, pages in counts.items() if pages]
    return [min(known, key=counts.get)] if known else []


def _entry(read: Read) -> dict:
    return json.loads(read(f"{BUNDLE}/pagefind-entry.json"))


def _meta(read: Read, language: str) -> list:
    return _part(read, f"pagefind.{_entry(read)['languages'][language]['hash']}.pf_meta")


def _chunk(chunks: list[list[str]], word: str) -> list[str]:
    """The chunk, a list of the starts of its first and last word and its file, for a word."""
    after = bisect_right(chunks, word, key=lambda chunk: chunk[0])
    return chunks[max(after - 1, 0)]


def _words(read: Read, chunk: list[str]) -> dict[str, list[int]]:
    """Word -> numbers of its pages. In the file each number is the distance from the one before."""
    (entries,) = _part(read, f"index/{chunk[2]}.pf_index")
    return {word: list(accumulate(page[0] for page in pages)) for word, pages, *_ in entries}


def _fragment(read: Read, name: str) -> dict:
    return json.loads(_unpacked(read, f"fragment/{name}.pf_fragment"))


def _part(read: Read, name: str) -> cbor.Value:
    try:
        return cbor.decode(_unpacked(read, name))
    except IndexError as error:
        raise UnknownFormat(f"{name}: {error}") from None


def _unpacked(read: Read, name: str) -> bytes:
    return unpacked(read(f"{BUNDLE}/{name}"), PurePosixPath(name))
