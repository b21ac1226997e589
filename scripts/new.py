"""Asks for a new record and writes a valid file to edit; options answer without asking."""

import environment

environment.ensure()

import argparse
import sys
from endings import STOPPED
from portal.core.portal import read_portal
from portal.core.problems import ProblemsFound
from portal.disk import home_folder
from portal.manifest import last_day
from portal.new_records import Form, Refused, forms, refuse_wrong, write_new
from portal.questions import Unanswered, collect, completing, is_typed_ahead
from portal.whole_files import NotWritten


def main() -> int:
    root = environment.ROOT
    try:
        portal = read_portal(root / "content", root / "data", root)
        return make(forms(portal, root, home_folder() or root.parent, environment.HERE))
    except ProblemsFound as found:
        print(f"{found}\nPerbaiki dulu, lalu ulangi; tidak ada yang ditulis.", file=sys.stderr)
    except (Refused, Unanswered, NotWritten) as refused:
        print(refused, file=sys.stderr)
    except (EOFError, KeyboardInterrupt) as ended:
        print("\nBelum selesai dijawab; tidak ada yang ditulis.", file=sys.stderr)
        return 1 if isinstance(ended, EOFError) else STOPPED
    return 1


def make(known: dict[str, Form]) -> int:
    chosen = read_options(known)
    form = known[chosen.record]
    given = {q.name: getattr(chosen, q.name.replace("-", "_")) for q in form.questions}
    listen = None if chosen.no_questions else completing(form.questions, input)
    files = form.make(collect(form.questions, given, listen, is_waiting=is_typed_ahead))
    refuse_wrong(files, environment.ROOT, last_day(environment.ROOT))
    write_new(files)
    print(*(f"Ditulis: {path}" for path in files), sep="\n")
    print(form.after(list(files)))
    return 0


def read_options(known: dict[str, Form]) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    kinds = options.add_subparsers(dest="record", required=True)
    for kind, form in known.items():
        own = kinds.add_parser(kind, help=form.what, description=f"Membuat {form.what} baru.")
        own.add_argument("--no-questions", action="store_true", help="jangan bertanya")
        for q in form.questions:
            action = "append" if q.many else "store"
            own.add_argument(f"--{q.name}", action=action, help=q.text.replace("%", "%%"))
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
