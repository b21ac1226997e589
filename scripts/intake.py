"""Add published figures of a new source, withholding small details of regencies.

    python3 scripts/intake.py FIGURES.csv SOURCES.csv

Both files lie outside the repository, with the columns of `data/figures/` but
`status` and `added`.
"""

import environment

environment.ensure()

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

from portal.core.intake import take_in

DATA = environment.ROOT / "data"
FIGURES, SOURCES = DATA / "figures" / "figures.csv", DATA / "figures" / "sources.csv"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("figures", type=Path)
    options.add_argument("sources", type=Path)
    options.add_argument("--added", default=date.today().isoformat(), metavar="DATE")
    chosen = options.parse_args()
    if refused := refusal(chosen.figures, chosen.sources):
        sys.exit(refused)
    names = [row["name"] for row in read(DATA / "regions.csv") if row["level"] == "regency"]
    rows = read(chosen.figures), read(chosen.sources)
    figures, sources = take_in(*rows, names, chosen.added)
    append(FIGURES, figures)
    append(SOURCES, sources)
    withheld = sum(row["status"] == "confidential" for row in figures)
    print(f"{len(figures)} angka ditambahkan, {withheld} di antaranya ditahan.")


def refusal(*given: Path) -> str:
    """Why the files are not taken in; "" if they are."""
    for path in given:
        if environment.ROOT in path.resolve().parents:
            return f"{path} ada di dalam repositori. Pindahkan ke luar dulu."
    known = {row["source_id"] for row in read(SOURCES)}
    twice = sorted(known & {row["source_id"] for path in given for row in read(path)})
    return f"Sumber sudah ada: {', '.join(twice)}. Hapus dari kedua berkas." if twice else ""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def append(path: Path, rows: list[dict[str, str]]) -> None:
    columns = path.read_text("utf-8").splitlines()[0].split(",")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
