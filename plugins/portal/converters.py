"""Markdown to HTML, by the converter that the settings name; sanitised by its caller."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pyromark
from markdown import Markdown

from .common_markup import is_read_alike
from .core.links import MARK
from .core.problems import Problem, ProblemsFound, nearest

Convert = Callable[[str], str]
TABLES = "markdown.extensions.tables"
TABLE_PART = re.compile(r"(<(?:table|thead|tr)>|</(?:t[hdr]|thead|tbody)>)\n?")
ENCODED_MARK = MARK.replace("{", "%7B").replace("}", "%7D")


def python_markdown(settings: Mapping[str, Any]) -> Convert:
    """The default: Markdown as John Gruber described it, with tables.

    What both readers read alike is left to the faster one, unless extensions are asked for.
    """
    chosen = settings["MARKDOWN"]
    markdown = Markdown(
        extensions=chosen["extensions"], extension_configs=chosen["extension_configs"]
    )
    if chosen != {"extensions": [TABLES], "extension_configs": {}}:
        return lambda text: markdown.reset().convert(text)
    faster = commonmark(settings)
    return lambda text: faster(text) if is_read_alike(text) else markdown.reset().convert(text)


def commonmark(settings: Mapping[str, Any]) -> Convert:
    """CommonMark with tables, in a fiftieth of the time; the README lists what differs."""
    convert = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES).html
    return lambda text: _as_python_markdown_writes(convert(f"{text}\n"))


def _as_python_markdown_writes(html: str) -> str:
    """Names of other records with their braces, and each part of a table on a line of its own."""
    named = html.replace(f'href="{ENCODED_MARK}', f'href="{MARK}')
    return (TABLE_PART.sub(r"\1\n", named) if "<table>" in named else named).strip()


CONVERTERS = {"python-markdown": python_markdown, "pyromark": commonmark}


def stop_at_unknown_converter(settings: Mapping[str, Any]) -> None:
    """Raises ProblemsFound if MARKDOWN_READER names none of ours."""
    name = settings["MARKDOWN_READER"]
    if name not in CONVERTERS:
        text = (
            f'MARKDOWN_READER "{name}" tidak dikenal.{nearest(name, CONVERTERS)}'
            f" Pakai salah satu: {', '.join(CONVERTERS)}."
        )
        raise ProblemsFound([Problem("P137", "pelicanconf.py", 1, text)])


def converter(settings: Mapping[str, Any]) -> Convert:
    return CONVERTERS[settings["MARKDOWN_READER"]](settings)
