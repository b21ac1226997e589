"""What a careful colleague would look for, besides what reading already refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

from .documents import Document
from .identifiers import find_identifiers
from .portal import Portal, Tables, assemble, document_paths, read_documents, read_tables
from .problems import Problem, ProblemsFound, nearest
from .tabulations import growing_steps, stage_rows

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
RAW_HTML = re.compile(r"<(?!https?://)/?[A-Za-z][^>]*>|<!--")
INPUTS = ("content", "data")
WRITTEN = {".md", ".csv", ".yaml"}
OUTSIDE = ("https://", "http://")


def check_project(root: Path) -> list[Problem]:
    """Every problem of `content/` and `data/`, sorted by place."""
    tables, problems = read_tables(root / "data", root)
    documents, more = read_documents(root / "content", root)
    known = link_targets(root / "content", tables, problems)
    drafts = {document.path.removeprefix("content/") for document in documents if document.is_draft}
    public = [target for target in known if target not in drafts]
    found = {
        problem
        for document in documents
        for problem in _body(document, root, known if document.is_draft else public)
    }
    # With drafts too: what an editor sees in the preview must be in order as well.
    for with_drafts in [False, True] if drafts else [False]:
        try:
            portal = assemble(tables, documents, [*problems, *more], with_drafts)
            found.update(_growing_steps(portal, tables))
        except ProblemsFound as wrong:
            found.update(wrong.problems)
    found.update(_personal_data(root))
    if (root / "data" / "cases").is_dir():
        # The solver is loaded only where there are case statistics to attack.
        from .inference import inferable

        found.update(inferable(root, [region for region, *_ in tables["regions"]]))
    return sorted(found)


def _personal_data(root: Path) -> Iterator[Problem]:
    """Numbers and names of a person, anywhere in what editors write."""
    for path in sorted(p for folder in INPUTS for p in (root / folder).rglob("*")):
        if path.suffix not in WRITTEN:
            continue
        text = path.read_text("utf-8", errors="replace")
        for found in find_identifiers(text):
            line = text.count("\n", 0, found.start) + 1
            yield Problem(
                "P071",
                path.relative_to(root).as_posix(),
                line,
                f'"{found.text}" tampak seperti {found.kind} seseorang; data pribadi tidak disimpan.'
                " Hapus.",
            )


def _growing_steps(portal: Portal, tables: Tables) -> Iterator[Problem]:
    """A later stage above an earlier one, within one source, needs a word why."""
    lines = {record.figure_id: (path, at[()]) for record, path, at in tables["figures"]}
    for rows in stage_rows(portal.figures, list(portal.codes["funnel_step"])):
        for figure in growing_steps(rows):
            path, line = lines[figure.figure_id]
            yield Problem(
                "P067",
                path,
                line,
                f"nilai {figure.value} pada tahap {figure.stage_of_handling} lebih besar dari tahap"
                " sebelumnya di sumber yang sama. Periksa nilainya atau jelaskan di kolom note.",
            )


def _body(document: Document, root: Path, known: list[str]) -> Iterator[Problem]:
    for line, text in _body_lines(document, root):
        tag = RAW_HTML.search(text)
        if tag:
            text_of_tag = f'HTML "{tag[0]}" tidak dipakai. Tulis dengan Markdown saja.'
            yield Problem("P070", document.path, line, text_of_tag)
        for target in LINK.findall(text):
            yield from _link(document, line, target, known)


def _body_lines(document: Document, root: Path) -> Iterator[tuple[int, str]]:
    """Lines of the body with their numbers in the file."""
    lines = (root / document.path).read_text("utf-8-sig").split("\n")
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    yield from enumerate(lines[end + 1 :], end + 2)


def _link(document: Document, line: int, target: str, known: list[str]) -> Iterator[Problem]:
    if target.startswith((*OUTSIDE, "#")):
        return
    if not target.startswith("{filename}"):
        text = f'tautan "{target}" tidak dikenal. Tulis https://... atau {{filename}}/folder/berkas.md.'
        yield Problem("P068", document.path, line, text)
        return
    wanted = target.removeprefix("{filename}").partition("#")[0]
    folder = document.path.split("/")[-2]
    path = wanted.lstrip("/") if wanted.startswith("/") else f"{folder}/{wanted}"
    if path not in known and f"{path.partition('/')[0]}/" not in known:
        text = f'tautan "{target}" tidak mengarah ke mana pun.{nearest(path, known)} Perbaiki tautannya.'
        yield Problem("P069", document.path, line, text)


def link_targets(content: Path, tables: Tables, problems: list[Problem]) -> list[str]:
    """Everything `{filename}` may name: documents by path, regions by code.

    Only `regions/` where the register was not read whole: any code may be in it.
    """
    documents = [path.relative_to(content).as_posix() for path in document_paths(content)]
    if any(problem.path == "data/regions.csv" for problem in problems):
        return [*documents, "regions/"]
    return documents + [f"regions/{region.code}" for region, *_ in tables["regions"]]
