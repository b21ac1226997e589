"""Python-Markdown that looks only for markup whose sign is in the text: same HTML, less work."""

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# What must stand in a text for an inline pattern to match anywhere in it.
SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}


class SignedInlineProcessor(InlineProcessor):
    """Tries an inline pattern only where its sign is; the patterns stay python-markdown's own."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        ordered = sorted(markdown.inlinePatterns._priority, key=lambda one: -one.priority)
        self._signed = [
            (i, SIGNS[one.name], markdown.inlinePatterns[i]) for i, one in enumerate(ordered)
        ]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        start = 0
        for index, signs, pattern in self._signed[patternIndex:]:
            matched = any(sign in data for sign in signs)
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(
                    pattern, data, index, start
                )
        return data


def look_for_signs(markdown: Markdown) -> Markdown:
    """The same converter; as it was where extensions brought patterns of their own."""
    if {one.name for one in markdown.inlinePatterns._priority} <= SIGNS.keys():
        markdown.treeprocessors.register(SignedInlineProcessor(markdown), "inline", 20)
    return markdown
