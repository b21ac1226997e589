"""Build the site, serve it on this machine, and build again at every change."""

import environment

environment.ensure()

import argparse
import sys
from pathlib import Path

from portal.preview import preview


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--output", type=Path, default=Path(".cache/preview"), metavar="DIR")
    chosen = options.parse_args()
    preview(environment.ROOT, chosen.output, chosen.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
