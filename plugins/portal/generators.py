"""Two generators: what people wrote, and what was counted.

Both read in `generate_context`, so that every page can name every other, and
make pages in `generate_output`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pelican.generators import Generator

from .cache import cache_file, made_with_digest, reference_digest
from .core.addresses import Addresses
from .core.cases.public import CaseStatistics
from .core.checks import has_cases
from .core.digests import digest_of
from .core.editions import Edition
from .core.inputs import document_paths, read_tables
from .core.page_addresses import without_address
from .core.portal import Portal, assemble
from .core.problems import ProblemsFound
from .core.profiles import (
    case_downloads,
    cases,
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
    style,
)
from .core.regions import Region
from .core.translations import read_translations
from .history import read_history
from .inventory import Inventory
from .readers import read_once
from .renderer import Maker, Renderer
from .store import Store
from .workers import cores

# Made anew only when some record other than a statement has changed.
REFERENCE_PAGES: tuple[Maker, ...] = (
    regulation_lists.regulation_lists,
    site.prose_pages,
    statistics.statistics_page,
    statistics.election_pages,
    cases.release_pages,
    case_downloads.case_downloads,
    statistics.category_list,
    statistics.category_pages,
    sources.source_lists,
    sources.source_pages,
    conflicts.conflict_list,
    conflicts.conflict_pages,
    corrections.corrections_page,
    corrections.corrections_feed,
    corrections.corrections_table,
    downloads.data_page,
    downloads.downloads,
    institutions.institution_list,
    reference.glossary_page,
    reference.report_page,
    search.search_page,
    search.search_index,
    site.missing_page,
    style.style_page,
    moved.moved_pages,
    moved.redirects_file,
)

PAGES: tuple[Maker, ...] = (
    site.home_page,
    statement_lists.statement_lists,
    statement_lists.topic_list,
    statements.statement_pages,
    regulations.regulation_pages,
    regions.region_list,
    regions.region_pages,
    institutions.institution_pages,
    quality.quality_page,
    feeds.feeds,
)


class DocumentsGenerator(Generator):
    """Reads `content/` and makes the pages that show statements."""

    def generate_context(self) -> None:
        made_with = made_with_digest(self.settings)
        store = Store(cache_file(self.settings, "documents.bin"))
        documents, problems, bodies = [], [], {}
        for path in document_paths(Path(self.path)):
            try:
                document, html = read_once(self.readers.readers["md"], path, store, made_with)
            except ProblemsFound as found:
                problems += found.problems
                continue
            if document.is_draft and not self.settings["DRAFTS"]:
                continue
            documents.append(document)
            bodies[document.path] = html
        store.close()
        self.context["portal_documents"] = documents
        self.context["portal_bodies"] = bodies
        self.context["portal_problems"] = problems

    def generate_output(self, writer) -> None:
        portal_of(self).render(PAGES)


class DataGenerator(Generator):
    """Reads `data/` and makes the pages of data, and the site's own."""

    def generate_context(self) -> None:
        root = Path(self.path).parent
        tables, problems = read_tables(Path(self.settings["DATA_PATH"]), root)
        found = [*self.context["portal_problems"], *problems]
        documents = self.context["portal_documents"]
        portal = assemble(tables, documents, found, self.settings["DRAFTS"])
        counted = self._case_statistics(root, [region for region, *_ in tables["regions"]])
        portal = replace(portal, case_statistics=counted)
        self.context["portal"] = PortalSite(self, portal, self.context["portal_bodies"])

    def _case_statistics(self, root: Path, regions: list[Region]) -> CaseStatistics:
        """The releases the audit lets through; examples only where settings show them."""
        if not has_cases(root):
            return CaseStatistics()
        from .core.inference import case_statistics, examples

        counted, problems = case_statistics(root, regions)
        if not self.settings["SHOW_EXAMPLES"]:
            problems += examples(root, counted)
        if problems:
            raise ProblemsFound(problems)
        return counted

    def generate_output(self, writer) -> None:
        portal = portal_of(self)
        portal.render_reference(REFERENCE_PAGES)
        portal.render_for_machines()


def portal_of(generator: Generator) -> "PortalSite":
    return generator.context["portal"]


class PortalSite:
    """The portal in all its editions, with the renderer that prints them."""

    def __init__(self, generator: Generator, portal: Portal, bodies: Mapping[str, str]) -> None:
        settings = generator.settings
        self._addresses = Addresses(settings["ADDRESSES"], settings["SITEURL"])
        self._portal = portal
        self._history = read_history(Path(generator.path).parent, settings["REPOSITORY_URL"])
        self._words = read_translations(Path(generator.theme) / "translations")
        self._stop_at_pages_without_address()
        self._editions = self._edit(bodies)
        made_with = made_with_digest(settings)
        self._inventory = Inventory(Path(generator.output_path), cache_file(settings, "pages.json"))
        self._renderer = Renderer(
            generator.env,
            self._inventory,
            self._addresses,
            self._words,
            settings["MENUS"],
            printed_with=made_with,
            made_from=digest_of(
                made_with, reference_digest(settings), self._history.without_statements
            ),
            workers=settings["PORTAL_WORKERS"] or cores(),
        )

    def render(self, makers: Iterable[Maker]) -> None:
        for edition in self._editions:
            for maker in makers:
                self._renderer.render(maker, edition)
        self._renderer.finish()

    def render_reference(self, makers: Iterable[Maker]) -> None:
        for edition in self._editions:
            for maker in makers:
                self._renderer.render_reference(maker, edition)
        self._renderer.finish()

    def render_for_machines(self) -> None:
        """Sitemap and robots.txt, after all other pages are known; then what vanished goes."""
        main = self._editions[0]
        self._renderer.render(site.robots, main)
        self._renderer.render(partial(site.sitemap, pages=self._renderer.listed), main)
        self._renderer.finish()
        self._inventory.close()

    def _edit(self, bodies: Mapping[str, str]) -> list[Edition]:
        """One edition a language."""
        return [
            Edition(
                language,
                self._portal,
                self._words[language],
                self._addresses,
                bodies,
                self._history,
            )
            for language in self._addresses.patterns
        ]

    def _stop_at_pages_without_address(self) -> None:
        pages = self._portal.pages.values()
        problems = list(without_address(pages, self._addresses.patterns))
        if problems:
            raise ProblemsFound(problems)
