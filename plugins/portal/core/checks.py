"""What a careful colleague would look for, besides what reading already refuses."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .advice import advise
from .arithmetic import impossible_figures
from .copies import is_copy_farm
from .days import impossible_days, wrong_weekdays
from .documents import Document
from .duplicates import same_events, same_figures
from .fields import line_of
from .files import check_file, check_files
from .inputs import Tables, document_paths, has_cases, read_documents, read_tables
from .links import MARK, record_named
from .moved import circles
from .page_addresses import read_patterns, templates_of, wrong_addresses
from .portal import Portal, assemble
from .problems import Advice, Problem, ProblemsFound, nearest
from .region_codes import code_hint
from .small_count_checks import small_counts_told
from .tables import Located
from .texts import RAW_HTML, unsafe_texts

# `[words](target)`, or a line `[words]: target` that is used elsewhere.
LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]]+\]:)\s*<?([^)\s>]+)")
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
IMAGE = "!["
OUTSIDE = ("https://", "http://")
DATED_TABLES = ("sources", "figures")


@dataclass(frozen=True)
class Examined:
    """Everything there is to say of a project, each list sorted by place.

    contacts  of public desks, which are no personal data.
    """

    problems: list[Problem]
    advice: list[Advice]
    contacts: list[str]


def check_project(root: Path, today: date | None = None) -> list[Problem]:
    """Every problem of `content/` and `data/`, sorted by place."""
    return examine(root, today).problems


def examine(
    root: Path,
    today: date | None = None,
    say: Callable[[str], None] = lambda line: None,
    with_audit: bool = True,
) -> Examined:
    """Every problem and, where the records fit together, all advice.

    today       no day of a record may lie behind it; None: days to come are not looked for.
    say         is told what the audit of case statistics saw, if there are any.
    with_audit  False for a build, which audits what it shows itself.
    """
    tables, problems = read_tables(root / "data", root)
    documents, more = read_documents(root / "content", root)
    found: set[Problem | Advice] = set(check_files(root, public_contacts(tables)))
    found.update(_by_themselves(tables, documents, problems, root, today))
    # With drafts too: what an editor sees in the preview must be in order as well.
    for with_drafts in [False, True] if any(d.is_draft for d in documents) else [False]:
        try:
            portal = assemble(tables, documents, [*problems, *more], with_drafts)
            found.update(_together(portal, tables))
            found.update(_still_there(portal, tables, documents))
        except ProblemsFound as wrong:
            found.update(wrong.problems)
    if with_audit and has_cases(root):
        found.update(_inferable(tables, root, say))
    return Examined(
        sorted(one for one in found if isinstance(one, Problem)),
        sorted(one for one in found if isinstance(one, Advice)),
        public_contacts(tables),
    )


def public_contacts(tables: Tables) -> list[str]:
    """What may be written although it looks like a person's."""
    return [contact.contact for contact, _, _ in tables["contacts"]]


def check_text(
    document: Document, root: Path, contacts: Collection[str], targets: Collection[str]
) -> list[Problem]:
    """What a text can have wrong by itself.

    contacts  of public desks.
    targets   what `{filename}` may name.
    """
    found = check_file(root / document.path, Path(document.path), contacts)
    return [*found, *_body(document, root, targets)]


def _by_themselves(
    tables: Tables,
    documents: list[Document],
    problems: list[Problem],
    root: Path,
    today: date | None,
) -> Iterator[Problem]:
    """What can be said of each record alone."""
    known = link_targets(root / "content", tables, problems)
    drafts = {document.path.removeprefix("content/") for document in documents if document.is_draft}
    public = [target for target in known if target not in drafts]
    located: list[Located] = [(d.record, d.path, d.lines) for d in documents]
    for rows in tables.values():
        yield from unsafe_texts(rows, is_table=True)
    yield from unsafe_texts(located, is_table=False)
    yield from circles(tables["moves"])
    for document in documents:
        yield from _body(document, root, known if document.is_draft else public)
    dated = [*located, *(row for name in DATED_TABLES for row in tables[name])]
    yield from impossible_days(dated, today or date.max)
    farms = {row.host for row, _, _ in tables["copy_farms"]}
    for document in documents:
        yield from _links_to_copies(document, root, farms)
    yield from wrong_addresses(_whole_pages(documents), read_patterns(root), templates_of(root))


def _whole_pages(documents: list[Document]) -> list[Document]:
    """Pages of prose; a translation that stands alone is a mistake of its own."""
    pages = [d for d in documents if d.path.startswith("content/pages/")]
    originals = {d.record.id for d in pages if d.language == "id"}
    return [d for d in pages if d.record.id in originals]


def _together(portal: Portal, tables: Tables) -> Iterator[Problem | Advice]:
    """What can be said of records only beside each other."""
    yield from impossible_figures(portal, tables)
    yield from same_events(portal.statements.values())
    yield from same_figures(tables)
    yield from small_counts_told(portal, tables)
    yield from advise(portal, tables)


def _still_there(portal: Portal, tables: Tables, documents: list[Document]) -> Iterator[Problem]:
    """Records that were removed for a person's sake and can still be read."""
    written = {d.name: (d.path, 1) for d in documents}
    written |= {f.figure_id: (path, line_of((), at)) for f, path, at in tables["figures"]}
    for name in portal.removals.keys() & written.keys():
        text = f'"{name}" dihapus oleh {portal.removals[name].path}, tetapi masih ada. Hapus dari sini.'
        yield Problem("P217", *written[name], text)


def _inferable(tables: Tables, root: Path, say: Callable[[str], None]) -> list[Problem]:
    # The solver is loaded only where there are case statistics to attack.
    from .inference import case_statistics, told

    counted, problems = case_statistics(root, [region for region, *_ in tables["regions"]])
    if counted.audit:
        say(told(counted.audit))
    return problems


def _body(document: Document, root: Path, known: Collection[str]) -> Iterator[Problem]:
    title = getattr(document.record, "title", "")
    yield from wrong_weekdays(title, document.path, line_of(("title",), document.lines))
    for line, text in _body_lines(document, root):
        yield from wrong_weekdays(text, document.path, line)
        tag = RAW_HTML.search(text)
        if tag:
            sentence = f'HTML "{tag[0]}" tidak dipakai. Tulis dengan Markdown saja.'
            yield Problem("P070", document.path, line, sentence)
        if IMAGE in text:
            sentence = "gambar di dalam teks tidak tampil di portal ini. Hapus, atau tautkan."
            yield Problem("P085", document.path, line, sentence)
        for target in LINK.findall(text):
            yield from _link(document, line, target, known)


def _links_to_copies(document: Document, root: Path, farms: Collection[str]) -> Iterator[Problem]:
    for line, text in _body_lines(document, root):
        for address in filter(lambda one: is_copy_farm(one, farms), ADDRESS.findall(text)):
            sentence = (
                f'"{address}" ada di situs salinan (data/copy_farms.csv); teks tidak menautkannya.'
                " Tautkan berita aslinya, atau hapus tautannya."
            )
            yield Problem("P199", document.path, line, sentence)


def _body_lines(document: Document, root: Path) -> Iterator[tuple[int, str]]:
    """Lines of the body with their numbers in the file."""
    lines = (root / document.path).read_text("utf-8-sig").split("\n")
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    yield from enumerate(lines[end + 1 :], end + 2)


def _link(document: Document, line: int, target: str, known: Collection[str]) -> Iterator[Problem]:
    if target.startswith((*OUTSIDE, "#")):
        return
    if not target.startswith(MARK):
        text = f'tautan "{target}" tidak dikenal. Tulis https://... atau {{filename}}/folder/berkas.md.'
        yield Problem("P068", document.path, line, text)
        return
    path = record_named(target.removeprefix(MARK), document.path)
    if path not in known and f"{path.partition('/')[0]}/" not in known:
        folder, _, name = path.rpartition("/")
        codes = [each.removeprefix("regions/") for each in known] if folder == "regions" else []
        hint = code_hint(name, codes) if codes else None
        hint = nearest(path, known) if hint is None else hint
        text = f'tautan "{target}" tidak mengarah ke mana pun.{hint} Perbaiki tautannya.'
        yield Problem("P069", document.path, line, text)


def link_targets(content: Path, tables: Tables, problems: list[Problem]) -> list[str]:
    """Everything `{filename}` may name: documents by path, regions by code.

    Only `regions/` where the register was not read whole: any code may be in it.
    """
    documents = [path.relative_to(content).as_posix() for path in document_paths(content)]
    if any(problem.path == "data/regions.csv" for problem in problems):
        return [*documents, "regions/"]
    return documents + [f"regions/{region.code}" for region, *_ in tables["regions"]]
