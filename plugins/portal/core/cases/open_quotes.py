"""The line of a quotation mark that keeps a raw file from being read."""

import re
from collections.abc import Iterable

# Up to the mark that closes a field: a doubled one is a part of it.
CLOSING = re.compile(r'[^"]*+(?:""[^"]*+)*+"')


def line_of_wrong_quote(lines: Iterable[str], separator: str) -> int:
    """The line where a quotation mark opens that nothing closes, or that closes amid a word.

    returns  0 if every mark is closed in front of a separator or the end of a line.
    """
    opening = re.compile(rf'(?:^|{re.escape(separator)})"')
    opened = 0
    for number, written in enumerate(lines, 1):
        line, at = written.rstrip("\r\n"), 0
        while True:
            if opened:
                closed = CLOSING.match(line, at)
                if not closed:
                    break
                at = closed.end()
                if line[at : at + 1] not in ("", separator):
                    return opened
                opened = 0
            found = opening.search(line, at)
            if not found:
                break
            at, opened = found.end(), number
    return opened
