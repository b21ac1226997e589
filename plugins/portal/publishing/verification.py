"""Rebuild a published site from its commit and name every file that is not the same."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..builder import BuildFailed
from ..core.site_address import CODE, wrong_site_url
from ..manifest import MANIFEST, digests_below
from .checkout import clean_checkout
from .comparison import compare
from .git import GitFailed
from .ledger import LEDGER, addresses, is_hosts_own, read_ledger, unanswered, written
from .sources import Published, Unreadable
from .workplace import workplace

UNSEEN = (
    "Berkas tambahan di sana tidak dapat dilihat lewat alamat; untuk memastikannya: verify.py"
    " --remote."
)


@dataclass(frozen=True)
class Claim:
    """What a published site says of itself."""

    commit: str
    site_url: str


def verify(
    root: Path,
    published: Published,
    commit: str | None = None,
    site_url: str | None = None,
    say: Callable[[str], None] = print,
) -> list[str]:
    """Build the commit in a clean folder and compare every file.

    commit, site_url  what to build; what the site's manifest says if None.
    returns  a sentence for each difference; empty means identical.
    raises   Unreadable if the site or the commit cannot be had or built.
    """
    say(f"1/3 Membaca {MANIFEST} dari situs yang terbit …")
    claim = read_claim(published, commit, site_url)
    wrong = wrong_site_url(claim.site_url)
    if wrong:
        raise Unreadable(f"{wrong} [{CODE}]")
    with workplace(root, "site") as folder:
        output = folder / "site"
        say(f"2/3 Membangun komit {claim.commit[:12]} untuk {claim.site_url} …")
        _rebuild(root, claim, output)
        say("3/3 Membandingkan setiap berkas …")
        return [*differences(published, output, say), *ledger_differences(published, output)]


def result(published: Published, found: list[str]) -> str:
    """What was found in a sentence, which claims no more than could be seen."""
    if found:
        said = f"{len(found)} perbedaan."
    else:
        said = "Identik." if published.shows_all else "Semua berkas komit ini sama."
    return said if published.shows_all else f"{said} {UNSEEN}"


def read_claim(published: Published, commit: str | None, site_url: str | None) -> Claim:
    """Commit and address; the manifest need not be readable if both are given."""
    if commit and site_url is not None:
        return Claim(commit, site_url)
    try:
        manifest = json.loads(published.read(MANIFEST) or b"")
        return Claim(
            commit or manifest["commit"] or "",
            manifest["site_url"] if site_url is None else site_url,
        )
    except (ValueError, KeyError, TypeError):
        raise Unreadable(
            f"{MANIFEST} tidak ada atau rusak. Beri --commit dan --site-url."
        ) from None


def differences(
    published: Published, output: Path, say: Callable[[str], None] = print
) -> Iterator[str]:
    """Files that are not, byte for byte, those of a fresh build; `say` is told of those that
    the host or its owner keeps beside them."""
    expected = {name: about["sha256"] for name, about in digests_below(output).items()}
    found = published.digests(expected)
    found.pop(LEDGER, None)
    difference = compare(expected, found)
    yield from (f"{path}: isinya berbeda" for path in difference.changed)
    missing = (path for path in difference.gone if path not in published.unserved)
    yield from (f"{path}: tidak ada di situs yang terbit" for path in missing)
    if kept := [path for path in difference.new if is_hosts_own(path)]:
        say(f"Ditaruh penyedia, bukan oleh komit ini: {', '.join(kept)}")
    added = (path for path in difference.new if not is_hosts_own(path))
    yield from (f"{path}: tidak dihasilkan oleh komit ini" for path in added)


def ledger_differences(published: Published, output: Path) -> Iterator[str]:
    """The list of addresses is history, not built: each one must be answered, none missing."""
    content = published.read(LEDGER)
    if content is None:
        if published.keeps_ledger:
            yield f"{LEDGER}: tidak ada di situs yang terbit"
        return
    text = content.decode("utf-8", "replace")
    ledger = read_ledger(text)
    if text != written(ledger):
        yield f"{LEDGER}: tidak urut atau berulang"
    missing = addresses(digests_below(output)) - ledger
    yield from (f"{LEDGER}: /{address} tidak tercatat" for address in sorted(missing))
    yield from (f"{LEDGER}: /{a} tidak dijawab situs" for a in unanswered(ledger, output))


def _rebuild(root: Path, claim: Claim, output: Path) -> None:
    try:
        with clean_checkout(root, claim.commit) as source:
            source.build(output, claim.site_url)
    except (BuildFailed, GitFailed) as failed:
        raise Unreadable(str(failed)) from None
