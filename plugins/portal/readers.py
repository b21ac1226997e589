"""Markdown with a YAML header."""

from dataclasses import replace
from pathlib import Path

import nh3
from markdown import Markdown
from pelican.readers import MarkdownReader

from .core.digests import digest_of_files
from .core.documents import Document, read_document
from .core.problems import ProblemsFound
from .inline_markup import look_for_signs
from .store import Store

PROSE_TAGS = {
    *("p", "br", "strong", "em", "code", "pre", "blockquote", "hr", "a", "ul", "ol", "li"),
    *("h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup"),
}


class HeaderedMarkdownReader(MarkdownReader):
    """Pelican's Markdown reader, with our header and a sanitiser behind it.

    `read` puts the whole document into one piece of metadata, `document`:
    header fields never become attributes of Pelican's own objects.
    """

    def read(self, source_path: str) -> tuple[str, dict]:
        path = Path(source_path)
        name = path.relative_to(Path(self.settings["PATH"]).parent).as_posix()
        document, problems = read_document(path, name)
        if problems:
            raise ProblemsFound(problems)
        return self.to_html(document), {"document": document, "title": document.record.title}

    def to_html(self, document: Document) -> str:
        self._md = getattr(self, "_md", None) or look_for_signs(
            Markdown(
                extensions=self.settings["MARKDOWN"]["extensions"],
                extension_configs=self.settings["MARKDOWN"]["extension_configs"],
            )
        )
        return sanitise(self._md.reset().convert(document.body))


def read_once(
    reader: HeaderedMarkdownReader, path: Path, store: Store, made_with: str
) -> tuple[Document, str]:
    """A document and its HTML, read again only if the file or what reads it has changed.

    raises  ProblemsFound.
    """
    key = made_with + digest_of_files([path], Path(reader.settings["PATH"]))
    found = store.get(key)
    if found is None:
        html, about = reader.read(str(path))
        found = replace(about["document"], digest=key), html
        store.put(key, found)
    return found


def sanitise(html: str) -> str:
    """HTML with prose elements only; Pelican's {filename} links are kept."""
    return nh3.clean(
        html,
        tags=PROSE_TAGS,
        attributes={"a": {"href"}, "th": {"scope", "align"}, "td": {"align"}, "*": {"id"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
