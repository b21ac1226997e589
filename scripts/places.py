"""Paths on the command line: meant from where the person stands who runs a script."""

from pathlib import Path

from environment import HERE


def path(text: str) -> Path:
    return HERE / text


def remote(text: str) -> str:
    """The name or address of a repository; of a folder its path."""
    return str(HERE / text) if "/" in text and (HERE / text).exists() else text
