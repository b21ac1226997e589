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
                yield from _unsafe(value, place, path, line_of(place, lines), is_table)


def _unsafe(value: str, place: Place, path: str, line: int, is_table: bool) -> Iterator[Problem]:
    name = field_name(place)
    if tag := RAW_HTML.search(value):
        text = f'bidang "{name}" memuat HTML "{tag[0][:60]}". Tulis teks biasa saja.'
        yield Problem("P070", path, line, text)
    if is_table and FORMULA.match(value):
        text = (
            f'bidang "{name}" mulai dengan "{value[0]}"; lembar kerja akan menghitungnya sebagai'
            " rumus. Tulis hasilnya, atau awali dengan kata."
        )
        yield Problem("P059", path, line, text)
