"""JSON-LD: what machines are told about a page, and that no title can break out of it."""

import json
import re

import pytest

from portal.core.editions import Link
from portal.core.profiles.linked_data import FORCES, breadcrumbs, data_block

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def nodes(html: str) -> dict[str, dict]:
    """Type -> node of a page's block."""
    (found,) = BLOCK.findall(html)
    return {node["@type"]: node for node in json.loads(found)["@graph"]}


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<!-- <script>", 'a "quoted" & \\ title', "]]>\u2028x"],
)
def test_no_title_ends_the_block_or_begins_another(title):
    block = data_block([{"@type": "Legislation", "name": title}])

    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block)["@graph"][0]["name"] == title


def test_no_nodes_are_no_block():
    assert data_block(breadcrumbs((), "Beranda", "https://contoh.example/", "")) == ""


def test_breadcrumbs_lead_from_the_top_to_the_page_itself():
    trail = (Link("Wilayah", "/portal/wilayah/"),)
    (node,) = breadcrumbs(trail, "Contoh", "https://a.example/portal/x/", "https://a.example")

    assert [(i["position"], i["name"], i["item"]) for i in node["itemListElement"]] == [
        (1, "Wilayah", "https://a.example/portal/wilayah/"),
        (2, "Contoh", "https://a.example/portal/x/"),
    ]


def test_a_regulation_is_legislation(small_site):
    node = nodes(small_site.page("en", "regulation", slug="uu-contoh-2-2023"))["Legislation"]
    record = small_site.portal.regulations["uu-contoh-2-2023"].record

    assert node["legislationIdentifier"] == record.citation
    assert node["legislationType"] == record.type
    assert node["legislationLegalForce"] == FORCES[record.status]
    assert node["inLanguage"] == "id"
    wanted = [small_site.addresses.absolute("en", "regulation", slug=r) for r in record.revokes]
    assert [other.get("@id") for other in node.get("legislationRepeals", [])] == wanted


def test_what_is_unconfirmed_is_not_told(small_site):
    node = nodes(small_site.page("id", "regulation", slug="uu-contoh-1-2001"))["Legislation"]

    assert small_site.portal.regulations["uu-contoh-1-2001"].record.date_enacted
    assert "legislationDate" not in node


def test_a_page_with_downloads_is_a_dataset_and_its_files_exist(small_site):
    pages = {
        "data": {},
        "statistics": {},
        "region": {"path": "contoh"},
        "election": {"slug": "pemilu-2024"},
        "source": {"slug": "berita-contoh-2024"},
    }
    for kind, parts in pages.items():
        node = nodes(small_site.page("id", kind, **parts))["Dataset"]
        files = {one["encodingFormat"]: one["contentUrl"] for one in node["distribution"]}
        assert set(files) == {"text/csv", "application/json"}, kind
        for url in files.values():
            name = url.removeprefix(small_site.addresses.site_url).lstrip("/")
            assert (small_site.output / name).is_file(), url


def test_a_region_without_figures_is_no_dataset(small_site):
    assert "Dataset" not in nodes(small_site.page("id", "region", path="contoh-baru/umpama"))


def test_a_statement_tells_of_places_and_rules_and_describes_no_person(small_site):
    html = small_site.page("id", "statement", slug="2024-02-01-contoh-imbauan")
    node = nodes(html)["CreativeWork"]

    assert [area["name"] for area in node["spatialCoverage"]] == ["Provinsi Contoh"]
    assert node["isBasedOn"] == "https://berita.example/imbauan"
    assert len(node["citation"]) == 2
    assert "Person" not in BLOCK.findall(html)[0] and "Nama Contoh" not in BLOCK.findall(html)[0]


def test_a_date_is_no_more_exact_than_its_record(small_site):
    html = small_site.page("id", "statement", slug="2020-09-01-teladan-ikrar")

    assert nodes(html)["CreativeWork"]["temporalCoverage"] == "2020-09"


def test_the_home_page_says_how_to_search(small_site):
    target = nodes(small_site.page("en", "home"))["WebSite"]["potentialAction"]["target"]

    assert target["urlTemplate"].endswith("/en/search/?q={q}")


def test_a_data_set_says_whose_figures_it_holds_and_a_rule_has_a_name(small_site):
    source = nodes(small_site.page("id", "source", slug="berita-contoh-2024"))["Dataset"]
    rule = nodes(small_site.page("id", "regulation", slug="uu-contoh-2-2023"))["Legislation"]

    assert "Badan Contoh" in source["description"] and len(source["description"]) >= 50
    assert all(other["name"] for other in rule["legislationChanges"])
