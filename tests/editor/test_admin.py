"""The form in the browser: made from the models, self-hosted, and only on request."""

import base64
import hashlib
import io
import tarfile

import pytest
import yaml

from portal import admin
from portal.builder import BuildFailed, build_site
from portal.core.cms import cms_text
from portal.core.documents import DOCUMENT_TYPES, read_document
from portal.core.field_tables import record_in
from portal.core.fields import Record
from portal.core.inputs import TABLES
from portal.core.tables import read_list

WANTED = {"PORTAL_CMS": "1", "PORTAL_REPOSITORY": "lembaga/portal"}
REGISTRY = {"NPM_CONFIG_REGISTRY": "https://registri.example/npm/"}
SAVED = """---
id: 2026-03-02-uji-formulir
date: 2026-03-02
date_precision: day
title: Judul uji
kind: statement
speakers: []
region_codes:
  - '33.11'
election: general
topics: []
stage: ''
regulations: []
figures: []
source:
  url: https://contoh.example/1
  title: ''
  publisher: Media
  published: ''
  retrieved_via: ''
  id: ''
also_reported_by: []
verification: verified
verification_note: ''
---

Dua kalimat. Ini yang kedua.
"""


@pytest.fixture(scope="module")
def config(portal) -> dict:
    return yaml.safe_load(cms_text(portal, "lembaga/portal", "https://netral.example"))


def collection(config: dict, name: str) -> dict:
    return next(c for c in config["collections"] if c["name"] == name)


def field(fields: list[dict], *place: str) -> dict:
    found = next(f for f in fields if f["name"] == place[0])
    return field(found["fields"], *place[1:]) if place[1:] else found


def missing(model: type[Record], fields: list[dict], above: str = "") -> list[str]:
    """Fields of a model, and of the records inside it, that a form does not show."""
    shown = {f["name"]: f for f in fields}
    found = [above + name for name in model.model_fields if name not in shown]
    for name, about in model.model_fields.items():
        inside = record_in(about.annotation)
        if inside and name in shown:
            found += missing(inside, shown[name].get("fields", []), f"{above}{name}.")
    return found


@pytest.mark.parametrize("kind", DOCUMENT_TYPES, ids=lambda kind: kind.folder)
def test_the_form_of_a_document_has_every_field_and_its_text(config, kind):
    made = collection(config, kind.folder)

    assert missing(kind.model, made["fields"]) == []
    assert made["folder"] == f"content/{kind.folder}"
    assert made["fields"][-1]["name"] == "body"


@pytest.mark.parametrize(
    ("key", "file", "model"), [(k, f, m) for k, f, m, read in TABLES if read is read_list]
)
def test_the_form_of_a_list_has_every_field_of_its_entries(config, key, file, model):
    (made,) = [f for f in collection(config, "data")["files"] if f["name"] == key]
    (entries,) = made["fields"]

    assert (made["file"], entries["root"]) == (f"data/{file}", True)
    assert missing(model, entries["fields"]) == []


@pytest.mark.parametrize(
    ("place", "widget"),
    [
        (("id",), "string"),
        (("date",), "datetime"),
        (("kind",), "select"),
        (("speakers",), "list"),
        (("region_codes",), "select"),
        (("regulations",), "select"),
        (("figures", "value"), "number"),
        (("source",), "object"),
        (("source", "published"), "datetime"),
        (("also_reported_by",), "list"),
        (("verification",), "select"),
        (("body",), "text"),
    ],
)
def test_each_kind_of_value_has_its_kind_of_box(config, place, widget):
    assert field(collection(config, "statements")["fields"], *place)["widget"] == widget


def test_a_region_is_chosen_by_its_name_and_kept_as_its_code(config):
    regions = field(collection(config, "statements")["fields"], "region_codes")

    assert (regions["multiple"], regions["min"]) == (True, 1)
    assert {"label": "Kabupaten Sukoharjo", "value": "33.11"} in regions["options"]


def test_only_what_must_be_written_is_demanded(config):
    fields = collection(config, "statements")["fields"]
    demanded = [f["name"] for f in fields if f.get("required")]

    assert demanded == [
        "id",
        "date",
        "date_precision",
        "title",
        "kind",
        "region_codes",
        "election",
        "source",
        "verification",
    ]
    assert not any(f["required"] for f in field(fields, "source")["fields"])


def test_every_box_explains_itself_in_the_words_of_the_model(config):
    fields = collection(config, "statements")["fields"]

    assert field(fields, "date")["hint"] == (
        "Hari peristiwanya, bukan hari berita dimuat. Contoh: 2026-03-02"
    )


def test_a_change_becomes_a_pull_request_of_anybody(config):
    assert config["publish_mode"] == "editorial_workflow"
    assert config["backend"] == {
        "name": "github",
        "repo": "lembaga/portal",
        "branch": "main",
        "open_authoring": True,
        "auth_scope": "public_repo",
    }


def test_what_the_form_saves_can_be_read(tmp_path):
    path = tmp_path / "statements" / "2026-03-02-uji-formulir.md"
    path.parent.mkdir()
    path.write_text(SAVED, "utf-8")

    document, problems = read_document(path, path.name)

    assert problems == []
    assert (document.record.stage, document.record.source.published) == (None, None)


def archive(file: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as files:
        entry = tarfile.TarInfo(file)
        entry.size = len(content)
        files.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture
def package() -> tuple[admin.Package, bytes]:
    content = archive("package/a.js", b"let a\n")
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    return admin.Package("@contoh/a", "1.0.0", digest, "package/a.js"), content


def test_a_package_is_fetched_once_from_the_registry_that_is_set(tmp_path, package):
    wanted, content = package
    asked = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return content

    for _ in range(2):
        assert admin.file_of(wanted, tmp_path / "cms", REGISTRY, fetch) == b"let a\n"

    assert asked == ["https://registri.example/npm/@contoh/a/-/a-1.0.0.tgz"]


def test_other_bytes_than_the_pinned_ones_are_never_kept(tmp_path, package):
    wanted, _ = package

    with pytest.raises(admin.Unavailable, match="SHA-512 berbeda"):
        admin.file_of(wanted, tmp_path, REGISTRY, lambda address: archive("package/a.js", b"evil"))

    assert list(tmp_path.iterdir()) == []


def test_a_kept_archive_that_was_changed_is_fetched_again(tmp_path, package):
    wanted, content = package
    (tmp_path / wanted.archive).write_bytes(archive("package/a.js", b"evil"))

    assert admin.file_of(wanted, tmp_path, REGISTRY, lambda address: content) == b"let a\n"


def test_a_folder_or_a_link_in_the_place_of_the_archive_goes(tmp_path, package):
    wanted, content = package
    kept, elsewhere = tmp_path / "cms" / wanted.archive, tmp_path / "elsewhere"
    elsewhere.write_text("lain", "utf-8")
    for plant in (lambda: kept.mkdir(parents=True), lambda: kept.symlink_to(elsewhere)):
        plant()

        assert admin.file_of(wanted, kept.parent, REGISTRY, lambda address: content) == b"let a\n"
        assert kept.is_file() and not kept.is_symlink()
        kept.unlink()
    assert elsewhere.read_text("utf-8") == "lain"


def test_without_a_connection_the_reason_and_the_way_out_are_said(tmp_path, package):
    def fetch(address: str) -> bytes:
        raise OSError("tidak ada jaringan")

    with pytest.raises(admin.Unavailable, match=r"tidak dapat diunduh .* bangun tanpa PORTAL_CMS"):
        admin.file_of(package[0], tmp_path, REGISTRY, fetch)


@pytest.mark.parametrize("told", [{}, {"NPM_CONFIG_REGISTRY": "registri"}])
def test_without_a_registry_it_is_said_what_to_set(told):
    with pytest.raises(admin.Unavailable, match="Isi NPM_CONFIG_REGISTRY"):
        admin.registry({"PATH": ""} | told)


@pytest.mark.parametrize("repository", ["", "portal", "a/b/c"])
def test_without_a_repository_it_is_said_what_to_set(tmp_path, repository):
    environment = WANTED | {"PORTAL_REPOSITORY": repository}

    with pytest.raises(admin.Unavailable, match="Isi PORTAL_REPOSITORY"):
        admin.prepare_admin(tmp_path, environment, lambda address: b"")


def test_the_script_asks_no_other_host_for_its_icons():
    script = b"url(" + admin.ICONS + b")\n//# sourceMappingURL=sveltia-cms.js.map"

    assert admin.self_contained(script) == b"url(icons.woff2)\n"


def test_the_form_is_written_beside_the_site_and_links_only_to_itself(tmp_path, portal):
    made = admin.Admin(b"let cms\n", b"icons", "lembaga/portal", "https://masuk.example")

    admin.write_admin(made, portal, "https://netral.example", tmp_path)

    page = (tmp_path / "admin/index.html").read_text("utf-8")
    names = sorted(p.name for p in (tmp_path / "admin").iterdir())
    assert names == ["config.yml", "icons.woff2", "index.html", "sveltia-cms.js"]
    assert '<meta name="robots" content="noindex">' in page
    assert "https://masuk.example; base-uri 'none'" in page
    config = yaml.safe_load((tmp_path / "admin/config.yml").read_text("utf-8"))
    assert config["backend"]["base_url"] == "https://masuk.example"


def test_a_build_that_cannot_have_the_form_stops_before_it_begins(minimal, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_CMS", "1")
    monkeypatch.setenv("PORTAL_REPOSITORY", "lembaga/portal")
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "tanpa-alamat")
    said = []

    with pytest.raises(BuildFailed, match="Formulir di peramban tidak dapat dibuat: alamat regi"):
        build_site(minimal, tmp_path / "site", "publishconf.py", say=said.append)

    assert said == ["1/5 Memeriksa isi dan data …"]
    assert not (tmp_path / "site").exists()


def test_a_build_that_was_not_asked_has_no_form(small_site):
    assert not (small_site.output / "admin").exists()
    assert not any("/admin/" in text for text in small_site.pages.values())


def test_the_form_changes_no_byte_of_the_public_pages(minimal, tmp_path, monkeypatch):
    build_site(minimal, tmp_path / "plain", "publishconf.py", say=lambda line: None)
    monkeypatch.setenv("PORTAL_CMS", "1")
    made = admin.Admin(b"let cms\n", b"icons", "lembaga/portal", "")
    monkeypatch.setattr("portal.builder.prepare_admin", lambda *known: made)

    build_site(minimal, tmp_path / "form", "publishconf.py", say=lambda line: None)

    assert public(tmp_path / "form") == public(tmp_path / "plain")
    assert "admin/config.yml" in (tmp_path / "form/SHA256SUMS").read_text("utf-8")


def public(site) -> dict[str, bytes]:
    """Everything but the form and the lists of all files."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and "admin" not in path.parts
        and path.name not in ("manifest.json", "SHA256SUMS")
    }
