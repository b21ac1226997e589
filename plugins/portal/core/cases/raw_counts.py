"""Counts made elsewhere: every number checked, totals compared with their parts."""

import re
from itertools import product

import pandas as pd

from ..fields import shown
from ..problems import Problem
from .dimensions import LEVELS, TOTAL
from .raw_codes import Codes
from .raw_files import RawFile
from .release import PERIOD, REGION, Release

Key = tuple[str, ...]
WHOLE = re.compile(r"\d+")
LONGEST = 9  # digits: more cases than people
SENSIBLE = 60  # letters in which a number may be meant


def read_values(
    raw: RawFile, settings: Release, codes: Codes, frame: pd.DataFrame
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The finest counts, after every total in the file was compared with them."""
    rows, problems = _rows(raw, settings, codes)
    if problems:
        return None, problems
    finest = {key: value for key, (value, _) in rows.items() if _is_finest(key, settings, codes)}
    problems = _total_problems(raw, rows, finest, settings, codes)
    problems += _invalid_regions(raw, codes, rows, settings)
    frame = pd.DataFrame([(*key, value) for key, value in sorted(finest.items()) if value])
    if frame.empty:
        frame = pd.DataFrame(columns=range(len(settings.dimensions) + 2))
    frame.columns = [REGION, *settings.dimensions, "value"]
    return (None, problems) if problems else (frame.astype({"value": "int64"}), [])


def value_problem(text: str) -> str:
    """What is wrong with a count as it is written; empty if nothing is."""
    if WHOLE.fullmatch(text) and text.isascii():
        too_long = len(text.lstrip("0")) > LONGEST
        return f"{shown(text)} terlalu besar untuk jumlah perkara. Perbaiki." if too_long else ""
    if len(text) > SENSIBLE:
        return f"{shown(text)} bukan angka. Tulis bilangan bulat dengan angka 0-9."
    reasons = (
        (r"\s*", "kosong. Isi 0 kalau memang tidak ada, atau hapus barisnya."),
        (r"=.*", f'rumus "{text}". Simpan hasilnya sebagai angka.'),
        (r"-\d+", f"{text}; jumlah tidak boleh negatif. Perbaiki atau hapus baris ini."),
        (
            r"[<>≤≥].*",
            f'"{text}" sudah disamarkan. Berikan angka aslinya; skrip ini yang menyamarkan.',
        ),
        (r"\d{1,3}(\.\d{3})+", f'"{text}" bisa berarti ribuan atau desimal. Tulis tanpa titik.'),
        (r"\d+[.,]\d+", f'"{text}" pecahan; perkara dihitung bulat. Tulis bilangan bulat.'),
        (
            r"(?i)na|n/a|nan|null|-+",
            f'"{text}" bukan angka. Isi 0 kalau tidak ada, atau hapus barisnya.',
        ),
    )
    found = [sentence for pattern, sentence in reasons if re.fullmatch(pattern, text)]
    return found[0] if found else f'"{text}" bukan angka. Tulis bilangan bulat dengan angka 0-9.'


def _rows(
    raw: RawFile, settings: Release, codes: Codes
) -> tuple[dict[Key, tuple[int, int]], list[Problem]]:
    """Address -> (count, line). The file is read again for its lines: counts are few."""
    place = {name: i for i, name in enumerate(raw.columns)}
    columns = {REGION: settings.region_column} | {
        n: b.column for n, b in settings.dimensions.items()
    }
    has_commas = raw.separator == ";"
    rows: dict[Key, tuple[int, int]] = {}
    problems = []
    for line, record in list(raw.records())[1:]:
        text = record[place[settings.value_column]]
        text = re.sub(r",0+$", "", text) if has_commas else text
        key = tuple(
            codes.code(dimension, record[place[column]])[0] for dimension, column in columns.items()
        )
        reason = value_problem(text)
        if reason:
            problems.append(raw.problem("P116", line, f"kolom {settings.value_column}: {reason}"))
        elif key in rows:
            problems.append(
                raw.problem(
                    "P117",
                    line,
                    f"alamat yang sama sudah ada di baris {rows[key][1]}. Hapus salah satu; tidak dijumlahkan.",
                )
            )
        else:
            rows[key] = int(text), line
    return rows, problems


def _is_finest(key: Key, settings: Release, codes: Codes) -> bool:
    region, rest = key[0], key[1:]
    is_leaf = region in codes.parents and (
        codes.depth(region) >= codes.deepest or region not in set(codes.parents.values())
    )
    return is_leaf and all(
        c in b.codes for c, b in zip(rest, settings.dimensions.values(), strict=True)
    )


def _total_problems(raw: RawFile, rows, finest, settings: Release, codes: Codes) -> list[Problem]:
    """A total is compared with the finest counts under it, never added to them."""
    sums = _sums_of(finest, set(rows) - set(finest), settings, codes)
    return [
        _total_problem(raw, key, *rows[key], sums.get(key), codes)
        for key in rows
        if key not in finest and rows[key][0] != sums.get(key)
    ]


def _total_problem(
    raw: RawFile, key: Key, value: int, line: int, inside: int | None, codes: Codes
) -> Problem:
    name = ", ".join(key)
    if inside is None:
        level = LEVELS[codes.depth(key[0])] if key[0] in codes.parents else "gabungan"
        return raw.problem(
            "P118",
            line,
            f"jumlah untuk {name} hanya ada di tingkat {level}, tanpa rinciannya. Tambahkan baris rincian.",
        )
    than = "lebih besar dari" if inside > value else "berbeda dari"
    return raw.problem(
        "P118",
        line,
        f"rincian {name} berjumlah {inside}, {than} jumlahnya {value}. Perbaiki salah satunya.",
    )


def _sums_of(finest, totals: set[Key], settings: Release, codes: Codes) -> dict[Key, int]:
    """The finest counts added up into each of the totals they count in."""
    sums: dict[Key, int] = {}
    for key, value in finest.items():
        above = [_regions_above(key[0], settings, codes)]
        above += [
            [c, TOTAL, *(t for t, parts in b.sums.items() if c in parts)]
            for c, b in zip(key[1:], settings.dimensions.values(), strict=True)
        ]
        for total in product(*above):
            if total in totals:
                sums[total] = sums.get(total, 0) + value
    return sums


def _regions_above(code: str, settings: Release, codes: Codes) -> list[str]:
    found = [code]
    while codes.parents.get(found[-1]):
        found.append(codes.parents[found[-1]])
    return found + [a for a, area in settings.areas.items() if set(found) & set(area.members)]


def _invalid_regions(raw: RawFile, codes: Codes, rows, settings: Release) -> list[Problem]:
    if PERIOD not in settings.dimensions:
        return []
    at = 1 + list(settings.dimensions).index(PERIOD)
    frame = pd.DataFrame(
        {
            REGION: [k[0] for k, (v, _) in rows.items() if v],
            PERIOD: [k[at] for k, (v, _) in rows.items() if v],
        }
    )
    bad = codes.not_valid(frame)
    first = {k[0]: line for k, (_, line) in reversed(rows.items())}
    return [
        raw.problem("P114", first[code], f'kolom {column}: "{code}" {text}')
        for (column, code), text in bad.items()
    ]
