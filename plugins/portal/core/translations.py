"""The words of the interface, per language, from `theme/translations/`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Words:
    """Words by name, nested: `words.region.figures`, `words["region"]["figures"]`.

    Not a dict: in a template a word called "values" would be a dict's method.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        for name, value in table.items():
            setattr(self, name, Words(value) if isinstance(value, dict) else value)

    def __getitem__(self, name: str) -> Any:
        try:
            return vars(self)[name]
        except KeyError:
            raise KeyError(f'tidak ada kata "{name}" di theme/translations/') from None


def read_translations(folder: Path) -> dict[str, Words]:
    """Language -> words, one per `<language>.toml`."""
    return {
        path.stem: Words(tomllib.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.toml"))
    }


def flatten(words: Words, prefix: str = "") -> Iterator[tuple[str, str]]:
    """`("region.no_figures", "Belum ada …")` for every word, to compare languages."""
    for name, value in vars(words).items():
        if isinstance(value, Words):
            yield from flatten(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value
