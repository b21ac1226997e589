"""Problems and advice as a terminal shows them, or beside the lines of a pull request."""

import sys
from pathlib import Path

from .core.explanations import HEADING
from .core.problems import Advice, Message, Problem
from .review import Review

COMMANDS = {Problem.kind: "error", Advice.kind: "warning"}


def report(found: Review, style: str) -> int:
    """Print everything, each kind with its count; returns the exit code.

    style  "text", "github" for annotations, or "markdown" as in a pull request.
    """
    if style == "markdown":
        print(found.markdown, end="")
    else:
        _print_lines(found, style)
    problems, advice = found.problems, found.advice
    print(f"{len(problems)} masalah." if problems else "Tidak ada masalah.", file=sys.stderr)
    if advice:
        print(f"{len(advice)} peringatan.", file=sys.stderr)
    return 1 if problems else 0


def write_summary(path: Path | None, text: str) -> None:
    """Markdown into a file that `is_summary` knows again; nothing without a path."""
    if path:
        text = text if is_summary(text.encode("utf-8")) else f"{HEADING}\n\n{text}\n"
        path.write_text(text, "utf-8", newline="\n")


def is_summary(content: bytes) -> bool:
    return content.startswith((HEADING.encode("utf-8"), b"\n"))


def _print_lines(found: Review, style: str) -> None:
    shown = annotation if style == "github" else str
    for line in found.changes:
        print(line)
    for problem in found.problems:
        print(shown(problem))
    if found.advice and style == "text":
        print("\nPeringatan, tidak menghentikan apa pun:")
    for one in found.advice:
        print(shown(one))


def annotation(message: Message) -> str:
    """The message as GitHub shows it; nothing of an editor can end its line or its parts."""
    text, path = (part.replace("%", "%25") for part in (message.text, message.path))
    place = f"file={path.replace(',', '%2C').replace(':', '%3A')},line={message.line}"
    return f"::{COMMANDS[message.kind]} {place},title={message.code}::{text}"
