"""Files of people: Markdown with a YAML header, and YAML lists, with line numbers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from .fields import Place, shown
from .problems import Problem

FENCE = "---"
PLAIN_TYPES = ("int", "float", "null")
MOST_BYTES = 8_000_000  # a table of every district; a text has a thousandth of it
DEEPEST = 12  # levels of lists and fields; a record has four


class Refused(Exception):
    """A header that is not read: the code, the line and the sentence."""

    def __init__(self, code: str, line: int, text: str) -> None:
        super().__init__(text)
        self.code, self.line, self.text = code, line, text


class WholeNumber(int):
    """A number that prints as it was written: `00`, not 0."""

    written = ""

    def __str__(self) -> str:
        return self.written


class DecimalNumber(float):
    """A number that prints as it was written: `32.10`, not 32.1."""

    written = ""

    def __str__(self) -> str:
        return self.written


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Safe, and dates stay text: they are read by the models."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in PLAIN_TYPES]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_text(path: Path) -> str:
    """Text of a UTF-8 file; raises Refused with the first bad line, before a byte of
    a file that is too large or lies elsewhere is read."""
    if path.is_symlink():
        text = "pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini."
        raise Refused("P010", 1, text)
    if path.exists() and not path.is_file():
        raise Refused("P013", 1, "bukan berkas biasa. Hapus, lalu simpan berkasnya lagi.")
    size = path.stat().st_size
    if size > MOST_BYTES:
        text = f"berkas {size} bita; paling banyak {MOST_BYTES}. Bagi menjadi beberapa berkas."
        raise Refused("P009", 1, text)
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        text = f"bukan UTF-8 (bita 0x{raw[error.start]:02x}). Simpan ulang dengan pengodean UTF-8."
        raise Refused("P001", line, text) from error


def split_document(text: str) -> tuple[str, str]:
    """Header and body of a document; the header's first line is line 2 of the file."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Refused("P020", 1, 'baris pertama harus "---". Mulai berkas dengan kepala YAML.')
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    except StopIteration:
        text = 'kepala YAML tidak ditutup. Tulis baris "---" sesudah kepala.'
        raise Refused("P021", 1, text) from None
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip()


def read_yaml(text: str, first_line: int = 1) -> tuple[Any, dict[Place, int]]:
    """A YAML text as plain values, and the line of each place in it.

    raises  Refused for bad syntax, duplicate keys, anchors, tags.
    """
    try:
        refuse_unsafe_yaml(text, first_line)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refused("P022", first_line + mark.line, _unreadable(text, mark.line)) from error
    except yaml.YAMLError as error:
        line = first_line + text.count("\n", 0, getattr(error, "position", 0))
        sentence = "YAML memuat karakter yang tidak boleh. Hapus karakter itu."
        raise Refused("P023", line, sentence) from error
    if node is None:
        return {}, {(): first_line}
    lines: dict[Place, int] = {}
    return _value(node, (), lines, first_line), lines


def _unreadable(text: str, line: int) -> str:
    lines = text.split("\n")
    seen = lines[min(line, len(lines) - 1)].strip()
    return (
        f"YAML tidak terbaca di dekat {shown(seen)}. Periksa titik dua, kutip, dan lekukan;"
        ' isi yang memuat ": " perlu tanda kutip.'
    )


def refuse_unsafe_yaml(text: str, first_line: int = 1) -> None:
    """Raises Refused for what grows while it is read, YAMLError for what cannot be read."""
    _refuse_depth(text, first_line)
    _refuse_anchors(text, first_line)


def _refuse_anchors(text: str, first_line: int) -> None:
    if not re.search(r"[&*!]", text):
        return
    for event in yaml.parse(text, Loader=_Loader):
        is_anchor = getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent)
        if is_anchor or getattr(event, "tag", None):
            raise Refused(
                "P024",
                first_line + event.start_mark.line,
                "jangkar (&), alias (*), dan tag (!) tidak dipakai. Tulis nilainya.",
            )


def _refuse_depth(text: str, first_line: int) -> None:
    """A record is shallow; what is deep is meant to exhaust the reader."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            sentence = f"bidang bersarang lebih dari {DEEPEST} tingkat. Tulis ulang lebih datar."
            raise Refused("P028", first_line + event.start_mark.line, sentence)


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], first_line: int) -> Any:
    lines[place] = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return dict(_items(node, place, lines, first_line))
    if isinstance(node, yaml.SequenceNode):
        return [_value(n, (*place, i), lines, first_line) for i, n in enumerate(node.value)]
    return _scalar(node)


def _items(
    node: yaml.MappingNode, place: Place, lines: dict[Place, int], first_line: int
) -> Iterator[tuple[str, Any]]:
    seen = set()
    for key, value in node.value:
        line = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise Refused("P025", line, "nama bidang harus satu kata. Tulis ulang baris ini.")
        if key.value in seen:
            raise Refused("P026", line, f'bidang "{key.value}" ditulis dua kali. Hapus salah satu.')
        seen.add(key.value)
        yield key.value, _value(value, (*place, key.value), lines, first_line)
        lines[(*place, key.value)] = line


def _scalar(node: yaml.ScalarNode) -> Any:
    kind = node.tag.rsplit(":", 1)[1]
    if kind not in PLAIN_TYPES:
        return node.value
    if kind == "float" and not re.fullmatch(r"[-+]?[0-9.]+", node.value):
        return node.value
    value = yaml.safe_load(node.value)
    if value is None:
        return None
    number = WholeNumber(value) if kind == "int" else DecimalNumber(value)
    number.written = node.value
    return number


def refused(path: str, error: Refused) -> list[Problem]:
    return [Problem(error.code, path, error.line, error.text)]
