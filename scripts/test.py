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
    return pytest.main(["-n", "auto", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
