"""A portal with every district and village of Indonesia, and a chart for each region.

The register is that of `idn-area-data`; the figures are invented and say so.
"""

import csv
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import write_portal

from portal.core.figure_files import (
    CONFLICTS,
    FIGURES,
    SOURCES,
    figures_file,
    figures_text,
    source_file,
    source_text,
)

PINNED = Path(__file__).parent / "register"
INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
# Cases on their way: the fewest steps that make a chart.
STEPS = {"reported": 40, "registered": 31, "sanctioned": 12}
# Kemendagri says in the code of a village what it is.
VILLAGE_FORMS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}
PAPUA, NATION = "9", "00"
ONE_LANGUAGE = '\ndel ADDRESSES["en"]\n'

Row = dict[str, str]


def write_villages(folder: Path, register: Path, provinces: int | None = None) -> None:
    """A whole project of one language; all provinces have their villages in it, or the first."""
    write_portal(folder, [])
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(ONE_LANGUAGE)
    for page in (folder / "content" / "pages").glob("*.en.md"):
        page.unlink()
    regions = _rows(folder / "data" / "regions.csv")
    current = [row for row in regions if not row["valid_to"]]
    codes = [row["code"] for row in current if row["level"] == "province"][:provinces]
    inner = [row for row in _inner(register) if row["code"][:2] in codes]
    _write(folder / "data" / "regions.csv", regions[0].keys(), [*regions, *inner])
    _write_figures(folder, [row["code"] for row in [*current, *inner]])


def install_register(folder: Path) -> Path:
    """The folder of the register's tables; npm checks their package by its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, folder / name)
    npm = shutil.which("npm")
    if not npm or subprocess.call([npm, *INSTALL], cwd=folder) != 0:
        sys.exit("The register of villages comes with npm (Node 20), which is missing or failed.")
    return folder / "node_modules" / "idn-area-data" / "data"


def _inner(register: Path) -> Iterator[Row]:
    """Districts and villages as rows of `data/regions.csv`."""
    taken: set[tuple[str, str]] = set()
    for level, file in (("district", "districts.csv"), ("village", "villages.csv")):
        for row in _rows(register / file):
            parent, _, last = row["code"].rpartition(".")
            slug = _slug(row["name"])
            slug = f"{slug}-{last}" if (parent, slug) in taken else slug
            taken.add((parent, slug))
            yield {
                "code": row["code"],
                "parent": parent,
                "level": level,
                "legal_form": _legal_form(level, row["code"], last),
                "name": row["name"],
                "slug": slug,
            }


def _legal_form(level: str, code: str, last: str) -> str:
    if level == "village":
        return VILLAGE_FORMS[last[0]]
    return "distrik" if code[0] == PAPUA else "kecamatan"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _write_figures(folder: Path, codes: list[str]) -> None:
    """Only invented figures, for each region, with a source for each regency and what is above.

    codes  a region after the one it lies in.
    """
    for path in (*folder.glob(f"{SOURCES}*"), *folder.glob(f"{FIGURES}*")):
        if path != folder / CONFLICTS:
            path.unlink()
    _write(folder / CONFLICTS, _titles(folder / CONFLICTS), [])
    figures, counts = defaultdict(list), _counts(codes)
    for place, code in enumerate(codes):
        source = f"contoh-{code[:5].replace('.', '-')}"
        figures[source] += [
            _figure(f"{source}-{place}-{step}", code, step, value)
            for step, value in zip(STEPS, counts[code], strict=True)
        ]
    for source, rows in figures.items():
        (folder / source_file(source)).write_text(source_text(_source(source)), "utf-8")
        (folder / figures_file(source)).write_text(figures_text(rows), "utf-8")


def _counts(codes: list[str]) -> dict[str, list[int]]:
    """Region -> how many at each step: an invented number, or the sum of what is inside."""
    inside: dict[str, list[list[int]]] = {}
    counts = {}
    for place, code in reversed([*enumerate(codes)]):
        least = [value + place % 50 for value in STEPS.values()]
        counts[code] = [sum(parts) for parts in zip(*inside.pop(code, [least]), strict=True)]
        inside.setdefault(code.rpartition(".")[0] or NATION, []).append(counts[code])
    return counts


def _source(name: str) -> Row:
    return {
        "source_id": name,
        "url": f"https://contoh.example/{name}",
        "title": f"Contoh: laporan {name}",
        "publisher": "Contoh",
        "published": "2024-03-01",
        "institution": "Badan Contoh",
    }


def _figure(name: str, code: str, step: str, value: int) -> Row:
    return {
        "figure_id": name,
        "region_code": code,
        "election": "pemilu-2024",
        "period_end": "2024-02-14",
        "respondent_group": "asn",
        "stage_of_handling": step,
        "category": "all",
        "value": str(value),
        "status": "shown",
        "unit": "kasus",
        "verification": "verified",
        "added": "2026-11-24",
    }


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _titles(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _write(path: Path, titles: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(titles), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
