"""Raw cases to counts: rows counted in chunks, or counts taken as they are.

Nothing of a single case leaves this module: what it returns are counts at the
finest level the tables need, and they are still unprotected.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..fields import shown
from ..identifiers import find_identifiers
from ..personal_columns import column_is_identifier
from ..problems import Problem
from ..region_codes import TAKEN_FROM_BPS
from .periods import first_and_last, is_day, is_period
from .raw_codes import Codes
from .raw_counts import read_values
from .raw_files import LongCell, RawFile, not_utf8, open_raw, ragged_rows
from .register import Region
from .release import PERIOD, REGION, Release

Chunk = tuple[pd.DataFrame, dict[tuple[str, str], str], bool]


def read_cases(
    path: Path, settings: Release, register: Sequence[Region], *, count: Callable | None = None
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Count a raw file at the finest level of the settings' dimensions.

    path      CSV outside the repository: one row per case, or counts.
    count     counts a RawFile's columns in another engine; pandas if None.
    returns   one column per dimension (codes) and `value` (int64), or every
              problem with its line.
    """
    raw, problems = open_raw(path)
    if raw is None:
        return None, problems
    problems = header_problems(raw, settings)
    if problems:
        return None, problems
    try:
        # A first row that is too long would be cut to the titles, and all others with it.
        first = next(itertools.islice(raw.records(), 1, None), (1, raw.columns))[1]
        if len(first) != len(raw.columns):
            return None, raw.unreadable()
        counted, identifiers, may_be_short = (count or count_in_chunks)(
            raw, Columns.of(raw, settings)
        )
        problems = ragged_rows(raw) if may_be_short else []
        if not problems:
            return _checked(raw, settings, register, counted, identifiers)
        return None, problems
    except UnicodeDecodeError:
        return None, [not_utf8(path)]
    except (pd.errors.ParserError, LongCell):
        return None, raw.unreadable()


def used_columns(settings: Release) -> dict[str, str]:
    """Column in the file -> dimension it fills (or `value`)."""
    columns = {settings.region_column: REGION} | {
        b.column: n for n, b in settings.dimensions.items()
    }
    return columns | ({settings.value_column: "value"} if settings.input == "counts" else {})


def header_problems(raw: RawFile, settings: Release) -> list[Problem]:
    """Columns that are refused, unknown, missing or there twice."""
    wanted, found = used_columns(settings), []
    for name in dict.fromkeys(raw.columns):
        if column_is_identifier(name):
            text = f'kolom "{name}" berisi identitas orang. Hapus kolom ini dari berkas sebelum dihitung.'
            found.append(raw.problem("P111", 1, text))
        elif raw.columns.count(name) > 1:
            text = f'kolom "{name}" ada dua kali. Hapus salah satunya.'
            found.append(raw.problem("P050", 1, text))
        elif name not in wanted and name not in settings.ignored_columns:
            found.append(raw.problem("P050", 1, _unknown_column(name, settings)))
    return found + [
        raw.problem("P050", 1, f'kolom "{name}" tidak ada. {_missing_column(name, settings)}')
        for name in wanted
        if name not in raw.columns
    ]


def _unknown_column(name: str, settings: Release) -> str:
    if name == settings.value_column:
        return f'kolom "{name}" berisi hitungan, padahal input: rows berarti satu baris satu perkara. Tulis input: counts.'
    return f'kolom "{name}" tidak dikenal. Hapus, atau sebut di ignored_columns.'


def _missing_column(name: str, settings: Release) -> str:
    if settings.input == "counts" and name == settings.value_column:
        return "Berkas ini tampaknya baris perkara; tulis input: rows, atau beri kolom hitungan."
    return "Tambahkan kolom ini, atau ubah nama kolom di release.yaml."


@dataclass(frozen=True)
class Columns:
    """What to do with each column while counting; small enough to send to a worker.

    used     columns that become dimensions.
    others   columns that are only searched for identifiers.
    day      the column with days, and the periods they are counted in.
    """

    used: tuple[str, ...]
    others: tuple[str, ...]
    day: str
    periods: tuple[str, ...]
    as_of: str

    @classmethod
    def of(cls, raw: RawFile, settings: Release) -> "Columns":
        used = tuple(used_columns(settings))
        period = settings.dimensions.get(PERIOD)
        day, periods = (
            (period.column, tuple(c for c in period.codes if is_period(c))) if period else ("", ())
        )
        return cls(
            used,
            tuple(c for c in raw.columns if c not in used),
            day,
            periods,
            settings.as_of.isoformat(),
        )

    def shorter(self, value: str) -> str:
        """The period of a day; anything else stays, and is reported later."""
        if not is_day(value) or value > self.as_of:
            return value
        return next(
            (c for c in self.periods if first_and_last(c)[0] <= value <= first_and_last(c)[1]),
            value,
        )


def count_in_chunks(raw: RawFile, columns: Columns) -> Chunk:
    """Distinct combinations of the used columns with `rows`, how often each occurs."""
    return merged((count_chunk(chunk, columns) for chunk in raw.chunks()), columns)


def count_chunk(chunk: pd.DataFrame, columns: Columns) -> Chunk:
    """One chunk: combinations, identifiers by (column, value), and whether a row may be short."""
    last = chunk[chunk.columns[-1]]
    may_be_short = bool((last.isna() | (last == "")).any())
    may_be_short |= any(_has_line_breaks(chunk[column]) for column in columns.others)
    keys, identifiers = {}, {}
    for column in columns.used:
        place, values = pd.factorize(chunk[column], use_na_sentinel=False)
        values = [v if isinstance(v, str) else "" for v in values]
        may_be_short |= any("\n" in v or "\r" in v for v in values)
        identifiers |= _identifiers_in(column, values)
        labels = [columns.shorter(v) for v in values] if column == columns.day else values
        again, names = pd.factorize(np.array(labels, dtype=object))
        keys[column] = pd.Categorical.from_codes(
            again[place], categories=pd.Index(names, dtype="str")
        )
    for column in columns.others:
        identifiers |= _identifiers_in(column, chunk[column].dropna().to_numpy(dtype=object))
    frame = pd.DataFrame(keys)
    counted = (
        frame.groupby(list(columns.used), observed=True, sort=False)
        .size()
        .rename("rows")
        .reset_index()
    )
    return counted.astype(dict.fromkeys(columns.used, "str")), identifiers, may_be_short


def _has_line_breaks(cells: pd.Series) -> bool:
    return bool(cells.str.contains("\n|\r", regex=True, na=False).any())


def merged(chunks: Iterable[Chunk], columns: Columns) -> Chunk:
    """The chunks added up, a combination only once."""
    used = list(columns.used)
    counted, identifiers, may_be_short = pd.DataFrame(columns=[*used, "rows"]), {}, False
    for frame, found, short in chunks:
        both = frame if counted.empty else pd.concat([counted, frame], ignore_index=True)
        counted = both.groupby(used, sort=False, observed=True)["rows"].sum().reset_index()
        identifiers, may_be_short = identifiers | found, may_be_short or short
    return counted, identifiers, may_be_short


def _identifiers_in(column: str, values: Iterable[str]) -> dict[tuple[str, str], str]:
    text = "\n".join(values)
    found = {}
    for each in find_identifiers(text):
        start, end = text.rfind("\n", 0, each.start) + 1, text.find("\n", each.start)
        found[column, text[start : end if end >= 0 else None]] = each.kind
    return found


def _checked(
    raw: RawFile,
    settings: Release,
    register: Sequence[Region],
    counted: pd.DataFrame,
    identifiers: Mapping,
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Codes instead of raw values, and all problems with their lines."""
    if counted.empty and not settings.no_cases:
        return None, [
            raw.problem(
                "P005",
                1,
                "hanya judul, tanpa baris. Kalau memang tidak ada perkara, tulis no_cases: true.",
            )
        ]
    columns = used_columns(settings)
    codes = Codes(settings, register)
    frame, bad = codes.translate(counted, columns)
    named = {
        at: f"berisi {kind}. Hapus identitas orang dari berkas ini."
        for at, kind in identifiers.items()
    }
    told = {at: text for at, text in bad.items() if at not in named}
    problems = sorted(_located(raw, "P071", named) + _located(raw, "P114", told, codes))
    if not problems and settings.input == "counts":
        return read_values(raw, settings, codes, frame)
    if not problems:
        problems = _located(raw, "P114", codes.misplaced(frame, columns), codes)
    counts = frame.groupby([REGION, *settings.dimensions], observed=True, sort=True)["rows"].sum()
    return (
        (None, problems)
        if problems
        else (counts.rename("value").reset_index().astype({"value": "int64"}), [])
    )


def _located(
    raw: RawFile, code: str, bad: Mapping[tuple[str, str], str], codes: Codes | None = None
) -> list[Problem]:
    """Each bad value at the first line where it stands; one reading of the file for all."""
    if not bad:
        return []
    left, found = dict(bad), []
    position = {name: i for i, name in enumerate(raw.columns)}
    for line, record in raw.records():
        if line == 1:
            continue
        for column, at in position.items():
            text = left.pop((column, record[at]), None)
            if text:
                # The sentence about an identifier does not repeat it.
                seen = "" if code == "P071" else f" {shown(record[at])}"
                named = _named_beside(text, raw, record, codes)
                found.append(raw.problem(code, line, f"kolom {column}:{seen} {text}{named}"))
        if not left:
            break
    return found


def _named_beside(text: str, raw: RawFile, record: Sequence[str], codes: Codes | None) -> str:
    """The code of the region that another cell of the row names, for a code of BPS."""
    if codes is None or TAKEN_FROM_BPS not in text:
        return ""
    for column, cell in zip(raw.columns, record, strict=False):
        named = codes.codes_named(cell.strip()) if cell.strip() else []
        if len(named) == 1:
            return f' Kolom {column} menyebut {shown(cell)}: kodenya "{named[0]}".'
    return ""
