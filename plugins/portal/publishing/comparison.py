"""What is new, changed and gone between two sets of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """Paths, sorted; `gone` are those that only the first set has."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def pages(self) -> "Difference":
        """The same, of pages alone."""
        return Difference(*(tuple(filter(is_page, p)) for p in (self.new, self.changed, self.gone)))


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """Compare two mappings of path -> any digest of the content."""
    return Difference(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(p for p in before.keys() & after.keys() if before[p] != after[p])),
        gone=tuple(sorted(before.keys() - after.keys())),
    )


def is_page(path: str) -> bool:
    return path.endswith(".html")


def share_gone(before: Iterable[str], gone: Iterable[str]) -> float:
    """Pages among `gone`, as a share of the pages before; 0 if there were none."""
    pages = sum(map(is_page, before))
    return sum(map(is_page, gone)) / pages if pages else 0.0
