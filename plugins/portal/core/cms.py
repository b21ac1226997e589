"""The configuration of the form in the browser (Sveltia CMS), made from the schemas."""

from typing import Any

import yaml

from .documents import DOCUMENT_TYPES
from .inputs import TABLES
from .portal import Portal
from .schemas import Schema, closed_lists, document, list_of
from .tables import read_list

Part = dict[str, Any]

LINE = 60  # characters; an example longer than this asks for a box of several lines
LABELS = {
    "statements": ("Pernyataan", "pernyataan"),
    "regulations": ("Regulasi", "regulasi"),
    "corrections": ("Koreksi", "koreksi"),
    "pages": ("Halaman", "halaman"),
    "terms": ("Glosarium", "istilah"),
    "institutions": ("Lembaga", "lembaga"),
    "channels": ("Saluran laporan", "saluran"),
}
BODY = {
    "name": "body",
    "label": "Ringkasan",
    "widget": "text",
    "hint": "Dua sampai empat kalimat Anda sendiri yang dapat dibaca tanpa judulnya.",
}


def cms_text(portal: Portal, repository: str, site_url: str, sign_in: str = "") -> str:
    """`admin/config.yml`.

    repository  owner/name on GitHub; every change becomes a pull request there.
    sign_in     address of the OAuth service; without it people sign in with a token.
    """
    config = cms_configuration(portal, repository, site_url, sign_in)
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=100)


def cms_configuration(portal: Portal, repository: str, site_url: str, sign_in: str) -> Part:
    words = choices(portal)
    folders = [_folder(kind.folder, document(kind.model, words)) for kind in DOCUMENT_TYPES]
    files = [
        _file(key, f"data/{file}", list_of(model, words))
        for key, file, model, read in TABLES
        if read is read_list
    ]
    return {
        "backend": _backend(repository, sign_in),
        "publish_mode": "editorial_workflow",
        "site_url": site_url,
        "app_title": "Penyuntingan",
        "media_folder": "content/images",
        "public_folder": "/images",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [
            *folders,
            {"name": "data", "label": "Data", "files": files},
        ],
    }


def choices(portal: Portal) -> dict[str, dict[str, str]]:
    """Every register a form offers: the closed ones and the regulations of today."""
    known = {id: f"{d.record.citation}: {d.record.title}" for id, d in portal.regulations.items()}
    others = {id: external.label for id, external in portal.externals.items()}
    return closed_lists(portal) | {"regulation": known | others}


def _backend(repository: str, sign_in: str) -> Part:
    backend = {
        "name": "github",
        "repo": repository,
        "branch": "main",
        "open_authoring": True,
        "auth_scope": "public_repo",
    }
    return backend | ({"base_url": sign_in} if sign_in else {})


def _folder(folder: str, schema: Schema) -> Part:
    label, one = LABELS[folder]
    # The file takes its name from the id, so here it cannot be left out.
    named = schema | {"required": ["id", *schema["required"]]}
    return {
        "name": folder,
        "label": label,
        "label_singular": one,
        "folder": f"content/{folder}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        "slug": "{{fields.id}}",
        "fields": [*_fields(named, named), BODY],
    }


def _file(key: str, file: str, schema: Schema) -> Part:
    """A YAML list is edited as one entry whose only field is the list itself."""
    label, one = LABELS[key]
    entries = {
        "name": key,
        "label": label,
        "label_singular": one,
        "widget": "list",
        "root": True,
        "collapsed": True,
        "fields": _fields(schema["items"], schema),
    }
    return {"name": key, "label": label, "file": file, "fields": [entries]}


def _fields(record: Schema, whole: Schema) -> list[Part]:
    required = record.get("required", ())
    return [
        _field(name, schema, whole, name in required)
        for name, schema in record["properties"].items()
    ]


def _field(name: str, schema: Schema, whole: Schema, is_written: bool) -> Part:
    branches = schema.get("anyOf") or [schema]
    may_be_empty = any(branch.get("type") == "null" for branch in branches)
    kind = _resolved(next(b for b in branches if b.get("type") != "null"), whole)
    part = {"name": name, "label": schema["title"]}
    part |= _widget(schema, kind, whole)
    # A choice with a default has no empty answer.
    is_needed = is_written or bool(schema.get("default"))
    part |= {"required": is_needed and not may_be_empty, "hint": _hint(schema)}
    if schema.get("default"):
        part["default"] = schema["default"]
    return part


def _hint(schema: Schema) -> str:
    example = _example(schema)
    return schema["description"] + (f" Contoh: {example}" if example else "")


def _example(schema: Schema) -> str:
    example = schema.get("examples", [""])[0]
    if isinstance(example, bool):
        return str(example).lower()
    return ", ".join(example) if isinstance(example, list) else str(example)


def _widget(schema: Schema, kind: Schema, whole: Schema) -> Part:
    """The kind of box, out of the kind of value."""
    if "enum" in kind:
        return {"widget": "select", "options": _options(kind)}
    if kind.get("type") == "array":
        return _list(schema, kind, whole)
    if "properties" in kind:
        return {"widget": "object", "fields": _fields(kind, whole)}
    if kind.get("type") in ("integer", "number"):
        is_whole = not any(b.get("type") == "number" for b in schema.get("anyOf", ()))
        return {"widget": "number", "value_type": "int" if is_whole else "float", "min": 0}
    if kind.get("type") == "boolean":
        return {"widget": "boolean"}
    if kind.get("format") == "date":
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    return _string(schema, kind)


def _string(schema: Schema, kind: Schema) -> Part:
    part: Part = {"widget": "text" if len(_example(schema)) > LINE else "string"}
    if "pattern" in kind:
        part["pattern"] = [kind["pattern"], f"Bentuknya salah. {schema['description']}"]
    return part


def _list(schema: Schema, kind: Schema, whole: Schema) -> Part:
    item = _resolved(kind["items"], whole)
    least = {"min": kind["minItems"]} if "minItems" in kind else {}
    if "enum" in item:
        return {"widget": "select", "multiple": True, "options": _options(item)} | least
    if "properties" in item:
        return {"widget": "list", "collapsed": True, "fields": _fields(item, whole)} | least
    one = {"name": "item", "label": schema["title"]} | _string(schema, item)
    return {"widget": "list", "field": one} | least


def _resolved(schema: Schema, whole: Schema) -> Schema:
    """The schema with what its `$ref` names; a reference is always into `$defs`."""
    if "$ref" not in schema:
        return schema
    return whole["$defs"][schema["$ref"].rpartition("/")[2]] | schema


def _options(kind: Schema) -> list[Part]:
    labels = kind.get("enumDescriptions", kind["enum"])
    return [{"label": label, "value": v} for v, label in zip(kind["enum"], labels, strict=True)]
