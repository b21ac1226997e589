"""Shows every problem of content and data at once; exit 1 if there is any. Advice stops nothing.

With --against COMMIT also what readers will see changed since that commit, and
every change to something published that no correction explains.
"""

import environment

environment.ensure()

import argparse
import sys
from functools import partial

from places import path

from portal.core.checks import examine
from portal.core.problem_codes import explain, explanations
from portal.core.problems import nearest
from portal.manifest import last_day
from portal.messages import is_summary, report, write_summary
from portal.output_folder import NotReplaceable, stop_unless_own_file
from portal.review import NotComparable, compared


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--format", choices=("text", "github", "markdown"), default="text")
    options.add_argument("--against", metavar="COMMIT")
    options.add_argument("--summary", type=path, metavar="FILE", help="the changes as Markdown")
    options.add_argument("--explain", metavar="CODE", type=str.upper)
    chosen = options.parse_args()
    if chosen.explain:
        return print_explanation(chosen.explain)
    root, say = environment.ROOT, partial(print, file=sys.stderr)
    try:
        stop_unless_own_file(chosen.summary, is_summary)
        found = compared(root, examine(root, last_day(root), say), chosen.against)
    except NotReplaceable as reason:
        say(reason)
        return 1
    except NotComparable as reason:
        say(reason)
        write_summary(chosen.summary, str(reason))
        return 1
    write_summary(chosen.summary, found.markdown)
    return report(found, chosen.format)


def print_explanation(code: str) -> int:
    if code in explanations():
        print(explain(code))
        return 0
    print(f'kode "{code}" tidak dikenal.{nearest(code, explanations())}', file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
