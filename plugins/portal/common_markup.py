"""Texts that python-markdown and CommonMark read alike: most of what people write here."""

import re

# Letters, digits and marks that mean nothing in either; a hyphen only within a line.
WORDS = r"[\w .,;:!?()\"'/%=+$–—“”‘’…-]++"
# What begins and ends with a letter or digit is emphasised by both.
STRONG = rf"\*\*(?=\w){WORDS}(?<=\w)\*\*(?!\*)"
ADDRESS = r"(?:https?://|\{filename\}/)[A-Za-z0-9.:/?=%#-]++"
LINK = rf"\[(?=\w){WORDS}(?<=\w)\]\({ADDRESS}\)"
# No list of numbers, nothing indented, no space at the end.
LINE = rf"(?=[\w(\"'“‘\[*])(?!\d+[.)])(?:{WORDS}|{STRONG}|{LINK})++(?<! )"
PARAGRAPH = rf"{LINE}(?:\n{LINE})*+"
# Two lists in a row would be one with space between its items.
LIST = rf"- {LINE}(?:\n- {LINE})*+(?!\n\n-)"
ROW = rf"\|(?: (?=\w)(?:{WORDS}|{STRONG}|{LINK})++(?<= )\|)++"
TABLE = rf"{ROW}\n\|(?: ?---+ ?\|)++(?:\n{ROW})++"
BLOCK = rf"(?:{PARAGRAPH}|{LIST}|{TABLE})"
TEXT = re.compile(rf"{BLOCK}(?:\n\n{BLOCK})*+")


def is_read_alike(text: str) -> bool:
    """Whether both readers make the same HTML of a text; False where that is not certain."""
    if "_" in text or "![" in text or not TEXT.fullmatch(text):
        return False
    return "|" not in text or all(map(_is_even, text.split("\n\n")))


def _is_even(block: str) -> bool:
    """Whether all lines have as many cells, a table's or none."""
    return len({line.count("|") for line in block.split("\n")}) == 1
