"""Every file of the project that is made from the models, as text."""

import json
from typing import Any

from .documents import DOCUMENT_TYPES
from .field_tables import with_field_tables
from .figure_files import SOURCES
from .inputs import TABLES
from .issue_forms import issue_forms
from .portal import Portal
from .schemas import closed_lists, schemas
from .tables import read_list

GUIDE = "CONTRIBUTING.md"


def generated(portal: Portal, guide: str) -> dict[str, str]:
    """Path in the project -> text it must have.

    guide  the present text of CONTRIBUTING.md; only its field tables change.
    """
    words = closed_lists(portal)
    made = {f"schemas/{name}.json": _json(schema) for name, schema in schemas(words).items()}
    return (
        made
        | {".vscode/settings.json": _json(editor_settings())}
        | issue_forms(words)
        | {GUIDE: with_field_tables(guide)}
    )


def editor_settings() -> dict[str, Any]:
    """What VS Code needs to complete and check YAML, and to keep CSV as it is.

    The CSV extension reads no schema: it only marks uneven rows. The YAML
    extension reads headers of Markdown files where it supports front matter.
    """
    lists = {
        f"./schemas/{_stem(file)}.json": [f"data/{file}"]
        for _, file, _, read in TABLES
        if read is read_list
    }
    headers = {
        f"./schemas/{kind.model.__name__.lower()}.json": [f"content/{kind.folder}/*.md"]
        for kind in DOCUMENT_TYPES
    }
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "yaml.schemas": lists | {"./schemas/source.json": [f"{SOURCES}*.yaml"]} | headers,
        "yaml.schemaStore.enable": False,
        "rainbow_csv.enable_auto_csv_lint": True,
        "rainbow_csv.csv_lint_detect_trailing_spaces": True,
    }


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
