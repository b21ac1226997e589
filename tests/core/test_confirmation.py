"""What nobody has confirmed stands only beside a page of a legal register."""

import pytest

from portal.core.confirmation import register_page

RULE = "uu-contoh-1-2001"


@pytest.mark.parametrize(
    ("url", "is_register"),
    [
        ("https://peraturan.bpk.go.id/Details/1/uu-no-1", True),
        ("https://peraturan.go.id/files/uu1-2015bt.pdf", True),
        ("https://jdih.kpu.go.id/peraturan-kpu/detail/1", True),
        ("https://jdihn.go.id/pencarian", True),
        ("https://jdih-kota.contoh.go.id/1", True),
        ("https://PERATURAN.go.id/uu-1", True),
        ("https://contoh.bawaslu.go.id/berita/1", False),
        ("https://berita.example/jdih.kpu.go.id", False),
        ("https://peraturan.go.id.contoh.example/uu-1", False),
        ("https://peraturanpedia.com/uu-1", False),
    ],
)
def test_a_register_is_known_by_its_host(example, url, is_register):
    record = example.regulations[RULE].record
    source = record.sources[0].model_copy(update={"url": url})

    page = register_page(record.model_copy(update={"sources": [source]}))

    assert page == (source if is_register else None)


def test_the_mark_leads_to_the_page_that_shows_it(small_site):
    page = small_site.page("id", "regulation", slug=RULE)
    (source,) = small_site.portal.regulations[RULE].record.sources

    mark = page.index(small_site.words["id"]["unconfirmed"])

    assert source.url in page[mark : mark + 120]
