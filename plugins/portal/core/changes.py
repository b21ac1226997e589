"""What changed between two states of the portal, as a reader would notice it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .documents import Document
from .figures import Figure
from .portal import Portal

FIGURE_FIELDS = (
    "value",
    "status",
    "unit",
    "region_code",
    "election",
    "respondent_group",
    "stage_of_handling",
    "category",
    "period_start",
    "period_end",
    "source_id",
)
STATEMENT_FIELDS = ("date", "date_precision", "speakers", "region_codes", "title", "figures")
REGULATION_FIELDS = ("status", "number", "year", "title")


@dataclass(frozen=True)
class Change:
    """A published record that came, went, or says something else now.

    record  as corrections name it; `field` is "" where the whole record is meant.
    path    where it is written now, or was.
    """

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


def changes(before: Portal, after: Portal) -> list[Change]:
    """Every change from one state to the other, in the order of the records."""
    return [
        *_figures(before, after),
        *_documents("statements", STATEMENT_FIELDS, before.statements, after.statements),
        *_documents("regulations", REGULATION_FIELDS, before.regulations, after.regulations),
    ]


def unexplained_changes(found: list[Change], after: Portal) -> list[Change]:
    """Changes of what was published that no correction tells of.

    A correction must name the record and the field, and give the new value.
    """
    told = {
        (one.record, one.field, _shown(one.new))
        for document in after.corrections.values()
        for one in document.record.changes
    }
    withdrawn = {record for record, field, _ in told if field == "record"}
    return [
        change
        for change in found
        if not change.is_new
        and (change.record, change.field, change.new) not in told
        and not (change.is_gone and change.record in withdrawn)
    ]


def _figures(before: Portal, after: Portal) -> Iterator[Change]:
    path = "data/figures/figures.csv"
    old: Mapping[str, Figure] = {f.figure_id: f for f in before.figures}
    new: Mapping[str, Figure] = {f.figure_id: f for f in after.figures}
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            yield Change(name, "", name, "", path)
        elif name not in old:
            yield Change(name, "", "", name, path)
        else:
            yield from _fields(name, FIGURE_FIELDS, old[name], new[name], path)


def _documents(
    folder: str, names: tuple[str, ...], old: Mapping[str, Document], new: Mapping[str, Document]
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        record = f"{folder}/{name}"
        if name not in new:
            yield Change(record, "", name, "", old[name].path)
        elif name not in old:
            yield Change(record, "", "", name, new[name].path)
        else:
            path = new[name].path
            yield from _fields(record, names, old[name].record, new[name].record, path)
            if old[name].body != new[name].body:
                yield Change(record, "summary", old[name].body, new[name].body, path)


def _fields(
    record: str, names: tuple[str, ...], old: object, new: object, path: str
) -> Iterator[Change]:
    for name in names:
        was, now = _shown(getattr(old, name)), _shown(getattr(new, name))
        if was != now:
            yield Change(record, name, was, now, path)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if hasattr(value, "model_dump"):
        return ", ".join(str(part) for part in value.model_dump().values() if part is not None)
    return "" if value is None else str(value).strip()
