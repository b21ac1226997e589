"""The search index put in order: it answers as before, and is the same every time."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pagefind_bin
import pytest

from portal import cbor
from portal.chunks import cut, ranges
from portal.packing import pack
from portal.publishing.searching import found
from portal.search_index import UnknownFormat, canonicalise, read_part

from .serving import serving

SEARCHES = [
    ("netralitas", {}, None),
    ("netralitas", {"kind": "Regulasi"}, {"date": "desc"}),
    (None, {"region": "Bali"}, None),
    (None, {}, {"date": "asc"}),
]
ASK = """async ([bundle, searches]) => {
  const pagefind = await import(bundle);
  await pagefind.init();
  const answers = [await pagefind.filters()];
  for (const [query, filters, sort] of searches) {
    const found = await pagefind.search(query, sort ? { filters, sort } : { filters });
    const pages = await Promise.all(found.results.map((one) => one.data()));
    answers.push([pages.map((page) => page.url), found.filters]);
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def indexed(built: Path, tmp_path_factory) -> Path:
    """The built site with two more indexes: as Pagefind left it, and put in order."""
    site = tmp_path_factory.mktemp("indexed") / "portal"
    shutil.copytree(built, site)
    command = [str(pagefind_bin.get_executable()), "--site", str(site), "--output-subdir", "raw"]
    subprocess.run(command, capture_output=True, check=True)
    shutil.copytree(site / "raw", site / "ordered")
    canonicalise(site / "ordered")
    return site


@pytest.fixture(scope="module")
def address(indexed: Path) -> Iterator[str]:
    with serving(indexed.parent) as address:
        yield f"{address}/portal"


def parts(index: Path) -> dict[str, object]:
    """Language -> what its index says, whatever the order of filters and the cut of words."""
    entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    found = {}
    for language, about in entry["languages"].items():
        meta = read_part(index / f"pagefind.{about['hash']}.pf_meta")
        filters = {
            title: {value: set(pages) for value, pages in read_filter(index, file)}
            for title, file in meta[3]
        }
        words = {word[0]: word[1:] for _, _, file in meta[2] for word in read_words(index, file)}
        found[language] = (meta[:2], words, filters, meta[4:])
    return found


def read_words(index: Path, name: str) -> list:
    return read_part(index / "index" / f"{name}.pf_index")[0]


def read_filter(index: Path, name: str) -> list:
    return read_part(index / "filter" / f"{name}.pf_filter")[1]


def test_order_is_all_that_changes(indexed):
    assert parts(indexed / "ordered") == parts(indexed / "raw")


WORDS = ["asn", "asnawi", "kabupaten", "netral", "netralitas", "netto", "pilkada", "pilpres"]


def cut_words(size: int) -> list[list[str]]:
    return [[word for word, _ in chunk] for chunk in cut((word, bytes(size)) for word in WORDS)]


def test_words_that_begin_alike_lie_in_one_file_however_long():
    assert cut_words(size=9000) == [
        ["asn"],
        ["asnawi"],
        ["kabupaten"],
        ["netral", "netralitas"],
        ["netto"],
        ["pilkada"],
        ["pilpres"],
    ]


def test_files_are_filled_with_whole_words_in_their_order():
    assert cut_words(size=2500) == [WORDS[:3], WORDS[3:6], WORDS[6:]]
    assert cut_words(size=9) == [WORDS]


def test_ranges_of_files_are_short_and_apart():
    chunks = [*cut((word, bytes(2500)) for word in WORDS)]

    assert ranges(chunks) == [("asn", "k"), ("n", "n"), ("p", "pilpres")]


def test_every_word_is_found_in_its_file(indexed):
    _, words, *_ = parts(indexed / "pagefind")["id"]
    some = sorted(word for word, (pages, _) in words.items() if pages)[::100]

    assert len(some) > 20
    for word in some:
        assert len(found(lambda path: (indexed / path).read_bytes(), "id", word)) == len(
            words[word][0]
        )


def test_the_index_of_the_build_is_the_ordered_one(indexed):
    ordered = {p.name: p.read_bytes() for p in (indexed / "ordered").rglob("*.pf_*")}

    assert ordered == {p.name: p.read_bytes() for p in (indexed / "pagefind").rglob("*.pf_*")}


def test_search_filters_and_sort_answer_the_same(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}/cari/")
    raw, ordered = (
        page.evaluate(ASK, [f"{urlsplit(address).path}/{name}/pagefind.js", SEARCHES])
        for name in ("raw", "ordered")
    )

    assert all(urls for urls, _ in ordered[1:])
    assert ordered == raw


def test_the_search_page_works_under_its_own_policy(chromium, address):
    page = chromium.new_page()
    refused, asked = [], []
    page.on("console", lambda message: refused.append(message.text))
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.goto(f"{address}/cari/?q=netralitas")
    page.locator("#results li").first.wait_for()

    assert [text for text in refused if "Content Security Policy" in text] == []
    assert set(asked) == {urlsplit(address).netloc}


def test_an_unknown_version_of_the_index_is_refused(indexed, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(indexed / "raw", index)
    entry = index / "pagefind-entry.json"
    entry.write_text(entry.read_text("utf-8").replace('"1.5.2"', '"9.0.0"'), "utf-8")
    with pytest.raises(UnknownFormat, match="9"):
        canonicalise(index)


@pytest.mark.parametrize(
    "value",
    [0, 23, 24, 255, 256, 65536, 2**32, -1, -24, -25, -256, "", "kabupaten ‿", [], [1, ["a"]]],
)
def test_what_is_encoded_is_read_again(value):
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize("content", [b"\xa0", b"\x9f\xff", b"\x00\x00", b"\xf5"])
def test_what_is_not_expected_in_an_index_is_refused(content):
    with pytest.raises(ValueError, match=r"expected|follow"):
        cbor.decode(content)


@pytest.mark.parametrize("content", [b"", b"a", b"aaaa", bytes(range(256)) * 3])
def test_what_is_packed_is_unpacked_again(content):
    assert gzip.decompress(pack(content)) == content
