"""Templates as one language prints them: less to do for each page, the same text."""

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from .core.translations import Words

WORDS = "words"


class WordsInPlace(Extension):
    """Puts the words of a language where a template names them, when it is compiled.

    `{{ words.site.name }}` is half of what pages print; it becomes text of the template.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        tokens, before = list(stream), ""
        while tokens:
            said, length = self._said(tokens) if before != "dot" else (None, 0)
            if said is not None:
                tokens[:length] = [Token(tokens[0].lineno, "string", said)]
            before = tokens[0].type
            yield tokens.pop(0)

    def _said(self, tokens: list[Token]) -> tuple[str | None, int]:
        """The word that tokens begin with the name of, and the length of that name."""
        found, length = self.environment.words, 1
        if tokens[0].type != "name" or tokens[0].value != WORDS:
            return None, 0
        while isinstance(found, Words) and tokens[length].type == "dot":
            found = vars(found).get(tokens[length + 1].value)
            length += 2
        return (found, length) if isinstance(found, str) else (None, 0)


def templates_of(environment: Environment, words: Words) -> Environment:
    """The environment's templates in the language of `words`.

    In them `once(macro, …)` prints a macro, which has nothing but its arguments, one time
    for the same arguments.
    """
    own = environment.overlay(extensions=[WordsInPlace])
    own.extend(words=words)
    own.globals = {**environment.globals, "once": cache(lambda macro, *given: macro(*given))}
    # No template has globals of its own; Jinja compares a chain of two dicts at each import.
    own.make_globals = lambda given: own.globals
    return own
