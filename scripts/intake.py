"""Add published figures of a new source, withholding small details of regencies.

    python3 scripts/intake.py FIGURES.csv SOURCES.csv

Both files lie outside the repository and have the columns of `data/figures/`,
without `status` and `added`. Values that must not be shown never enter the repository.
"""

import environment

environment.ensure()

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

from portal.core.intake import take_in

FIGURES = environment.ROOT / "data" / "figures" / "figures.csv"
SOURCES = environment.ROOT / "data" / "figures" / "sources.csv"
REGIONS = environment.ROOT / "data" / "regions.csv"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("figures", type=Path)
    options.add_argument("sources", type=Path)
    options.add_argument("--added", default=date.today().isoformat(), metavar="DATE")
    chosen = options.parse_args()
    if environment.ROOT in chosen.figures.resolve().parents:
        print(f"{chosen.figures} ada di dalam repositori. Pindahkan ke luar dulu.", file=sys.stderr)
        return 1
    names = [row["name"] for row in read(REGIONS) if row["level"] == "regency"]
    rows = read(chosen.figures), read(chosen.sources)
    figures, sources = take_in(*rows, names, chosen.added)
    append(FIGURES, figures)
    append(SOURCES, sources)
    withheld = sum(row["status"] == "confidential" for row in figures)
    print(f"{len(figures)} angka ditambahkan, {withheld} di antaranya ditahan.")
    return 0


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def append(path: Path, rows: list[dict[str, str]]) -> None:
    columns = path.read_text("utf-8").splitlines()[0].split(",")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
