"""Text that would do something instead of saying something."""

import re
from collections.abc import Iterable, Iterator

from .fields import Place, field_name, leaves, line_of
from .problems import Problem
from .tables import FORMULA, Located

RAW_HTML = re.compile(r"<(?!https?://)/?[A-Za-z][^>]*>|<!--")


def unsafe_texts(located: Iterable[Located], is_table: bool) -> Iterator[Problem]:
    """HTML in a field, and in tables what a spreadsheet would compute."""
    for record, path, lines in located:
        for place, value in leaves(record):
            if isinstance(value, str):
                for code, text in _unsafe(value, place, is_table):
                    yield Problem(code, path, line_of(place, lines), text)


def _unsafe(value: str, place: Place, is_table: bool) -> Iterator[tuple[str, str]]:
    if tag := RAW_HTML.search(value):
        name = field_name(place)
        yield "P070", f'bidang "{name}" memuat HTML "{tag[0][:60]}". Tulis teks biasa saja.'
    if is_table and FORMULA.match(value):
        yield (
            "P059",
            f'bidang "{field_name(place)}" mulai dengan "{value[0]}"; lembar kerja akan'
            " menghitungnya sebagai rumus. Tulis hasilnya, atau awali dengan kata.",
        )
