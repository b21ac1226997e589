"""A portal may be of one language: its settings have no addresses in another."""

from built import SITE_URL, look_at

from portal.builder import build_site


def test_a_site_of_one_language_has_no_page_and_no_word_of_another(minimal, tmp_path):
    with (minimal / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\ndel ADDRESSES["en"]\n')
    output = tmp_path / "site"

    build_site(minimal, output, "publishconf.py", SITE_URL, say=lambda line: None)
    site = look_at(minimal, output)

    assert site.languages == ["id"]
    assert "wilayah/contoh/" in site.pages
    assert not any(address.startswith("en/") for address in site.pages)
    assert not any('hreflang="en"' in html for html in site.pages.values())
    assert "/en/" not in (output / "sitemap-1.xml").read_text("utf-8")
