"""A browser, and the built site as a plain static host serves it under a path."""

import gzip
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from built import SITE_URL, lay_out
from playwright.sync_api import BrowserContext, Page
from releases import add_release

from portal.builder import build_site

SUB_PATH = "/portal"
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".csv", ".txt"}


@lru_cache(maxsize=256)
def compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class StaticHost(SimpleHTTPRequestHandler):
    """Files below /portal/, text compressed; what is missing is not found."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        accepts = "gzip" in self.headers.get("Accept-Encoding", "")
        if path.suffix not in COMPRESSED or not path.is_file() or not accepts:
            return super().send_head()
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{SUB_PATH}/"):
            return str(Path(self.directory) / "missing")
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, *args: object) -> None:
        """Requests are not news."""


@pytest.fixture(scope="session")
def host(site) -> Iterator[str]:
    """`http://127.0.0.1:<port>/portal/` while the tests run."""
    with serving(site.output) as address:
        yield address


@contextmanager
def serving(output: Path) -> Iterator[str]:
    handler = partial(StaticHost, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}/"
        server.shutdown()


@pytest.fixture(scope="session")
def case_host(tmp_path_factory) -> Iterator[str]:
    """The minimal site with an example of case statistics, as `preview.py` shows it."""
    folder = tmp_path_factory.mktemp("cases")
    project = lay_out(folder / "project")
    add_release(project, folder / "desk", example=True)
    build_site(project, folder / "site", "pelicanconf.py", SITE_URL, say=lambda line: None)
    with serving(folder / "site") as address:
        yield address


class Watched:
    """A page, and everything that went wrong on it or was asked of another host."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        context.set_default_timeout(10_000)
        self.page: Page = context.new_page()
        self.host = host
        self.troubles: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def open(self, address: str) -> Page:
        self.page.goto(self.host + address, wait_until="load")
        return self.page

    def _console(self, message) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def _request(self, request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.troubles.append(f"asked {request.url}")

    def _response(self, response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status} {response.url}")


@pytest.fixture
def watched(chromium, host) -> Iterator[Watched]:
    context = chromium.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    yield Watched(context, host)
    context.close()


@pytest.fixture
def without_javascript(chromium, host) -> Iterator[Watched]:
    context = chromium.new_context(java_script_enabled=False)
    yield Watched(context, host)
    context.close()


@pytest.fixture
def mirror(small_site, tmp_path) -> Path:
    """A copy of the small site that may be tampered with."""
    return Path(shutil.copytree(small_site.output, tmp_path / "mirror"))


class MirrorHost(StaticHost):
    """The same, and every request reads the file anew, since it may have changed."""

    send_head = SimpleHTTPRequestHandler.send_head


@pytest.fixture
def reader(chromium, mirror) -> Iterator[Watched]:
    """A reader of that copy."""
    handler = partial(MirrorHost, directory=str(mirror))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = chromium.new_context(locale="id-ID")
        yield Watched(context, f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}/")
        context.close()
        server.shutdown()
