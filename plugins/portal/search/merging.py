"""One index of all parts: the same bytes, however the parts came to be.

Files are named by their content, so that what a reader has kept is never taken for
something else.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from . import cbor
from .chunks import cut, shortened
from .files import VERSION, packed
from .folder import Folder
from .packing import level_of
from .pagefind import ENTRY, FIELDS, SORTED_BY, STEMMER
from .parts import Kept, Page, Part
from .postings import FORM, Row, join

# At least so many digits of its digest tell a file from all others of its folder.
DIGITS = 7

Words = dict[str, Row]


def names_of(digests: Iterable[str]) -> dict[str, str]:
    """Digest -> its first digits, as few as tell them all apart."""
    digests = set(digests)
    digits = DIGITS
    while len({digest[:digits] for digest in digests}) < len(digests):
        digits += 1
    return {digest: digest[:digits] for digest in digests}


def write_index(kept: Kept, parts: list[Part], engine: Mapping[str, bytes], folder: Folder) -> None:
    """Write the index of all parts, but not the engine.

    raises  KeyError or ValueError if something kept is not as it was kept.
    """
    pages = {part: kept.pages(part) for part in parts}
    fragments = names_of(page.fragment for some in pages.values() for page in some)
    languages = {}
    for language, some in groupby(parts, key=lambda part: part.language):
        of_language = {part: pages[part] for part in some}
        name = _write_language(language, kept, of_language, fragments, folder)
        count = sum(map(len, of_language.values()))
        languages[language] = {"hash": name, "page_count": count}
    for part, some in pages.items():
        _write_fragments(
            kept, part, {page.fragment: fragments[page.fragment] for page in some}, folder
        )
    _write_entry(engine, languages, folder)


def _write_fragments(kept: Kept, part: Part, names: dict[str, str], folder: Folder) -> None:
    paths = {f"fragment/{name}.pf_fragment": digest for digest, name in names.items()}
    missing = {path: digest for path, digest in paths.items() if not folder.keep(path, digest)}
    if missing:
        contents = kept.fragments(part)
        for path, digest in missing.items():
            folder.write(path, contents[digest], digest)


def _write_entry(engine: Mapping[str, bytes], languages: dict[str, dict], folder: Folder) -> None:
    """Where a reader's browser begins."""
    for language, about in languages.items():
        about["wasm"] = language if STEMMER.format(language) in engine else None
    entry = json.loads(engine[ENTRY]) | {"languages": languages}
    folder.write(ENTRY, json.dumps(entry, sort_keys=True, ensure_ascii=False).encode())


def _write_language(
    language: str,
    kept: Kept,
    parts: dict[Part, list[Page]],
    fragments: dict[str, str],
    folder: Folder,
) -> str:
    """Write words, filters and list of one language; returns the name of the list."""
    pages = [page for some in parts.values() for page in some]
    shown = [[fragments[page.fragment], page.words] for page in pages]
    chunks = _write_chunks(language, merged_words(_numbered(kept, parts)), folder)
    filters = _write_filters(language, pages, folder)
    dated = sorted((page.date, number) for number, page in enumerate(pages) if page.date)
    sorts = [[SORTED_BY, [number for _, number in dated]]] if dated else []
    content = cbor.encode([VERSION, shown, chunks, filters, sorts, list(FIELDS)])
    name = f"{language}_{_digest(content)[:10]}"
    folder.make(f"pagefind.{name}.pf_meta", _digest(content), lambda: packed(content))
    return name


def _numbered(kept: Kept, parts: dict[Part, list[Page]]) -> Iterator[tuple[int, Words]]:
    """The words of each part, with the number of its first page."""
    base = 0
    for part, pages in parts.items():
        yield base, kept.words(part)
        base += len(pages)


def _write_chunks(
    language: str, words: Iterable[tuple[str, bytes]], folder: Folder
) -> list[list[str]]:
    """First word, last word and name of each file of words."""
    edges, contents = [], []
    for entries in cut(words):
        edges.append((entries[0][0], entries[-1][0]))
        heads = cbor.head(cbor.LIST, 1), cbor.head(cbor.LIST, len(entries))
        contents.append(b"".join([*heads, *(content for _, content in entries)]))
    names = _write_parts(language, "index/{}.pf_index", contents, folder)
    return [[*edge, name] for edge, name in zip(shortened(edges), names, strict=True)]


def _write_filters(language: str, pages: list[Page], folder: Folder) -> list[list[str]]:
    """Name of each filter and of its file."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, page in enumerate(pages):
        for title, values in page.filters:
            for value in values:
                found.setdefault(title, {}).setdefault(value, []).append(number)
    titles = sorted(found)
    contents = [
        cbor.encode([title, [*map(list, sorted(found[title].items()))]]) for title in titles
    ]
    names = _write_parts(language, "filter/{}.pf_filter", contents, folder)
    return [[title, name] for title, name in zip(titles, names, strict=True)]


def _write_parts(language: str, path: str, contents: list[bytes], folder: Folder) -> list[str]:
    digests = [_digest(content) for content in contents]
    short = names_of(digests)
    names = [f"{language}_{short[digest]}" for digest in digests]
    for name, digest, content in zip(names, digests, contents, strict=True):
        folder.make(path.format(name), digest, partial(packed, content, level_of(content)))
    return names


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def merged_words(parts: Iterable[tuple[int, Words]]) -> Iterator[tuple[str, bytes]]:
    """Each word as a `pf_index` file has it; the words of each part with its first page's number."""
    rows = defaultdict(list)
    for base, words in parts:
        for word, row in words.items():
            rows[word].append((base, row))
    accented = defaultdict(list)
    for key in sorted(key for key in rows if FORM in key):
        accented[key.partition(FORM)[0]].append(key)
    for word in sorted({key.partition(FORM)[0] for key in rows}):
        forms = [_form(key, rows[key]) for key in accented.get(word, ())]
        pages, count = join(rows.get(word, ())), cbor.head(cbor.LIST, len(forms))
        yield word, b"".join([cbor.head(cbor.LIST, 3), cbor.encode(word), pages, count, *forms])


def _form(key: str, rows: list[tuple[int, Row]]) -> bytes:
    form = key.partition(FORM)[2]
    return cbor.head(cbor.LIST, 2) + cbor.encode(form) + join(rows)
