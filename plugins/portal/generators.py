"""Two generators: what people wrote, and what was counted.

Both read in `generate_context`, so that every page can name every other, and
make pages in `generate_output`.
"""

from pathlib import Path

from pelican.generators import Generator

from .cache import made_with_digest, store_of, workers_of
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
    region_lists,
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
from .library import Library
from .renderer import Maker, Planner
from .site import PortalSite

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
    conflicts.conflict_list,
    conflicts.conflict_pages,
    corrections.corrections_page,
    corrections.corrections_feed,
    corrections.corrections_table,
    downloads.data_page,
    institutions.institution_list,
    reference.glossary_page,
    reference.report_page,
    search.search_page,
    search.search_index,
    site.missing_page,
    style.style_page,
    moved.moved_pages,
    moved.removed_pages,
    moved.redirects_file,
)

# Planned: pages that show statements, and those that are too many to be held all at once.
PAGES: tuple[Planner, ...] = (
    site.home_page,
    statement_lists.statement_lists,
    statement_lists.topic_list,
    statements.statement_pages,
    regulations.regulation_pages,
    region_lists.region_list,
    regions.region_pages,
    institutions.institution_pages,
    quality.quality_page,
    feeds.feeds,
    sources.source_pages,
    downloads.downloads,
)


class DocumentsGenerator(Generator):
    """Reads `content/` and makes the pages that show statements."""

    def generate_context(self) -> None:
        self.context["portal_library"] = Library(
            Path(self.path),
            store_of(self.settings),
            made_with_digest(self.settings),
            self.readers.readers["md"].document_and_html,
            workers_of(self.settings),
        )

    def generate_output(self, writer) -> None:
        portal_of(self).render(PAGES)


class DataGenerator(Generator):
    """Reads `data/` and makes the pages of data, and the site's own."""

    def generate_context(self) -> None:
        self.context["portal"] = PortalSite(self, self.context["portal_library"])

    def generate_output(self, writer) -> None:
        portal_of(self).render_reference(REFERENCE_PAGES)


def portal_of(generator: Generator) -> PortalSite:
    return generator.context["portal"]
