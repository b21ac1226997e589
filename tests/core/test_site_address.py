"""A site lives at an address that every page can name, or it is not built."""

import pytest

from portal.core.site_address import wrong_site_url


@pytest.mark.parametrize(
    "site_url",
    [
        "https://contoh.example",
        "https://contoh.example/",
        "https://contoh.example:8443/portal",
        "https://nama.github.io/Portal_2/v1.0/",
        "http://127.0.0.1:8000",
        "http://localhost/portal",
        "http://[::1]:8000",
    ],
)
def test_a_host_and_a_path_are_enough(site_url):
    assert wrong_site_url(site_url) == ""


@pytest.mark.parametrize(
    "site_url",
    [
        "contoh.example/portal",
        "//contoh.example/portal",
        "/portal",
        "https://",
        "https:///portal",
        "https:/contoh.example",
        "ftp://contoh.example",
        "http://contoh.example",
        "http://localhost.contoh.example",
        "https://contoh.example?x=1",
        "https://contoh.example/portal?x=1",
        "https://contoh.example/portal#atas",
        "https://contoh.example//portal",
        "https://contoh.example/portal//",
        "https://contoh.example/a/../b",
        "https://contoh.example/.hidden",
        "https://contoh.example/dua kata",
        "https://contoh.example/\n",
        " https://contoh.example",
        "https://contoh..example",
        "https://-contoh.example",
        "https://contoh.example:port",
        "https://contoh.example\\portal",
        "https://pengguna@contoh.example",
    ],
)
def test_anything_else_is_answered_with_the_value_and_the_remedy(site_url):
    said = wrong_site_url(site_url)

    assert said.endswith("Tulis misalnya https://lembaga.go.id/portal.")
    assert "@" in site_url or f'"{site_url}"' in said


@pytest.mark.parametrize("site_url", ["", " ", "\n"])
def test_an_empty_address_is_said_to_be_empty(site_url):
    assert wrong_site_url(site_url).startswith("alamat situs kosong.")


def test_a_password_in_an_address_is_not_repeated():
    said = wrong_site_url("https://pengguna:rahasia@contoh.example")

    assert "rahasia" not in said and "//…@contoh.example" in said
