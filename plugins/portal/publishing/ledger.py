"""The list of every address ever published, kept in the published branch."""

from collections.abc import Iterable
from pathlib import Path

LEDGER = "addresses.txt"
# Parts of pages and words to the host: nobody is given their addresses.
UNADDRESSED = ("theme/", "pagefind/", ".", "_", LEDGER)


def address_of(path: str) -> str:
    """`wilayah/banten/index.html` -> `wilayah/banten/`."""
    return path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else path


def addresses(paths: Iterable[str]) -> set[str]:
    """The addresses that files answer; parts of pages have none."""
    return {address_of(p) for p in paths if not p.startswith(UNADDRESSED)}


def read_ledger(text: str) -> set[str]:
    return set(text.splitlines())


def written(ledger: Iterable[str]) -> str:
    """One address a line, sorted: the same set gives the same bytes."""
    return "".join(f"{address}\n" for address in sorted(ledger))


def redirected(output: Path) -> set[str]:
    """Addresses that the `_redirects` of a site sends elsewhere.

    The root of the site, `/portal/`, is not part of an address.
    """
    path = output / "_redirects"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rules = [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]
    return {rule.removeprefix("/") for rule in rules}


def unanswered(ledger: Iterable[str], output: Path) -> list[str]:
    """Published addresses that neither a file nor a redirect answers, sorted.

    A withdrawn record answers with its notice, which is a file.
    """
    moved = redirected(output)
    return sorted(
        address
        for address in ledger
        if address not in moved and not _file(output, address).is_file()
    )


def _file(output: Path, address: str) -> Path:
    return output / (f"{address}index.html" if address.endswith("/") or not address else address)
