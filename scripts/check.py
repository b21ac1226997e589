"""Shows every problem of content and data at once; exit 1 if there is any.

Advice stands apart and stops nothing.

With --against COMMIT also what readers will see changed since that commit, and
every change to something published that no correction explains.
"""

import environment

environment.ensure()

import argparse
import sys
from functools import partial

from portal.core.checks import examine
from portal.core.problem_codes import explain, explanations
from portal.core.problems import nearest
from portal.manifest import last_day
from portal.messages import report
from portal.review import NotComparable, review, summary


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--format", choices=("text", "github"), default="text")
    options.add_argument("--against", metavar="COMMIT")
    options.add_argument("--explain", metavar="CODE", type=str.upper)
    chosen = options.parse_args()
    if chosen.explain:
        return print_explanation(chosen.explain)
    say = partial(print, file=sys.stderr)
    examined = examine(environment.ROOT, last_day(environment.ROOT), say)
    problems = examined.problems
    if chosen.against and not problems:
        try:
            found, problems = review(environment.ROOT, chosen.against)
        except NotComparable as reason:
            print(reason, file=sys.stderr)
            return 1
        print("\n".join(summary(found)))
    return report(problems, examined.advice, chosen.format)


def print_explanation(code: str) -> int:
    if code in explanations():
        print(explain(code))
        return 0
    print(f'kode "{code}" tidak dikenal.{nearest(code, explanations())}', file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
