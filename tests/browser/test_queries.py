"""What Indonesian readers type, and the page they mean: it is the first hit."""

import re

import pytest
from playwright.sync_api import expect

REGULATIONS = {
    "UU 7/2017": "uu-7-2017",
    "UU No. 7 Tahun 2017": "uu-7-2017",
    "uu nomor 7 tahun 2017": "uu-7-2017",
    "undang-undang 7 2017": "uu-7-2017",
    "7/2017": "uu-7-2017",
    "PP 94": "pp-94-2021",
    "PP 94/2021": "pp-94-2021",
    "pp no. 94 tahun 2021": "pp-94-2021",
    "94/2021": "pp-94-2021",
    "UU 5/2014": "uu-5-2014",
    "UU 20/2023": "uu-20-2023",
    "20/2023": "uu-20-2023",
    "UU 10/2016": "uu-10-2016",
    "pp 53/2010": "pp-53-2010",
    "PP 42/2004": "pp-42-2004",
    "pp 42 tahun 2004": "pp-42-2004",
    "136/PUU-XXII/2024": "putusan-mk-136-puu-xxii-2024",
    "putusan MK 136": "putusan-mk-136-puu-xxii-2024",
    "perbawaslu 6/2018": "perbawaslu-6-2018",
    "perbawaslu 7 tahun 2022": "perbawaslu-7-2022",
    "PKPU 15/2023": "pkpu-15-2023",
    "perpres 116/2022": "perpres-116-2022",
    "UU 2/2002": "uu-2-2002",
    "UU 34/2004": "uu-34-2004",
    "uu 14 tahun 2008": "uu-14-2008",
    "UU 27/2022": "uu-27-2022",
    "peraturan bkn 6/2022": "peraturan-bkn-6-2022",
    "uu 6 tahun 2014": "uu-6-2014",
    "perppu 1/2022": "perppu-1-2022",
    "B/71/M.SM.00.00/2017": "se-menpanrb-b-71-2017",
    "1447.1/PM.01/K.1/09/2022": "skb-netralitas-asn-2022",
}
REGIONS = {
    "sukoharjo": "jawa-tengah/sukoharjo",
    "kab. sukoharjo": "jawa-tengah/sukoharjo",
    "Kabupaten Sukoharjo": "jawa-tengah/sukoharjo",
    "33.11": "jawa-tengah/sukoharjo",
    "33": "jawa-tengah",
    "jawa tengah": "jawa-tengah",
    "jateng": "jawa-tengah",
    "kota semarang": "jawa-tengah/kota-semarang",
    "73.71": "sulawesi-selatan/kota-makassar",
    "ujung pandang": "sulawesi-selatan/kota-makassar",
    "pangkep": "sulawesi-selatan/pangkajene-dan-kepulauan",
    "kab pinrang": "sulawesi-selatan/pinrang",
    "sulsel": "sulawesi-selatan",
    "DKI Jakarta": "daerah-khusus-ibukota-jakarta",
    "sumut": "sumatera-utara",
    "papua selatan": "papua-selatan",
    "bau bau": "sulawesi-tenggara/kota-bau-bau",
    "banyuwangi": "jawa-timur/banyuwangi",
    "prov bali": "bali",
    "NTB": "nusa-tenggara-barat",
    "kaltara": "kalimantan-utara",
    "wakatobi": "sulawesi-tenggara/wakatobi",
    "penajam paser utara": "kalimantan-timur/penajam-paser-utara",
}
INSTITUTIONS = {
    "badan kepegawaian negara": "bkn",
    "komisi aparatur sipil negara": "kasn",
    "ombudsman": "ombudsman",
}
PAGES = {"cara melapor": "report", "anonimisasi": "anonymisation", "metodologi": "methodology"}
FAMILY = ("langgar", "melanggar", "pelanggaran")

EXPECTED = (
    [(query, "regulation", {"slug": slug}) for query, slug in REGULATIONS.items()]
    + [(query, "region", {"path": path}) for query, path in REGIONS.items()]
    + [(query, "institution", {"slug": slug}) for query, slug in INSTITUTIONS.items()]
    + [(query, kind, {}) for query, kind in PAGES.items()]
)


@pytest.fixture
def first(watched, site):
    """The address of the first hit for a query, "" if there is none."""
    page = watched.open(site.addresses.address("id", "search"))

    def search(query: str, among: str = "#direct a, #results a") -> str:
        page.fill("#q", query)
        page.press("#q", "Enter")
        expect(page.locator("#results")).to_have_attribute("data-query", query)
        return page.locator(among).first.get_attribute("href")

    return search


def test_sixty_queries_lead_to_their_page_first(first, site):
    assert len(EXPECTED) >= 60
    wrong = {
        query: found
        for query, kind, parts in EXPECTED
        if (found := first(query)) != site.addresses.href("id", kind, **parts)
    }

    assert wrong == {}


def test_a_family_of_words_meets(first):
    assert len({first(word, among="#results a") for word in FAMILY}) == 1


def test_no_words_of_neighbouring_cells_are_glued_together(site):
    glued = re.compile(r"</(?:dt|th|td)><(?:dd|th|td)\b")
    found = {address for address, html in site.pages.items() if glued.search(html)}

    assert found == set()
