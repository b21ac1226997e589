"""Shows every problem of content and data at once; exit 1 if there is any.

With --against COMMIT also what readers will see changed since that commit, and
every change to something published that no correction explains.
"""

import environment

environment.ensure()

import argparse
import sys
from pathlib import Path

from portal.core.checks import check_project
from portal.core.problems import Problem
from portal.review import NotComparable, Review, review


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--format", choices=("text", "github", "markdown"), default="text")
    options.add_argument("--against", metavar="COMMIT")
    options.add_argument("--summary", type=Path, metavar="FILE", help="the changes as Markdown")
    chosen = options.parse_args()
    try:
        found = look(chosen.against)
    except NotComparable as reason:
        print(reason, file=sys.stderr)
        if chosen.summary:
            chosen.summary.write_text(f"{reason}\n", "utf-8", newline="\n")
        return 1
    if chosen.summary:
        chosen.summary.write_text(found.markdown, "utf-8", newline="\n")
    return report(found, chosen.format)


def look(against: str | None) -> Review:
    return review(environment.ROOT, against) if against else Review(check_project(environment.ROOT))


def report(found: Review, style: str) -> int:
    problems = map(annotation if style == "github" else str, found.problems)
    shown = found.markdown.splitlines() if style == "markdown" else [*found.changes, *problems]
    for line in shown:
        print(line)
    count = len(found.problems)
    print(f"{count} masalah." if count else "Tidak ada masalah.", file=sys.stderr)
    return 1 if count else 0


def annotation(problem: Problem) -> str:
    """The problem as GitHub shows it beside the line of a pull request."""
    text = problem.text.replace("%", "%25").replace("\n", "%0A")
    return f"::error file={problem.path},line={problem.line}::{text}"


if __name__ == "__main__":
    sys.exit(main())
