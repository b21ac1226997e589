"""Addresses come from the settings and stay below the site's root."""

import pytest

from portal.core.addresses import Addresses

PATTERNS = {"id": {"home": "", "region": "wilayah/{path}/"}, "en": {"home": "en/"}}


@pytest.mark.parametrize(
    ("site_url", "root", "href", "absolute"),
    [
        ("https://a.example", "/", "/wilayah/x/", "https://a.example/wilayah/x/"),
        ("https://a.example/", "/", "/wilayah/x/", "https://a.example/wilayah/x/"),
        ("https://a.example/p", "/p/", "/p/wilayah/x/", "https://a.example/p/wilayah/x/"),
        ("https://a.example/p/", "/p/", "/p/wilayah/x/", "https://a.example/p/wilayah/x/"),
        ("https://a.example/p/q", "/p/q/", "/p/q/wilayah/x/", "https://a.example/p/q/wilayah/x/"),
        ("http://127.0.0.1:8000", "/", "/wilayah/x/", "http://127.0.0.1:8000/wilayah/x/"),
    ],
)
def test_a_site_lives_at_a_root_or_under_a_path(site_url, root, href, absolute):
    addresses = Addresses(PATTERNS, site_url)

    assert addresses.root == root
    assert addresses.href("id", "region", path="x") == href
    assert addresses.absolute("id", "region", path="x") == absolute


def test_the_home_of_each_language_has_its_own_address():
    addresses = Addresses(PATTERNS, "https://a.example/p")

    assert (addresses.href("id", "home"), addresses.href("en", "home")) == ("/p/", "/p/en/")


def test_an_address_below_the_site_has_no_leading_slash():
    assert Addresses(PATTERNS, "https://a.example/p").address("id", "region", path="a/b") == (
        "wilayah/a/b/"
    )
