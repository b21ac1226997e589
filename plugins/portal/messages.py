"""Problems and advice as a terminal shows them, or beside the lines of a pull request."""

import sys
from collections.abc import Sequence

from .core.problems import Advice, Message, Problem

COMMANDS = {Problem.kind: "error", Advice.kind: "warning"}


def report(problems: Sequence[Problem], advice: Sequence[Advice], style: str) -> int:
    """Print everything, each kind with its count; returns the exit code.

    style  "text", or "github" for annotations.
    """
    for message in problems:
        print(annotation(message) if style == "github" else message)
    if advice and style == "text":
        print("\nPeringatan, tidak menghentikan apa pun:")
    for message in advice:
        print(annotation(message) if style == "github" else message)
    print(f"{len(problems)} masalah." if problems else "Tidak ada masalah.", file=sys.stderr)
    if advice:
        print(f"{len(advice)} peringatan.", file=sys.stderr)
    return 1 if problems else 0


def annotation(message: Message) -> str:
    """The message as GitHub shows it; nothing of an editor can end its line or its parts."""
    text, path = (part.replace("%", "%25") for part in (message.text, message.path))
    place = f"file={path.replace(',', '%2C').replace(':', '%3A')},line={message.line}"
    return f"::{COMMANDS[message.kind]} {place},title={message.code}::{text}"
