"""Every test, the browser ones too. Arguments go to pytest."""

import environment

environment.ensure()

import sys

import checkers
import pytest
from browser import find_chromium


def main() -> int:
    find_chromium()
    checkers.install()
    # The longest tests come last; a core that is done takes over some of what waits for another.
    return pytest.main(["-n", "auto", "--dist", "worksteal", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
