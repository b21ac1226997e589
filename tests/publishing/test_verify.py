"""A published site compared with a fresh build of its commit."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from portal.publishing.publisher import publish
from portal.publishing.sources import Address, Folder, published_commit
from portal.publishing.verification import result, verify

from .serving import QuietHandler, serving
from .small_site import git
from .test_publish import clone

QUIET = {"say": lambda line: None}
PAGE = "wilayah/bali/index.html"


@pytest.fixture
def published(publication, remote, tmp_path) -> Path:
    """A clone of the published branch, at the path where the site lives."""
    publish(publication())
    return clone(remote, tmp_path / "served" / "portal")


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_published_branch_is_identical_to_a_fresh_build(publication, project, remote):
    publish(publication())
    with published_commit(project, str(remote), "gh-pages") as found:
        assert verify(project, found, **QUIET) == []


def test_one_flipped_byte_is_found_in_any_file(project, published):
    index = next((published / "pagefind" / "index").iterdir())
    names = [PAGE, index.relative_to(published).as_posix(), ".nojekyll", "SHA256SUMS"]
    for name in (PAGE, names[1], "SHA256SUMS"):
        flip(published / name)
    (published / ".nojekyll").write_bytes(b"\n")

    assert verify(project, Folder(published), **QUIET) == [
        f"{name}: isinya berbeda" for name in sorted(names)
    ]


def test_files_missing_or_added_are_named(project, published):
    (published / PAGE).unlink()
    (published / "tambahan.html").write_text("<p>", "utf-8")

    assert verify(project, Folder(published), **QUIET) == [
        f"{PAGE}: tidak ada di situs yang terbit",
        "tambahan.html: tidak dihasilkan oleh komit ini",
    ]


def test_a_changed_list_of_addresses_is_found(project, published):
    ledger = published / "addresses.txt"
    ledger.write_bytes(ledger.read_bytes().replace(b"wilayah/bali/\n", b"wilayah/balh/\n"))

    assert verify(project, Folder(published), **QUIET) == [
        "addresses.txt: /wilayah/bali/ tidak tercatat",
        "addresses.txt: /wilayah/balh/ tidak dijawab situs",
    ]


def test_a_live_address_is_compared_too(project, published):
    with serving(published.parent) as address:
        live = Address(f"{address}/portal/")
        assert verify(project, live, **QUIET) == []
        flip(published / PAGE)
        assert verify(project, live, **QUIET) == [f"{PAGE}: isinya berbeda"]


def test_the_result_claims_no_more_than_could_be_seen(project, published):
    (published / "tambahan.html").write_text("<p>", "utf-8")
    with serving(published.parent) as address:
        live = Address(f"{address}/portal")
        found = verify(project, live, **QUIET)
    assert result(live, found).startswith("Semua berkas komit ini sama. Berkas tambahan di sana")
    assert result(live, ["x"]).startswith("1 perbedaan. Berkas tambahan di sana")

    folder = Folder(published)
    assert result(folder, verify(project, folder, **QUIET)) == "1 perbedaan."
    assert result(folder, []) == "Identik."


def test_what_the_host_keeps_beside_the_site_is_told_and_no_difference(project, published):
    (published / "CNAME").write_text("lembaga.example\n", "utf-8")
    (published / ".well-known").mkdir()
    (published / ".well-known" / "bukti").write_text("x", "utf-8")
    said: list[str] = []

    assert verify(project, Folder(published), say=said.append) == []
    assert "Ditaruh penyedia, bukan oleh komit ini: .well-known/bukti, CNAME" in said


def test_a_live_address_is_asked_past_caches_and_under_our_name(tmp_path):
    asked = []

    class Listening(QuietHandler):
        def do_GET(self) -> None:
            asked.append((self.headers["User-Agent"], self.headers["Cache-Control"]))
            super().do_GET()

    (tmp_path / "index.html").write_text("<p>")
    with serving(tmp_path, Listening) as address:
        assert Address(address).read("index.html") == b"<p>"
        assert Address(address).read("hilang.html") is None
    assert asked == [("Netral", "no-cache")] * 2


def test_the_exit_code_says_what_was_found(project, published, remote, tmp_path):
    def code(*options: str) -> int:
        command = [sys.executable, "scripts/verify.py", *options]
        return subprocess.run(command, cwd=project, capture_output=True).returncode

    assert code("--remote", str(remote)) == 0
    flip(published / PAGE)
    assert code("--dir", str(published)) == 1
    (published / "manifest.json").write_text("{")
    assert code("--dir", str(published)) == 2
    assert code("--remote", str(tmp_path / "tidak-ada")) == 2
    assert code("--remote", "") == code("--url", "") == code("--url", "bukan-alamat") == 2
    assert code("--remote", str(remote), "--site-url", "") == 2


def test_the_sums_are_those_of_the_usual_program(published):
    lines = (published / "SHA256SUMS").read_text("utf-8").splitlines()
    for line in lines:
        content = (published / line[66:]).read_bytes()
        assert line[:64] == hashlib.sha256(content).hexdigest()
    named = {line[66:] for line in lines}

    assert named == set(git(published, "ls-files").splitlines()) - {"SHA256SUMS", "addresses.txt"}
