"""The dated register of regions, as far as counting cases needs it."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .periods import first_and_last, is_period

FORM = re.compile(r"^(?:Provinsi|Kabupaten|Kota)(?: Administrasi)? ")


@dataclass(frozen=True)
class Region:
    """One row of the register: a code with the days on which it was valid.

    valid_from, valid_to  ISO days; empty where there is no such end.
    legal_form  what it is, where the name does not say it: kabupaten, kota.
    """

    code: str
    parent: str
    name: str
    valid_from: str = ""
    valid_to: str = ""
    legal_form: str = ""


def read_register(path: Path) -> list[Region]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Region(*(row.get(k) or "" for k in Region.__annotations__))
            for row in csv.DictReader(file)
        ]


def parents(register: Iterable[Region]) -> dict[str, str | None]:
    """code -> parent code of every code the register ever had."""
    return {region.code: region.parent or None for region in register}


def large_names(register: Iterable[Region]) -> list[str]:
    """Names of provinces, regencies and cities, with and without what they are."""
    found = [r.name for r in register if r.parent and r.code.count(".") <= 1]
    return sorted({name for full in found for name in (full, FORM.sub("", full))})


def names_of(register: Iterable[Region]) -> dict[str, list[str]]:
    """Name in small letters, with and without what the region is -> codes so named."""
    found: dict[str, list[str]] = {}
    for region in register:
        own = FORM.sub("", region.name)
        for name in {region.name, own, f"{region.legal_form} {own}".strip()}:
            codes = found.setdefault(name.casefold(), [])
            codes += [] if region.code in codes else [region.code]
    return found


def valid_within(register: Iterable[Region]) -> Mapping[str, list[tuple[str, str]]]:
    """code -> its periods of validity, (first day, last day)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for region in register:
        found.setdefault(region.code, []).append(
            (region.valid_from or "0000", region.valid_to or "9999")
        )
    return found


def absent(register: Iterable[Region], periods: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(code, period) for regions that did not exist on any day of a period: no cases there."""
    valid, found = valid_within(register), set()
    for period in filter(is_period, periods):
        first, last = first_and_last(period)
        found |= {
            (c, period)
            for c, spans in valid.items()
            if all(b < first or a > last for a, b in spans)
        }
    return frozenset(found)
