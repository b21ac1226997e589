"""Releases of invented cases for the minimal site, made the way editors make them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from portal.case_files import write_protected
from portal.core.cases.anonymising import anonymise

Place = tuple[str, str, str, str]  # region, day, category, outcome
# 98.01 is small everywhere; what protects it is withheld around it.
COUNTS: dict[Place, int] = {
    ("98.01", "2023-05-01", "media-sosial", "terbukti"): 2,
    ("98.01", "2024-05-01", "media-sosial", "terbukti"): 3,
    ("98.01", "2024-05-01", "kampanye", "tidak-terbukti"): 40,
    ("98.71", "2023-05-01", "media-sosial", "terbukti"): 20,
    ("98.71", "2024-05-01", "kampanye", "tidak-terbukti"): 25,
    ("99.01", "2023-05-01", "kampanye", "terbukti"): 12,
    ("99.01", "2024-05-01", "media-sosial", "tidak-terbukti"): 30,
    ("99.02", "2024-05-01", "kampanye", "terbukti"): 17,
    ("99.02", "2023-05-01", "media-sosial", "tidak-terbukti"): 14,
}
SETTINGS = {
    "title": "Perkara netralitas contoh",
    "issuer": "Badan Contoh",
    "licence": "CC BY 4.0",
    "source": "Berkas perkara contoh",
    "quality": "Diperiksa dua orang",
    "data": "perkara-contoh",
    "as_of": "2024-12-31",
    "dimensions": {
        "period": {"column": "date", "codes": ["2023", "2024"], "of_people": False},
        "category": {"column": "category", "codes": ["media-sosial", "kampanye"]},
        "outcome": {
            "column": "outcome",
            "codes": ["terbukti", "tidak-terbukti"],
            "labels": {
                "terbukti": {"id": "Terbukti", "en": "Proven"},
                "tidak-terbukti": {"id": "Tidak terbukti", "en": "Not proven"},
            },
        },
    },
    "tables": {
        "wilayah-masa": {"level": "regency", "by": ["period"]},
        "wilayah-jenis": {"level": "regency", "by": ["category"]},
        "provinsi-jenis-masa": {"level": "province", "by": ["category", "period"]},
        "nasional": {"level": "nation", "by": ["category", "period", "outcome"]},
    },
}


def rows_of(counts: Mapping[Place, int]) -> list[str]:
    places = [place for place, count in counts.items() for _ in range(count)]
    return [f"{i},{','.join(place)}" for i, place in enumerate(places)]


def write_raw(folder: Path, rows: Iterable[str], settings: Mapping) -> tuple[Path, Path]:
    """Raw cases and settings on an editor's desk, outside the project."""
    folder.mkdir()
    raw, config = folder / "raw.csv", folder / "release.yaml"
    header = "case_id,region_code,date,category,outcome"
    raw.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    config.write_text(yaml.safe_dump(dict(settings), sort_keys=False), "utf-8")
    return raw, config


def add_release(
    project: Path,
    desk: Path,
    name: str = "2024",
    counts: Mapping[Place, int] = COUNTS,
    **more: object,
) -> Path:
    """A protected release in the project; returns its folder."""
    raw, config = write_raw(desk, rows_of(counts), SETTINGS | more)
    result, problems = anonymise(raw, name, config, project)
    assert problems == []
    folder = project / "data" / "cases" / name
    write_protected(result.protected, result.audited, folder)
    return folder
