"""The report of a release: what follows from its tables and settings, and nothing else."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from .published import Published

Fields = dict[str, Any]
SOLVER = re.compile(r"HiGHS \d{1,3}(?:\.\d{1,3}){1,3}")


class WrongReport(ValueError):
    """A report that says something else, or more.

    field  the field that is wrong; "" for the report as a whole.
    """

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field

    def line(self, report: str) -> int:
        """The line of the field in the text of the report."""
        return report.count("\n", 0, max(0, report.rfind(f'"{self.field}"'))) + 1


def report_of(
    release: Published, regions: Mapping[str, str | None], earlier: Sequence[str]
) -> Fields:
    """What may be told of a release: two raw files with the same tables, the same report.

    earlier  names of the releases it was protected with.
    """
    settings = release.settings
    _, shown = release.by_address(settings.family(regions))
    return {
        "cells": len(shown),
        "shown": int(shown.sum()),
        "withheld": int((~shown).sum()),
        "protection": {
            "threshold": settings.threshold,
            "values_left_open": settings.width,
            "gate": settings.gate,
            "group_size": settings.group_size,
        },
        "earlier_releases": list(earlier),
        "solver": f"HiGHS {version('highspy')}",
    }


def report_text(report: Mapping[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def read_report(text: str) -> Fields:
    """The fields of a report.

    raises  WrongReport for what is no JSON, and for a field that stands twice.
    """
    try:
        fields = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except WrongReport:
        raise
    except (ValueError, RecursionError) as error:
        raise WrongReport("bukan JSON yang sah") from error
    if not isinstance(fields, dict):
        raise WrongReport("isinya bukan bidang-bidang")
    return fields


def check_report(text: str, due: Fields, names: Sequence[str]) -> None:
    """Compare a report with what is computed again.

    names   other releases of the same data, in their order.
    raises  WrongReport with the first thing that is not as it must be.
    """
    fields = read_report(text)
    for name in [*fields, *due]:
        if name not in due:
            raise WrongReport(f'bidang "{name[:60]}" tidak dikenal', name)
        if name not in fields:
            raise WrongReport(f'bidang "{name}" tidak ada')
    earlier, solver = fields["earlier_releases"], fields["solver"]
    if not isinstance(earlier, list) or earlier != [n for n in names if n in earlier]:
        text = '"earlier_releases" menyebut rilis yang tidak ada, atau tidak berurutan'
        raise WrongReport(text, "earlier_releases")
    if not isinstance(solver, str) or not SOLVER.fullmatch(solver):
        raise WrongReport('"solver" bukan nama dan versi HiGHS', "solver")
    expected = due | {"earlier_releases": earlier, "solver": solver}
    for name, value in expected.items():
        if report_text({"": fields[name]}) != report_text({"": value}):
            raise WrongReport(f'"{name}" tidak sama dengan hitungan dari tabelnya', name)
    if text != report_text(expected):
        raise WrongReport("urutan atau spasinya bukan seperti yang ditulis anonymise.py")


def _once(pairs: Sequence[tuple[str, Any]]) -> Fields:
    found: Fields = {}
    for name, value in pairs:
        if name in found:
            raise WrongReport(f'bidang "{name[:60]}" ditulis dua kali', name)
        found[name] = value
    return found


def _no_number(written: str) -> None:
    raise WrongReport(f"{written} bukan bilangan")
