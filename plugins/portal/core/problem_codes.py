"""The register of problem codes: one stable code for each kind of mistake, explained.

`problem_codes.toml` is the only list. A code never changes its meaning and is
never given again: what an editor once looked up stays true.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Explanation:
    """One code in one language.

    title    what the mistake is called.
    meaning  what it means, and why it matters.
    remedy   how to mend it.
    """

    title: str
    meaning: str
    remedy: str


@cache
def explanations() -> Mapping[str, Mapping[str, Explanation]]:
    """Code -> language -> explanation, in the order of the register."""
    read = tomllib.loads(REGISTER.read_text("utf-8"))
    return {
        code: {language: Explanation(**texts) for language, texts in languages.items()}
        for code, languages in read.items()
    }


def explain(code: str, language: str = "id") -> str:
    """The explanation as a terminal shows it; raises KeyError for an unknown code."""
    told = explanations()[code][language]
    return f"{code}: {told.title}\n\n{told.meaning}\n{told.remedy}"
