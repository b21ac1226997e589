"""Questions put to an editor one after the other, or answered by options."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .core.answers import NotUnderstood, Reader, list_of, one_of
from .core.fields import Record
from .core.schemas import explanation

# In which what was pasted has come, also over a slow connection.
SECONDS = 0.1
Answers = dict[str, object]
Listen = Callable[[str], str]
Say = Callable[[str], None]
Waiting = Callable[[], bool]


class Refused(Exception):
    """Why nothing was written."""


class Unanswered(Exception):
    """What was not given and may not be asked; a sentence per question."""


@dataclass(frozen=True)
class Question:
    """One thing to know.

    name     the option (`--region`) and the key of the answer.
    read     turns what was typed into the value, or raises NotUnderstood.
    must     an empty answer is not taken.
    many     asked again until the answer is empty; the value is a list.
    suggest  what an empty answer means, out of the answers before; "" for nothing.
    lines    the answer may have several; an empty one ends it.
    choices  what the Tab key completes.
    """

    name: str
    label: str
    text: str
    read: Reader = str
    must: bool = False
    many: bool = False
    suggest: Callable[[Answers], str] = lambda answers: ""
    choices: tuple[str, ...] = ()
    lines: bool = False


def about(model: type[Record], field: str, name: str = "", **more: Any) -> Question:
    """A question in the words of the model."""
    label, text, example = explanation(model, field)
    hint = f"{text} Contoh: {example}." if example else text
    return Question(name or field.replace("_", "-"), label, hint, **more)


def choose(
    model: type[Record], field: str, choices: Mapping[str, str], name: str = "", **more: Any
) -> Question:
    label, text, _ = explanation(model, field)
    hint = f"{text} Pilihan: {list_of(choices)}."
    shown = (*choices, *choices.values())
    return Question(name or field, label, hint, one_of(choices), choices=shown, **more)


def collect(
    questions: Sequence[Question],
    given: Mapping[str, object],
    listen: Listen | None,
    say: Say = print,
    is_waiting: Waiting = lambda: False,
) -> Answers:
    """An answer to every question: what is given, else what is asked.

    given       name -> text or list of texts, from options; None where not given.
    listen      shows a prompt and returns the line typed; None asks nothing.
    is_waiting  whether more was typed already, as after pasting.
    raises      Unanswered with every question that has no usable answer.
    """
    answers: Answers = {}
    mistakes: list[str] = []
    for question in questions:
        try:
            answers[question.name] = _answer(
                question, given.get(question.name), answers, listen, say, is_waiting
            )
        except NotUnderstood as error:
            mistakes.append(f"--{question.name}: {error}")
    if mistakes:
        raise Unanswered("\n".join(mistakes))
    return answers


def _answer(
    question: Question,
    given: object,
    before: Answers,
    listen: Listen | None,
    say: Say,
    is_waiting: Waiting,
) -> object:
    if given is not None:
        return _read_given(question, given)
    if listen is None:
        return _unasked(question, before)
    say(f"\n{question.label}. {question.text}")
    if question.many:
        return _ask_many(question, listen, say)
    if question.lines:
        return _ask_lines(question, listen, say, is_waiting)
    return _ask(question, question.suggest(before), question.must, listen, say)


def _read_given(question: Question, given: object) -> object:
    if question.many:
        return [question.read(_in_one_line(one)) for one in given]
    return question.read(given if question.lines else _in_one_line(given))


def _unasked(question: Question, before: Answers) -> object:
    if question.many and not question.must:
        return []
    suggestion = question.suggest(before)
    if suggestion:
        return question.read(suggestion)
    if question.must:
        raise NotUnderstood(f"belum diisi. {question.text}")
    return None


def _ask_many(question: Question, listen: Listen, say: Say) -> list:
    """An answer in each line, up to an empty one."""
    found: list = []
    while True:
        typed = listen(_prompt("", bool(found), question.must)).strip()
        if not typed and (found or not question.must):
            return found
        for line in filter(str.strip, typed.split("\n")):
            try:
                found.append(question.read(_in_one_line(line)))
            except NotUnderstood as error:
                say(str(error))
        if not found:
            say("Ini perlu diisi.")


def _ask_lines(question: Question, listen: Listen, say: Say, is_waiting: Waiting) -> object:
    """All lines up to an empty one, as one answer; what was pasted may hold empty ones."""
    found: list[str] = []
    while True:
        typed = listen(_prompt("", bool(found), question.must)).rstrip()
        if typed or is_waiting():
            found.append(typed)
            continue
        try:
            if text := "\n".join(found).strip():
                return question.read(text)
            if not question.must:
                return None
            say("Ini perlu diisi.")
        except NotUnderstood as error:
            say(str(error))
        found.clear()


def _in_one_line(answer: object) -> str:
    return " ".join(str(answer).split())


def _ask(question: Question, suggestion: str, must: bool, listen: Listen, say: Say) -> object:
    """One answer, asked until it is understood; None for an empty one that may be empty."""
    while True:
        typed = _in_one_line(listen(_prompt(suggestion, False, must))) or suggestion
        if not typed and not must:
            return None
        try:
            if typed:
                return question.read(typed)
            say("Ini perlu diisi.")
        except NotUnderstood as error:
            say(str(error))


def _prompt(suggestion: str, again: bool, must: bool) -> str:
    if suggestion:
        return f"[{suggestion}] > "
    return "(lagi, atau Enter bila cukup) > " if again else "> " if must else "(boleh kosong) > "


def completing(questions: Sequence[Question], listen: Listen) -> Listen:
    """The same `listen` with the Tab key completing any choice of any question.

    Where the machine has no readline (Windows), nothing changes.
    """
    try:
        import readline
    except ImportError:
        return listen
    choices = sorted({choice for question in questions for choice in question.choices})

    def complete(typed: str, state: int) -> str | None:
        found = [choice for choice in choices if choice.lower().startswith(typed.lower())]
        return found[state] if state < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    return listen


def is_typed_ahead() -> bool:
    """Whether the terminal holds more than was read; a person needs longer for a line."""
    if not sys.stdin.isatty():
        return False
    if os.name == "nt":
        import msvcrt

        return msvcrt.kbhit()
    import select

    return bool(select.select([sys.stdin], [], [], SECONDS)[0])
