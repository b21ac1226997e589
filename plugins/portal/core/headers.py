"""Files of people: Markdown with a YAML header, and YAML lists, with line numbers."""

import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .fields import Place, shown
from .problems import Problem

FENCE = "---"
CUT = re.compile(r"\s*(#.*)")
PLAIN_TYPES = ("int", "float", "null")
MOST_BYTES = 8_000_000  # of a picture; a text has a thousandth of it
MOST_BYTES_OF_TABLE = 50_000_000  # a few figures for every village
LONGEST_NUMBER = 30  # digits, with decimals
NUMBERS = ("int", "float")
PLAIN = re.compile(r"[-+]?[0-9.]+|~|null|Null|NULL|")
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


def most_bytes(path: Path) -> int:
    """How large a file may be, by its kind."""
    return MOST_BYTES_OF_TABLE if path.suffix == ".csv" else MOST_BYTES


def read_text(path: Path) -> str:
    """Text of a UTF-8 file; raises Refused with the first bad line, before a byte of
    a file that is too large or lies elsewhere is read."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        text = "pintasan (symlink) tidak dibaca. Simpan berkasnya sendiri di sini."
        raise Refused("P010", 1, text)
    if not stat.S_ISREG(found.st_mode):
        raise Refused("P013", 1, "bukan berkas biasa. Hapus, lalu simpan berkasnya lagi.")
    most = most_bytes(path)
    if found.st_size > most:
        text = f"berkas {found.st_size} bita; paling banyak {most}. Bagi menjadi beberapa berkas."
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
    reading = _Reading(text, first_line)
    try:
        return reading.document(), reading.lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refused("P022", first_line + mark.line, _unreadable(text, mark.line)) from error
    except yaml.YAMLError as error:
        line = first_line + text.count("\n", 0, getattr(error, "position", 0))
        sentence = "YAML memuat karakter yang tidak boleh. Hapus karakter itu."
        raise Refused("P023", line, sentence) from error


def _unreadable(text: str, line: int) -> str:
    lines = text.split("\n")
    seen = lines[min(line, len(lines) - 1)].strip()
    return (
        f"YAML tidak terbaca di dekat {shown(seen)}. Periksa titik dua, kutip, dan lekukan;"
        ' isi yang memuat ": " perlu tanda kutip.'
    )


def yaml_text(values: Mapping[str, Any]) -> str:
    """Fields as `read_yaml` reads them back, in their order."""
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=100)


def comments(text: str) -> Iterator[int]:
    """Lines of a readable YAML text that hold a comment."""
    rest = list(text)
    for event in _plain_events(text, first_line=1):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark.index, event.end_mark.index
            rest[start:end] = (c if c == "\n" else "x" for c in text[start:end])
    for number, line in enumerate("".join(rest).split("\n"), 1):
        if "#" in line:
            yield number


def _plain_events(text: str, first_line: int) -> Iterator[yaml.Event]:
    """What stands in a YAML text, in its order, up to what is not plain.

    A record is shallow; what is deep is meant to exhaust the reader.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            sentence = f"bidang bersarang lebih dari {DEEPEST} tingkat. Tulis ulang lebih datar."
            raise Refused("P028", first_line + event.start_mark.line, sentence)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            sentence = "jangkar (&), alias (*), dan tag (!) tidak dipakai. Tulis nilainya."
            raise Refused("P024", first_line + event.start_mark.line, sentence)
        yield event


class _Reading:
    """Values put together while a YAML text is parsed, once.

    lines  place of a value -> its line, or the line of its name.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self._events = _plain_events(text, first_line)
        self._first_line, self._texts = first_line, [*text.splitlines(), ""]
        self.lines: dict[Place, int] = {}

    def document(self) -> Any:
        """The only document of the text; `{}` if it has none."""
        _stream, start = next(self._events), next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            self.lines[()] = self._first_line
            return {}
        value = self._value(next(self._events), ())
        _end, another = next(self._events), next(self._events)
        if not isinstance(another, yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem_mark=another.start_mark)
        return value

    def _value(self, event: yaml.Event, place: Place) -> Any:
        self.lines[place] = self._line(event)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_cut_text(event)
            if (kind := _kind(event)) in NUMBERS and (said := long_number(event.value)):
                raise Refused("P176", self._line(event), said)
            return _scalar(event.value, kind)
        return self._list(place) if isinstance(event, yaml.SequenceStartEvent) else self._map(place)

    def _list(self, place: Place) -> list:
        found: list = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*place, len(found))))
        return found

    def _map(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            line = self._line(key)
            if not isinstance(key, yaml.ScalarEvent):
                raise Refused("P025", line, "nama bidang harus satu kata. Tulis ulang baris ini.")
            name = key.value
            if name in found:
                raise Refused("P026", line, f'bidang "{name}" ditulis dua kali. Hapus salah satu.')
            found[name] = self._value(next(self._events), (*place, name))
            self.lines[(*place, name)] = line
        return found

    def _refuse_cut_text(self, event: yaml.ScalarEvent) -> None:
        """A text without quotation marks ends where a comment begins."""
        end = event.end_mark
        cut = CUT.match(self._texts[end.line], end.column) if event.implicit[0] else None
        if cut and _kind(event) not in NUMBERS:
            sentence = (
                f"isi terpotong di {shown(cut[1])}: YAML membuang yang ditulis sesudah #."
                " Beri tanda kutip pada isinya, atau pindahkan komentar ke barisnya sendiri."
            )
            raise Refused("P145", self._first_line + end.line, sentence)

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + event.start_mark.line


def _kind(event: yaml.ScalarEvent) -> str:
    """Of what is written without quotation marks: a number, nothing, or "" for text."""
    value = event.value
    if not PLAIN.fullmatch(value):
        return ""
    resolvers = _Loader.yaml_implicit_resolvers.get(value[:1], ()) if event.implicit[0] else ()
    kind = next((tag.rsplit(":", 1)[1] for tag, written in resolvers if written.match(value)), "")
    return kind


def _scalar(value: str, kind: str) -> Any:
    """Text, but for numbers and nothing."""
    if kind == "null":
        return None
    if not kind:
        return value
    # `010` is ten to whoever wrote it; YAML would take it for eight.
    number = WholeNumber(value) if kind == "int" else DecimalNumber(value)
    number.written = value
    return number


def long_number(written: str, most: int = LONGEST_NUMBER) -> str:
    """What is wrong with a number nobody could have counted, "" if nothing."""
    digits = sum(letter.isalnum() for letter in written)
    if digits <= most:
        return ""
    return f"angka {digits} digit; paling banyak {most}. Periksa lagi di sumbernya."


def refused(path: str, error: Refused) -> list[Problem]:
    return [Problem(error.code, path, error.line, error.text)]
