"""A built site that would weaken itself does not leave the build."""

import json
import re
import shutil
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from portal.core.built_pages import BuiltPages
from portal.core.safe_links import with_safe_links
from portal.core.security import WASM, check_security
from portal.hosting import headers
from portal.manifest import canonical, digests_below
from portal.sbom import bill_of_materials, locked_packages
from portal.store import Store
from portal.survey import Survey

from .small_site import ROOT

HOME = Path("/", "home", "redaksi", "portal")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Three pages of the built site, to be spoiled."""
    for name in ("index.html", "cari/index.html", "theme/css/portal.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built / name, tmp_path / name)
    return tmp_path


def spoil(site: Path, old: str, new: str) -> list[str]:
    """What the check says of a home page in which `old` became `new`."""
    page = site / "index.html"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    return [str(problem) for problem in check_security(BuiltPages(site), (HOME,))]


def test_the_built_site_is_clean(site):
    assert check_security(BuiltPages(site), (HOME,)) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("</body>", "<script>alert(1)</script></body>", "skrip di dalam halaman"),
        ("<main", '<main onclick="x()"', "skrip di dalam halaman"),
        ("<main", '<main style="color:red"', "gaya di dalam halaman"),
        ("</body>", "<style>p{}</style></body>", "gaya di dalam halaman"),
        ("</body>", '<a href="javascript:x()">x</a></body>', "skrip di dalam halaman"),
        ("default-src 'none'; ", "", "default-src"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "'unsafe-inline'"),
        ("script-src 'self'", f"script-src 'self' {WASM}", "wasm-unsafe-eval"),
        ("script-src 'self'", "script-src 'self' https://cdn.example", "cdn.example"),
        ('<meta name="referrer" content="no-referrer">', "", "kebijakan perujuk"),
        ("</body>", '<a href="https://luar.example/">x</a></body>', "tautan keluar"),
        ("</body>", f"<p>{HOME}/content</p></body>", "jalur berkas mesin"),
        ("</body>", f"<p>file:{2 * chr(47)}/etc</p></body>", "jalur berkas mesin"),
    ],
)
def test_a_weakness_is_named(site, old, new, sentence):
    assert any(sentence in text for text in spoil(site, old, new))


@pytest.mark.parametrize(
    "block",
    [
        '<script type="application/json">{}</script>',
        "<script data-x='type=\"application/ld+json\"'>alert(1)</script>",
        '<script type="application/ld+json" id="x">{}</script>',
        '<script type="application/ld+json">alert(1)</script>',
        '<script type="application/ld+json">{"name":"<b>"}</script>',
    ],
)
def test_only_a_block_of_nothing_but_data_may_stand_in_a_page(site, block):
    assert spoil(site, "</body>", f"{block}</body>")


def test_a_source_map_is_named(site):
    (site / "theme" / "css" / "portal.css.map").write_text("{}")

    found = [(p.code, p.path) for p in check_security(BuiltPages(site))]

    assert found == [("P097", "theme/css/portal.css.map")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</body>", f"<p>{HOME}/content</p></body>", "P098"),
        ('<meta name="referrer" content="no-referrer">', "", "P099"),
        ("</body>", "<style>p{}</style></body>", "P100"),
        ("</body>", '<a href="https://luar.example/">x</a></body>', "P101"),
        ("default-src 'none'; ", "", "P102"),
        ("</body>", '<script type="application/ld+json">alert(1)</script></body>', "P136"),
    ],
)
def test_each_kind_of_weakness_has_its_code(site, old, new, code):
    assert [text[-5:-1] for text in spoil(site, old, new)] == [code]


def test_only_the_search_page_may_run_webassembly(built):
    pages = Survey(built, digests_below(built), Store(None), "").policies
    running = {name for name, policy in pages.items() if WASM in policy}

    assert running == {"cari/index.html", "en/search/index.html"}


def test_one_header_policy_meets_each_page_and_it_is_the_pages_own(built):
    text = (built / "_headers").read_text("utf-8")
    rules = dict(re.findall(r"^(/\S*)\n  Content-Security-Policy: (.*)$", text, re.MULTILINE))
    assert text == headers(built, Survey(built, digests_below(built), Store(None), "").policies)
    assert len(rules) < 100
    for name, own in Survey(built, digests_below(built), Store(None), "").policies.items():
        address = "/portal/" + name.removesuffix("index.html")
        meeting = [
            policy
            for rule, policy in rules.items()
            if (address.startswith(rule[:-1]) if rule.endswith("*") else address == rule)
        ]
        assert meeting == [f"{own}; frame-ancestors 'none'"], address


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        (
            '<a href="https://luar.example/">',
            '<a href="https://luar.example/" rel="noopener noreferrer">',
        ),
        (
            '<a href="https://luar.example/" rel="license">',
            '<a href="https://luar.example/" rel="license noopener noreferrer">',
        ),
        ('<a href="https://sini.example/en/">', '<a href="https://sini.example/en/">'),
        ('<a href="/wilayah/">', '<a href="/wilayah/">'),
        (
            '<a id="<a " href="https://luar.example/">',
            '<a id="<a " href="https://luar.example/" rel="noopener noreferrer">',
        ),
        (
            '<a href="https://luar.example/">luar</a><area href="https://luar.example/">',
            '<a href="https://luar.example/" rel="noopener noreferrer">luar</a>'
            '<area href="https://luar.example/">',
        ),
    ],
)
def test_links_to_other_sites_tell_nothing_of_the_reader(link, marked):
    assert with_safe_links(link, "sini.example") == marked


def test_the_manifest_is_canonical_and_names_its_commit(built, laid_out):
    text = (built / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)

    assert text == canonical(manifest)
    assert manifest["commit"] and manifest["modified"] is False
    assert manifest["tools"]["pelican"] == ["4.12.0"]
    assert "data/regions.csv" in manifest["inputs"]
    assert not any("__pycache__" in name for name in manifest["inputs"])


def test_the_bill_of_materials_holds_every_locked_package():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    bill = bill_of_materials(locked_packages(lock))
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)

    assert [one["name"] for one in bill["components"]] == names
    hashes = [h for one in bill["components"] for h in one["externalReferences"][0]["hashes"]]
    assert len(hashes) == lock.count("--hash=sha256:")


@pytest.fixture(scope="module")
def cyclonedx() -> JsonStrictValidator:
    """The schema's own judge, which needs no network."""
    return JsonStrictValidator(SchemaVersion.V1_6)


def test_the_bill_of_materials_is_valid_cyclonedx(built, cyclonedx):
    assert cyclonedx.validate_str((built / "sbom.cdx.json").read_text("utf-8")) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"alg":"SHA-256"', '"alg":"SHA-257"'),
        ('"type":"library"', '"type":"paket"'),
        ('"version"', '"versi"'),
    ],
)
def test_a_bill_of_materials_that_is_not_would_be_found(built, cyclonedx, old, new):
    text = (built / "sbom.cdx.json").read_text("utf-8")
    assert old in text

    assert cyclonedx.validate_str(text.replace(old, new)) is not None
