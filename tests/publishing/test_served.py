"""The published branch on a plain static server, below a path: links lead on, search finds."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from portal.publishing.publisher import publish

from .conftest import SITE_URL
from .serving import serving
from .test_publish import clone

LINKS = {"href", "src", "action", "content"}


class Links(HTMLParser):
    """What a page leads to and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.places: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.places.add(value)
            elif name in LINKS and (name != "content" or value.startswith(SITE_URL)):
                self.found.add(value)


@pytest.fixture
def served(publication, remote, tmp_path) -> Iterator[str]:
    """The address of the published site, on a server that knows nothing but files."""
    publish(publication())
    clone(remote, tmp_path / "served" / "portal")
    with serving(tmp_path / "served") as address:
        yield f"{address}/portal/"


def locations(sitemap: str, home: str) -> list[str]:
    """What a sitemap names, on the server that is asked."""
    with urlopen(sitemap) as answer:
        listed = re.findall(r"<loc>(.*?)</loc>", answer.read().decode("utf-8"))
    return [one.replace(f"{SITE_URL}/", home) for one in listed]


def crawl(home: str) -> tuple[dict[str, Links], set[str]]:
    """Every page reached from the home page or the sitemap, and every broken link among them."""
    pages: dict[str, Links] = {}
    parts = locations(f"{home}sitemap.xml", home)
    waiting = [home, *(page for part in parts for page in locations(part, home))]
    wanted, broken = {address: {""} for address in waiting}, set()
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        try:
            with urlopen(address) as answer:
                is_page = answer.headers["Content-Type"].startswith("text/html")
                content = answer.read()
        except HTTPError:
            broken.add(address)
            continue
        pages[address] = Links(content.decode("utf-8") if is_page else "")
        for link in pages[address].found:
            link = link.replace(f"{SITE_URL}/", home)
            target, place = urldefrag(urljoin(address, link))
            if not target.startswith(home.removesuffix("portal/")):
                continue
            if target not in wanted:
                waiting.append(target)
            wanted.setdefault(target, set()).add(place)
    lost = {
        f"{address}#{place}"
        for address, places in wanted.items()
        for place in places - (pages[address].places if address in pages else places)
    }
    return pages, broken | lost


def test_every_link_of_the_published_site_leads_somewhere_and_every_page_is_reached(
    served, project, tmp_path
):
    pages, broken = crawl(served)

    assert broken == set()
    folder = tmp_path / "served"
    made = {
        f"/{p.relative_to(folder).as_posix().removesuffix('index.html')}"
        for p in folder.rglob("*.html")
    }
    reached = {f"/{address.split('/', 3)[3]}" for address in pages}
    years = {path.name[:4] for path in (project / "content" / "statements").glob("*.md")}
    # Nobody is led to these by a link: what is missing, the components, what moved, and what
    # scripts ask for.
    assert made - reached == {
        *("/portal/404.html", "/portal/en/404.html", "/portal/gaya/", "/portal/en/style/"),
        *("/portal/pernyataan/semua/", "/portal/en/statements/all/"),
        *("/portal/regulasi/semua/", "/portal/en/regulations/all/"),
        *(f"/portal/pernyataan/semua/{year}/" for year in years),
        *(f"/portal/en/statements/all/{year}/" for year in years),
    }


def test_a_broken_link_would_be_found(served, tmp_path):
    shutil.rmtree(tmp_path / "served" / "portal" / "wilayah" / "bali")
    home = tmp_path / "served" / "portal" / "index.html"
    home.write_text(
        home.read_text("utf-8").replace("</main>", '<a href="#x">x</a></main>'), "utf-8"
    )
    _, broken = crawl(served)

    assert broken >= {f"{served}wilayah/bali/", f"{served}#x"}


def test_the_search_of_the_published_site_leads_to_the_page_of_a_region(chromium, served):
    page = chromium.new_page()
    for language in ("cari", "en/search"):
        page.goto(f"{served}{language}/?q=buleleng")
        link = page.locator("#results a[href$='/bali/buleleng/']")
        expect(link).to_have_count(1)
        link.click()
        expect(page.locator("h1")).to_contain_text("Buleleng")
        assert page.url.startswith(served)
    page.close()
