"""Downloads beside the tables, and the page that explains their columns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..downloads import COLUMNS, as_csv, as_json, record
from ..editions import Edition, Link
from ..figures import Figure
from .linked_data import dataset
from .page import Page

FORMATS = ("csv", "json")


@dataclass(frozen=True)
class DataProfile:
    files: tuple[Link, ...]
    columns: tuple[tuple[str, str], ...]
    case_columns: tuple[tuple[str, str], ...]


def data_page(edition: Edition) -> Page:
    words = edition.words["data"]
    columns = tuple((name, edition.words["columns"][name]) for name in COLUMNS)
    case_words = vars(edition.words["case_columns"])
    case_columns = tuple(case_words.items()) if edition.portal.case_statistics.releases else ()
    facets = {"kind": [edition.words["kinds"]["reference"]]}
    return Page(
        kind="data",
        language=edition.language,
        title=words["title"],
        description=words["description"],
        data=DataProfile(links(edition, "all"), columns, case_columns),
        facets=facets,
        about=dataset(edition, "all", edition.words["site"]["name"], words["description"]),
    )


def links(edition: Edition, kind: str, **parts: str) -> tuple[Link, ...]:
    """`CSV` and `JSON` of one table."""
    return tuple(Link(form.upper(), edition.href(f"{kind}_{form}", **parts)) for form in FORMATS)


def downloads(edition: Edition) -> Iterator[Page]:
    """Every download, once: its texts are those of the main language."""
    if not edition.is_main:
        return
    portal = edition.portal
    yield from _files(edition, "all", edition.words["site"]["name"], portal.figures)
    yield from _per(edition, "region", lambda f: f.region_code, _region)
    yield from _per(edition, "election", lambda f: f.election, _election)
    yield from _per(edition, "category", lambda f: f.category, _category)
    yield from _per(edition, "source", lambda f: f.source_id, _source)
    for case in portal.conflicts.values():
        standing = [figure for figure in case.figure_ids if figure not in portal.withdrawals]
        figures = [portal.figures_by_id[figure] for figure in standing]
        yield from _files(edition, "conflict", case.title, figures, slug=case.conflict_id)


def _per(
    edition: Edition, kind: str, key: Callable[[Figure], str], name: Callable
) -> Iterator[Page]:
    """A table without its withdrawn rows; it keeps its address even without any row."""
    groups: dict[str, list[Figure]] = {key(f): [] for f in edition.portal.all_figures}
    for figure in edition.portal.figures:
        groups[key(figure)].append(figure)
    for value, figures in groups.items():
        found = name(edition, value)
        if found:
            title, parts = found
            yield from _files(edition, kind, title, figures, **parts)


def _region(edition: Edition, code: str) -> tuple[str, dict[str, str]]:
    regions = edition.portal.regions
    return regions[code].full_name, {"path": regions.path(code)}


def _election(edition: Edition, election: str) -> tuple[str, dict[str, str]]:
    return edition.label("election", election), {"slug": election}


def _category(edition: Edition, category: str) -> tuple[str, dict[str, str]] | None:
    known = category in edition.portal.categories
    return (edition.category(category), {"slug": category}) if known else None


def _source(edition: Edition, source_id: str) -> tuple[str, dict[str, str]]:
    return edition.portal.sources[source_id].title, {"slug": source_id}


def _files(
    edition: Edition, kind: str, title: str, figures: Iterable[Figure], **parts: str
) -> Iterator[Page]:
    records = [record(edition, figure) for figure in figures]
    columns_page = edition.addresses.absolute(edition.language, "data")
    texts = {"csv": as_csv(records), "json": as_json(title, columns_page, records)}
    for form, text in texts.items():
        yield Page(
            kind=f"{kind}_{form}",
            template="download.txt",
            language=edition.language,
            title=title,
            description="",
            data=text,
            parts=parts,
            listed=False,
        )
