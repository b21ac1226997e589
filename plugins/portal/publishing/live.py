"""The live address asked, after a publication, whether it shows what was published."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..manifest import MANIFEST
from ..search.files import UnknownFormat
from .comparison import is_page
from .searching import Read, found, known_words
from .sources import Folder, Published, Unreadable

PAGES, SEARCHES = 20, 3
# Reserved for examples, RFC 2606: nobody answers there.
EXAMPLES = (".example", ".invalid", ".test", "example.com", "example.net", "example.org")
# A host shows this one page with status 404.
UNANSWERED = "404.html"
NONE = "none"


@dataclass(frozen=True)
class Patience:
    """How often to ask and how long to wait in between, in seconds: hosts deploy late."""

    tries: int = 40
    seconds: float = 15
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Question:
    """Something asked of a site by reading its files; `text` names it to people."""

    text: str
    ask: Callable[[Read], object]

    def answer(self, site: Published) -> object:
        """None if the site cannot answer."""
        try:
            return self.ask(partial(_need, site))
        except (Unreadable, UnknownFormat, ValueError, LookupError):
            return None


def live_address(asked: str | None, site_url: str) -> str:
    """Where to ask: as asked, else the site's own address; "" for nowhere.

    asked  an address, or "none".
    """
    if asked:
        return "" if asked == NONE else asked
    return "" if is_example(site_url) else site_url


def is_example(site_url: str) -> bool:
    """Whether nobody can ever have a site there."""
    parts = urlsplit(site_url)
    return parts.scheme not in ("http", "https") or (parts.hostname or "").endswith(EXAMPLES)


def wrong_answers(live: Published, output: Path, patience: Patience) -> list[str]:
    """What the live site still answers otherwise than `output` when patience is at an end."""
    made = Folder(output)
    waiting = {question: question.answer(made) for question in questions(output)}
    for turn in range(patience.tries):
        if turn:
            patience.sleep(patience.seconds)
        waiting = {one: right for one, right in waiting.items() if one.answer(live) != right}
        if not waiting:
            return []
    return [question.text for question in waiting]


def questions(output: Path) -> list[Question]:
    """The manifest, pages drawn by the commit, and searches: the same for the same site."""
    read = partial(_need, Folder(output))
    paths = [MANIFEST, *drawn_pages(output)]
    searches = known_words(read, SEARCHES)
    return [
        *(Question(path, partial(_digest, path)) for path in paths),
        *(
            Question(f'pencarian "{word}" ({one})', partial(_search, one, word))
            for one, word in searches
        ),
    ]


def drawn_pages(output: Path) -> list[str]:
    """20 pages of a site: other ones for another commit, so that in time all are asked."""
    manifest = json.loads((output / MANIFEST).read_bytes())
    pages = [path for path in manifest["files"] if is_page(path) and not path.endswith(UNANSWERED)]
    return sorted(pages, key=lambda page: _sha256(f"{manifest['commit']} {page}".encode()))[:PAGES]


def _digest(path: str, read: Read) -> str:
    return _sha256(read(path))


def _search(language: str, word: str, read: Read) -> list[str]:
    return found(read, language, word)


def _need(site: Published, path: str) -> bytes:
    content = site.read(path)
    if content is None:
        raise Unreadable(path)
    return content


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
