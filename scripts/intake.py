"""Add published figures of a new source, withholding small details of regencies.

    python3 scripts/intake.py FIGURES.csv SOURCES.csv

Both files lie outside the repository and have the columns `python3 scripts/new.py
figures` writes, as a spreadsheet saves them. Values that must not be shown never
enter the repository, and nothing enters while `check.py` would refuse it.
"""

import environment

environment.ensure()

import argparse
import sys
from datetime import date

from places import path

from portal.core.answers import NotUnderstood, a_past_day
from portal.core.problems import ProblemsFound
from portal.figure_intake import take
from portal.manifest import last_day
from portal.whole_files import NotWritten


def main() -> int:
    chosen, today = read_options(), last_day(environment.ROOT)
    try:
        for table in (chosen.figures, chosen.sources):
            if environment.ROOT in table.resolve().parents:
                raise NotUnderstood(f"{table} ada di dalam repositori. Pindahkan ke luar dulu.")
        added = date.fromisoformat(a_past_day(chosen.added, today))
        taken = take(environment.ROOT, chosen.figures, chosen.sources, added, today)
    except ProblemsFound as found:
        number = len(found.problems)
        print(found, f"{number} masalah; tidak ada yang dimasukkan.", sep="\n", file=sys.stderr)
        return 1
    except (NotUnderstood, NotWritten) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(taken)
    return 0


def read_options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("figures", type=path)
    options.add_argument("sources", type=path)
    options.add_argument("--added", default=date.today().isoformat(), metavar="DATE")
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
