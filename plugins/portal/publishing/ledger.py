"""The list of every address ever published, kept in the published branch."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from ..manifest import site_url

LEDGER = "addresses.txt"
# Parts of pages and words to the host: nobody is given their addresses.
UNADDRESSED = ("theme/", "pagefind/", ".", "_", LEDGER)
# What hosts and their owners put into the branch by themselves; a build that makes no file
# of the name leaves theirs.
HOSTS_OWN = "CNAME", ".well-known/"
# As theme/templates/moved.html marks it.
NOTICE = b"<article data-moved>"


def address_of(path: str) -> str:
    """`wilayah/banten/index.html` -> `wilayah/banten/`."""
    return path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else path


def addresses(paths: Iterable[str]) -> set[str]:
    """The addresses that files answer; parts of pages have none."""
    return {address_of(p) for p in paths if is_addressed(p)}


def is_addressed(path: str) -> bool:
    return not path.startswith(UNADDRESSED) and not is_hosts_own(path)


def is_hosts_own(path: str) -> bool:
    name, folder = HOSTS_OWN
    return path == name or path.startswith(folder)


def read_ledger(text: str) -> set[str]:
    return set(text.splitlines())


def written(ledger: Iterable[str]) -> str:
    """One address a line, sorted: the same set gives the same bytes."""
    return "".join(f"{address}\n" for address in sorted(ledger))


def redirected(output: Path) -> dict[str, str]:
    """Address -> where the `_redirects` of a site sends it, both below the site."""
    path, root = output / "_redirects", urlsplit(site_url(output)).path + "/"
    rules = path.read_text("utf-8").splitlines() if path.exists() else []
    pairs = (rule.split()[:2] for rule in rules if rule.strip())
    return {
        address.removeprefix(root): target.removeprefix(root).partition("#")[0]
        for address, target in pairs
    }


def unanswered(ledger: set[str], output: Path) -> list[str]:
    """Published addresses that neither a file nor a redirect to one answers, sorted.

    A withdrawn record answers with its notice, which is a file.
    """
    moved = redirected(output)
    known = filter(is_addressed, ledger)
    return sorted(a for a in known if not _file(output, moved.get(a, a)).is_file())


def given_up(output: Path, paths: Iterable[str]) -> list[str]:
    """Those pages of a site that only say where their content went."""
    return [path for path in paths if NOTICE in (output / path).read_bytes()]


def _file(output: Path, address: str) -> Path:
    return output / (f"{address}index.html" if address.endswith("/") or not address else address)
