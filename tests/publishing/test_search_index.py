"""The search index put together of parts: it says what one of all pages would say."""

import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pagefind_bin
import pytest
from pydantic_core import to_json

from portal.cache import search_digest, store_in
from portal.publishing.searching import found
from portal.search import NotIndexed, cbor, update_index
from portal.search.chunks import LAST, cut, shortened
from portal.search.files import PARTS, UnknownFormat, packed, read_part
from portal.search.packing import pack
from portal.search.pagefind import Run
from portal.search.parts import KINDS as KEPT
from portal.search.parts import MADE_WITH, PAGE, PAGE_LIST, divide
from portal.search.parts import WORDS as KEPT_WORDS
from portal.search.seen import Seen

from .decoding import decoded
from .serving import serving

PAGES = 450
SUBJECTS = ("netralitas", "pilkada", "kopi", "kopé", "aparatur", "Sukoharjo", "kabupaten")
KINDS = {"id": ("Pernyataan", "Regulasi"), "en": ("Statement", "Regulation")}
SEARCHES = [
    ("netralitas", {}, None),
    ("netralitas", {"kind": "Regulasi"}, {"date": "desc"}),
    (None, {"region": "Bali"}, None),
    (None, {}, {"date": "asc"}),
]
# Of pages with equal scores, and of equal dates, either may come first.
ASK = """async ([bundle, searches]) => {
  const pagefind = await import(bundle);
  await pagefind.init();
  const answers = [await pagefind.filters()];
  for (const [query, filters, sort] of searches) {
    const found = await pagefind.search(query, sort ? { filters, sort } : { filters });
    const pages = await Promise.all(found.results.map((one) => one.data()));
    const scores = found.results.map((one, at) =>
      sort ? pages[at].meta.date : `${one.score.toFixed(2)} ${pages[at].raw_url}`);
    answers.push([sort ? scores : scores.sort(), pages.map((one) => one.raw_url).sort(), found.filters]);
  }
  return answers;
}"""


def subjects_of(number: int) -> list[str]:
    """Words of a page; some stand on every page, one on a single page."""
    digits = hashlib.sha256(str(number).encode()).digest()[:9]
    return [*(SUBJECTS[digit % len(SUBJECTS)] for digit in digits), f"nomor{number}", "semua"]


def page(language: str, number: int, more: str = "") -> str:
    kind = KINDS[language][number % 2]
    day = f"20{number % 20:02}-01-{number % 28 + 1:02}"
    date = f'<meta name="portal:date" data-pagefind-sort="date[content]" data-pagefind-meta="date[content]" content="{day}">'
    return (
        f'<!doctype html>\n<html lang="{language}"><head><title>{number}</title>'
        f'<meta name="portal:kind" data-pagefind-filter="kind[content]" content="{kind}">'
        f"{date if number % 3 else ''}</head><body><main data-pagefind-body>"
        f"<h1>Judul {SUBJECTS[number % 7]} {number}</h1><p>{' '.join(subjects_of(number))} {more}</p>"
        f"{'<img src=a.png alt=gambar>' if number % 50 == 0 else ''}</main></body></html>"
    )


def write(folder: Path, language: str, number: int, more: str = "") -> Path:
    path = folder / language / f"{number % 7}" / f"contoh-{number}" / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(page(language, number, more), "utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """Invented pages in two languages, in several parts each; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("corpus") / "pages"
    for language in KINDS:
        for number in range(PAGES):
            write(folder, language, number)
    (folder / "cari.html").write_text('<html lang="id"><main>Cari semua</main></html>', "utf-8")
    index_in(folder, folder.parent)
    return folder


@pytest.fixture
def pages(corpus, tmp_path) -> Path:
    """A copy of the corpus with its index, which may be changed."""
    shutil.copytree(corpus.parent, tmp_path / "build")
    return tmp_path / "build" / "pages"


def updated(pages: Path) -> dict[str, bytes]:
    """Files of the index of some pages after it has been brought up to date."""
    index_in(pages, pages.parent)
    return contents(pages.with_name("search"))


def made_anew(pages: Path, folder: Path) -> dict[str, bytes]:
    index_in(pages, folder)
    return contents(folder / "search")


def index_in(pages: Path, folder: Path, made_with: str = "code") -> None:
    folder.mkdir(exist_ok=True)
    update_index(pages, folder / "search", store_in(folder), made_with)


def contents(index: Path) -> dict[str, bytes]:
    return {p.relative_to(index).as_posix(): p.read_bytes() for p in index.rglob("*.*")}


def indexed_at_once(pages: Path, index: Path) -> Path:
    command = [str(pagefind_bin.get_executable()), "--site", str(pages)]
    subprocess.run([*command, "--output-path", str(index)], capture_output=True, check=True)
    return index


@pytest.fixture(scope="module")
def indexed(built: Path, tmp_path_factory) -> Path:
    """The built site with one more index, as one run of Pagefind makes it."""
    site = tmp_path_factory.mktemp("indexed") / "portal"
    shutil.copytree(built, site)
    indexed_at_once(site, site / "raw")
    return site


@pytest.fixture(scope="module")
def address(indexed: Path) -> Iterator[str]:
    with serving(indexed.parent) as address:
        yield f"{address}/portal"


def seen(names: list[str]) -> dict[str, Seen]:
    return {name: Seen(0, 0, "id", name) for name in names}


NAMES = [f"pernyataan/{number}/index.html" for number in range(2000)]


def test_pages_are_parted_by_their_addresses_alone():
    parts = divide(seen(NAMES))
    sizes = [len(part.names) for part in parts]
    without = divide(seen([name for name in NAMES if name != parts[3].names[1]]))

    assert [name for part in parts for name in part.names] == sorted(NAMES)
    assert len(parts) > 5 and max(sizes) < 1000
    assert [a == b for a, b in zip(parts, without, strict=True)].count(False) == 1


def test_the_index_of_parts_says_what_one_run_over_all_pages_says(corpus, tmp_path):
    at_once = indexed_at_once(corpus, tmp_path / "raw")
    together = decoded(corpus.with_name("search"))

    assert len(store_in(corpus.parent).names(KEPT_WORDS)) >= 4
    assert {len(of["pages"]) for of in together.values()} == {PAGES}
    assert any(forms for _, forms in together["id"]["words"].values())
    assert together == decoded(at_once)


def test_the_index_of_the_site_says_what_one_run_says(indexed):
    assert decoded(indexed / "pagefind") == decoded(indexed / "raw")


def edit(pages: Path) -> None:
    write(pages, "id", 100, "disunting")


def add(pages: Path) -> None:
    for number in range(PAGES, PAGES + 30):
        write(pages, "id", number)


def remove(pages: Path) -> None:
    shutil.rmtree(pages / "id" / "3")


def rename(pages: Path) -> None:
    (pages / "id" / "3").rename(pages / "id" / "8")


def translate(pages: Path) -> None:
    path = write(pages, "id", 100)
    path.write_text(page("en", 100), "utf-8")


def hide(pages: Path) -> None:
    path = write(pages, "en", 100)
    path.write_text(page("en", 100).replace(" data-pagefind-body", ""), "utf-8")


@pytest.mark.parametrize("change", [edit, add, remove, rename, translate, hide])
def test_after_a_change_the_index_is_as_if_made_anew(pages, tmp_path, change):
    before = contents(pages.with_name("search"))
    change(pages)

    after = updated(pages)
    assert after == made_anew(pages, tmp_path / "anew")
    assert after.keys() != before.keys()
    assert len(after.keys() & before.keys()) > PAGES


def test_a_change_undone_gives_the_first_index_again(pages):
    before = contents(pages.with_name("search"))
    edit(pages)
    updated(pages)
    write(pages, "id", 100)

    assert updated(pages) == before


def test_files_with_other_times_are_read_again_and_nothing_is_written(pages):
    index = pages.with_name("search")
    for path in pages.rglob("*.html"):
        os.utime(path, ns=(0, 0))
    times = {p: p.stat().st_mtime_ns for p in index.rglob("*.*")}
    updated(pages)

    assert {p: p.stat().st_mtime_ns for p in index.rglob("*.*")} == times


@pytest.mark.parametrize("lost", [*KEPT, "searched", "index", MADE_WITH])
@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"[]", b"\xff" * 20])
def test_what_is_kept_may_be_lost_or_be_something_else(pages, lost, content):
    before, store = contents(pages.with_name("search")), store_in(pages.parent)
    name = sorted(store.names(lost))[0]
    store.save(lost, {} if content is None else {name: content}, gone=[name])
    edit(pages)
    updated(pages)
    write(pages, "id", 100)

    assert updated(pages) == before


def test_what_a_reader_runs_never_comes_out_of_what_is_kept(pages):
    before = contents(pages.with_name("search"))
    for name in ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind", "wasm.id.pagefind"):
        (pages.with_name("search") / name).write_bytes(b"alert(1)")

    assert updated(pages) == before


def link(index: Path) -> None:
    (index / "fragment").rename(index.with_name("elsewhere"))
    (index / "fragment").symlink_to(index.with_name("elsewhere"))


def folder_of_that_name(index: Path) -> None:
    (index / "pagefind.js").unlink()
    (index / "pagefind.js" / "below").mkdir(parents=True)


def file_of_that_name(index: Path) -> None:
    shutil.rmtree(index / "filter")
    (index / "filter").write_bytes(b"")


def more(index: Path) -> None:
    (index / "more").mkdir()
    (index / "more" / "index.html").write_bytes(b"")
    (index / "index" / "more").symlink_to(index)


@pytest.mark.parametrize("plant", [link, folder_of_that_name, file_of_that_name, more])
def test_what_lies_in_its_folder_and_is_no_index_goes(pages, plant):
    before = contents(pages.with_name("search"))
    plant(pages.with_name("search"))

    assert updated(pages) == before
    assert not [p for p in pages.with_name("search").rglob("*") if p.is_symlink()]
    assert contents(pages.with_name("elsewhere")).keys() in (
        set(),
        {name.partition("/")[2] for name in before if name.startswith("fragment/")},
    )


@pytest.mark.parametrize(("field", "value"), [("fragment", "../../away"), ("fragment", "")])
def test_what_is_kept_names_no_file_outside(pages, field, value):
    before, store = contents(pages.with_name("search")), store_in(pages.parent)
    key, content = next(iter(store.contents(PAGE).items()))
    some = [page._replace(**{field: value}) for page in PAGE_LIST.validate_json(content)]
    store.save(PAGE, {key: to_json(some)})
    edit(pages)
    updated(pages)
    write(pages, "id", 100)

    assert updated(pages) == before


def test_an_index_that_is_gone_is_made_again(pages):
    before = contents(pages.with_name("search"))
    shutil.rmtree(pages.with_name("search"))

    assert updated(pages) == before


def test_a_page_that_pagefind_leaves_out_stops_the_build(tmp_path):
    write(tmp_path / "pages", "id", 1)
    hidden = page("id", 2).replace("<main data-", "<main title=' data-pagefind-body' id='")
    write(tmp_path / "pages", "id", 2).write_text(hidden, "utf-8")
    with pytest.raises(NotIndexed, match="contoh-2"):
        index_in(tmp_path / "pages", tmp_path)


@pytest.mark.parametrize(
    ("changed", "is_another"),
    [
        ("theme/static/css/portal.css", False),
        ("plugins/portal/search/chunks.py", True),
        ("requirements.lock", True),
    ],
)
def test_pages_are_indexed_anew_only_by_another_indexer(project, changed, is_another):
    before = search_digest(project)
    path = project / changed
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")

    assert (search_digest(project) != before) == is_another


def test_another_indexer_keeps_nothing_of_the_one_before(pages):
    store = store_in(pages.parent)
    store.save(KEPT_WORDS, {"left": b""})
    index_in(pages, pages.parent, "other code")

    assert "left" not in store.names(KEPT_WORDS)


@pytest.mark.parametrize(("part", "value"), [("version", "9.0.0"), ("fields", ["colour", "title"])])
def test_an_index_of_an_unknown_form_is_refused(tmp_path, part, value):
    write(tmp_path / "pages", "id", 1)
    index = indexed_at_once(tmp_path / "pages", tmp_path / "index")
    path = next(index.glob("*.pf_meta"))
    meta = [*read_part(path)]
    meta[PARTS.index(part)] = value
    path.write_bytes(packed(cbor.encode(meta)))
    with pytest.raises(UnknownFormat, match=r"9\.0\.0|colour"):
        Run(index, path.name.split(".")[1], [])


def test_search_filters_and_sort_answer_as_one_run_does(chromium, address):
    tab = chromium.new_page()
    tab.goto(f"{address}/cari/")
    at_once, together = (
        tab.evaluate(ASK, [f"{urlsplit(address).path}/{name}/pagefind.js", SEARCHES])
        for name in ("raw", "pagefind")
    )

    assert all(urls for _, urls, _ in together[1:])
    assert together == at_once


def test_the_search_page_works_under_its_own_policy(chromium, address):
    tab = chromium.new_page()
    refused, asked = [], []
    tab.on("console", lambda message: refused.append(message.text))
    tab.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    tab.goto(f"{address}/cari/?q=netralitas")
    tab.locator("#results li").first.wait_for()

    assert [text for text in refused if "Content Security Policy" in text] == []
    assert set(asked) == {urlsplit(address).netloc}


def test_a_reader_fetches_one_file_for_a_word(chromium, address):
    tab = chromium.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path))
    tab.goto(f"{address}/cari/?q=netralitas")
    tab.locator("#results li").first.wait_for()

    assert len([path for path in asked if path.endswith(".pf_index")]) == 1


def test_no_range_holds_the_words_of_the_next():
    edges = [("musi", "net"), ("netral", "netralitas"), ("network", "nota")]

    assert shortened(edges) == [("musi", "net"), ("netr", f"netr{LAST}"), ("netw", f"nota{LAST}")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_lies_in_the_range_of_its_file_and_in_no_other(indexed, language):
    index = indexed / "pagefind"
    chunks = read_part(next(index.glob(f"pagefind.{language}_*.pf_meta")))[2]
    assert len(chunks) > 20
    for _, _, name in chunks:
        for word, *_ in read_part(index / "index" / f"{name}.pf_index")[0]:
            assert [file for first, last, file in chunks if first <= word <= last] == [name]


def test_every_word_is_found_in_its_file(indexed):
    words = decoded(indexed / "pagefind")["id"]["words"]
    some = [word for word, (pages, _) in words.items() if pages][::100]

    assert len(some) > 20
    for word in some:
        urls = found(lambda path: (indexed / path).read_bytes(), "id", word)
        assert set(urls) == words[word][0].keys()


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
    edges = [(words[0], words[-1]) for words in cut_words(size=2500)]

    assert shortened(edges) == [("asn", f"k{LAST}"), ("n", f"n{LAST}"), ("p", f"pilpres{LAST}")]


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


@pytest.mark.parametrize(
    "content",
    [b"", b"\x81" * 100_000, b"\x9b" + b"\xff" * 8, b"\x65ab", b"\x82\x01", b"\xa0", b"\x01\x01"],
    ids=["empty", "nested", "endless list", "text cut off", "list cut off", "a map", "more"],
)
def test_what_is_no_whole_value_is_refused_with_one_kind_of_error(content):
    with pytest.raises(ValueError):
        cbor.decode(content)
