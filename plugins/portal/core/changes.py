"""What changed between two states of the portal, as a reader would notice it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .corrections import WHOLE
from .documents import Document
from .fields import Record
from .figure_files import figures_file, source_file
from .portal import Portal

SUMMARY = "summary"
SHOWN, WITHDRAWN = "terbit", "ditarik"
FIGURE_FIELDS = (
    *("value", "status", "unit", "region_code", "election", "respondent_group"),
    *("stage_of_handling", "category", "period_start", "period_end", "source_id"),
)
# Changes of these, once published, must be explained by a correction.
EXPLAINED = {
    "figures": set(FIGURE_FIELDS),
    "statements": {"date", "date_precision", "speakers", "region_codes", "title", "figures"},
    "regulations": {"status", "number", "year", "title"},
    "corrections": {"date", "kind", "changes", "noticed", "decided_by"},
}
# Too long to be repeated in a correction, which only has to name them.
IN_WORDS = {"speakers", "figures", "title", SUMMARY}
LEFT_OUT = {"id", "draft"}


@dataclass(frozen=True)
class Change:
    """A published record that came, went, or says something else now.

    kind    "figures", "sources", or the folder of a document.
    record  as corrections name it; `field` is "" where the whole record came or went.
    path    where it is written now, or was.
    """

    kind: str
    record: str
    field: str
    old: str
    new: str
    path: str

    @property
    def is_new(self) -> bool:
        return not self.field and not self.old

    @property
    def is_gone(self) -> bool:
        return not self.field and not self.new

    @property
    def is_withdrawn(self) -> bool:
        return self.field == WHOLE and self.new == WITHDRAWN

    @property
    def must_be_explained(self) -> bool:
        """Whether readers have to be told; withdrawals are told by being corrections."""
        if self.kind not in EXPLAINED or self.is_new or self.field == WHOLE:
            return False
        has_prose = self.kind in ("statements", "regulations")
        return (
            self.is_gone
            or self.field in EXPLAINED[self.kind]
            or (has_prose and self.field == SUMMARY)
        )


def changes(before: Portal, after: Portal) -> list[Change]:
    """Every change from one state to the other, in the order of the records."""
    old = {figure.figure_id: figure for figure in before.all_figures}
    new = {figure.figure_id: figure for figure in after.all_figures}
    return [
        *_records("figures", old, new, lambda figure: figures_file(figure.source_id)),
        *_records(
            "sources", before.sources, after.sources, lambda source: source_file(source.source_id)
        ),
        *_documents("statements", before.statements, after.statements),
        *_documents("regulations", before.regulations, after.regulations),
        *_documents("corrections", before.corrections, after.corrections),
        *_documents("pages", _by_name(before.pages), _by_name(after.pages)),
        *_withdrawals(before, after),
    ]


def unexplained_changes(found: list[Change], before: Portal, after: Portal) -> list[Change]:
    """Changes of what was published that no new correction tells of.

    A correction must name the record and the field, and give both values where
    they are short. A withdrawal explains whatever else changed in its record.
    """
    told = [
        one
        for name, document in after.corrections.items()
        if name not in before.corrections
        for one in document.record.changes
    ]
    named = {(one.record, one.field) for one in told}
    exact = {(one.record, one.field, in_one_line(one.old), in_one_line(one.new)) for one in told}
    withdrawn = after.withdrawals.keys() - before.withdrawals.keys()
    withdrawn |= after.removals.keys() - before.removals.keys()
    return [
        change
        for change in found
        if change.must_be_explained
        and change.record not in withdrawn
        and (change.record, change.field, change.old, change.new) not in exact
        and not (change.field in IN_WORDS and (change.record, change.field) in named)
    ]


def in_one_line(value: object) -> str:
    """A value as corrections write it: parts of a list after commas, nothing as ""."""
    if isinstance(value, list):
        parts_are_records = any(isinstance(one, Record) for one in value)
        return (" · " if parts_are_records else ", ").join(map(in_one_line, value))
    if isinstance(value, Record):
        parts = (part for part in value.model_dump().values() if part is not None)
        return ", ".join(map(str, parts))
    return "" if value is None else str(value).strip()


def _by_name(pages: Mapping[tuple[str, str], Document]) -> dict[str, Document]:
    return {document.name.removeprefix("pages/"): document for document in pages.values()}


def _documents(
    kind: str, old: Mapping[str, Document], new: Mapping[str, Document]
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        known = new.get(name) or old[name]
        was = {known.name: old[name].record} if name in old else {}
        now = {known.name: new[name].record} if name in new else {}
        yield from _records(kind, was, now, lambda record, path=known.path: path)
        if was and now and old[name].body != new[name].body:
            yield Change(kind, known.name, SUMMARY, old[name].body, new[name].body, known.path)


def _records(
    kind: str,
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    path_of: Callable[[Record], str],
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        path = path_of(new.get(name) or old[name])
        if name not in new:
            yield Change(kind, name, "", name, "", path)
        elif name not in old:
            yield Change(kind, name, "", "", name, path)
        else:
            yield from _fields(kind, name, old[name], new[name], path)


def _fields(kind: str, record: str, old: Record, new: Record, path: str) -> Iterator[Change]:
    for name in type(new).model_fields:
        was, now = in_one_line(getattr(old, name)), in_one_line(getattr(new, name))
        if was != now and name not in LEFT_OUT:
            yield Change(kind, record, name, was, now, path)


def _withdrawals(before: Portal, after: Portal) -> Iterator[Change]:
    was, now = before.withdrawals, after.withdrawals
    for record in sorted(now.keys() - was.keys()):
        yield Change(_kind(record), record, WHOLE, SHOWN, WITHDRAWN, now[record].path)
    for record in sorted(was.keys() - now.keys()):
        yield Change(_kind(record), record, WHOLE, WITHDRAWN, SHOWN, was[record].path)


def _kind(record: str) -> str:
    return record.partition("/")[0] if "/" in record else "figures"
