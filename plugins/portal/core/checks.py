"""What a careful colleague would look for, besides what reading already refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

from .documents import Document
from .portal import Portal, Tables, assemble, read_documents, read_tables
from .problems import Problem, ProblemsFound, nearest
from .tabulations import growing_steps, stage_rows

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
RAW_HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--")
OUTSIDE = ("https://", "http://")


def check_project(root: Path) -> list[Problem]:
    """Every problem of `content/` and `data/`, sorted by place."""
    tables, problems = read_tables(root / "data", root)
    documents, more = read_documents(root / "content", root)
    problems += more
    try:
        portal = assemble(tables, documents, problems)
    except ProblemsFound as found:
        return sorted(found.problems)
    problems = [p for document in documents for p in _body(portal, document, root)]
    return sorted([*problems, *_growing_steps(portal, tables)])


def _growing_steps(portal: Portal, tables: Tables) -> Iterator[Problem]:
    """A later stage above an earlier one, within one source, needs a word why."""
    lines = {record.figure_id: (path, at[()]) for record, path, at in tables["figures"]}
    for rows in stage_rows(portal.figures, list(portal.codes["funnel_step"])):
        for figure in growing_steps(rows):
            path, line = lines[figure.figure_id]
            yield Problem(
                path,
                line,
                f"nilai {figure.value} pada tahap {figure.stage_of_handling} lebih besar dari tahap"
                " sebelumnya di sumber yang sama. Periksa nilainya atau jelaskan di kolom note.",
            )


def _body(portal: Portal, document: Document, root: Path) -> Iterator[Problem]:
    for line, text in _body_lines(document, root):
        for tag in RAW_HTML.findall(text):
            yield Problem(
                document.path, line, f'HTML "{tag}" tidak dipakai. Tulis dengan Markdown saja.'
            )
        for target in LINK.findall(text):
            yield from _link(portal, document, line, target)


def _body_lines(document: Document, root: Path) -> Iterator[tuple[int, str]]:
    """Lines of the body with their numbers in the file."""
    lines = (root / document.path).read_text("utf-8-sig").split("\n")
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    yield from enumerate(lines[end + 1 :], end + 2)


def _link(portal: Portal, document: Document, line: int, target: str) -> Iterator[Problem]:
    if target.startswith((*OUTSIDE, "#")):
        return
    if not target.startswith("{filename}"):
        text = f'tautan "{target}" tidak dikenal. Pakai https://... atau {{filename}}/...'
        yield Problem(document.path, line, text)
        return
    known = link_targets(portal)
    wanted = target.removeprefix("{filename}").partition("#")[0]
    folder = document.path.split("/")[-2]
    path = wanted.lstrip("/") if wanted.startswith("/") else f"{folder}/{wanted}"
    if path not in known:
        text = f'tautan "{target}" tidak mengarah ke mana pun.{nearest(path, known)} Perbaiki.'
        yield Problem(document.path, line, text)


def link_targets(portal: Portal) -> list[str]:
    """Everything `{filename}` may name: documents by path, regions by code."""
    documents = [*portal.statements.values(), *portal.regulations.values(), *portal.pages.values()]
    paths = ["/".join(d.path.split("/")[-2:]) for d in documents]
    return paths + [f"regions/{region.code}" for region in portal.regions]
