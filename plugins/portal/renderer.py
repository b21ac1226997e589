"""The one place that turns pages into files."""

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from .core.addresses import Addresses
from .core.digests import digest_of, quick_digest_of
from .core.editions import Edition, Link
from .core.problems import Problem, ProblemsFound
from .core.profiles.linked_data import breadcrumbs, data_block
from .core.profiles.page import Page, Plan, made
from .core.safe_links import with_safe_links
from .core.translations import Words
from .inventory import Entry, Inventory
from .workers import in_workers

# What makes pages of all but statements, and what plans pages that show them.
Maker = Callable[[Edition], Page | Iterable[Page]]
Planner = Callable[[Edition], Iterable[Plan]]


@dataclass(frozen=True)
class Frame:
    """What surrounds a page: where it stands, and the same page elsewhere.

    here          link of the navigation that leads to this page, "" if none does.
    alternates    language and full address of every edition, for machines.
    translations  language and link of the other editions, for readers.
    linked_data   what the page is about, as the text of a block of JSON-LD.
    """

    root: str
    site_url: str
    href: str
    url: str
    alternates: tuple[tuple[str, str], ...]
    translations: tuple[tuple[str, str], ...]
    navigation: tuple[Link, ...]
    here: str
    footer: tuple[Link, ...]
    links: Mapping[str, Link]
    linked_data: str


@dataclass(frozen=True)
class Menu:
    """The links of every page of one language."""

    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    links: Mapping[str, Link]


@dataclass(frozen=True, slots=True)
class Due:
    """A page that may have to be made: its file, and what is known of it so far."""

    name: str
    page: Page | Plan
    edition: Edition
    entry: Entry


class Renderer:
    """Prints pages with their templates and writes them below one folder.

    A template sees `page`, `frame` and `words`, and nothing else. A page that
    was made from the same inputs before stays as it is; no maker needs to know.

    templates     of each language.
    printed_with  digest of what every page is printed with: templates, words, settings, code.
    made_from     digest of that and of all records but statements.
    workers       processes to make and print pages in.
    """

    def __init__(
        self,
        templates: Mapping[str, Environment],
        inventory: Inventory,
        addresses: Addresses,
        words: Mapping[str, Words],
        menus: Mapping[str, Iterable[str]],
        printed_with: str,
        made_from: str,
        workers: int,
    ) -> None:
        self._templates = templates
        self._inventory = inventory
        self._addresses = addresses
        self._words = words
        self._menus = {language: self._menu(language, menus) for language in words}
        self._printed_with = printed_with
        self._made_from = made_from
        self._workers = workers
        self._claimed: set[str] = set()
        self._due: list[Due] = []

    def render(self, pages: Iterable[Page | Plan], edition: Edition) -> None:
        """Print and write pages; two at one address are an error."""
        for one in pages:
            self._take(one, edition, "")

    def render_reference(self, maker: Maker, edition: Edition) -> None:
        """The same for what has nothing to do with statements: all of it at once."""
        name = digest_of(self._made_from, maker.__module__, maker.__qualname__, edition.language)
        kept = self._inventory.made_by(name)
        # Where one is at the address of another page, whoever makes it again says so.
        if kept and self._claimed.isdisjoint(kept):
            self._claimed.update(kept)
            self._inventory.keep_all(kept)
            return
        found = maker(edition.without_statements)
        for one in [found] if isinstance(found, Page) else found:
            self._take(one, edition, name)

    @property
    def listed(self) -> list[tuple[str, dict[str, str]]]:
        """Address of every page that the sitemap lists, and of the same page by language."""
        entries = sorted(self._inventory.entries.items())
        return [
            (name.removesuffix("index.html"), entry.editions)
            for name, entry in entries
            if entry.editions
        ]

    def _take(self, one: Page | Plan, edition: Edition, maker: str) -> None:
        name, planned = self._claim(one), ""
        if isinstance(one, Plan):
            planned = self._planned(one)
            if self._inventory.keep(name, planned):
                return
        self._due.append(Due(name, one, edition, Entry(maker, planned, "", self._editions(one))))

    def _planned(self, plan: Plan) -> str:
        """Digest of all that a planned page is made from."""
        return digest_of(self._made_from, plan.make.__qualname__, plan.language, plan.inputs)

    def finish(self) -> None:
        """Make, print and write what is due, in as many processes as there are."""
        names = [due.name for due in self._due]
        entries = in_workers(self._make, self._handed_over(), lambda due: due.name, self._workers)
        self._inventory.entries |= zip(names, entries, strict=True)

    def close(self) -> None:
        """Nothing more is to be rendered: what vanished goes. Another round may begin."""
        self._claimed.clear()
        self._inventory.close()

    def _handed_over(self) -> list[Due]:
        """What is due, which only whoever asks holds from now on."""
        due, self._due = self._due, []
        return due

    def _make(self, due: Due) -> Entry:
        page = made(due.page, due.edition)
        entry = due.entry._replace(key=quick_digest_of(self._printed_with, page))
        kept = self._inventory.same_page(due.name, entry)
        return kept or self._inventory.write(due.name, self._print(page), entry)

    def _claim(self, page: Page | Plan) -> str:
        """The name of the page's file, which no other page may have."""
        address = self._addresses.address(page.language, page.kind, **page.parts)
        name = f"{address}index.html" if address.endswith("/") or not address else address
        if name in self._claimed:
            text = (
                f'dua halaman "{page.kind}" beralamat "/{address}".'
                " Ganti nama berkas di content/pages/, atau ubah ADDRESSES."
            )
            raise ProblemsFound([Problem("P073", "pelicanconf.py", 1, text)])
        self._claimed.add(name)
        return name

    def _editions(self, page: Page | Plan) -> dict[str, str]:
        """Language -> address of the page in each, if the sitemap lists it."""
        links = self._addresses
        if not page.listed:
            return {}
        return {
            language: links.address(language, page.kind, **page.parts)
            for language, kinds in links.patterns.items()
            if page.kind in kinds
        }

    def _print(self, page: Page) -> str:
        name = page.template or page.kind
        frame = self.frame(page)
        try:
            template = self._templates[page.language].get_template(
                name if "." in name else f"{name}.html"
            )
            text = template.render(page=page, frame=frame, words=self._words[page.language])
        except TemplateError as error:
            raise ProblemsFound([template_problem(error, page.language)]) from error
        return with_safe_links(text, urlsplit(frame.site_url).netloc)

    def frame(self, page: Page) -> Frame:
        links, menu = self._addresses, self._menus[page.language]
        href = links.href(page.language, page.kind, **page.parts)
        elsewhere = {
            language: links.href(language, page.kind, **page.parts)
            for language, kinds in links.patterns.items()
            if page.kind in kinds
        }
        return Frame(
            root=links.root,
            site_url=links.origin + links.root.rstrip("/"),
            href=href,
            url=links.origin + href,
            alternates=tuple((name, links.origin + one) for name, one in elsewhere.items()),
            translations=tuple(pair for pair in elsewhere.items() if pair[0] != page.language),
            navigation=menu.navigation,
            here=href if any(link.href == href for link in menu.navigation) else "",
            footer=menu.footer,
            links=menu.links,
            linked_data=self._linked_data(page, links.origin + href),
        )

    def _linked_data(self, page: Page, url: str) -> str:
        about = [{"url": url, **page.about}] if page.about else []
        return data_block(
            [*about, *breadcrumbs(page.trail, page.title, url, self._addresses.origin)]
        )

    def _menu(self, language: str, menus: Mapping[str, Iterable[str]]) -> "Menu":
        names = vars(self._words[language]["menu"])
        links = {
            kind: Link(name, self._addresses.href(language, kind)) for kind, name in names.items()
        }
        return Menu(
            tuple(links[kind] for kind in menus["navigation"]),
            tuple(links[kind] for kind in menus["footer"]),
            links,
        )


def template_problem(error: TemplateError, language: str) -> Problem:
    """Where a template went wrong: the innermost of its lines in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        text = f"templat tidak terbaca ({error.message}). Perbaiki baris ini."
        return Problem("P090", _template(error.filename or ""), error.lineno, text)
    frames = traceback.extract_tb(error.__traceback__)
    place = [f for f in frames if f.filename.endswith((".html", ".xml", ".txt"))][-1]
    quoted = re.findall(r"'([^']+)'", str(error))
    name = quoted[-1] if quoted else str(error)
    text = (
        f'"{name}" tidak dikenal templat ini. Perbaiki namanya, atau tambahkan'
        f" di theme/translations/{language}.toml bila itu kata."
    )
    return Problem("P091", _template(place.filename), place.lineno or 1, text)


def _template(filename: str) -> str:
    return "theme/templates/" + Path(filename).as_posix().rpartition("/templates/")[2]
