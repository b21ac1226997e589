"""Make a protected release out of raw cases: anonymise.py RAW.csv --release NAME.

RAW.csv stays where it is, outside the repository. Only a protected release,
attacked by the audit without success, is written to data/cases/NAME/.
"""

import environment

environment.ensure()

import argparse
import sys

from places import path

from portal.core.cases.anonymising import anonymise
from portal.case_files import write_protected


def main() -> int:
    options = read_options()
    config = options.config or options.raw.parent / "release.yaml"
    result, problems = anonymise(
        options.raw,
        options.release,
        config,
        options.repository,
        engine=options.engine,
        seconds=options.seconds,
    )
    for problem in sorted(problems):
        print(problem)
    if result is None:
        return 1
    folder = options.repository / "data" / "cases" / options.release
    write_protected(result.protected, result.audited, folder)
    print(f"{folder}: {result.protected.summary()}")
    return 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=path, help="case rows or counts, CSV")
    parser.add_argument("--release", required=True, help="name of the folder in data/cases/")
    parser.add_argument("--config", type=path, help="settings; release.yaml beside RAW.csv if none")
    parser.add_argument("--engine", choices=["pandas", "dask"], default="pandas")
    parser.add_argument("--seconds", type=float, default=900.0, help="time for protection")
    parser.add_argument("--repository", type=path, default=environment.ROOT)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
