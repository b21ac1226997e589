"""The files of a finished site, and which of them have not passed the checks before."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from .core.built_pages import BuiltPages
from .manifest import Digest
from .rows import Rows
from .store import Store

# Its files are named by their content: no page links to one of them.
SEARCH = "pagefind/"


class Seen(NamedTuple):
    """What is known of one file.

    policy   of a page, "" otherwise.
    anchors  of a page, for links to them.
    """

    sha256: str
    policy: str = ""
    anchors: tuple[str, ...] = ()


class Survey:
    """The files of a site beside those that passed before.

    digests      of all files of the site, by their names.
    store        where those that passed are kept.
    passed_with  digest of the checks and of what they allow.
    files        name -> what is known of the file.
    new          names of files that have not passed before, or had other bytes.
    pages        of the site; those that are new have been read.
    """

    def __init__(
        self, site: Path, digests: Mapping[str, Digest], store: Store, passed_with: str
    ) -> None:
        self._site, self._kept = site, Rows(store, "passed", passed_with, Seen)
        self.pages = BuiltPages(site)
        before = self._kept.rows
        self.files: dict[str, Seen] = {}
        self.new: list[str] = []
        for name, about in sorted(digests.items()):
            seen = before.get(name)
            if seen is None or seen.sha256 != about["sha256"]:
                seen = self._look(name, str(about["sha256"]))
                self.new.append(name)
            self.files[name] = seen

    @property
    def policies(self) -> dict[str, str]:
        """Of every page."""
        return {name: s.policy for name, s in self.files.items() if name.endswith(".html")}

    @property
    def linking(self) -> list[str]:
        """Names of files whose links may lead nowhere: all, if something they led to is gone."""
        for name, before in self._kept.rows.items():
            now = self.files.get(name)
            if now is None and name.startswith(SEARCH):
                continue
            if now is None or not set(before.anchors) <= set(now.anchors):
                return list(self.files)
        return self.new

    def passed(self) -> None:
        """Keep what is known, for the next build."""
        self._kept.save(self.files)

    def _look(self, name: str, sha256: str) -> Seen:
        if not name.endswith(".html"):
            return Seen(sha256)
        page = self.pages.read(name, (self._site / name).read_bytes())
        return Seen(sha256, next(iter(page.policies), ""), page.anchors)
