"""Writes what is made from the models: schemas, forms, editor settings, field tables."""

import environment

environment.ensure()

import argparse
import sys

from portal.core.generated import GUIDE, generated
from portal.core.portal import read_portal
from portal.core.problems import ProblemsFound


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    root = environment.ROOT
    try:
        portal = read_portal(root / "content", root / "data", root)
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    files = generated(portal, (root / GUIDE).read_text("utf-8"))
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    print(f"{len(files)} berkas ditulis.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
