"""What is wrong, where, and what to do: the one form of every message."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from rapidfuzz import fuzz, process

from .problem_codes import explanations

# Percent of letters in common from which a word may be meant.
NEAR = 60

# What would move the cursor, hide or turn around the words of a message.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, order=True)
class Message:
    """Something to say about a line of a file, printed as `path:line: text [code]`.

    code  of the register; one that is not there, or is of the other kind, is
          refused: a message nobody can look up cannot be made.
    path  relative to the project, with forward slashes.
    line  counted from 1; 1 where the file as a whole is meant.
    text  Indonesian: what is wrong, with the value seen. What to do.
    """

    kind: ClassVar[str]

    code: str = field(compare=False)
    path: str
    line: int
    text: str

    def __post_init__(self) -> None:
        if not self.code.startswith(self.kind) or self.code not in explanations():
            raise ValueError(f"{self.code} is no code for {type(self).__name__}")
        object.__setattr__(self, "path", visible(self.path))
        object.__setattr__(self, "text", visible(self.text))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text} [{self.code}]"


class Problem(Message):
    """One mistake of an editor: it stops check and build."""

    kind = "P"


class Advice(Message):
    """Something a careful editor would look at again; it stops nothing."""

    kind = "W"


class ProblemsFound(Exception):
    """Raised by whoever cannot go on; carries every problem, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def visible(text: str) -> str:
    """The text in one line, each character a reader could not see by its name."""
    return UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\n", "\u2424"))


def nearest(value: str, valid: Iterable[str]) -> str:
    """A hint such as ` Maksudnya "33.11"?`, or nothing if none is near."""
    found = process.extractOne(value, list(valid), scorer=fuzz.ratio, score_cutoff=NEAR)
    return f' Maksudnya "{found[0]}"?' if found else ""
