"""Markdown with a YAML header."""

from functools import cached_property
from pathlib import Path

import nh3
from pelican.readers import BaseReader

from .converters import Convert, converter, stop_at_unknown_converter
from .core.documents import Document, read_document
from .core.problems import ProblemsFound

PROSE_TAGS = {
    *("p", "br", "strong", "em", "code", "pre", "blockquote", "hr", "a", "ul", "ol", "li"),
    *("h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup"),
}
PROSE = nh3.Cleaner(
    tags=PROSE_TAGS,
    attributes={"a": {"href"}, "th": {"scope", "align"}, "td": {"align"}, "*": {"id"}},
    url_schemes={"http", "https"},
    link_rel=None,
)


class HeaderedMarkdownReader(BaseReader):
    """Reads Markdown with our header, and has a sanitiser behind it.

    `read` puts the whole document into one piece of metadata, `document`:
    header fields never become attributes of Pelican's own objects. Pelican's Markdown
    reader would take a text's first line, `Catatan: ...`, for a header too.
    """

    file_extensions = ["md", "markdown", "mkd", "mdown"]

    def __init__(self, settings: dict) -> None:
        super().__init__(settings)
        stop_at_unknown_converter(settings)

    @cached_property
    def _convert(self) -> Convert:
        return converter(self.settings)

    def read(self, source_path: str) -> tuple[str, dict]:
        path = Path(source_path)
        name = path.relative_to(Path(self.settings["PATH"]).parent).as_posix()
        document, html = self.document_and_html(path, name)
        return html, {"document": document, "title": document.record.title}

    def document_and_html(self, path: Path, name: str) -> tuple[Document, str]:
        """The same for those who know no Pelican; raises ProblemsFound.

        name  the path as shown in messages.
        """
        document, problems = read_document(path, name)
        if problems:
            raise ProblemsFound(problems)
        return document, self.to_html(document)

    def to_html(self, document: Document) -> str:
        return sanitise(self._convert(document.body))


def sanitise(html: str) -> str:
    """HTML with prose elements only; links to other records are kept as named."""
    return PROSE.clean(html)
