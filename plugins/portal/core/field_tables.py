"""The field tables of CONTRIBUTING.md, made from the models."""

import re
from collections.abc import Iterator

from .corrections import Correction
from .documents import Page, Regulation, Statement
from .fields import Record
from .figures import Figure, Source
from .schemas import explanation

MARKED = re.compile(r"(<!-- fields:(\w+) -->\n).*?(<!-- /fields -->)", re.DOTALL)
WRITTEN_BY_EDITORS = (Statement, Regulation, Correction, Page, Figure, Source)
MODELS = {model.__name__.lower(): model for model in WRITTEN_BY_EDITORS}
WRITTEN_AT_INTAKE = {"figure": ("status", "added")}


def with_field_tables(text: str) -> str:
    """A Markdown text with the table between each pair of markers made anew.

    text    holds `<!-- fields:statement -->` … `<!-- /fields -->`, and so on.
    raises  KeyError for a name that is not a model editors write.
    """
    return MARKED.sub(lambda found: found[1] + field_table(found[2]) + found[3], text)


def field_table(name: str) -> str:
    """Rows `| field | must be written? | explanation | example |` of one model."""
    left_out = WRITTEN_AT_INTAKE.get(name, ())
    rows = [row for row in _rows(MODELS[name], "") if row[0] not in left_out]
    head = ("bidang", "wajib", "isi", "contoh"), ("---",) * 4
    lines = ["| " + " | ".join(cells) + " |" for cells in (*head, *map(_cells, rows))]
    return "\n".join(lines) + "\n"


def _cells(row: tuple[str, bool, str, str]) -> tuple[str, ...]:
    name, is_required, text, example = row
    return f"`{name}`", "ya" if is_required else "", text, f"`{example}`" if example else ""


def _rows(model: type[Record], above: str) -> Iterator[tuple[str, bool, str, str]]:
    """Fields in order; those of a record inside a record follow it as `source.url`."""
    for name, field in model.model_fields.items():
        _, text, example = explanation(model, name)
        is_required = field.is_required() and name != "id"
        yield above + name, is_required, text, example
        inside = record_in(field.annotation)
        if inside:
            yield from _rows(inside, f"{above}{name}.")


def record_in(annotation: object) -> type[Record] | None:
    """The model inside `list[Speaker]` or `Origin`, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    inside = (record_in(part) for part in getattr(annotation, "__args__", ()))
    return next(filter(None, inside), None)
