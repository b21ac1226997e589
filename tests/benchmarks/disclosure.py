"""Protect and audit a realistic sparse set: python tests/benchmarks/disclosure.py regencies|districts.

Invented cases in an invented tree of the size of the country, always the same.
Prints seconds, memory, complementary cells and the share of cases visible.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "plugins"))

from portal.core.cases.audit import audit
from portal.core.cases.disclosure import protect
from portal.core.cases.release import Release

CATEGORIES = [f"jenis-{i}" for i in range(8)]
YEARS = [str(2020 + i) for i in range(5)]
OUTCOMES = ["terbukti", "tidak-terbukti", "dihentikan", "diteruskan"]
SHARES = (
    [0.3, 0.2, 0.15, 0.12, 0.1, 0.07, 0.04, 0.02],
    [0.1, 0.15, 0.2, 0.15, 0.4],
    [0.5, 0.3, 0.15, 0.05],
)
SIZES = {"regencies": (514, 0, 16_000), "districts": (514, 8_000, 100_000)}


def tree(regencies: int, districts: int) -> dict[str, str | None]:
    """38 provinces, regencies dealt out among them, districts among those."""
    provinces = [str(11 + i) for i in range(38)]
    lower = [f"{provinces[i % 38]}.{i // 38 + 1:02}" for i in range(regencies)]
    lowest = [f"{lower[i % regencies]}.{i // regencies + 1:02}" for i in range(districts)]
    return (
        {"00": None}
        | dict.fromkeys(provinces, "00")
        | {c: c[:2] for c in lower}
        | {c: c[:5] for c in lowest}
    )


def invented_cases(places: list[str], cases: int) -> pd.DataFrame:
    """Few places have many cases, most have few: log-normal weights."""
    random = np.random.default_rng(1)
    weight = random.lognormal(0, 1.3, len(places))
    drawn = [random.choice(places, cases, p=weight / weight.sum())]
    drawn += [
        random.choice(codes, cases, p=p)
        for codes, p in zip((CATEGORIES, YEARS, OUTCOMES), SHARES, strict=True)
    ]
    frame = pd.DataFrame(
        dict(zip(("region_code", "category", "period", "outcome"), drawn, strict=True))
    )
    return frame.value_counts().rename("value").reset_index()


def settings(level: str, gate: int) -> Release:
    codes = {"category": CATEGORIES, "period": YEARS, "outcome": OUTCOMES}
    tables = {
        "wilayah-tahun": {"level": level, "by": ["period"]},
        "wilayah-jenis": {"level": level, "by": ["category"]},
        "provinsi-jenis-tahun": {"level": "province", "by": ["category", "period"]},
        "provinsi-hasil-tahun": {"level": "province", "by": ["outcome", "period"]},
        "nasional": {"by": ["category", "period", "outcome"]},
    }
    words = dict.fromkeys(("title", "issuer", "licence", "source", "quality"), "contoh")
    dimensions = {name: {"column": name, "codes": each} for name, each in codes.items()}
    return Release.model_validate(
        words
        | {
            "data": "contoh",
            "as_of": "2025-01-31",
            "gate": gate,
            "dimensions": dimensions,
            "tables": tables,
        }
    )


class Watch:
    """Seconds on the clock and of the processor, which other work on the machine does not stretch."""

    def __init__(self) -> None:
        self.clock, self.processor = time.perf_counter(), time.process_time()

    def lap(self) -> str:
        before = self.clock, self.processor
        self.clock, self.processor = time.perf_counter(), time.process_time()
        return f"{self.clock - before[0]:.0f} s ({self.processor - before[1]:.0f} s of processor)"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--gate", type=int, default=10)
    options = parser.parse_args()
    regencies, districts, cases = SIZES[options.size]
    regions = tree(regencies, districts)
    level = "district" if districts else "regency"
    places = [c for c in regions if c.count(".") == (2 if districts else 1)]
    frame, watch = invented_cases(places, cases), Watch()
    protected = protect(frame, settings(level, options.gate), regions, seconds=3600)
    print(f"protect {watch.lap()}; {protected.summary()}", flush=True)
    result = audit([protected.as_published("contoh")], regions, seconds=3600)
    print(
        f"audit {watch.lap()}; {len(result.findings)} findings; at least {result.narrowest} values left"
    )
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
