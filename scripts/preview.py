"""Build the site, serve it on this machine, and build again at every change."""

import environment

environment.ensure()

import argparse
import sys

from places import path

from portal.builder import BuildFailed
from portal.preview import USUAL, preview


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, metavar="N", help="8000 or the next free one")
    options.add_argument("--output", type=path, default=environment.ROOT / USUAL, metavar="DIR")
    chosen = options.parse_args()
    try:
        preview(environment.ROOT, chosen.output, chosen.port)
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
