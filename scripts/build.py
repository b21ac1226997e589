"""Check, build, index, check again: a whole site in a folder, or nothing at all."""

import environment

environment.ensure()

import argparse
import sys
from pathlib import Path

from places import path

from portal.builder import BuildFailed, build_site


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--output", type=path, default=Path("output"), metavar="DIR")
    options.add_argument("--site-url", metavar="URL", help="https://agency.example/portal")
    options.add_argument("--settings", type=path, metavar="FILE")
    chosen = options.parse_args()
    try:
        settings = str(chosen.settings or "publishconf.py")
        build_site(environment.ROOT, chosen.output, settings, chosen.site_url, say=print)
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
