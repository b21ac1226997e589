"""Shows every problem of content and data at once; exit 1 if there is any."""

import environment

environment.ensure()

import argparse
import sys

from portal.core.checks import check_project
from portal.core.problems import Problem


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--format", choices=("text", "github"), default="text")
    chosen = options.parse_args()
    problems = check_project(environment.ROOT)
    for problem in problems:
        print(annotation(problem) if chosen.format == "github" else problem)
    print(f"{len(problems)} masalah." if problems else "Tidak ada masalah.", file=sys.stderr)
    return 1 if problems else 0


def annotation(problem: Problem) -> str:
    """The problem as GitHub shows it beside the line of a pull request."""
    text = problem.text.replace("%", "%25").replace("\n", "%0A")
    return f"::error file={problem.path},line={problem.line}::{text}"


if __name__ == "__main__":
    sys.exit(main())
