"""Tells under a pull request what it changes for readers; only GitHub Actions runs this.

The text comes from `check.py --summary`; which pull request it is about, GitHub says.
"""

import environment

environment.ensure()

import argparse
import json
import os
import sys
from pathlib import Path

from places import path

from portal.pull_request import GitHub, comment, run_of


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("summary", type=path)
    chosen = options.parse_args()
    given = os.environ
    github = GitHub(given["GITHUB_API_URL"], given["GITHUB_REPOSITORY"], given["GITHUB_TOKEN"])
    event = json.loads(Path(given["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    text = chosen.summary.read_text("utf-8", errors="replace")
    print(comment(github, run_of(event), text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
