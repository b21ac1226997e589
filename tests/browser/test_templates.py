"""Every template, small and large, light and dark: it fits, it is quiet, axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

KINDS = {
    "home": {},
    "regions": {},
    "region": {"path": "jawa-tengah"},
    "statements": {},
    "statements_all": {"value": "2024"},
    "statement": {"slug": "2020-11-05-maluku-utara-131-temuan"},
    "regulations": {},
    "regulation": {"slug": "uu-7-2017"},
    "statistics": {},
    "election": {"slug": "pilkada-2020"},
    "categories": {},
    "category": {"slug": "media-sosial"},
    "topics": {},
    "topic": {"slug": "netralitas-asn"},
    "institutions": {},
    "institution": {"slug": "bawaslu"},
    "sources": {},
    "source": {"slug": "sindo-20190309-15prov"},
    "glossary": {},
    "report": {},
    "methodology": {},
    "about": {},
    "search": {},
    "missing": {},
    "style": {},
    "conflicts": {},
    "conflict": {"slug": "pemilu-2019-rilis-8-maret"},
    "corrections": {},
    "quality": {},
    "data": {},
    "anonymisation": {},
}
REGIONS = ("indonesia", "papua", "papua-barat-daya", "jawa-tengah/sukoharjo", "aceh/simeulue")
ALL_SHAPES = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
EACH_ONCE = [(320, "dark"), (1280, "light")]  # where only words or records differ

WIDER_THAN_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll"))
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
}"""


def assert_sound(watched, address: str, shapes: list[tuple[int, str]]) -> None:
    page = watched.open(address)
    for width, scheme in shapes:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(WIDER_THAN_SCREEN) == [], f"{address} at {width}"
        found = Axe().run(page).response["violations"]
        told = [(v["id"], n["html"][:160], n["failureSummary"]) for v in found for n in v["nodes"]]
        assert told == [], f"{address} at {width}, {scheme}"
    assert watched.troubles == []


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_sound(watched, site, kind, language):
    shapes = ALL_SHAPES if language == "id" else EACH_ONCE
    assert_sound(watched, site.addresses.address(language, kind, **KINDS[kind]), shapes)


@pytest.mark.parametrize("path", REGIONS)
def test_every_sort_of_region_page_is_sound(watched, site, path):
    assert_sound(watched, site.addresses.address("id", "region", path=path), EACH_ONCE)


# The real site has no case statistics; an example stands on the minimal one.
WITH_CASES = ("statistik/kasus/2024/", "en/statistics/cases/2024/", "wilayah/contoh/", "mutu/")


class TestCaseStatistics:
    @pytest.fixture
    def host(self, case_host):
        return case_host

    @pytest.mark.parametrize("address", WITH_CASES)
    def test_pages_with_case_statistics_are_sound(self, watched, address):
        assert_sound(watched, address, ALL_SHAPES)


def test_every_template_is_among_them(root):
    names = {path.stem for path in (root / "theme" / "templates").glob("*.html")}

    assert names - {"base", "prose", "moved", "case_release"} <= set(KINDS)


@pytest.mark.parametrize("kind", ["home", "region", "statement", "search"])
def test_text_grows_to_twice_its_size_without_sideways_scrolling(watched, site, kind):
    page = watched.open(site.addresses.address("id", kind, **KINDS[kind]))
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(WIDER_THAN_SCREEN) == []
