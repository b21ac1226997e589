"""One short name for whatever a page is made from: equal inputs, equal digest."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic_core import to_json

SIZE = 16


class Digested:
    """What names itself by a digest, "" where nobody asked for it."""

    digest: str


class Shared(Digested):
    """An input of many pages, whose digest is made once."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.digest = digest_of(value)


def digest_of(*inputs: Any) -> str:
    """A digest of values: text, numbers, tuples, dataclasses; the same in every run.

    What has a digest of its own counts by it: a document by the bytes of its file.
    raises  ValueError where that is not known.
    """
    content = hashlib.blake2b(digest_size=SIZE)
    for one in inputs:
        _add(content, one)
    return content.hexdigest()


def quick_digest_of(made_with: str, value: Any) -> str:
    """A digest of one large value that the same code made, in a fifth of the time.

    What only differs in its types, such as two dataclasses with the same fields, is alike.
    raises  ValueError for what holds more than data.
    """
    content = hashlib.blake2b(made_with.encode(), digest_size=SIZE)
    content.update(to_json(value, bytes_mode="base64"))
    return content.hexdigest()


def digest_of_files(paths: Iterable[Path], root: Path) -> str:
    """A digest of the names below `root` and the bytes of files, in the order given."""
    content = hashlib.blake2b(digest_size=SIZE)
    for path in paths:
        content.update(path.relative_to(root).as_posix().encode() + b"\0")
        content.update(hashlib.blake2b(path.read_bytes(), digest_size=SIZE).digest())
    return content.hexdigest()


def _add(content: Any, one: Any) -> None:
    if isinstance(one, Digested):
        if not one.digest:
            kind = type(one).__name__
            raise ValueError(f"a {kind} was read without its digest: nobody could see it change")
        content.update(type(one).__name__.encode() + one.digest.encode())
    elif type(one) is str:
        text = one.encode()
        content.update(b"text%d " % len(text) + text)
    elif type(one) is tuple:
        content.update(b"tuple%d" % len(one))
        for part in one:
            _add(content, part)
    else:
        content.update(type(one).__name__.encode() + b" " + to_json(one))
