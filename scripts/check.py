"""Shows every problem of content and data at once; exit 1 if there is any.

Advice stands apart and stops nothing.

With --against COMMIT also what readers will see changed since that commit, and
every change to something published that no correction explains.
"""

import environment

environment.ensure()

import argparse
import sys

from portal.core.checks import examine
from portal.core.problem_codes import explain, explanations
from portal.manifest import last_day
from portal.messages import report
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
    examined = examine(environment.ROOT, last_day(environment.ROOT))
    problems = examined.problems
    if chosen.against and not problems:
        try:
            found, problems = review(environment.ROOT, chosen.against)
        except NotComparable as reason:
            print(reason, file=sys.stderr)
            return 1
        print("\n".join(summary(found)))
    return report(problems, examined.advice, chosen.format)


if __name__ == "__main__":
    sys.exit(main())
