"""What a build costs: of statements, beside Hugo and stock Pelican, or of all villages."""

import environment

environment.ensure()

import argparse
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(environment.ROOT / "tests" / "benchmarks"))

from places import path

from builds import Records, Villages

from portal.output_folder import NotReplaceable


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=1000, metavar="N")
    options.add_argument("--villages", action="store_true", help="a page for each of 91,592 places")
    options.add_argument("--hugo", type=path, default=shutil.which("hugo"), metavar="BINARY")
    options.add_argument("--pelican", action="store_true", help="stock Pelican too; takes long")
    options.add_argument("--rounds", type=int, default=3, metavar="N")
    options.add_argument("--folder", type=path, default=Path(".cache/bench"), metavar="DIR")
    chosen = options.parse_args()
    folder, peers = chosen.folder.resolve(), (chosen.hugo, chosen.pelican)
    if chosen.villages:
        bench = Villages(folder, chosen.rounds)
    else:
        bench = Records(folder, chosen.rounds, chosen.records, *peers)
    try:
        bench.prepare()
    except NotReplaceable as reason:
        sys.exit(str(reason))
    rows = bench.run()
    unit = next((row.cost.processor for row in rows if row.what.startswith("Hugo")), None)
    print("| build | processor s | × Hugo | wall s | largest process MB |")
    print("|---|---|---|---|---|")
    for row in rows:
        ratio = f"{row.cost.processor / unit:.2f}" if unit else ""
        cost = row.cost
        print(
            f"| {row.what} | {cost.processor:.1f} | {ratio} | {cost.wall:.1f} | {cost.memory:.0f} |"
        )
    for name, (pages, files, size) in bench.sizes().items():
        print(f"{name}: {pages} pages, {files} files, {size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
