"""The rules of the house: what may import what, and what every page has."""

import ast
import gzip
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built import ROOT, SITE_URL, settings_of

from portal import generators
from portal.core.profiles import site as site_pages
from portal.core.profiles.page import Page, Plan

PORTAL = ROOT / "plugins" / "portal"
FLOORS = (
    {"problems", "history", "problem_codes", "digests", "region_codes", "site_address"},
    {
        "fields",
        "amounts",
        "headers",
        "tables",
        "texts",
        "formats",
        "translations",
        "addresses",
        "charts",
    }
    | {"links"}
    | {
        "leftovers",
        "heaviness",
        "merges",
        "readings",
        "web_addresses",
        "built_pages",
        "active_markup",
        "drawings",
        "safe_links",
    },
    {
        "regions",
        "figures",
        "reference",
        "regulations",
        "legal_status",
        "documents",
        "intake",
        "moved",
        "tabulations",
        "conflicts",
        "copies",
    }
    | {"identifiers", "personal_columns", "pictures", "cases", "corrections"}
    | {"small_counts", "small_count_texts", "suppression"},
    {"digests", "inputs", "figure_files", "file_places", "figure_tables"},
    {"confirmation"},
    {"portal", "inference"},
    {"editions", "changes", "explanations", "schemas", "answers", "spreadsheets"},
    {"downloads", "field_tables", "issue_forms", "cms", "arrivals"},
    {"generated"},
    {"profiles"},
    {"files", "days", "arithmetic", "duplicates", "advice", "page_addresses"}
    | {"small_count_checks"},
    {"checks", "output", "security", "privacy"},
)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def modules(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*.py") if "__pycache__" not in p.parts)


def floor(module: str) -> int:
    return next(i for i, names in enumerate(FLOORS) if module in names)


def imports(path: Path) -> set[str]:
    """Modules a file imports, relative ones as `core` would name them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}" if node.module else alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(PORTAL / "core"), ids=lambda p: p.stem)
def test_core_imports_only_its_own_floor_or_below(path):
    own = path.stem if path.parent.name == "core" else path.parent.name
    own = "__init__" if path.stem == "__init__" else own
    if own == "__init__":
        assert imports(path) == set()
        return
    known = set().union(*FLOORS)
    for name in {name.split(".")[0] for name in imports(path)} & known:
        assert floor(name) <= floor(own), f"{own} imports {name}"


@pytest.mark.parametrize("path", modules(PORTAL / "core"), ids=lambda p: p.stem)
def test_core_knows_neither_pelican_nor_jinja_and_writes_nothing(path):
    assert not {name.split(".")[0] for name in imports(path)} & {"pelican", "jinja2"}
    assert not re.search(r"\.write_(text|bytes)\(|\bprint\(|\blogging\b", path.read_text("utf-8"))


def test_every_module_of_core_has_its_floor():
    found = {p.stem for p in (PORTAL / "core").glob("*.py")} - {"__init__"}

    assert found | {"profiles", "cases"} == set().union(*FLOORS)


@pytest.mark.parametrize("path", modules(PORTAL), ids=lambda p: p.stem)
def test_a_module_has_at_most_350_lines_and_says_what_it_is(path):
    text = path.read_text("utf-8")

    assert len(text.splitlines()) <= 350
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", modules(ROOT / "scripts"), ids=lambda p: p.stem)
def test_a_script_that_changes_the_folder_reads_paths_from_where_it_was_called(path):
    text = path.read_text("utf-8")

    assert "environment.ensure()" not in text or "type=Path" not in text


@pytest.mark.parametrize("path", modules(ROOT / "scripts"), ids=lambda p: p.stem)
def test_a_script_has_at_most_60_lines_and_says_what_it_is(path):
    text = path.read_text("utf-8")

    assert len(text.splitlines()) <= 60
    assert ast.get_docstring(ast.parse(text))


def names_its_encoding(call: ast.Call) -> bool:
    """Whether text is read and written in one encoding, whatever the machine's own is."""
    given = {keyword.arg for keyword in call.keywords}
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name == "read_text":
        return bool(call.args) or "encoding" in given
    if name == "write_text":
        return len(call.args) > 1 or "encoding" in given
    is_text = any(k.arg == "text" and ast.unparse(k.value) == "True" for k in call.keywords)
    return not is_text or "encoding" in given


@pytest.mark.parametrize("path", modules(PORTAL) + modules(ROOT / "scripts"), ids=lambda p: p.stem)
def test_no_text_is_read_in_the_machines_own_encoding(path):
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]

    assert [call.lineno for call in calls if not names_its_encoding(call)] == []


def test_style_sheets_have_at_most_800_lines_in_all_and_no_important():
    sheets = [p.read_text("utf-8") for p in (ROOT / "theme/static/css").glob("*.css")]

    assert sum(len(text.splitlines()) for text in sheets) <= 800
    assert all("!important" not in text for text in sheets)


TEMPLATES = sorted(p for p in (ROOT / "theme" / "templates").rglob("*.*"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_a_template_prints_what_it_is_given_and_computes_nothing(path):
    text = re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
    macros = set(re.findall(r"{% macro (\w+)\(", text))
    imported = set(re.findall(r"{% import \S+ as (\w+) %}", text))
    macros |= {"once", *re.findall(r"{% from \S+ import (\w+) %}", text)}
    for expression in re.findall(r"{[{%]-?(.*?)-?[}%]}", text, re.DOTALL):
        bare = re.sub(r'"[^"]*"', '""', expression)
        assert not re.search(r"[\w)\]]\s*[-*/%]\s*[\w(]|\d\s*\+|\+\s*\d", bare), expression
        for call in re.findall(r"([\w.]+)\(", bare):
            first, _, rest = call.partition(".")
            is_macro = call in macros or (first in imported and rest)
            is_filter = re.search(rf"\|\s*{re.escape(call)}\(", bare)
            assert is_macro or is_filter or bare.split()[0] == "macro", expression


def page_kinds() -> set[str]:
    """Every kind of page some maker names, with the template it asks for."""
    text = "".join(p.read_text("utf-8") for p in (PORTAL / "core" / "profiles").glob("*.py"))
    named = set(re.findall(r'kind="(\w+)"', text)) | set(re.findall(r'\bPage\(\s*"(\w+)"', text))
    return named


def test_every_kind_of_page_has_an_address_in_both_languages_and_a_template():
    addresses = settings_of(ROOT)["ADDRESSES"]
    names = {path.stem for path in TEMPLATES}
    once = addresses["id"].keys() - addresses["en"].keys()

    assert page_kinds()
    for kind in page_kinds() - once - {"search_index"}:
        assert kind in names, f"theme/templates/{kind}.html"
        for language, patterns in addresses.items():
            assert kind in patterns, f"ADDRESSES[{language}]"


def test_both_languages_have_the_same_addresses_but_for_machines():
    addresses = settings_of(ROOT)["ADDRESSES"]

    once = set(addresses["id"]) - set(addresses["en"])
    assert {kind for kind in once if not kind.endswith(("_csv", "_json"))} == {
        "sitemap",
        "sitemap_part",
        "robots",
        "redirects",
        "moved_id",
    }
    assert set(addresses["en"]) - set(addresses["id"]) == {"moved_en"}
    for language, patterns in addresses.items():
        assert len(set(patterns.values())) == len(patterns), language


def test_every_menu_entry_has_an_address_and_a_name(site):
    settings = settings_of(ROOT)
    for kind in (*settings["MENUS"]["navigation"], *settings["MENUS"]["footer"]):
        for language in site.languages:
            assert kind in settings["ADDRESSES"][language]
            assert site.words[language]["menu"][kind]


def test_every_template_is_used():
    text = "".join(p.read_text("utf-8") for p in (*TEMPLATES, *modules(PORTAL)))
    for path in TEMPLATES:
        relative = path.relative_to(ROOT / "theme" / "templates").as_posix()
        is_named = relative in text or f'"{path.stem}"' in text
        assert is_named, relative


def test_every_maker_of_pages_is_called():
    called = {f"{m.__module__.rpartition('.')[2]}.{m.__name__}" for m in all_makers()}
    for path in modules(PORTAL / "core" / "profiles"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and makes_pages(node):
                assert f"{path.stem}.{node.name}" in called


def all_makers() -> tuple:
    return (*generators.REFERENCE_PAGES, *generators.PAGES, site_pages.robots)


def makes_pages(node: ast.FunctionDef) -> bool:
    takes = [a.arg for a in node.args.args]
    returns = ast.unparse(node.returns) if node.returns else ""
    is_private = node.name.startswith("_")
    makes = {Page.__name__, Plan.__name__} & set(re.findall(r"\w+", returns.split("[")[-1]))
    return not is_private and takes == ["edition"] and bool(makes)


def test_what_makes_no_page_does_without_pelican():
    names = ["builder", "preview", "new_records", "review"]
    code = "".join(f"import portal.{name};" for name in names)
    ran = subprocess.run(
        [sys.executable, "-c", f"{code} import sys; print('pelican' in sys.modules)"],
        cwd=PORTAL.parent,
        capture_output=True,
        text=True,
    )

    assert ran.stdout == "False\n", ran.stderr


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_machine_path_and_no_registry_of_one_machine_is_tracked():
    told = re.compile(
        r"file:///|--index-url|--find-links|(?<![\w.])/(?:root|tmp|opt|work)/|(?<![\w.])/home/\w+|C:\\Users",
    )
    for path in tracked():
        if path.suffix in {".svg", ".png"} or path == Path(__file__) or not path.exists():
            continue
        text = path.read_text("utf-8", errors="replace")
        found = told.search(text)
        assert not found, f"{path.relative_to(ROOT)}: {found[0]}"


def test_every_package_is_pinned_with_its_digests():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=\w)", lock)
    packages = [block for block in blocks if re.match(r"\w", block)]

    assert packages
    for block in packages:
        assert re.match(r"[\w.\-\[\]]+==\S+", block) and "--hash=sha256:" in block, block[:60]


@pytest.mark.parametrize("folder", ["browser/quality", "benchmarks/register"])
def test_what_comes_with_npm_is_pinned_with_its_digest_and_no_registry(folder):
    lock = json.loads((ROOT / "tests" / folder / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def feeds(site) -> dict[str, ElementTree.Element]:
    return {
        p.relative_to(site.output).as_posix(): ElementTree.parse(p).getroot()
        for p in sorted(site.output.rglob("*.atom"))
    }


def test_every_region_topic_and_list_has_a_feed_in_both_languages(site):
    found = set(feeds(site))
    for language in site.languages:
        wanted = {
            site.addresses.address(language, f"{k}_feed") for k in ("statements", "regulations")
        }
        wanted |= {
            site.addresses.address(language, "topic_feed", slug=t)
            for t in site.portal.codes["topic"]
        }
        wanted |= {
            site.addresses.address(language, "region_feed", path=path)
            for of, _, path in site.regions()
            if of == language
        }
        assert wanted <= found


def test_feeds_are_atom_with_absolute_ids_and_moments(site):
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
    for name, feed in feeds(site).items():
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}id") == f"{SITE_URL}/{name}"
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITE_URL}/{name}"
        assert feed.findtext(f"{ATOM}title") and feed.findtext(f"{ATOM}author/{ATOM}name")
        updated = [e.text for e in feed.iter(f"{ATOM}updated")]
        assert all(moment.fullmatch(one) for one in updated), name
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids)) and len(ids) <= 30
        for one in ids:
            assert one.removeprefix(f"{SITE_URL}/") in site.pages, one
        assert not entries or updated[0] == max(updated[1:])


def sitemap_urls(site) -> list[ElementTree.Element]:
    """Of all parts that the list of parts names."""
    parts = ElementTree.parse(site.output / "sitemap.xml").getroot().iter(f"{SITEMAP}loc")
    names = [part.text.removeprefix(f"{SITE_URL}/") for part in parts]
    roots = [ElementTree.parse(site.output / name).getroot() for name in names]
    return [url for root in roots for url in root.findall(f"{SITEMAP}url")]


def test_the_sitemap_lists_every_listed_page_once_with_its_other_language(site):
    urls = sitemap_urls(site)
    listed = [url.findtext(f"{SITEMAP}loc").removeprefix(f"{SITE_URL}/") for url in urls]

    assert len(listed) == len(set(listed))
    kinds = ("style", "statements_all", "regulations_all")
    years = {str(document.record.date.year) for document in site.portal.statements.values()}
    unlisted = {
        site.addresses.address(of, kind, value=year)
        for of in site.languages
        for kind in kinds
        for year in years
    } | {move.address for move in site.portal.moves}
    assert set(listed) == {a for a in site.pages if not a.endswith("404.html")} - unlisted
    for url in urls:
        assert [e.get("hreflang") for e in url[1:]] == ["id", "en"]
        for alternate in url[1:]:
            assert alternate.get("href").removeprefix(f"{SITE_URL}/") in site.pages


def test_robots_names_the_sitemap(site):
    robots = (site.output / "robots.txt").read_text("utf-8")

    assert f"Sitemap: {SITE_URL}/sitemap.xml" in robots.splitlines()


def test_no_link_leaves_the_sites_root(site):
    for address, html in site.pages.items():
        for found in re.findall(r'\s(?:href|src|action|data-bundle|data-root)="([^"]*)"', html):
            is_inside = found.startswith(("/portal/", "#", "https://", "http://"))
            assert is_inside, f"{address}: {found}"
        assert "127.0.0.1" not in html and "localhost" not in html


def test_no_machine_path_is_in_a_page(site):
    for address, html in site.pages.items():
        assert str(ROOT) not in html and "/tmp/" not in html, address


def test_every_page_has_its_head_and_one_heading(site):
    titles = {}
    for address, html in site.pages.items():
        language = "en" if address.startswith("en/") else "id"
        assert html.startswith(f'<!doctype html>\n<html lang="{language}">'), address
        assert len(re.findall(r"<h1[ >]", html)) == 1, address
        assert re.search(r"<h1[^>]*>\s*\S", html), address
        title = re.search(r"<title>([^<]+)</title>", html)[1]
        titles.setdefault(language, set()).add(title)
        assert re.search(r'<meta name="description" content="[^"]+">', html), address
        assert f'<link rel="canonical" href="{SITE_URL}/{address}">' in html, address
        pair = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', html)
        # A notice that a page moved has no counterpart.
        both = [language] if "<article data-moved>" in html else ["id", "en"]
        assert [language for language, _ in pair] == both, address
        for _, url in pair:
            assert url.removeprefix(f"{SITE_URL}/") in site.pages, address
        assert ("id", f"{SITE_URL}/{address}") in pair or ("en", f"{SITE_URL}/{address}") in pair


def test_no_page_has_an_id_twice_or_a_heading_out_of_order(site):
    for address, html in site.pages.items():
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), (address, [i for i in ids if ids.count(i) > 1][:3])
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", html.partition("<main")[2])]
        assert levels[0] == 1, address
        for before, after in pairwise(levels):
            assert after <= before + 1, (address, levels)


def test_no_page_asks_another_host_for_anything(site):
    fetched = re.compile(
        r'<(?:script|img|iframe|source|link rel="(?:stylesheet|icon)")[^>]*https?://'
    )
    for address, html in site.pages.items():
        assert not fetched.search(html), address
        assert "style=" not in html and "<style" not in html, address
    for path in (site.output / "theme").rglob("*.css"):
        assert not re.search(r"@import|url\(", path.read_text("utf-8"))


def test_a_region_page_is_at_most_20_kilobytes_compressed(site):
    sizes = {}
    for language, _, path in site.regions():
        html = site.page(language, "region", path=path)
        sizes[f"{language} {path}"] = len(gzip.compress(html.encode(), mtime=0))

    assert {name: size for name, size in sizes.items() if size > 20 * 1024} == {}


def test_drafts_and_sources_are_not_published(site):
    suffixes = {p.suffix for p in site.output.rglob("*") if p.is_file()}

    assert not suffixes & {".md", ".yaml", ".toml", ".py"}
