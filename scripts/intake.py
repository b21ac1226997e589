"""Add published figures of a new source, withholding small details of regencies.

    python3 scripts/intake.py FIGURES.csv SOURCES.csv

Both files lie outside the repository and have the columns of `data/figures/`,
without `status` and `added`, as a spreadsheet saves them. Values that must not
be shown never enter the repository, and nothing enters while a row is wrong.
"""

import environment

environment.ensure()

import argparse
import sys
from datetime import date
from pathlib import Path

from portal.core.problems import ProblemsFound
from portal.figure_intake import take


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("figures", type=Path)
    options.add_argument("sources", type=Path)
    options.add_argument("--added", default=date.today().isoformat(), metavar="DATE")
    chosen = options.parse_args()
    root = environment.ROOT
    inside = [p for p in (chosen.figures, chosen.sources) if root in p.resolve().parents]
    if inside:
        print(f"{inside[0]} ada di dalam repositori. Pindahkan ke luar dulu.", file=sys.stderr)
        return 1
    try:
        count, withheld = take(root, chosen.figures, chosen.sources, chosen.added)
    except ProblemsFound as found:
        number = len(found.problems)
        print(found, f"{number} masalah; tidak ada yang dimasukkan.", sep="\n", file=sys.stderr)
        return 1
    print(f"{count} angka ditambahkan, {withheld} di antaranya ditahan.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
