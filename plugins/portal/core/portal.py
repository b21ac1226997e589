"""Everything the portal holds, read together and checked together."""

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from .cases.public import CaseStatistics
from .confirmation import hearsay, unseen_facts
from .conflicts import Conflict
from .copies import is_citable, wrong_originals
from .corrections import REMOVAL, WHOLE, WITHDRAWAL
from .documents import Document
from .fields import line_of, references, register_files, unknown_reference
from .figure_files import FIGURES, SOURCES
from .figure_tables import FigureTables
from .figures import Figure, Source
from .inputs import Tables, read_documents, read_tables
from .legal_status import contradictions
from .moved import Move
from .problems import Problem, ProblemsFound
from .reference import (
    Alias,
    Category,
    Channel,
    Code,
    External,
    Institution,
    PublicContact,
    Term,
    TilePlace,
)
from .regions import Regions, arrange
from .tables import index

EVERY_CATEGORY = "all"
NATIONAL = "national"

# Registers out of many files: where one of those was not read, they are not asked.
READ_FROM = {
    "source": (SOURCES,),
    "figure": (SOURCES, FIGURES),
    "record": (SOURCES, FIGURES),
}


class NotAnInput(Mapping):
    """Stands where records are that a page did not name among its inputs.

    Such a page would be kept as it is when those records change.
    """

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("this page does not name statements among its inputs: plan it with them")

    __getitem__ = __iter__ = __len__ = __contains__ = _refuse


@dataclass(frozen=True)
class Portal:
    """All records, by their keys, in the order of their files.

    figures            those that stand; what a page shows as current.
    withdrawn_figures  those that keep their address and nothing else.
    case_statistics    counts of agencies, apart from `figures`; never mixed with them.
    """

    regions: Regions
    codes: dict[str, dict[str, Code]]
    categories: dict[str, Category]
    externals: dict[str, External]
    sources: dict[str, Source]
    figures: list[Figure]
    conflicts: dict[str, Conflict]
    tiles: list[TilePlace]
    aliases: list[Alias]
    contacts: list[PublicContact]
    copy_farms: frozenset[str]
    moves: list[Move]
    terms: list[Term]
    institutions: dict[str, Institution]
    channels: list[Channel]
    statements: dict[str, Document] = field(default_factory=dict)
    regulations: dict[str, Document] = field(default_factory=dict)
    corrections: dict[str, Document] = field(default_factory=dict)
    pages: dict[tuple[str, str], Document] = field(default_factory=dict)
    withdrawn_figures: list[Figure] = field(default_factory=list)
    case_statistics: CaseStatistics = field(default_factory=CaseStatistics)

    @cached_property
    def withdrawals(self) -> dict[str, Document]:
        """Every withdrawn record, as corrections name it, with the correction that says so."""
        return _told_of_whole(self.corrections.values(), WITHDRAWAL)

    @cached_property
    def removals(self) -> dict[str, Document]:
        """The same of every removed record, of which nothing else is known here."""
        return _told_of_whole(self.corrections.values(), REMOVAL)

    @property
    def all_figures(self) -> list[Figure]:
        return [*self.figures, *self.withdrawn_figures]

    @cached_property
    def without_statements(self) -> "Portal":
        """Everything else; asking it for statements is an error."""
        other = replace(self, statements=NotAnInput())
        # Statements have no part in these, and they are large.
        vars(other)["tables"] = self.tables
        return other

    @cached_property
    def tables(self) -> FigureTables:
        """The figures that stand, in all their arrangements."""
        return FigureTables(
            self.figures,
            self.sources,
            self.regions,
            self.categories,
            list(self.conflicts.values()),
            list(self.codes["funnel_step"]),
            frozenset(s for s, one in self.sources.items() if is_citable(one, self.copy_farms)),
        )

    @cached_property
    def all_figures_by_source(self) -> dict[str, list[Figure]]:
        """The withdrawn after those that stand."""
        found = {source: [*same] for source, same in self.tables.figures_by_source.items()}
        for figure in self.withdrawn_figures:
            found.setdefault(figure.source_id, []).append(figure)
        return found

    @cached_property
    def elections_counted(self) -> list[str]:
        """Elections with figures, be they withdrawn, in the order of the code list."""
        counted = {figure.election for figure in self.all_figures}
        return [election for election in self.codes["election"] if election in counted]

    @cached_property
    def figures_by_id(self) -> dict[str, Figure]:
        return {figure.figure_id: figure for figure in self.all_figures}

    @cached_property
    def _records(self) -> Mapping[str, object]:
        """Everything a correction can be about, by the name it is called there."""
        return ChainMap(
            {f"statements/{name}": d.record for name, d in self.statements.items()},
            {f"regulations/{name}": d.record for name, d in self.regulations.items()},
            self.figures_by_id,
            dict.fromkeys(self.removals),
        )

    @cached_property
    def registers(self) -> dict[str, Mapping]:
        """Register name -> its valid values, as `OneOf` names them."""
        return self.codes | {
            "region": self.regions.current,
            "scope": ChainMap({NATIONAL: None}, self.regions.current),
            "regulation": self.regulations | self.externals,
            "category": self.categories | {EVERY_CATEGORY: None},
            "source": self.sources,
            "figure": self.figures_by_id,
            "record": self._records,
        }


def assemble(
    tables: Tables,
    documents: list[Document],
    problems: Iterable[Problem] = (),
    with_drafts: bool = False,
) -> Portal:
    """One portal out of all records.

    problems     what reading has found already.
    with_drafts  as an editor sees it; readers never see a draft.
    raises       ProblemsFound with those and with every broken reference,
                 key used twice and contradiction between records.
    """
    problems = list(problems)
    drafts = {d.record.id for d in documents if d.is_draft and not with_drafts}
    documents = [d for d in documents if with_drafts or not d.is_draft]
    unread = {problem.path for problem in problems}
    portal = _arranged(tables, documents, problems)
    problems += _unknown_references(portal, tables, documents, unread, drafts)
    problems += _lonely_translations(portal, unread)
    problems += _unconfirmed(portal, tables, documents)
    problems += wrong_originals(tables["sources"])
    if not any(path.startswith("content/regulations/") for path in unread):
        problems += contradictions(portal.regulations, portal.withdrawals)
    if problems:
        raise ProblemsFound(problems)
    return portal


def read_portal(content: Path, data: Path, root: Path) -> Portal:
    """Read and check everything; raises ProblemsFound with all problems at once."""
    tables, problems = read_tables(data, root)
    documents, more = read_documents(content, root)
    return assemble(tables, documents, problems + more)


def _arranged(tables: Tables, documents: list[Document], problems: list[Problem]) -> Portal:
    """The portal out of records that may not fit together; `problems` is added to."""
    regions, wrong = arrange(tables["regions"])
    problems += wrong

    def keyed(name: str, key, what: str) -> dict:
        found, twice = index(tables[name], key, what)
        problems.extend(twice)
        return found

    sources = keyed("sources", lambda r: r.source_id, "source_id")
    figures = keyed("figures", lambda r: r.figure_id, "figure_id")
    known = [f for f in figures.values() if f.source_id in sources]
    corrections = _of_folder(documents, "corrections")
    removed = _told_of_whole(corrections.values(), REMOVAL)
    documents = [d for d in documents if d.name not in removed]
    known = [f for f in known if f.figure_id not in removed]
    withdrawn = _told_of_whole(corrections.values(), WITHDRAWAL)
    return Portal(
        regions=regions,
        codes=_code_lists(keyed("codes", lambda r: f"{r.list}/{r.code}", "kode")),
        categories=keyed("categories", lambda r: r.slug, "slug"),
        externals=keyed("externals", lambda r: r.id, "id"),
        sources=sources,
        figures=[f for f in known if f.figure_id not in withdrawn],
        withdrawn_figures=[f for f in known if f.figure_id in withdrawn],
        conflicts=keyed("conflicts", lambda r: r.conflict_id, "conflict_id"),
        tiles=[tile for tile, _, _ in tables["tiles"]],
        aliases=[alias for alias, _, _ in tables["aliases"]],
        contacts=[contact for contact, _, _ in tables["contacts"]],
        copy_farms=frozenset(keyed("copy_farms", lambda r: r.host, "situs")),
        moves=list(keyed("moves", lambda r: r.address, "address").values()),
        terms=list(keyed("terms", lambda r: r.term, "istilah").values()),
        institutions=keyed("institutions", lambda r: r.id, "id"),
        channels=list(keyed("channels", lambda r: r.id, "id").values()),
        statements=_of_folder(documents, "statements"),
        regulations=_of_folder(documents, "regulations"),
        corrections={name: _silent_of(d, removed) for name, d in corrections.items()},
        pages={(d.record.id, d.language): d for d in documents if _folder(d) == "pages"},
    )


def _told_of_whole(corrections: Iterable[Document], kind: str) -> dict[str, Document]:
    """Record -> the correction of that kind; the newest word about a record counts."""
    newest_last = sorted(corrections, key=lambda d: (d.record.date, d.record.id))
    latest = {
        one.record: document
        for document in newest_last
        for one in document.record.changes
        if one.field == WHOLE
    }
    return {name: d for name, d in latest.items() if d.record.kind == kind}


def _silent_of(document: Document, removed: Collection[str]) -> Document:
    """A correction that does not repeat what a removed record said."""
    changes = document.record.changes
    if not any(change.record in removed for change in changes):
        return document
    nothing = {"old": None, "new": None}
    silent = [c.model_copy(update=nothing) if c.record in removed else c for c in changes]
    return replace(document, record=document.record.model_copy(update={"changes": silent}))


def _code_lists(codes: dict[str, Code]) -> dict[str, dict[str, Code]]:
    lists: dict[str, dict[str, Code]] = {}
    for code in codes.values():
        lists.setdefault(code.list, {})[code.code] = code
    return lists


def _folder(document: Document) -> str:
    return document.path.split("/")[-2]


def _of_folder(documents: list[Document], folder: str) -> dict[str, Document]:
    return {d.record.id: d for d in documents if _folder(d) == folder}


def _unknown_references(
    portal: Portal, tables: Tables, documents: list[Document], unread: set[str], drafts: set[str]
) -> Iterable[Problem]:
    """Values that stand in no register; a register that was not read whole is not asked."""
    located = [entry for rows in tables.values() for entry in rows]
    located += [(d.record, d.path, d.lines) for d in documents]
    for record, path, lines in located:
        for place, register, value in references(record):
            valid = portal.registers.get(register, {})
            if value in valid:
                continue
            files = {*register_files(register)[1], f"content/regulations/{value}.md"}
            folders = READ_FROM.get(register, ())
            if not files & unread and not any(path.startswith(folders) for path in unread):
                code, text = "P049", unknown_reference(register, value, valid)
                if value.rpartition("/")[2] in drafts:
                    code = "P133"
                    text = (
                        f'"{value}" masih draf. Terbitkan dulu (hapus "draft"), atau jangan sebut.'
                    )
                yield Problem(code, path, line_of(place, lines), text)


def _lonely_translations(portal: Portal, unread: set[str]) -> Iterable[Problem]:
    for (name, _), document in portal.pages.items():
        original = f"content/pages/{name}.md"
        if (name, "id") not in portal.pages and original not in unread:
            text = f'terjemahan tanpa halaman asli. Buat "{original}", atau hapus berkas ini.'
            yield Problem("P064", document.path, 1, text)


def _unconfirmed(portal: Portal, tables: Tables, documents: list[Document]) -> Iterable[Problem]:
    for document in portal.regulations.values():
        yield from unseen_facts(document)
    for located in (*tables["institutions"], *tables["channels"]):
        yield from hearsay(located)
    for document in documents:
        yield from hearsay((document.record, document.path, document.lines))
