"""One language's edition of the portal: its words, labels and links."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from . import formats
from .addresses import Addresses
from .copies import host_of, is_copy_farm
from .documents import Document, Page
from .figure_tables import FigureTables
from .history import UNKNOWN, History
from .links import linked
from .portal import EVERY_CATEGORY, Portal
from .reference import Reference
from .regions import NATION
from .translations import Words


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Outside:
    """A page elsewhere; `href` is "" where it is not linked, and `mark` says why."""

    text: str
    href: str
    mark: str
    publisher: str = ""


@dataclass(frozen=True)
class Body:
    """What follows a document's header.

    text  Markdown.
    html  what it links to is still named, not linked.
    """

    text: str
    html: str


@dataclass(frozen=True)
class Edition:
    """What every page of one language is written with.

    bodies   of documents, by their paths.
    history  what changed each record, and when.
    """

    language: str
    portal: Portal
    words: Words
    addresses: Addresses
    bodies: Mapping[str, Body]
    history: History = UNKNOWN

    @property
    def is_main(self) -> bool:
        return self.language == self.addresses.main_language

    @property
    def tables(self) -> FigureTables:
        return self.portal.tables

    def say(self, key: str, **values: object) -> str:
        """A sentence of the interface: `say("region.figure_count", count=3)`."""
        words = self.words
        for part in key.split("."):
            words = words[part]
        return formats.sentences(self.language).format(words, **values)

    def label(self, code_list: str, code: str) -> str:
        entry = self.portal.codes[code_list][code]
        return entry.label_id if self.language == "id" else entry.label_en

    def category(self, slug: str) -> str:
        if slug == EVERY_CATEGORY:
            return self.words["figures"]["every_category"]
        entry = self.portal.categories[slug]
        return entry.label_id if self.language == "id" else entry.label_en

    def number(self, value: int | float) -> str:
        return formats.number(value, self.language)

    def day(self, value: date | None, precision: str = "day") -> str:
        return formats.day(value, self.language, precision) if value else self.words["unknown"]

    def listing(self, parts: list[str]) -> str:
        return formats.listing(parts, self.language)

    def href(self, kind: str, **parts: str) -> str:
        return self.addresses.href(self.language, kind, **parts)

    def link(self, kind: str, text: str, **parts: str) -> Link:
        return Link(text, self.href(kind, **parts))

    def region(self, code: str) -> Link:
        regions = self.portal.regions
        return self.link("region", regions[code].full_name, path=regions.path(code))

    def election(self, election: str) -> Link:
        """A link to an election's figures; one without figures has no page."""
        text = self.label("election", election)
        if election not in self.portal.elections_counted:
            return Link(text, "")
        return self.link("election", text, slug=election)

    def regulation(self, regulation: str) -> Link:
        """A link to a regulation; one without a page here has no address."""
        document = self.portal.regulations.get(regulation)
        if document is None:
            return Link(self.portal.externals[regulation].label, "")
        return self.link("regulation", document.record.citation, slug=regulation)

    def outside(self, text: str, url: str | None, publisher: str = "") -> Outside:
        """What is said of a page elsewhere: the one place that decides whether it is linked."""
        if is_copy_farm(url, self.portal.copy_farms):
            return Outside(text, "", self.words["outside"]["copy_farm"], publisher)
        mark = "" if url else self.words["outside"]["no_address"]
        return Outside(text, url or "", mark, publisher)

    def references(self, read: Iterable[Reference]) -> tuple[Outside, ...]:
        return tuple(self.outside(one.title, one.url, one.publisher) for one in read)

    def publisher(self, url: str) -> str:
        """Who publishes a site, as sources name it; else the site's own name."""
        host = host_of(url).removeprefix("www.")
        return self._publishers.get(host, host)

    @cached_property
    def _publishers(self) -> dict[str, str]:
        named = ((host_of(s.url).removeprefix("www."), s) for s in self.portal.sources.values())
        return {host: s.publisher for host, s in named if host}

    def place(self, kind: str, anchor: str) -> str:
        """The address of one place of a page."""
        return f"{self.href(kind)}#{anchor}"

    def figure(self, source_id: str, figure_id: str) -> str:
        return f"{self.href('source', slug=source_id)}#{figure_id}"

    def body(self, document: Document) -> str:
        """As HTML."""
        html = self.bodies[document.path].html
        return linked(html, document.path, self.href, self.portal.regions.path)

    def text(self, document: Document) -> str:
        """The body as it was written."""
        return self.bodies[document.path].text

    @cached_property
    def without_statements(self) -> "Edition":
        """The same edition, for what is made from anything but statements."""
        return replace(
            self,
            portal=self.portal.without_statements,
            history=self.history.without_statements,
        )

    @cached_property
    def cards(self) -> dict[str, Any]:
        """Cards of documents made so far, by path."""
        return {}

    @cached_property
    def headlines(self) -> dict[str, Any]:
        """Rows of the newest figures of regions, made so far for the regions inside, by code."""
        return {}

    def page(self, name: str) -> tuple[Page, Document] | None:
        """A page of prose in this language, else in Indonesian."""
        pages = self.portal.pages
        document = pages.get((name, self.language)) or pages.get((name, "id"))
        return (document.record, document) if document else None

    @cached_property
    def corrections(self) -> list[Document]:
        """Newest first."""
        found = sorted(self.portal.corrections.values(), key=lambda d: d.record.id)
        return sorted(found, key=lambda d: d.record.date, reverse=True)

    @cached_property
    def corrections_by_record(self) -> dict[str, list[Document]]:
        """The corrections that tell of each record, newest first."""
        by_record = defaultdict(list)
        for document in self.corrections:
            for record in dict.fromkeys(one.record for one in document.record.changes):
                by_record[record].append(document)
        return dict(by_record)

    def is_withdrawn(self, document: Document) -> bool:
        return document.name in self.portal.withdrawals

    @cached_property
    def all_statements(self) -> list[Document]:
        """Newest first, of one day by title; the withdrawn among them."""
        found = sorted(self.portal.statements.values(), key=lambda d: d.record.title)
        return sorted(found, key=lambda d: d.record.date, reverse=True)

    @cached_property
    def statements(self) -> list[Document]:
        """Those that stand, in the same order."""
        return [d for d in self.all_statements if not self.is_withdrawn(d)]

    @cached_property
    def regulations(self) -> list[Document]:
        """Those that stand, in the order of their files."""
        return [d for d in self.portal.regulations.values() if not self.is_withdrawn(d)]

    @cached_property
    def statements_by_region(self) -> dict[str, list[Document]]:
        return grouped(self.statements, lambda record: record.region_codes)

    @cached_property
    def statements_inside(self) -> dict[str, list[Document]]:
        """Under each region that one they name lies in; not under the nation."""
        above = self.portal.regions.lineage
        return grouped(
            self.statements,
            lambda record: [r.code for code in record.region_codes for r in above(code)[1:-1]],
        )

    @cached_property
    def statements_by_regulation(self) -> dict[str, list[Document]]:
        return grouped(self.statements, lambda record: record.regulations)

    @cached_property
    def statements_by_speaker(self) -> dict[str, list[Document]]:
        """By the institution a speaker spoke for, as the statement writes it."""
        return grouped(self.statements, lambda record: [one.institution for one in record.speakers])

    @cached_property
    def regulations_by_region(self) -> dict[str, list[Document]]:
        """Local regulations under their region; national ones under the nation."""
        by_region = defaultdict(list)
        for document in self.regulations:
            scope = document.record.scope
            by_region[NATION if scope == "national" else scope].append(document)
        return dict(by_region)


def grouped(
    documents: Iterable[Document], keys: Callable[[Any], Iterable[str]]
) -> dict[str, list[Document]]:
    """Documents under every key of their records, in the order given."""
    groups = defaultdict(list)
    for document in documents:
        for key in dict.fromkeys(keys(document.record)):
            groups[key].append(document)
    return dict(groups)
