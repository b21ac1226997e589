"""Two generators: what people wrote, and what was counted.

Both read in `generate_context`, so that every page can name every other, and
make pages in `generate_output`.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

from pelican.contents import Content
from pelican.generators import Generator

from .core.addresses import Addresses
from .core.editions import Edition
from .core.portal import Portal, assemble, document_paths, read_tables
from .core.problems import Problem, ProblemsFound
from .core.profiles import (
    conflicts,
    corrections,
    downloads,
    feeds,
    institutions,
    moved,
    quality,
    reference,
    regions,
    regulation_lists,
    regulations,
    search,
    site,
    sources,
    statement_lists,
    statements,
    statistics,
)
from .core.profiles.page import Page
from .core.translations import read_translations
from .renderer import Renderer

Maker = Callable[[Edition], Page | Iterable[Page]]

DOCUMENT_PAGES: tuple[Maker, ...] = (
    statement_lists.statement_lists,
    statement_lists.topic_list,
    statements.statement_pages,
    regulation_lists.regulation_lists,
    regulations.regulation_pages,
    site.prose_pages,
)

DATA_PAGES: tuple[Maker, ...] = (
    site.home_page,
    regions.region_list,
    regions.region_pages,
    statistics.statistics_page,
    statistics.election_pages,
    statistics.category_list,
    statistics.category_pages,
    sources.source_lists,
    sources.source_pages,
    conflicts.conflict_list,
    conflicts.conflict_pages,
    corrections.corrections_page,
    corrections.corrections_feed,
    corrections.corrections_table,
    quality.quality_page,
    downloads.data_page,
    downloads.downloads,
    institutions.institution_list,
    institutions.institution_pages,
    reference.glossary_page,
    reference.report_page,
    search.search_page,
    search.search_index,
    site.missing_page,
    moved.moved_pages,
    moved.redirects_file,
    feeds.feeds,
)


class SourceDocument(Content):
    """A document as Pelican sees it: enough to resolve links to and from it."""

    @property
    def record(self):
        return self.document.record


class DocumentsGenerator(Generator):
    """Reads `content/` and makes the pages of documents."""

    def generate_context(self) -> None:
        documents, problems = [], []
        for path in document_paths(Path(self.path)):
            try:
                documents.append(self._read(path))
            except ProblemsFound as found:
                problems += found.problems
        self.context["portal_documents"] = documents
        self.context["portal_problems"] = problems

    def _read(self, path: Path) -> SourceDocument:
        document = self.readers.read_file(
            base_path=self.path,
            path=path.relative_to(self.path).as_posix(),
            content_class=SourceDocument,
            context=self.context,
        )
        self.add_source_path(document)
        self.add_static_links(document)
        return document

    def generate_output(self, writer) -> None:
        portal_of(self).render(DOCUMENT_PAGES)


class DataGenerator(Generator):
    """Reads `data/` and makes the pages of data, and the site's own."""

    def generate_context(self) -> None:
        root = Path(self.path).parent
        tables, problems = read_tables(Path(self.settings["DATA_PATH"]), root)
        documents = self.context["portal_documents"]
        self.context["portal"] = PortalSite(
            self,
            assemble(
                tables,
                [one.document for one in documents],
                [*self.context["portal_problems"], *problems],
            ),
            documents,
        )

    def generate_output(self, writer) -> None:
        portal = portal_of(self)
        portal.render(DATA_PAGES)
        portal.render_for_machines()


def portal_of(generator: Generator) -> "PortalSite":
    return generator.context["portal"]


class PortalSite:
    """The portal in all its editions, with the renderer that prints them."""

    def __init__(self, generator: Generator, portal: Portal, documents: list[SourceDocument]):
        settings = generator.settings
        self._addresses = Addresses(settings["ADDRESSES"], settings["SITEURL"])
        self._portal = portal
        self._documents = documents
        self._words = read_translations(Path(generator.theme) / "translations")
        self._renderer = Renderer(
            generator.env,
            Path(generator.output_path),
            self._addresses,
            self._words,
            settings["MENUS"],
        )
        self._editions: list[Edition] = []
        self._stop_at_pages_without_address()
        generator.context["generated_content"] |= self._link_targets()

    def render(self, makers: Iterable[Maker]) -> None:
        for edition in self.editions:
            for maker in makers:
                made = maker(edition)
                self._renderer.render([made] if isinstance(made, Page) else made)

    def render_for_machines(self) -> None:
        """Sitemap and robots.txt, after all other pages are known."""
        frames = [self._renderer.frame(page) for page in self._renderer.pages if page.listed]
        language = next(iter(self._addresses.patterns))
        for kind, data in (
            ("sitemap", frames),
            ("robots", self._addresses.absolute(language, "sitemap")),
        ):
            template = self._addresses.address(language, kind)
            self._renderer.render(
                [Page(kind, language, "", "", data, template=template, listed=False)]
            )

    @property
    def editions(self) -> list[Edition]:
        if not self._editions:
            self._editions = [
                Edition(
                    language, self._portal, self._words[language], self._addresses, self._bodies()
                )
                for language in self._addresses.patterns
            ]
        return self._editions

    def _stop_at_pages_without_address(self) -> None:
        patterns = self._addresses.patterns
        problems = [
            Problem(
                document.path,
                1,
                f'halaman "{name}" ({language}) belum beralamat.'
                f' Tulis "{name}" di ADDRESSES pada pelicanconf.py.',
            )
            for (name, language), document in self._portal.pages.items()
            if name not in patterns.get(language, {})
        ]
        if problems:
            raise ProblemsFound(problems)

    def _bodies(self) -> dict[str, str]:
        """HTML per document, links resolved to paths below the site's root."""
        root = self._addresses.root.rstrip("/")
        return {one.document.path: one.get_content(root) for one in self._documents}

    def _link_targets(self) -> dict[str, SimpleNamespace]:
        """What `{filename}/regions/33.11` and its like lead to."""
        return dict(self._targets())

    def _targets(self) -> Iterator[tuple[str, SimpleNamespace]]:
        def target(kind: str, **parts: str) -> SimpleNamespace:
            language = next(iter(self._addresses.patterns))
            return SimpleNamespace(url=self._addresses.address(language, kind, **parts))

        for region in self._portal.regions:
            path = self._portal.regions.path(region.code)
            yield f"regions/{region.code}", target("region", path=path)
        for folder, kind in (("statements", "statement"), ("regulations", "regulation")):
            for slug in getattr(self._portal, folder):
                yield f"{folder}/{slug}.md", target(kind, slug=slug)
        for name, language in self._portal.pages:
            if language == "id":
                yield f"pages/{name}.md", target(name)
