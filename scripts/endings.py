"""How every command speaks, and how it ends where nobody else has a word for it."""

import os
import sys

STOPPED = 130


def speak_everywhere() -> None:
    """A terminal that claims to know only ASCII or Latin letters must not stop a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say_last_words(kind, error, trace) -> None:
    """For `sys.excepthook`: Ctrl+C and a full disk are a line, an error of ours stays whole."""
    if issubclass(kind, KeyboardInterrupt):
        _end("Dihentikan.", STOPPED)
    if issubclass(kind, BrokenPipeError):
        # Whoever read the output has had enough of it, as `head` has.
        _end("", 1)
    if issubclass(kind, OSError):
        from portal.disk import why_not_written

        if why_not_written(error):
            _end(why_not_written(error), 1)
    sys.__excepthook__(kind, error, trace)


def _end(words: str, code: int) -> None:
    """At once: threads and children that still work are not waited for."""
    for stream, text in ((sys.stdout, ""), (sys.stderr, words and words + "\n")):
        try:
            stream.write(text)
            stream.flush()
        except (AttributeError, OSError, ValueError):
            # It is closed, so nobody listens.
            pass
    os._exit(code)
