"""One gate for every small count of a person, run over everything at every check and build.

A number enters in a table, in a statement's header, in a correction; words tell it in a note,
a headline, an id or a sentence. Whatever way it came, it meets the same rule here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from .conflicts import Conflict
from .documents import Document, StatedFigure
from .fields import Record, leaves, line_of
from .figures import Figure
from .inputs import Tables
from .links import bare_address
from .portal import Portal
from .problems import Problem
from .reference import Category
from .small_count_texts import Beside, is_withheld, note_tells
from .small_counts import Measured, Rule, is_within_province, rule_of, words_of
from .suppression import Count, as_published, count_of, openings

Place = tuple[str, int]
# Registers whose words stand on pages of their own.
PLAIN_TABLES = ("terms", "institutions", "channels", "moves", "copy_farms")
MASKED = 'Ganti bilangannya dengan "[c]"'


def small_counts_told(portal: Portal, tables: Tables) -> Iterator[Problem]:
    """Everything that shows, tells or gives back a small count of a regency."""
    gate = Gate(portal, tables)
    yield from gate.shown_details()
    yield from gate.given_back()
    yield from gate.told_in_tables()
    for document in portal.statements.values():
        yield from gate.told_in_statement(document)
    for document in portal.corrections.values():
        yield from gate.told_in_correction(document)
    for document in (*portal.regulations.values(), *portal.pages.values()):
        yield from gate.told_in_words(document, is_local=False)


def published_counts(portal: Portal) -> list[Count]:
    """Every published figure as a reader sees it."""
    return [
        as_published(count_of(_cells(figure), _cells(portal.sources[figure.source_id])))
        for figure in portal.all_figures
    ]


def _cells(record: Figure | object) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in vars(record).items()}


class Gate:
    """The rule, beside everything that is published."""

    def __init__(self, portal: Portal, tables: Tables) -> None:
        self._portal, self._tables = portal, tables
        self._rule: Rule = rule_of(portal.codes)
        names = (region.name for region in portal.regions if region.level == "regency")
        self._beside = Beside(self._rule, names)
        self._places: dict[str, Place] = {
            figure.figure_id: (path, line_of((), lines))
            for figure, path, lines in tables["figures"]
        }

    @cached_property
    def _by_source(self) -> dict[str, list[Figure]]:
        found = defaultdict(list)
        for figure in self._portal.all_figures:
            found[figure.source_id].append(figure)
        return found

    @cached_property
    def _by_address(self) -> dict[str, list[Figure]]:
        """Bare address of a source -> the figures it prints."""
        found = defaultdict(list)
        for source in self._portal.sources.values():
            if source.url:
                found[bare_address(source.url)] += self._by_source[source.source_id]
        return found

    def shown_details(self) -> Iterator[Problem]:
        """Counts in the tables that intake would have withheld."""
        for figure in self._portal.all_figures:
            if self._rule.is_small_detail(_measured(figure), figure.value):
                text = (
                    f"nilai {figure.value:g} merinci satu kabupaten/kota ({_detail(figure)}) dan"
                    " dapat menunjuk orang. Kosongkan nilainya dan tulis status confidential."
                )
                yield Problem("P210", *self._places[figure.figure_id], text)

    def given_back(self) -> Iterator[Problem]:
        """Withheld counts that others give back."""
        counts = published_counts(self._portal) + self._stated_counts()
        for opening in openings(counts, self._rule):
            closing = opening.to_withhold(self._rule)
            if closing is None:
                continue
            place = self._places.get(opening.count.name) or self._stated_places[opening.count.name]
            text = (
                f"nilai yang ditahan pada {opening.count.name} dapat dihitung dari angka lain."
                f" Tahan juga {closing.name}: kosongkan nilainya dan tulis status confidential."
            )
            yield Problem("P211", *place, text)

    def told_in_tables(self) -> Iterator[Problem]:
        """Notes, headlines and ids beside published figures."""
        guarded = {f.source_id for f in self._portal.all_figures if f.status == "confidential"}
        for figure in self._portal.all_figures:
            place, row = self._places[figure.figure_id], vars(figure)
            if note_tells(figure.note, row, figure.source_id in guarded, self._beside):
                yield _told("P212", place, "catatan", figure.note, "Hapus bilangannya.")
            if self._beside.id_tells(_without_running_number(figure.figure_id), is_withheld(row)):
                yield _told("P213", place, "kode", figure.figure_id, "Ganti kodenya.")
        for source, path, lines in self._tables["sources"]:
            yield from self._told_by_source(source, path, lines)
        for category, path, lines in self._tables["categories"]:
            yield from self._told_by_category(category, path, line_of((), lines))
        for name in PLAIN_TABLES:
            for record, path, lines in self._tables[name]:
                yield from self._told_by_record(record, path, lines)
        for conflict, path, lines in self._tables["conflicts"]:
            yield from self._told_by_conflict(conflict, (path, line_of((), lines)))

    def _told_by_source(self, source, path: str, lines) -> Iterator[Problem]:
        rows = [vars(figure) for figure in self._by_source[source.source_id]]
        is_local = any(is_within_province(row["region_code"]) for row in rows)
        for field, name in (("title", "judul"), ("note", "catatan")):
            text = getattr(source, field)
            if self._beside.tells(text, rows):
                place = path, line_of((field,), lines)
                yield _told("P212", place, name, text, f"{MASKED}.")
        for field, name in (("publisher", "penerbit"), ("institution", "lembaga")):
            text = getattr(source, field)
            if self._beside.sentences_telling(text, is_local):
                place = path, line_of((field,), lines)
                yield _told("P212", place, name, text, "Hapus bilangannya.")
        if self._beside.id_tells(source.source_id, any(map(is_withheld, rows))):
            yield _told(
                "P213", (path, line_of((), lines)), "kode", source.source_id, "Ganti kodenya."
            )

    def _told_by_category(self, category: Category, path: str, line: int) -> Iterator[Problem]:
        """A type stands beside the figures of any regency, so its name counts nobody."""
        for what, text in (
            ("nama jenis", category.label_id),
            ("nama jenis", category.label_en),
            ("kode", words_of(category.slug)),
        ):
            if self._rule.counts_in(text):
                code = "P213" if what == "kode" else "P212"
                yield _told(code, (path, line), what, text, "Beri nama tanpa bilangan.")

    def _told_by_record(self, record: Record, path: str, lines: Mapping) -> Iterator[Problem]:
        for place, text in leaves(record):
            if isinstance(text, str) and self._beside.sentences_telling(text, is_local=False):
                told = path, line_of(place, lines)
                yield _told("P212", told, f'bidang "{place[0]}"', text, "Hapus bilangannya.")

    def _told_by_conflict(self, conflict: Conflict, place: Place) -> Iterator[Problem]:
        known = self._portal.figures_by_id
        rows = [vars(known[name]) for name in conflict.figure_ids if name in known]
        for name, text in (("judul", conflict.title), ("penjelasan", conflict.explanation)):
            if self._beside.tells(text, rows):
                yield _told("P212", place, name, text, "Hapus bilangannya.")
        if self._beside.id_tells(conflict.conflict_id, any(map(is_withheld, rows))):
            yield _told("P213", place, "kode", conflict.conflict_id, "Ganti kodenya.")

    def told_in_statement(self, document: Document) -> Iterator[Problem]:
        """Counts of a statement's header, then its words."""
        record = document.record
        printed = self._printed_by(document)
        for i, figure in enumerate(record.figures):
            place = document.path, line_of(("figures", i, "value"), document.lines)
            of = stated(figure)
            if self._rule.is_small_detail(of, figure.value) and not self._is_total(figure):
                text = (
                    f"nilai {figure.value:g} di satu kabupaten/kota dapat menunjuk orang."
                    " Kosongkan nilainya dan tulis status: confidential."
                )
                yield Problem("P210", *place, text)
            elif not record.small_count_note and self._is_withheld(figure, printed):
                text = (
                    f"nilai {figure.value:g} berasal dari sumber yang angkanya di wilayah ini ditahan."
                    " Kosongkan nilainya dan tulis status: confidential, atau jelaskan di"
                    " small_count_note bahwa yang dihitung lain."
                )
                yield Problem("P214", *place, text)
        yield from self._told_in_header(document)

    def _is_total(self, figure: StatedFigure) -> bool:
        """Whether a table shows the same count, coded as a total."""
        return (figure.region_code, figure.value, figure.unit) in self._totals

    @cached_property
    def _totals(self) -> set[tuple]:
        shown = (f for f in self._portal.all_figures if self._rule.is_total(_measured(f)))
        return {(f.region_code, f.value, f.unit) for f in shown if f.value is not None}

    def _is_withheld(self, figure: StatedFigure, printed: list[Figure]) -> bool:
        """Whether the same source's table withholds what may be the same count."""
        same = [f for f in printed if (f.region_code, f.unit) == (figure.region_code, figure.unit)]
        is_local = is_within_province(figure.region_code) and bool(figure.value)
        hides = any(f.status == "confidential" for f in same)
        return is_local and hides and figure.value not in {f.value for f in same}

    def _told_in_header(self, document: Document) -> Iterator[Problem]:
        record = document.record
        is_local = any(is_within_province(code) for code in record.region_codes)
        if self._beside.id_tells(record.id, is_withheld=False) and is_local:
            place = document.path, line_of(("id",), document.lines)
            yield _told("P213", place, "nama berkas", record.id, "Ganti nama berkasnya.")
        yield from self.told_in_words(document, is_local)

    def told_in_words(self, document: Document, is_local: bool) -> Iterator[Problem]:
        """Every text of the header, and the body."""
        for place, text in leaves(document.record):
            is_text = isinstance(text, str) and not text.startswith("http")
            if is_text and place[0] not in ("id", "changes"):
                yield from self._told(document, place, text, is_local)
        yield from self._told(document, (), document.body, is_local)

    def _told(
        self, document: Document, field: tuple, text: str, is_local: bool
    ) -> Iterator[Problem]:
        if getattr(document.record, "small_count_note", None):
            return
        for sentence in self._beside.sentences_telling(text, is_local):
            line = _line_of_sentence(document, field)
            said = (
                f'"{sentence.strip()[:120]}" menyebut bilangan kecil tentang satu kabupaten/kota.'
                " Tulis tanpa bilangan, atau jelaskan di small_count_note mengapa tidak menunjuk"
                " orang."
            )
            yield Problem("P215", document.path, line, said)

    def told_in_correction(self, document: Document) -> Iterator[Problem]:
        """Values before and after, then the words."""
        record, is_local = document.record, False
        for i, change in enumerate(record.changes):
            local = self._is_local(change.record)
            is_local |= local
            if self._change_tells(change, local):
                place = document.path, line_of(("changes", i), document.lines)
                text = (
                    f"koreksi {change.record} memuat nilai yang ditahan atau harus ditahan."
                    ' Kosongkan "old" dan "new"; sebabnya cukup dalam kata.'
                )
                yield Problem("P216", *place, text)
        yield from self.told_in_words(document, is_local)

    def _is_local(self, name: str) -> bool:
        if figure := self._portal.figures_by_id.get(name):
            return is_within_province(figure.region_code)
        document = self._portal.statements.get(name.removeprefix("statements/"))
        return bool(document) and any(map(is_within_province, document.record.region_codes))

    def _change_tells(self, change, is_local: bool) -> bool:
        values = [value for value in (change.old, change.new) if value not in (None, "")]
        figure = self._portal.figures_by_id.get(change.record)
        if figure and change.field == "value":
            if figure.status == "confidential":
                return bool(values)
            return any(self._rule.is_small_detail(_measured(figure), _number(v)) for v in values)
        if not is_local or change.field == "record":
            return False
        if change.field == "figures":
            return any(self._beside.small_numbers(str(value)) for value in values)
        return any(self._beside.sentences_telling(str(value), True) for value in values)

    def _printed_by(self, document: Document) -> list[Figure]:
        source = document.record.source
        urls = [source.url, *document.record.also_reported_by]
        return [f for url in urls if url for f in self._by_address.get(bare_address(url), ())]

    @cached_property
    def _stated_places(self) -> dict[str, Place]:
        return {
            f"{document.name}#{i + 1}": (document.path, line_of(("figures", i), document.lines))
            for document in self._portal.statements.values()
            for i in range(len(document.record.figures))
        }

    def _stated_counts(self) -> list[Count]:
        """Counts of statements' headers, each statement for itself."""
        return [
            Count(
                f"{document.name}#{i + 1}",
                stated(figure),
                None if figure.value is None else int(figure.value),
                figure.status == "confidential",
                document.name,
                document.record.election,
                frozenset({document.name}),
            )
            for document in self._portal.statements.values()
            for i, figure in enumerate(document.record.figures)
            if figure.value is None or figure.value == int(figure.value)
        ]


def stated(figure: StatedFigure) -> Measured:
    """What a statement's header counts: in its own words, so never a coded total."""
    return Measured(figure.region_code, figure.measure.casefold(), "total", "all", figure.unit)


def _measured(figure: Figure) -> Measured:
    return Measured(*(getattr(figure, field) for field in Measured._fields))


def _detail(figure: Figure) -> str:
    fields = (figure.respondent_group, figure.stage_of_handling, figure.category)
    return ", ".join(value for value in fields if value not in ("all", "total"))


def _without_running_number(figure_id: str) -> str:
    return re.sub(r"-\d{2,}$", "", figure_id)


def _told(code: str, place: Place, what: str, text: str, remedy: str) -> Problem:
    said = f'{what} "{text[:120]}" menyebut bilangan yang ditahan di satu kabupaten/kota. {remedy}'
    return Problem(code, *place, said)


def _line_of_sentence(document: Document, field: tuple) -> int:
    if field:
        return line_of(field, document.lines)
    return max(document.lines.values(), default=1)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
