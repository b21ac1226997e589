"""The one place that turns pages into files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from .core.addresses import Addresses
from .core.editions import Link
from .core.profiles.page import Page
from .core.security import with_safe_links
from .core.translations import Words


@dataclass(frozen=True)
class Frame:
    """What surrounds a page: where it stands, and the same page elsewhere."""

    root: str
    site_url: str
    href: str
    url: str
    alternates: tuple[tuple[str, str], ...]
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
        template = self._environment.get_template(name if "." in name else f"{name}.html")
        frame = self.frame(page)
        text = template.render(page=page, frame=frame, words=self._words[page.language])
        return with_safe_links(text, urlsplit(frame.site_url).netloc)

    def frame(self, page: Page) -> Frame:
        links, menu = self._addresses, self._menu(page.language)
        return Frame(
            root=links.root,
            site_url=links.site_url.rstrip("/"),
            href=links.href(page.language, page.kind, **page.parts),
            url=links.absolute(page.language, page.kind, **page.parts),
            alternates=tuple(
                (language, links.absolute(language, page.kind, **page.parts))
                for language, patterns in links.patterns.items()
                if page.kind in patterns
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
            raise FileExistsError(f"dua halaman beralamat /{address}. Ubah salah satu slug.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
