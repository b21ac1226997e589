"""Questions put to an editor one after the other, or answered by options."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .core.answers import NotUnderstood, Reader, list_of, one_of
from .core.fields import Record
from .core.schemas import explanation

Answers = dict[str, object]
Listen = Callable[[str], str]
Say = Callable[[str], None]


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
) -> Answers:
    """An answer to every question: what is given, else what is asked.

    given    name -> text or list of texts, from options; None where not given.
    listen   shows a prompt and returns the line typed; None asks nothing.
    raises   Unanswered with every question that has no usable answer.
    """
    answers: Answers = {}
    mistakes: list[str] = []
    for question in questions:
        try:
            answers[question.name] = _answer(
                question, given.get(question.name), answers, listen, say
            )
        except NotUnderstood as error:
            mistakes.append(f"--{question.name}: {error}")
    if mistakes:
        raise Unanswered("\n".join(mistakes))
    return answers


def _answer(
    question: Question, given: object, before: Answers, listen: Listen | None, say: Say
) -> object:
    if given is not None:
        return _read_given(question, given)
    if listen is None:
        return _unasked(question, before)
    say(f"\n{question.label}. {question.text}")
    if question.many:
        return _ask_many(question, listen, say)
    return _ask(question, question.suggest(before), question.must, listen, say)


def _read_given(question: Question, given: object) -> object:
    if question.many:
        return [question.read(one) for one in given]
    return question.read(given)


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
    found: list = []
    while True:
        one = _ask(question, "", question.must and not found, listen, say, again=bool(found))
        if one is None:
            return found
        found.append(one)


def _ask(
    question: Question, suggestion: str, must: bool, listen: Listen, say: Say, again: bool = False
) -> object:
    """One line, asked until it is understood; None for an empty one that may be empty."""
    while True:
        typed = listen(_prompt(suggestion, again, must)).strip() or suggestion
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
