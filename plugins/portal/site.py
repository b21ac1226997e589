"""The portal in all its editions: what is read once, and what is brought up to date."""

import pickle
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from pelican.generators import Generator

from .cache import cache_file, made_with_digest, reference_digest, workers_of
from .core.addresses import Addresses
from .core.cases.public import CaseStatistics
from .core.digests import Shared, digest_of
from .core.documents import Document
from .core.editions import Edition
from .core.history import STATEMENTS
from .core.inputs import has_cases, read_tables
from .core.page_addresses import without_address
from .core.portal import Portal, arranged, assemble
from .core.problems import Problem, ProblemsFound
from .core.profiles import site
from .core.regions import Region
from .core.site_address import CODE, wrong_site_url
from .core.translations import read_translations
from .history import read_history
from .inventory import Inventory
from .library import Library
from .plans import unpacked
from .renderer import Maker, Planner, Renderer
from .templates import templates_by_language


class PortalSite:
    """Renders all pages, or only those whose inputs are new.

    Pages are planned from headers. While no header and no record but the text of
    statements has changed, the plans of the last build stand, and only the pages of
    changed texts are made.
    """

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
        made_from = digest_of(
            made_with, reference_digest(settings), self._history.without_statements
        )
        self._planned_from = digest_of(made_from, library.headers_below(STATEMENTS), self._history)
        self._inventory = Inventory(Path(generator.output_path), cache_file(settings, "pages.bin"))
        compiled = cache_file(settings, "templates")
        self._renderer = Renderer(
            templates_by_language(generator.env, self._words, compiled, made_with),
            self._inventory,
            self._addresses,
            self._words,
            settings["MENUS"],
            printed_with=made_with,
            made_from=made_from,
            workers=workers_of(settings),
        )
        self._due = self._inventory.keep_plans(self._planned_from, library.digests)
        if self._due is None:
            self._stop_at_pages_without_address()

    def render(self, planners: Iterable[Planner]) -> None:
        """The pages that show statements."""
        if self._due is None:
            for edition in self._editions:
                for planner in planners:
                    self._renderer.render(planner(edition.planning), edition)
            self._renderer.finish()
        else:
            self._render_due()

    def render_reference(self, makers: Iterable[Maker]) -> None:
        """All other pages; the sitemap when those are known; then what vanished goes."""
        if self._due is None:
            for edition in self._editions:
                for maker in makers:
                    self._renderer.render_reference(maker, edition)
            self._renderer.finish()
            main, listed = self._editions[0], self._renderer.listed
            for page in chain([site.robots(main)], site.sitemaps(main, listed)):
                self._renderer.render([page], main)
                self._renderer.finish()
        self._inventory.close(self._planned_from, self._library.digests, self._shared())

    def refresh(self, paths: Iterable[str]) -> bool:
        """Make the pages of statements whose text is new; False if more than that is new."""
        # Only a preview looks at a text before the check that comes with every build.
        from .core.checks import check_text

        contacts, targets = self._contacts_and_targets
        for path in paths:
            if not path.startswith(STATEMENTS) or not self._library.reread(path):
                return False
            # What is wrong with it is said by the build that follows.
            if check_text(self._library.heading(path), self._root, contacts, targets):
                return False
        for edition in self._editions:
            edition.forget(paths)
        self._due = self._inventory.reopen(paths)
        self._render_due()
        return True

    @cached_property
    def _contacts_and_targets(self) -> tuple[list[str], list[str]]:
        """What a text may say of public desks, and what it may lead to."""
        headings = map(self._library.heading, self._library)
        documents = [d.path.removeprefix("content/") for d in headings if not d.is_draft]
        regions = [f"regions/{region.code}" for region in self._portal.regions]
        return [one.contact for one in self._portal.contacts], [*documents, *regions]

    def _render_due(self) -> None:
        editions = {edition.language: edition for edition in self._editions} if self._due else {}
        for name, packed in self._due.items():
            plan = unpacked(packed, self._library.heading, self._shared_by_digest)
            self._renderer.render_again(name, plan, editions[plan.language])
        self._renderer.finish()

    def _shared_by_digest(self, digest: str) -> Shared:
        known = self._renderer.shared.get(digest)
        return known or pickle.loads(self._inventory.shared(digest))

    def _shared(self) -> dict[str, bytes] | None:
        """What plans share, None where the plans of the last build stand."""
        if self._due is not None:
            return None
        return {
            digest: pickle.dumps(one, protocol=5) for digest, one in self._renderer.shared.items()
        }

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
        """All records, found to fit together now or by the build whose plans stand."""
        tables, problems = read_tables(Path(self._settings["DATA_PATH"]), self._root)
        if self._due is None:
            problems = [*self._library.problems, *problems]
            portal = assemble(tables, self._documents, problems, self._settings["DRAFTS"])
        else:
            portal = arranged(tables, self._documents).without_statements
        regions = [region for region, *_ in tables["regions"]]
        return replace(portal, case_statistics=self._case_statistics(regions))

    @property
    def _documents(self) -> list[Document]:
        """Statements only where pages are planned."""
        paths = (p for p in self._library if self._due is None or not p.startswith(STATEMENTS))
        found = [self._library.heading(path) for path in paths]
        return [d for d in found if self._settings["DRAFTS"] or not d.is_draft]

    def _case_statistics(self, regions: list[Region]) -> CaseStatistics:
        """The releases the audit lets through; examples only where settings show them."""
        if not has_cases(self._root):
            return CaseStatistics()
        from .core.inference import case_statistics, examples

        counted, problems = case_statistics(self._root, regions)
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
