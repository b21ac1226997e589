"""The same thing recorded twice: one event of one source, one figure of one source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from .documents import Document
from .fields import line_of
from .inputs import Tables
from .links import bare_address
from .problems import Advice, Problem


def same_events(statements: Iterable[Document]) -> Iterator[Problem | Advice]:
    """Statements of one source: the same day and region is one event recorded twice.

    That one report tells of two events is worth a second look only where it is
    the source of both.
    """
    by_source = defaultdict(list)
    for document in statements:
        for address in _addresses(document):
            by_source[address].append(document)
    for documents in by_source.values():
        for first, second in combinations(documents, 2):
            yield from _about(first, second)


def _about(first: Document, second: Document) -> Iterator[Problem | Advice]:
    place = (second.path, line_of(("source", "url"), second.lines))
    one, other = first.record, second.record
    if one.date == other.date and set(one.region_codes) & set(other.region_codes):
        text = (
            f"sumber, tanggal, dan wilayahnya sama dengan {first.path}."
            " Gabungkan keduanya, atau hapus salah satu."
        )
        yield Problem("P078", *place, text)
    elif (
        one.source.url
        and other.source.url
        and bare_address(one.source.url) == bare_address(other.source.url)
    ):
        text = f"sumbernya sama dengan {first.path}. Pastikan keduanya peristiwa yang berbeda."
        yield Advice("W004", *place, text)


def _addresses(document: Document) -> set[str]:
    source = document.record.source
    return {bare_address(url) for url in (source.url, *document.record.also_reported_by) if url}


def same_figures(tables: Tables) -> Iterator[Problem]:
    """Rows that differ in nothing but their code and the day they came."""
    seen: dict[tuple, str] = {}
    for figure, path, lines in tables["figures"]:
        said = tuple(figure.model_dump(exclude={"figure_id", "added"}).values())
        if said in seen and figure.status == "shown":
            text = f'sama dengan "{seen[said]}" kecuali kodenya. Hapus salah satu.'
            yield Problem("P078", path, line_of((), lines), text)
        seen.setdefault(said, figure.figure_id)
