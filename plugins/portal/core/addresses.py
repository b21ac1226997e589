"""Addresses of pages, as the settings say them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Addresses:
    """Patterns per language and kind of page, below one site address.

    patterns  language -> kind -> pattern, such as `wilayah/{path}/`.
    site_url  where the site will live: `https://agency.example/portal`.
    """

    patterns: Mapping[str, Mapping[str, str]]
    site_url: str

    @cached_property
    def root(self) -> str:
        """The path the site lives under: `/portal/`, or `/`."""
        return urlsplit(self.site_url).path.rstrip("/") + "/"

    @cached_property
    def origin(self) -> str:
        """Scheme and host: `https://agency.example`."""
        return self.site_url.rstrip("/").removesuffix(self.root.rstrip("/"))

    @cached_property
    def main_language(self) -> str:
        return next(iter(self.patterns))

    def address(self, language: str, kind: str, **parts: str) -> str:
        """`wilayah/banten/`: below the site, without a leading slash.

        What exists once, such as a download, has its address in the main language.
        """
        own = self.patterns[language]
        pattern = own[kind] if kind in own else self.patterns[self.main_language][kind]
        return pattern.format(**parts)

    def href(self, language: str, kind: str, **parts: str) -> str:
        """`/portal/wilayah/banten/`: what a link on a page says."""
        return self.root + self.address(language, kind, **parts)

    def absolute(self, language: str, kind: str, **parts: str) -> str:
        """`https://agency.example/portal/wilayah/banten/`: for feeds and machines."""
        return self.origin + self.href(language, kind, **parts)
