"""One definition of every field: what is made from the models is never stale."""

import csv
import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from portal.core.documents import DOCUMENT_TYPES
from portal.core.field_tables import MARKED, MODELS
from portal.core.fields import Record
from portal.core.generated import generated
from portal.core.headers import read_yaml, split_document
from portal.core.inputs import TABLES, document_paths
from portal.core.schemas import explanation
from portal.core.tables import read_list, read_table

LISTS = [file for _, file, _, read in TABLES if read is read_list]
ROWS = [file for _, file, _, read in TABLES if read is read_table]


def all_models(model: type[Record] = Record) -> list[type[Record]]:
    own = [m for m in model.__subclasses__() if m.__module__.startswith("portal.")]
    return [m for below in own for m in (below, *all_models(below))]


def schema(root, name: str) -> Draft202012Validator:
    value = json.loads((root / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(value)
    return Draft202012Validator(value)


def mistakes(validator: Draft202012Validator, value) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(value)]


def test_no_file_made_from_the_models_is_stale(root, portal):
    made = generated(portal, (root / "CONTRIBUTING.md").read_text("utf-8"))

    stale = [
        name
        for name, text in made.items()
        if not (root / name).exists() or (root / name).read_text("utf-8") != text
    ]

    assert stale == [], "jalankan python3 scripts/schemas.py"


def test_no_schema_is_left_from_a_model_that_is_gone(root, portal):
    made = generated(portal, "")

    left = {f"schemas/{path.name}" for path in (root / "schemas").iterdir()} - set(made)

    assert left == set()


def test_every_field_of_every_model_is_explained_once():
    for model in all_models():
        for name in model.model_fields:
            label, sentence, _ = explanation(model, name)
            assert label[0].isupper() and len(label) <= 30, (model.__name__, name)
            assert sentence.endswith(".") and ". " not in sentence.replace("md: ", ""), (
                model.__name__,
                name,
            )


def test_every_example_is_accepted_by_its_own_model(portal):
    from portal.core.schemas import closed_lists, schemas

    for name, made in schemas(closed_lists(portal)).items():
        for record in [made, *made.get("$defs", {}).values()]:
            for field, part in record.get("properties", {}).items():
                check = Draft202012Validator(part | {"$defs": made.get("$defs", {})})
                for example in part.get("examples", []):
                    assert mistakes(check, example) == [], (name, field)


@pytest.mark.parametrize("kind", DOCUMENT_TYPES, ids=lambda kind: kind.folder)
def test_every_document_agrees_with_its_schema(root, kind):
    validator = schema(root, kind.model.__name__.lower())
    paths = [p for p in document_paths(root / "content") if p.parent.name == kind.folder]

    wrong = {p.name: mistakes(validator, header(p)) for p in paths}

    assert {name: found for name, found in wrong.items() if found} == {}


def header(path) -> dict:
    """As other programs read it: a plain true is no text to them."""
    values, _ = read_yaml(split_document(path.read_text("utf-8"))[0])
    plain = {"true": True, "false": False}
    return {name: plain.get(v, v) if isinstance(v, str) else v for name, v in values.items()}


@pytest.mark.parametrize("file", LISTS)
def test_every_list_agrees_with_its_schema(root, file):
    values, _ = read_yaml((root / "data" / file).read_text("utf-8"))

    assert mistakes(schema(root, stem(file)), values) == []


@pytest.mark.parametrize("file", ROWS)
def test_every_row_agrees_with_its_schema(root, file):
    validator = schema(root, stem(file))
    with (root / "data" / file).open(encoding="utf-8", newline="") as opened:
        wrong = [
            (row, found) for row in csv.DictReader(opened) if (found := mistakes(validator, row))
        ]

    assert wrong == []


def stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("statement", "kind", "pernyataan"),
        ("statement", "region_codes", ["99.99"]),
        ("statement", "judul", "bidang yang tidak ada"),
        ("regulation", "year", "dua ribu"),
        ("regulation", "sources", []),
    ],
)
def test_a_header_the_models_refuse_is_refused_by_its_schema(root, name, field, value):
    folder = {"statement": "statements", "regulation": "regulations"}[name]
    good = header(next(iter(sorted((root / "content" / folder).glob("*.md")))))

    assert mistakes(schema(root, name), good | {field: value}) != []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "-3"),
        ("value", "1.234"),
        ("region_code", "33.1"),
        ("period_end", "31/10/2024"),
        ("unit", "orang-orang"),
        ("election", ""),
    ],
)
def test_a_row_the_models_refuse_is_refused_by_its_schema(root, field, value):
    with (root / "tests/sites/minimal/data/figures/berita-contoh-2024.csv").open(
        encoding="utf-8", newline=""
    ) as opened:
        row = next(csv.DictReader(opened))

    assert mistakes(schema(root, "figures"), row | {field: value}) != []


def test_a_region_is_named_in_words_beside_its_code(root):
    region = json.loads((root / "schemas/statement.json").read_text("utf-8"))["$defs"]["region"]

    assert region["enumDescriptions"][region["enum"].index("33.11")] == "Kabupaten Sukoharjo"


def test_the_guide_explains_every_kind_of_record_an_editor_writes(root):
    guide = (root / "CONTRIBUTING.md").read_text("utf-8")

    assert {found[1] for found in MARKED.findall(guide)} == set(MODELS)


def test_yaml_lists_and_headers_know_their_schemas_in_the_editor(root):
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))

    for path, patterns in settings["yaml.schemas"].items():
        assert (root / path).is_file()
        for pattern in patterns:
            assert pattern.startswith("content/") or any(root.glob(pattern))


@pytest.mark.parametrize("name", ["pernyataan-baru", "koreksi"])
def test_an_issue_form_is_one_that_github_accepts(root, name):
    form = yaml.safe_load((root / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
    questions = [part for part in form["body"] if part["type"] != "markdown"]

    assert {"name", "description", "body"} <= set(form)
    assert {q["type"] for q in questions} <= {"input", "textarea", "dropdown"}
    assert len({q["id"] for q in questions}) == len(questions)
    assert len({q["attributes"]["label"] for q in questions}) == len(questions)


def test_the_form_for_a_statement_offers_the_kinds_of_the_code_list(root, portal):
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/pernyataan-baru.yml").read_text("utf-8"))

    kinds = next(part for part in form["body"] if part.get("id") == "kind")

    assert kinds["attributes"]["options"] == [
        code.label_id for code in portal.codes["statement_kind"].values()
    ]
