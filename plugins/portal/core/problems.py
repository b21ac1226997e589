"""What is wrong, where, and what to do: the one form of every message."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an editor, printed as `path:line: text`.

    path  relative to the project, with forward slashes.
    line  counted from 1; 1 where the file as a whole is meant.
    text  Indonesian: what is wrong, with the value seen. What to do.
    """

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class ProblemsFound(Exception):
    """Raised by whoever cannot go on; carries every problem, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(value: str, valid: Iterable[str]) -> str:
    """A hint such as ` Maksudnya "33.11"?`, or nothing if none is near."""
    found = difflib.get_close_matches(value, list(valid), n=1, cutoff=0.6)
    return f' Maksudnya "{found[0]}"?' if found else ""
