"""Downloads beside the tables, and the page that explains their columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..conflicts import Conflict
from ..downloads import COLUMNS, as_csv, as_json, record
from ..editions import Edition, Link
from ..figures import Figure
from ..regions import BELOW_REGENCIES
from .linked_data import dataset
from .page import Page, Plan

FORMATS = ("csv", "json")


@dataclass(frozen=True)
class DataProfile:
    """inner_note  where the figures of districts and villages are, "" if there are none."""

    files: tuple[Link, ...]
    inner_note: str
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
        data=DataProfile(links(edition, "all"), _inner_note(edition), columns, case_columns),
        facets=facets,
        about=dataset(edition, "all", edition.words["site"]["name"], words["description"]),
    )


def _inner_note(edition: Edition) -> str:
    regions = edition.portal.regions
    has_inner = any(region.level in BELOW_REGENCIES for region in regions)
    return edition.words["data"]["inner"] if has_inner else ""


def links(edition: Edition, kind: str, **parts: str) -> tuple[Link, ...]:
    """`CSV` and `JSON` of one table."""
    return tuple(Link(form.upper(), edition.href(f"{kind}_{form}", **parts)) for form in FORMATS)


def downloads(edition: Edition) -> Iterator[Plan]:
    """Every download, once: its texts are those of the main language.

    A table keeps its address even where all of its rows were withdrawn.
    """
    if not edition.is_main:
        return
    for kind, keys in _keys(edition).items():
        for key in keys:
            parts = _parts(edition, kind, key)
            for form in FORMATS:
                inputs = (kind, key, form)
                made = f"{kind}_{form}"
                yield Plan(made, edition.language, _download, inputs, parts, listed=False)


def _keys(edition: Edition) -> dict[str, Iterable[str]]:
    """Kind of table -> what there is one of."""
    portal = edition.portal
    figures = portal.all_figures
    categories = dict.fromkeys(figure.category for figure in figures)
    return {
        "all": [""],
        "region": dict.fromkeys(portal.regions.filed_under(f.region_code) for f in figures),
        "election": dict.fromkeys(figure.election for figure in figures),
        "category": [one for one in categories if one in portal.categories],
        "source": dict.fromkeys(figure.source_id for figure in figures),
        "conflict": portal.conflicts,
    }


def _parts(edition: Edition, kind: str, key: str) -> dict[str, str]:
    if kind == "region":
        return {"path": edition.portal.regions.path(key)}
    return {"slug": key} if key else {}


def _download(edition: Edition, kind: str, key: str, form: str) -> Page:
    records = [record(edition, figure) for figure in _figures(edition, kind, key)]
    title = _title(edition, kind, key)
    columns = edition.addresses.absolute(edition.language, "data")
    text = as_csv(records) if form == "csv" else as_json(title, columns, records)
    return download_page(edition, f"{kind}_{form}", title, text, _parts(edition, kind, key))


def download_page(
    edition: Edition, kind: str, title: str, text: str, parts: Mapping[str, str]
) -> Page:
    """A file to take away, whose text is all there is to it."""
    return Page(
        kind=kind,
        template="download.txt",
        language=edition.language,
        title=title,
        description="",
        data=text,
        parts=parts,
        listed=False,
    )


def _title(edition: Edition, kind: str, key: str) -> str:
    portal = edition.portal
    titles: dict[str, Callable[[], str]] = {
        "all": lambda: edition.words["site"]["name"],
        "region": lambda: portal.regions[key].full_name,
        "election": lambda: edition.label("election", key),
        "category": lambda: edition.category(key),
        "source": lambda: portal.sources[key].title,
        "conflict": lambda: portal.conflicts[key].title,
    }
    return titles[kind]()


def _figures(edition: Edition, kind: str, key: str) -> Iterable[Figure]:
    """Rows of a table; of districts and villages only in what is theirs."""
    tables = edition.tables
    if kind == "region":
        return tables.figures_by_file.get(key, [])
    if kind == "source":
        return tables.figures_by_source.get(key, [])
    if kind == "conflict":
        return standing_figures(edition, edition.portal.conflicts[key])
    # Elections and categories are kinds that are called as the column they choose by.
    return [f for f in tables.leading_figures if kind == "all" or getattr(f, kind) == key]


def standing_figures(edition: Edition, case: Conflict) -> list[Figure]:
    """Figures of a case that were not withdrawn."""
    withdrawn, known = edition.portal.withdrawals, edition.portal.figures_by_id
    return [known[figure] for figure in case.figure_ids if figure not in withdrawn]
