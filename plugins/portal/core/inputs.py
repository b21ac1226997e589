"""Every file of `content/` and `data/`, read into records."""

import os
from pathlib import Path

from .conflicts import Conflict
from .copies import CopyFarm
from .documents import Document, read_document
from .figure_files import read_figures, read_sources
from .leftovers import is_left_behind
from .moved import Move
from .problems import Problem
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
from .regions import Region
from .tables import read_list, read_table

# Those of one file; sources and their figures have a file each.
TABLES = (
    ("regions", "regions.csv", Region, read_table),
    ("codes", "codelists.csv", Code, read_table),
    ("categories", "categories.csv", Category, read_table),
    ("externals", "regulations_external.csv", External, read_table),
    ("conflicts", "figures/conflicts.csv", Conflict, read_table),
    ("tiles", "tiles.csv", TilePlace, read_table),
    ("aliases", "region_aliases.csv", Alias, read_table),
    ("copy_farms", "copy_farms.csv", CopyFarm, read_table),
    ("contacts", "public_contacts.csv", PublicContact, read_table),
    ("moves", "moved.csv", Move, read_table),
    ("terms", "glossary.yaml", Term, read_list),
    ("institutions", "institutions.yaml", Institution, read_list),
    ("channels", "reporting_channels.yaml", Channel, read_list),
)

# A portal that has met no copy site needs no table of them.
OPTIONAL = {"copy_farms"}

Tables = dict[str, list]


def read_tables(data: Path, root: Path) -> tuple[Tables, list[Problem]]:
    """All tables under `data/`; paths in messages are relative to `root`."""
    tables, problems = {}, []
    for key, file, model, read in TABLES:
        path = data / file
        if key in OPTIONAL and not path.exists():
            tables[key] = []
            continue
        tables[key], wrong = read(path, path.relative_to(root).as_posix(), model)
        problems += wrong
    tables["sources"], wrong = read_sources(data, root)
    tables["figures"], more = read_figures(data, root)
    return tables, [*problems, *wrong, *more]


def read_documents(content: Path, root: Path) -> tuple[list[Document], list[Problem]]:
    """All documents under `content/`, in the order of their names."""
    documents, problems = [], []
    for path in document_paths(content):
        document, wrong = read_document(path, path.relative_to(root).as_posix())
        problems += wrong
        documents += [document] if document else []
    return documents, problems


def document_paths(content: Path) -> list[Path]:
    return [content / name for name in document_names(content)]


def document_names(content: Path) -> list[str]:
    """All documents by their paths below `content`, folder by folder, each in order."""
    above, found = len(str(content)) + 1, []
    for folder, folders, names in os.walk(content):
        folders[:] = [name for name in folders if not is_left_behind(name)]
        below = f"{folder}/"[above:].replace(os.sep, "/")
        written = (name for name in names if name.endswith(".md") and not is_left_behind(name))
        found += [f"{below}{name}" for name in written]
    return sorted(found, key=lambda name: name.split("/"))


def draft_paths(content: Path, root: Path) -> set[str]:
    """Documents no reader sees, by their paths below `root`; also what cannot be read."""
    marked = (path for path in document_paths(content) if _may_be_draft(path.read_bytes()))
    read = [
        (name := path.relative_to(root).as_posix(), read_document(path, name)[0]) for path in marked
    ]
    return {name for name, document in read if document is None or document.is_draft}


def _may_be_draft(content: bytes) -> bool:
    """Reading every document takes long; a name can also be written with escapes."""
    return b"draft" in content or b"\\" in content


def has_cases(root: Path) -> bool:
    """Whether a project has case statistics."""
    return (root / "data" / "cases").is_dir()
