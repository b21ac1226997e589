"""Where an address written in a page leads, read as browsers do (WHATWG URL, for pages of https)."""

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

# Cut off at both ends, and removed anywhere, before a browser looks at an address.
AROUND = "".join(map(chr, range(0x21)))
WITHIN = str.maketrans("", "", "\t\n\r")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
SLASHED = {"", "http", "https", "ws", "wss", "ftp", "file"}
REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)


class WebAddress(NamedTuple):
    """scheme and host in lower case, "" where the page's own are meant; path and anchor decoded."""

    scheme: str
    host: str
    path: str
    anchor: str

    def leaves(self, host: str) -> bool:
        """Whether it is an address of another site than that of `host`."""
        return bool(self.scheme or self.host) and self.host != host


@lru_cache(maxsize=100_000)
def web_address(value: str) -> WebAddress:
    """The address an attribute means."""
    text = value.strip(AROUND).translate(WITHIN)
    scheme = ""
    if found := SCHEME.match(text):
        scheme, text = found[1].lower(), text[found.end() :]
    text, _, anchor = text.partition("#")
    text = text.partition("?")[0]
    if scheme not in SLASHED:
        return WebAddress(scheme, "", text, "")
    text = text.replace("\\", "/")
    host = ""
    if scheme or text.startswith("//"):
        host, slash, text = text.lstrip("/").partition("/")
        text = slash + text
    return WebAddress(scheme, host.rpartition("@")[2].lower(), _path(text), unquote(anchor))


def _path(text: str) -> str:
    """Decoded, without the steps up and on the spot in it."""
    path = unquote(text)
    if not path.startswith("/") or "/." not in path:
        return path
    whole = "/" + posixpath.normpath(path).lstrip("/")
    return f"{whole.rstrip('/')}/" if path.endswith(("/", "/.", "/..")) else whole


def refresh_target(content: str) -> str:
    """Where `<meta http-equiv="refresh">` leads, "" for the same page again."""
    return REFRESH.match(content)[1].strip()


def candidates(srcset: str) -> list[str]:
    """The addresses of a `srcset`."""
    found = (part.split() for part in srcset.split(","))
    return [part[0] for part in found if part]
