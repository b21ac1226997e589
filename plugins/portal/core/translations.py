"""The words of the interface, per language, from `theme/translations/`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Words = dict[str, Any]


def read_translations(folder: Path) -> dict[str, Words]:
    """Language -> words, one per `<language>.toml`, Indonesian texts never mixed in."""
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.toml"))}


def flatten(words: Words, prefix: str = "") -> Iterator[tuple[str, str]]:
    """`("region.none", "Belum ada …")` for every word, to compare languages."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
