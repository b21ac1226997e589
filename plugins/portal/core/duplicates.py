"""The same thing recorded twice: one event of one source, one figure of one source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .documents import Document
from .fields import line_of
from .inputs import Tables
from .links import bare_address
from .problems import Advice, Problem

# What they have in common -> the documents by their paths, in order.
Groups = dict[Any, dict[str, Document]]


def same_events(statements: Iterable[Document]) -> Iterator[Problem | Advice]:
    """Statements of one source: the same day and region is one event recorded twice.

    That one report tells of two events is worth a second look only where it is
    the source of both. Of many that are the same, the last is named with the first.
    """
    events: Groups = defaultdict(dict)
    reports: Groups = defaultdict(dict)
    for document in statements:
        for key in _events(document):
            events[key][document.path] = document
        if url := document.record.source.url:
            reports[bare_address(url)][document.path] = document
    told: set[tuple[str, str]] = set()
    for first, last, others in _repeated(events, told):
        text = (
            f"sumber, tanggal, dan wilayahnya sama dengan {first.path}{others}."
            " Gabungkan, atau hapus selain satu."
        )
        yield Problem("P078", last.path, line_of(("source", "url"), last.lines), text)
    for first, last, others in _repeated(reports, told):
        text = f"sumbernya sama dengan {first.path}{others}. Pastikan peristiwanya berbeda."
        yield Advice("W004", last.path, line_of(("source", "url"), last.lines), text)


def _events(document: Document) -> Iterator[tuple[str, date, str]]:
    """What makes an event: who told of it, its day, and each of its regions."""
    for address in _addresses(document):
        for region in document.record.region_codes:
            yield address, document.record.date, region


def _repeated(
    groups: Groups, told: set[tuple[str, str]]
) -> Iterator[tuple[Document, Document, str]]:
    """The first and the last of each group that has two, and how many lie between."""
    for group in groups.values():
        first, last = next(iter(group.values())), next(reversed(group.values()))
        if len(group) > 1 and (first.path, last.path) not in told:
            told.add((first.path, last.path))
            between = f" dan {len(group) - 2} lainnya" if len(group) > 2 else ""
            yield first, last, between


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
