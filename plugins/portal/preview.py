"""The site on this machine, made again whenever something it is made from changes."""

import html
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from .builder import BuildFailed, pelican_call, stop_at_problems, stop_without_pages
from .cache import search_digest, store_in
from .core.checks import check_project
from .search import update_index
from .warm import WarmPelican

HOST = "127.0.0.1"
# What a browser asks for first when somebody searches.
INDEX_STARTS = ("/pagefind/pagefind.js", "/pagefind/pagefind-entry.json")
RELOAD, VERSION = "/__preview.js", "/__preview"
RELOAD_CODE = """
let seen;
setInterval(async () => {
  const answer = await fetch("/__preview").catch(() => undefined);
  const version = answer ? await answer.text() : seen;
  if (seen !== undefined && version !== seen) location.reload();
  seen = version;
}, 300);
"""
MILLISECONDS = 200
WATCHED = ("content", "data", "theme", "plugins", "pelicanconf.py")


def preview(root: Path, output: Path, port: int) -> None:
    """Serve until interrupted; a mistake is shown in the browser, not only here."""
    site = PreviewSite(root, output, f"http://{HOST}:{port}")
    paths = (root / name for name in WATCHED)
    watched = watch(*paths, yield_on_timeout=True, rust_timeout=MILLISECONDS)
    # Watching begins with the first answer, so that nothing saved from now on is missed.
    next(watched)
    site.build()
    handler = partial(PreviewHandler, site=site, directory=str(site.pages))
    with ThreadingHTTPServer((HOST, port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Situs berjalan di {site.url}/ (Ctrl+C untuk berhenti)", flush=True)
        try:
            for changes in filter(None, watched):
                site.build(
                    {Path(path).relative_to(root.resolve()).as_posix() for _, path in changes}
                )
        except KeyboardInterrupt:
            print("Berhenti.")
        server.shutdown()
        site.stop()


class PreviewSite:
    """The last good pages in a folder, and what keeps newer ones from being made.

    Only what changed is made again. The search index is brought up to date when
    somebody searches, the links in the output are checked by a build.
    """

    def __init__(self, root: Path, folder: Path, url: str) -> None:
        self.root, self.folder, self.url = root, folder.resolve(), url
        self.pages, self.index = self.folder / "pages", self.folder / "search"
        self.mistakes, self.version = "", 0
        self._warm = WarmPelican(root)
        self._indexing = threading.Lock()

    def build(self, changed: Iterable[str] = ()) -> None:
        """Bring the pages up to date; `changed` are the only paths that may be new."""
        try:
            if self.mistakes or not changed or not self._warm.refresh(changed):
                self._build()
            self.mistakes = ""
            print(f"Selesai: {self.url}/", flush=True)
        except BuildFailed as failed:
            self.mistakes = str(failed)
            print(f"\n{failed}\nPerbaiki lalu simpan; situs dibuat lagi.", flush=True)
        self.version += 1

    def stop(self) -> None:
        self._warm.stop()

    def _build(self) -> None:
        """Check while the pages are made; what the check says goes first."""
        with ThreadPoolExecutor() as pool:
            checked = pool.submit(check_project, self.root)
            call = pelican_call(self.root, self.pages, "pelicanconf.py", self.url, self.folder)
            made = pool.submit(self._warm.build, *call)
            stop_at_problems(checked.result())
            stop_without_pages(self.root, self.pages, made.result())

    def update_index(self) -> None:
        """A search in a preview finds what was written just before."""
        with self._indexing:
            update_index(self.pages, self.index, store_in(self.folder), search_digest(self.root))


class PreviewHandler(SimpleHTTPRequestHandler):
    """Files of the site; while there are mistakes, every page is the list of them."""

    def __init__(self, *args, site: PreviewSite, **kwargs) -> None:
        self._site = site
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == VERSION:
            self._answer(200, str(self._site.version))
        elif path == RELOAD:
            self._answer(200, RELOAD_CODE, "text/javascript")
        elif self._site.mistakes and not Path(path).suffix:
            self._answer(500, _reloading(_mistakes_page(self._site.mistakes)))
        elif (
            path.endswith("/") and (page := Path(self.translate_path(path), "index.html")).exists()
        ):
            self._answer(200, _reloading(page.read_text("utf-8")))
        else:
            self._send_file(path)

    def _send_file(self, path: str) -> None:
        if path in INDEX_STARTS:
            self._site.update_index()
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """The search index lies beside the pages."""
        if path.startswith("/pagefind/"):
            pages = super().translate_path(path.removeprefix("/pagefind"))
            return str(self._site.index / Path(pages).relative_to(self._site.pages))
        return super().translate_path(path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = self._site.pages / "404.html"
        if code == 404 and missing.exists():
            self._answer(404, _reloading(missing.read_text("utf-8")))
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Requests are not news to an editor."""

    def _answer(self, code: int, text: str, form: str = "text/html") -> None:
        body = text.encode("utf-8")
        self.send_response(code)
        self.send_header("Content-Type", f"{form}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _reloading(page: str) -> str:
    """The page, which asks whether it has become another and then shows that."""
    return f'{page}<script type="module" src="{RELOAD}"></script>'


def _mistakes_page(mistakes: str) -> str:
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Perlu diperbaiki</title>'
        '<meta name="viewport" content="width=device-width">'
        "<style>body{font:1rem/1.6 system-ui;margin:2rem;max-width:60rem}"
        "pre{white-space:pre-wrap;font-size:1rem}</style>"
        f"<h1>Perlu diperbaiki</h1><pre>{html.escape(mistakes)}</pre>"
    )
