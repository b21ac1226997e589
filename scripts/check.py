"""Shows every problem of content and data at once; exit 1 if there is any.

With --against COMMIT also what readers will see changed since that commit, and
every change to something published that no correction explains.
"""

import environment

environment.ensure()

import argparse
import sys

from portal.core.checks import check_project
from portal.core.problem_codes import explain, explanations
from portal.core.problems import Problem
from portal.review import NotComparable, review, summary


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--format", choices=("text", "github"), default="text")
    options.add_argument("--against", metavar="COMMIT")
    options.add_argument("--explain", metavar="CODE", type=str.upper, choices=explanations())
    chosen = options.parse_args()
    if chosen.explain:
        print(explain(chosen.explain))
        return 0
    problems = check_project(environment.ROOT)
    if chosen.against and not problems:
        try:
            found, problems = review(environment.ROOT, chosen.against)
        except NotComparable as reason:
            print(reason, file=sys.stderr)
            return 1
        print("\n".join(summary(found)))
    return report(problems, chosen.format)


def report(problems: list[Problem], style: str) -> int:
    for problem in problems:
        print(annotation(problem) if style == "github" else problem)
    print(f"{len(problems)} masalah." if problems else "Tidak ada masalah.", file=sys.stderr)
    return 1 if problems else 0


def annotation(problem: Problem) -> str:
    """The problem as GitHub shows it beside the line of a pull request."""
    text, path = (part.replace("%", "%25") for part in (problem.text, problem.path))
    place = f"file={path.replace(',', '%2C').replace(':', '%3A')},line={problem.line}"
    return f"::error {place},title={problem.code}::{text}"


if __name__ == "__main__":
    sys.exit(main())
