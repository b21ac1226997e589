"""The portal in all its editions: what is read once, and what is brought up to date."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from pelican.generators import Generator

from .cache import made_with_digest, reference_digest, store_of, workers_of
from .core.addresses import Addresses
from .core.cases.public import CaseStatistics
from .core.digests import digest_of
from .core.editions import Edition
from .core.history import STATEMENTS
from .core.inputs import has_cases, read_documents, read_tables
from .core.page_addresses import without_address
from .core.portal import Portal, assemble
from .core.problems import Problem, ProblemsFound
from .core.profiles import site
from .core.regions import Region
from .core.site_address import CODE, wrong_site_url
from .core.translations import read_translations
from .history import read_history
from .inventory import Inventory
from .library import Library
from .renderer import Maker, Planner, Renderer
from .templates import templates_of


class PortalSite:
    """Renders all pages: every page is planned, and made where its inputs are new."""

    def __init__(self, generator: Generator, library: Library) -> None:
        settings = generator.settings
        self._settings, self._library = settings, library
        self._root = Path(generator.path).parent
        _stop_at_wrong_address(settings["SITEURL"])
        self._addresses = Addresses(settings["ADDRESSES"], settings["SITEURL"])
        self._history = read_history(self._root, settings["REPOSITORY_URL"])
        words = read_translations(Path(generator.theme) / "translations")
        self._words = {language: words[language] for language in settings["ADDRESSES"]}
        made_with = made_with_digest(settings)
        self._renderer = Renderer(
            {name: templates_of(generator.env, own) for name, own in self._words.items()},
            Inventory(Path(generator.output_path), store_of(settings)),
            self._addresses,
            self._words,
            settings["MENUS"],
            printed_with=made_with,
            made_from=digest_of(
                made_with, reference_digest(settings), self._history.without_statements
            ),
            workers=workers_of(settings),
        )
        self._planners: tuple[Planner, ...] = ()
        self._makers: tuple[Maker, ...] = ()
        self._stop_at_pages_without_address()

    def render(self, planners: Iterable[Planner]) -> None:
        """The pages that show statements."""
        self._planners = tuple(planners)
        for edition in self._editions:
            for planner in self._planners:
                self._renderer.render(planner(edition), edition)
        self._renderer.finish()

    def render_reference(self, makers: Iterable[Maker]) -> None:
        """All other pages; the sitemap when those are known; then what vanished goes."""
        self._makers = tuple(makers)
        for edition in self._editions:
            for maker in self._makers:
                self._renderer.render_reference(maker, edition)
        self._renderer.finish()
        main, listed = self._editions[0], self._renderer.listed
        for page in chain([site.robots(main)], site.sitemaps(main, listed)):
            self._renderer.render([page], main)
            self._renderer.finish()
        self._renderer.close()

    def refresh(self, paths: Iterable[str]) -> bool:
        """Make the pages of statements whose text is new; False if more than that is new."""
        # Only a preview looks at a text before the check that comes with every build.
        from .core.checks import check_text

        contacts, targets = self._contacts_and_targets
        for path in paths:
            if not path.startswith(STATEMENTS) or not self._library.reread(path):
                return False
            # What is wrong with it is said by the build that follows.
            document = self._library.documents[path]
            if check_text(document, self._root, contacts, targets):
                return False
            if document.record.id in self._portal.statements:
                self._portal.statements[document.record.id] = document
        del self._editions
        self.render(self._planners)
        self.render_reference(self._makers)
        return True

    @cached_property
    def _contacts_and_targets(self) -> tuple[list[str], list[str]]:
        """What a text may say of public desks, and what it may lead to."""
        public = [d for d in self._library.documents.values() if not d.is_draft]
        documents = [d.path.removeprefix("content/") for d in public]
        regions = [f"regions/{region.code}" for region in self._portal.regions]
        return [one.contact for one in self._portal.contacts], [*documents, *regions]

    @cached_property
    def _editions(self) -> list[Edition]:
        return [
            Edition(
                language,
                self._portal,
                self._words[language],
                self._addresses,
                self._library,
                self._history,
            )
            for language in self._addresses.patterns
        ]

    @cached_property
    def _portal(self) -> Portal:
        """All records, found to fit together."""
        tables, problems = read_tables(Path(self._settings["DATA_PATH"]), self._root)
        documents, wrong = [*self._library.documents.values()], self._library.problems
        with_drafts = self._settings["DRAFTS"]
        try:
            portal = assemble(tables, documents, [*wrong, *problems], with_drafts)
        except ProblemsFound:
            # Only a document read anew knows the lines of its fields.
            documents, wrong = read_documents(Path(self._settings["PATH"]), self._root)
            portal = assemble(tables, documents, [*wrong, *problems], with_drafts)
        regions = [region for region, *_ in tables["regions"]]
        return replace(portal, case_statistics=self._case_statistics(regions))

    def _case_statistics(self, regions: list[Region]) -> CaseStatistics:
        """The releases the audit lets through; examples only where settings show them."""
        if not has_cases(self._root):
            return CaseStatistics()
        from .core.inference import case_statistics, examples

        counted, problems = case_statistics(self._root, regions, site=self._settings["SITEURL"])
        if not self._settings["SHOW_EXAMPLES"]:
            problems += examples(self._root, counted)
        if problems:
            raise ProblemsFound(problems)
        return counted

    def _stop_at_pages_without_address(self) -> None:
        pages = self._portal.pages.values()
        problems = list(without_address(pages, self._addresses.patterns))
        if problems:
            raise ProblemsFound(problems)


def _stop_at_wrong_address(site_url: str) -> None:
    wrong = wrong_site_url(site_url)
    if wrong:
        raise ProblemsFound([Problem(CODE, "publishconf.py", 1, wrong)])
