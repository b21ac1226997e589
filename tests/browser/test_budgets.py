"""What a reader on a slow network pays: bytes on the wire, and nothing that moves."""

import pytest
from playwright.sync_api import expect
from test_templates import KINDS

KILOBYTE = 1024
# Observers are told in the order they were made, and a first paint there always is.
SHIFTS = """() => new Promise((done) => {
  const moved = [];
  const told = (list) => list.getEntries().forEach((one) =>
    moved.push(one.sources[0]?.node?.outerHTML?.slice(0, 90) ?? "?"));
  new PerformanceObserver(told).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() =>
    new PerformanceObserver(() => done(moved)).observe({ type: "paint", buffered: true })));
})"""


class Meter:
    """Bytes of every response of a page as they came over the wire, headers aside."""

    def __init__(self, page) -> None:
        self.requests = []
        page.on("requestfinished", lambda one: self.requests.append(one))

    def bytes(self) -> dict[str, int]:
        return {one.url: one.sizes()["responseBodySize"] for one in self.requests}


def heaviest_regions(site, most: int) -> list[tuple[str, str]]:
    """Language and path of the longest region pages."""
    found = [(len(site.page(of, "region", path=path)), of, path) for of, _, path in site.regions()]
    return [(language, path) for _, language, path in sorted(found, reverse=True)[:most]]


def test_a_region_page_with_all_it_needs_is_at_most_30_kilobytes(watched, site):
    for language, path in heaviest_regions(site, 4):
        meter = Meter(watched.page)
        watched.open(site.addresses.address(language, "region", path=path))
        assert meter.bytes()
        assert sum(meter.bytes().values()) <= 30 * KILOBYTE, meter.bytes()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "query",
    [
        "netralitas",
        "UU 7/2017",
        "ASN Sukoharjo pilkada",
        "pelanggaran netralitas ASN pilkada 2020",
    ],
)
def test_a_first_search_is_at_most_200_kilobytes(watched, site, language, query):
    # Code and lists weigh about 125; every word that is asked adds a file or two of about 5.
    meter = Meter(watched.page)
    address = site.addresses.address(language, "search")
    page = watched.open(f"{address}?q={query.replace(' ', '+')}")
    expect(page.locator("#results")).to_have_attribute("data-query", query)

    used = meter.bytes()
    assert any("wasm" in url for url in used)
    assert sum(used.values()) <= 200 * KILOBYTE, used


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(watched, site, width):
    watched.page.set_viewport_size({"width": width, "height": 740})
    moved = {}
    for kind, parts in KINDS.items():
        page = watched.open(site.addresses.address("id", kind, **parts))
        moved[kind] = page.evaluate(SHIFTS)

    assert {kind: what for kind, what in moved.items() if what} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_answers_of_a_search_arrive(watched, site, width):
    watched.page.set_viewport_size({"width": width, "height": 740})
    page = watched.open(f"{site.addresses.address('id', 'search')}?q=netralitas")
    expect(page.locator("#results")).to_have_attribute("data-query", "netralitas")

    assert page.evaluate(SHIFTS) == []
