"""The one place that turns pages into files."""

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from .core.addresses import Addresses
from .core.editions import Link
from .core.problems import Problem, ProblemsFound
from .core.profiles.page import Page
from .core.security import with_safe_links
from .core.translations import Words


@dataclass(frozen=True)
class Frame:
    """What surrounds a page: where it stands, and the same page elsewhere.

    alternates    language and full address of every edition, for machines.
    translations  language and link of the other editions, for readers.
    """

    root: str
    site_url: str
    href: str
    url: str
    alternates: tuple[tuple[str, str], ...]
    translations: tuple[tuple[str, str], ...]
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    links: Mapping[str, Link]


class Renderer:
    """Prints pages with their templates and writes them below one folder.

    A template sees `page`, `frame` and `words`, and nothing else.
    """

    def __init__(
        self,
        environment: Environment,
        output: Path,
        addresses: Addresses,
        words: Mapping[str, Words],
        menus: Mapping[str, Iterable[str]],
    ) -> None:
        self._environment = environment
        self._output = output
        self._addresses = addresses
        self._words = words
        self._menus = menus
        self.pages: list[Page] = []

    def render(self, pages: Iterable[Page]) -> None:
        """Print and write every page; two pages at one address are an error."""
        for page in pages:
            self.pages.append(page)
            self._write(page, self._print(page))

    def _print(self, page: Page) -> str:
        name = page.template or page.kind
        frame = self.frame(page)
        try:
            template = self._environment.get_template(name if "." in name else f"{name}.html")
            text = template.render(page=page, frame=frame, words=self._words[page.language])
        except TemplateError as error:
            raise ProblemsFound([template_problem(error, page.language)]) from error
        return with_safe_links(text, urlsplit(frame.site_url).netloc)

    def frame(self, page: Page) -> Frame:
        links, menu = self._addresses, self._menu(page.language)
        editions = [name for name, kinds in links.patterns.items() if page.kind in kinds]
        return Frame(
            root=links.root,
            site_url=links.site_url.rstrip("/"),
            href=links.href(page.language, page.kind, **page.parts),
            url=links.absolute(page.language, page.kind, **page.parts),
            alternates=tuple(
                (language, links.absolute(language, page.kind, **page.parts))
                for language in editions
            ),
            translations=tuple(
                (language, links.href(language, page.kind, **page.parts))
                for language in editions
                if language != page.language
            ),
            navigation=tuple(menu[kind] for kind in self._menus["navigation"]),
            footer=tuple(menu[kind] for kind in self._menus["footer"]),
            links=menu,
        )

    def _menu(self, language: str) -> dict[str, Link]:
        names = vars(self._words[language]["menu"])
        return {
            kind: Link(name, self._addresses.href(language, kind)) for kind, name in names.items()
        }

    def _write(self, page: Page, text: str) -> None:
        address = self._addresses.address(page.language, page.kind, **page.parts)
        path = self._output / (
            f"{address}index.html" if address.endswith("/") or not address else address
        )
        if path.exists():
            text = (
                f'dua halaman "{page.kind}" beralamat "/{address}".'
                " Ganti nama berkas di content/pages/, atau ubah ADDRESSES."
            )
            raise ProblemsFound([Problem("pelicanconf.py", 1, text)])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def template_problem(error: TemplateError, language: str) -> Problem:
    """Where a template went wrong: the innermost of its lines in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        text = f"templat tidak terbaca ({error.message}). Perbaiki baris ini."
        return Problem(_template(error.filename or ""), error.lineno, text)
    frames = traceback.extract_tb(error.__traceback__)
    place = [f for f in frames if f.filename.endswith((".html", ".xml", ".txt"))][-1]
    quoted = re.findall(r"'([^']+)'", str(error))
    name = quoted[-1] if quoted else str(error)
    text = (
        f'"{name}" tidak dikenal templat ini. Perbaiki namanya, atau tambahkan'
        f" di theme/translations/{language}.toml bila itu kata."
    )
    return Problem(_template(place.filename), place.lineno or 1, text)


def _template(filename: str) -> str:
    return "theme/templates/" + Path(filename).as_posix().rpartition("/templates/")[2]
