"""JSON Schema 2020-12 of every record, made from the models.

Documents and YAML lists are described as they are read; a row of a CSV file is
described as text, because every cell of a file is.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .documents import DOCUMENT_TYPES
from .fields import REGISTER, Record
from .figures import Figure, Source
from .inputs import TABLES
from .portal import EVERY_CATEGORY, NATIONAL, Portal
from .tables import read_list

Schema = dict[str, Any]
Words = Mapping[str, Mapping[str, str]]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXPLANATION = re.compile(r"(?P<label>[^:]+): (?P<text>.+?\.)(?: Contoh: (?P<example>.+))?")
WHOLE_NUMBER = "[0-9]+"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def closed_lists(portal: Portal) -> dict[str, dict[str, str]]:
    """Register -> value -> words, for the registers that no record adds to.

    Regulations, sources and figures grow with every contribution: naming them
    in a schema would make each contribution change the schemas too.
    """
    codes = {
        name: {code: row.label_id for code, row in rows.items()}
        for name, rows in portal.codes.items()
    }
    categories = {slug: row.label_id for slug, row in portal.categories.items()}
    regions = {region.code: region.full_name for region in portal.regions}
    return codes | {
        "category": categories | {EVERY_CATEGORY: "Semua jenis"},
        "region": regions,
        "scope": regions | {NATIONAL: "Seluruh Indonesia"},
    }


def schemas(words: Words) -> dict[str, Schema]:
    """File name without `.json` -> schema, for documents, rows and lists.

    words  register -> value -> label: values of these registers are listed.
    """
    made = {kind.model.__name__.lower(): document(kind.model, words) for kind in DOCUMENT_TYPES}
    for _, file, model, read in TABLES:
        name = file.rpartition("/")[2].partition(".")[0]
        made[name] = list_of(model, words) if read is read_list else row(model, words)
    made["source"] = document(Source, words)
    made["figures"] = row(Figure, words, left_out=("source_id",))
    return made


def document(model: type[Record], words: Words) -> Schema:
    """Header of a document; its id may be left to the file's name."""
    schema = _schema(model, words)
    schema["required"] = [n for n in schema["required"] if n not in ("id", "source_id")]
    return schema


def list_of(model: type[Record], words: Words) -> Schema:
    """A YAML file that is a list of records."""
    schema = _schema(model, words)
    lists = schema.pop("$defs", {})
    head = {"$schema": schema.pop("$schema"), "type": "array"}
    return head | {"items": schema} | ({"$defs": lists} if lists else {})


def row(model: type[Record], words: Words, left_out: Collection[str] = ()) -> Schema:
    """One row of a CSV file, each cell as text; a column with a default may be left out.

    left_out  fields that stand in the file's name.
    """
    schema = _schema(model, words)
    fields = schema["properties"].items()
    cells = {name: _cell(field) for name, field in fields if name not in left_out}
    required = [name for name in schema["required"] if name not in left_out]
    return schema | {"properties": cells, "required": required}


def explanation(model: type[Record], name: str) -> tuple[str, str, str]:
    """Label, sentence and example of a field, for editors; the example may be "".

    raises  ValueError if the text under the field has another form.
    """
    return _parts(model.model_fields[name].description or "", f"{model.__name__}.{name}")


def _parts(text: str, place: str) -> tuple[str, str, str]:
    found = EXPLANATION.fullmatch(text)
    if not found:
        raise ValueError(f'{place}: explain it as """Label: sentence. Contoh: example"""')
    sentence = found["text"]
    return found["label"], sentence[0].upper() + sentence[1:], found["example"] or ""


def _schema(model: type[Record], words: Words) -> Schema:
    schema = {"$schema": DIALECT} | model.model_json_schema()
    lists: dict[str, Schema] = {}
    for record in [schema, *schema.get("$defs", {}).values()]:
        record.pop("description", None)
        for name, field in record["properties"].items():
            _explain(field, f"{record['title']}.{name}")
        for node in _nodes(record["properties"]):
            _list_values(node, words, lists)
    return schema | ({"$defs": schema.get("$defs", {}) | lists} if lists else {})


def _explain(field: Schema, place: str) -> None:
    label, text, example = _parts(field.get("description", ""), place)
    field |= {"title": label, "description": text}
    if example:
        field["examples"] = [_typed(example, field)]


def _typed(example: str, field: Schema) -> Any:
    kinds = {field.get("type")} | {branch.get("type") for branch in field.get("anyOf", ())}
    if "array" in kinds:
        return example.split(", ")
    if "boolean" in kinds:
        return example == "true"
    return int(example) if kinds & {"integer", "number"} else example


def _list_values(node: Schema, words: Words, lists: dict[str, Schema]) -> None:
    """Name the register's values where it is closed; they stand once under `$defs`."""
    register = node.pop(REGISTER, None)
    if register not in words:
        return
    values = words[register]
    lists[register] = {"enum": list(values), "enumDescriptions": list(values.values())}
    branches = [b for b in node.get("anyOf", ()) if b.get("type") == "string"] or [node]
    for branch in branches:
        branch["$ref"] = f"#/$defs/{register}"


def _nodes(value: Any) -> Iterator[Schema]:
    if isinstance(value, dict):
        yield value
        for part in list(value.values()):
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)


def _cell(field: Schema) -> Schema:
    """The field as text in a cell; empty where the value may be unknown."""
    told = {key: field[key] for key in ("title", "description") if key in field}
    told |= {"examples": [str(e) for e in _flat(field.get("examples", []))]}
    branches = field.get("anyOf") or [field]
    texts = [_text(branch) for branch in branches if branch.get("type") != "null"]
    may_be_empty = len(texts) < len(branches)
    return told | ({"anyOf": [*texts, {"const": ""}]} if may_be_empty else texts[0])


def _flat(examples: list) -> list:
    return [" ".join(e) if isinstance(e, list) else e for e in examples]


def _text(branch: Schema) -> Schema:
    kept = {
        key: branch[key]
        for key in ("$ref", "enum", "const", "pattern", "minLength")
        if key in branch
    }
    if branch.get("type") == "integer":
        kept["pattern"] = f"^{WHOLE_NUMBER}$"
    if branch.get("type") == "number":
        kept["pattern"] = f"^{WHOLE_NUMBER}(\\.[0-9])?$"
    if branch.get("format") == "date":
        kept["pattern"] = f"^{DAY}$"
    return {"type": "string"} | kept
