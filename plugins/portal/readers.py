"""Markdown with a YAML header."""

from pathlib import Path

import nh3
from markdown import Markdown
from pelican.readers import BaseReader

from .core.documents import Document, read_document
from .core.problems import ProblemsFound
from .inline_markup import look_for_signs

PROSE_TAGS = {
    *("p", "br", "strong", "em", "code", "pre", "blockquote", "hr", "a", "ul", "ol", "li"),
    *("h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup"),
}


class HeaderedMarkdownReader(BaseReader):
    """Reads Markdown with our header, and has a sanitiser behind it.

    `read` puts the whole document into one piece of metadata, `document`:
    header fields never become attributes of Pelican's own objects. Pelican's Markdown
    reader would take a text's first line, `Catatan: ...`, for a header too.
    """

    file_extensions = ["md", "markdown", "mkd", "mdown"]

    def read(self, source_path: str) -> tuple[str, dict]:
        path = Path(source_path)
        name = path.relative_to(Path(self.settings["PATH"]).parent).as_posix()
        document, problems = read_document(path, name)
        if problems:
            raise ProblemsFound(problems)
        return self.to_html(document), {"document": document, "title": document.record.title}

    def document_and_html(self, path: Path) -> tuple[Document, str]:
        """The same for those who know no Pelican; raises ProblemsFound."""
        html, about = self.read(str(path))
        return about["document"], html

    def to_html(self, document: Document) -> str:
        self._md = getattr(self, "_md", None) or look_for_signs(
            Markdown(
                extensions=self.settings["MARKDOWN"]["extensions"],
                extension_configs=self.settings["MARKDOWN"]["extension_configs"],
            )
        )
        return sanitise(self._md.reset().convert(document.body))


def sanitise(html: str) -> str:
    """HTML with prose elements only; links to other records are kept as named."""
    return nh3.clean(
        html,
        tags=PROSE_TAGS,
        attributes={"a": {"href"}, "th": {"scope", "align"}, "td": {"align"}, "*": {"id"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
