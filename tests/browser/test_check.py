"""A reader checks pages of the live site against the manifest, in the browser or by hand."""

import re
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

SUB_PATH = "/portal"
PAGE = "pernyataan/index.html"


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)


def ask(page: Page, address: str) -> None:
    page.locator("#checked").fill(address)
    page.locator("#checked").press("Enter")


def said(site, key: str, **values: object) -> str:
    return site.words["id"]["verify"][key].format(**values)


def test_an_untouched_page_is_identical_however_it_is_named(reader, small_site):
    page = reader.open("mutu/")
    names = [f"{SUB_PATH}/pernyataan/", "/pernyataan/", "pernyataan", PAGE]
    for typed in (*names, f"{reader.host}pernyataan/"):
        ask(page, "")
        expect(page.locator("#verdict")).to_have_text(
            said(small_site, "identical", page="index.html")
        )
        ask(page, typed)
        expect(page.locator("#verdict")).to_have_text(said(small_site, "identical", page=PAGE))

    assert reader.troubles == []


def test_one_flipped_byte_is_found(reader, small_site, mirror):
    flip(mirror / PAGE)
    page = reader.open("mutu/")
    ask(page, "/pernyataan/")

    expect(page.locator("#verdict")).to_have_text(said(small_site, "differs", page=PAGE))


def test_a_page_the_site_lost_and_one_it_never_had_are_told_apart(reader, small_site, mirror):
    shutil.rmtree((mirror / PAGE).parent)
    page = reader.open("mutu/")
    ask(page, "/pernyataan/")
    expect(page.locator("#verdict")).to_have_text(said(small_site, "missing", page=PAGE))

    for unknown in ("/tidak-ada/", "https://lain.example/pernyataan/"):
        ask(page, unknown)
        expect(page.locator("#verdict")).to_have_text(said(small_site, "unknown", page=unknown))


def test_twenty_pages_at_random_are_checked_and_each_that_differs_is_named(
    reader, small_site, mirror
):
    page = reader.open("mutu/")
    page.click("button[name=sample]")
    expect(page.locator("#verdict")).to_have_text(said(small_site, "all", count=20))

    for path in mirror.rglob("*.html"):
        if path != mirror / "mutu" / "index.html":
            flip(path)
    page.click("button[name=sample]")
    expect(page.locator("#differing li").first).to_be_visible()
    assert page.locator("#differing li").count() >= 19


def test_a_manifest_that_cannot_be_read_is_said_and_asked_for_again(reader, small_site, mirror):
    manifest = mirror / "manifest.json"
    content = manifest.read_bytes()
    manifest.write_bytes(b"{")
    page = reader.open("mutu/")
    ask(page, "/pernyataan/")
    expect(page.locator("#verdict")).to_have_text(said(small_site, "failed"))

    manifest.write_bytes(content)
    ask(page, "/pernyataan/")
    expect(page.locator("#verdict")).to_have_text(said(small_site, "identical", page=PAGE))


def test_the_manifest_is_shown_on_request(reader, mirror):
    page = reader.open("mutu/")
    page.click("#manifest summary")

    files = sum(p.is_file() for p in mirror.rglob("*"))
    # The manifest and the sums cannot list themselves.
    expect(page.locator("#manifest .files")).to_have_text(str(files - 2))


def test_the_verdict_is_spoken_and_the_form_has_names(reader):
    page = reader.open("en/quality/")

    assert page.get_by_role("status").get_attribute("id") == "verdict"
    assert page.get_by_label("Address of a page").input_value() == f"{SUB_PATH}/en/quality/"
    assert page.get_by_role("button", name="Check", exact=True).is_visible()


def test_without_a_secure_context_the_page_says_so(chromium, reader, small_site):
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = context.new_page()
    page.goto(f"{reader.host}mutu/")

    expect(page.locator("#verdict")).to_have_text(said(small_site, "insecure"))
    assert page.locator("#check").is_hidden()
    context.close()


def test_without_javascript_the_page_says_how_to_check_by_hand(without_javascript, site):
    page = without_javascript.open(site.addresses.address("id", "quality"))

    assert page.locator("#check").is_hidden()
    assert page.locator("noscript p").inner_text() == site.words["id"]["verify"]["noscript"]
    assert page.locator("a[href$='/manifest.json']").is_visible()
    assert "scripts/verify.py --url https://netral.example/portal" in page.inner_text("main")


def test_the_commands_by_hand_give_twice_the_same_sum(small_site, reader, tmp_path):
    """As the page gives them, but for the address, which is that of the test's server."""
    html = small_site.page("id", "quality")
    commands = re.search(r'<pre class="code">(curl.*?)</pre>', html, re.DOTALL)[1]
    commands = commands.replace("https://netral.example/portal/", reader.host).replace("&#39;", "'")
    ran = subprocess.run(
        ["sh", "-ec", commands], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    computed, recorded = (line.split()[0] for line in ran.stdout.splitlines()[-2:])
    assert computed == recorded and len(computed) == 64


def test_the_script_is_small(root):
    assert (root / "theme" / "static" / "js" / "check.js").stat().st_size < 3 * 1024
