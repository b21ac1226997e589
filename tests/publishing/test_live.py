"""After the push the live address is asked whether it shows what was published."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.publishing.live import Patience, drawn_pages, live_address, questions
from portal.publishing.publisher import Refused, publish
from portal.publishing.searching import found, known_words
from portal.search.files import UnknownFormat

from .serving import serving
from .test_publish import clone, edit, live
from .test_verify import flip

PATIENCE = {"tries": 3, "seconds": 15}


class Host:
    """A host of static sites: it shows the branch below /portal/ once it has deployed it."""

    def __init__(self, remote: Path, folder: Path) -> None:
        self.remote, self.folder = remote, folder
        self.site = folder / "portal"
        self.url = ""
        self.waited: list[float] = []

    def deploy(self, seconds: float = 0) -> None:
        self.waited.append(seconds)
        shutil.rmtree(self.site, ignore_errors=True)
        clone(self.remote, self.site)

    def patience(self, *, spoil=lambda site: None) -> Patience:
        """Deploys while the publisher waits; `spoil` does what such a host may do wrong."""

        def sleep(seconds: float) -> None:
            self.deploy(seconds)
            spoil(self.site)

        return Patience(sleep=sleep, **PATIENCE)


@pytest.fixture
def host(remote, tmp_path) -> Iterator[Host]:
    served = Host(remote, tmp_path / "served")
    served.folder.mkdir()
    with serving(served.folder) as address:
        served.url = f"{address}/portal"
        yield served


def read_in(folder: Path):
    return lambda path: (folder / path).read_bytes()


def test_a_host_that_deploys_late_is_waited_for(publication, project, host):
    said: list[str] = []
    publish(publication(read_back=host.url, patience=host.patience(), say=said.append))
    assert host.waited == [15]
    assert said[-1] == "Semua dijawab dengan benar."

    edit(project)
    publish(publication(read_back=host.url, patience=host.patience()))
    assert host.waited == [15, 15]


def test_a_host_that_never_deploys_is_told_after_bounded_waiting(publication, remote, host):
    waited: list[float] = []
    patience = Patience(sleep=waited.append, **PATIENCE)
    with pytest.raises(Refused, match="belum menjawab dengan benar") as refused:
        publish(publication(read_back=host.url, patience=patience))

    assert waited == [15, 15]
    assert "\nmanifest.json\n" in str(refused.value)
    assert live(remote)


def test_one_tampered_page_is_named_and_no_other(publication, built, host):
    page = drawn_pages(built)[7]
    spoil = host.patience(spoil=lambda site: flip(site / page))
    with pytest.raises(Refused) as refused:
        publish(publication(read_back=host.url, patience=spoil))

    assert str(refused.value).splitlines()[1:-1] == [page]


@pytest.mark.parametrize("part", ["index", "fragment", "pagefind-entry.json"])
def test_a_search_that_would_not_answer_is_named(publication, host, part):
    def spoil(site: Path) -> None:
        broken = site / "pagefind" / part
        shutil.rmtree(broken) if broken.is_dir() else broken.write_text("{}")

    with pytest.raises(Refused) as refused:
        publish(publication(read_back=host.url, patience=host.patience(spoil=spoil)))

    wrong = str(refused.value).splitlines()[1:-1]
    assert len(wrong) == 3
    assert all(line.startswith("pencarian ") for line in wrong)


def test_twenty_pages_and_three_searches_are_asked_the_same_for_the_same_site(built):
    asked = [question.text for question in questions(built)]

    assert asked == [question.text for question in questions(built)]
    assert asked[0] == "manifest.json"
    pages = asked[1:21]
    assert len(set(pages)) == 20 and all((built / page).is_file() for page in pages)
    assert len(asked[21:]) == 3 and all(text.startswith("pencarian ") for text in asked[21:])


def test_another_commit_draws_other_pages(built, tmp_path):
    text = (built / "manifest.json").read_text("utf-8")
    (tmp_path / "manifest.json").write_text(text.replace('{"commit":"', '{"commit":"0'))

    assert drawn_pages(tmp_path) != drawn_pages(built)


def test_a_search_finds_the_pages_that_have_the_word_in_their_title(built):
    words = list(known_words(read_in(built), 3))

    assert {language for language, _ in words} == {"id", "en"}
    for language, word in words:
        titles = [
            (built / address.lstrip("/") / "index.html").read_text("utf-8").partition("</title>")[0]
            for address in found(read_in(built), language, word)
        ]
        assert any(word in title.lower() for title in titles)


def test_a_search_for_a_region_finds_its_page_and_one_for_nothing_finds_nothing(built):
    read = read_in(built)

    assert "/wilayah/bali/buleleng/" in found(read, "id", "buleleng")
    assert "/en/regions/bali/buleleng/" in found(read, "en", "buleleng")
    assert found(read, "id", "qqxxzz") == found(read, "id", "zzzzzz") == []


def test_a_cut_off_file_of_the_index_is_no_answer(built):
    def cut(path: str) -> bytes:
        return (built / path).read_bytes()[: 40 if path.endswith("pf_index") else None]

    with pytest.raises(UnknownFormat, match="pf_index"):
        found(cut, "id", "bali")


@pytest.mark.parametrize(
    ("asked", "site_url", "address"),
    [
        (None, "https://portal.go.id/netral", "https://portal.go.id/netral"),
        (None, "https://netral.example", ""),
        (None, "https://netral.example.org/a", ""),
        (None, "file:relatif", ""),
        ("none", "https://portal.go.id", ""),
        ("http://127.0.0.1:1/x", "https://netral.example", "http://127.0.0.1:1/x"),
    ],
)
def test_the_address_asked_is_the_sites_own_unless_it_is_an_example(asked, site_url, address):
    assert live_address(asked, site_url) == address
