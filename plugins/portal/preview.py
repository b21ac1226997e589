"""The site on this machine, made again whenever something it is made from changes."""

import html
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from .builder import BuildFailed, build_site

HOST = "127.0.0.1"
WATCHED = ("content", "data", "theme", "plugins", "pelicanconf.py")


def preview(root: Path, output: Path, port: int) -> None:
    """Serve until interrupted; a mistake is shown in the browser, not only here."""
    site = PreviewSite(root, output, f"http://{HOST}:{port}")
    site.build()
    handler = partial(PreviewHandler, site=site, directory=str(output))
    with ThreadingHTTPServer((HOST, port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Situs berjalan di {site.url}/ (Ctrl+C untuk berhenti)", flush=True)
        try:
            for _ in watch(*(root / name for name in WATCHED)):
                site.build()
        except KeyboardInterrupt:
            print("Berhenti.")
        server.shutdown()


class PreviewSite:
    """The last good site in a folder, and what keeps a newer one from being made."""

    def __init__(self, root: Path, output: Path, url: str) -> None:
        self.root, self.output, self.url = root, output, url
        self.mistakes = ""

    def build(self) -> None:
        try:
            build_site(self.root, self.output, "pelicanconf.py", self.url, say=_say)
            self.mistakes = ""
        except BuildFailed as failed:
            self.mistakes = str(failed)
            print(f"\n{failed}\nPerbaiki lalu simpan; situs dibuat lagi.", flush=True)


class PreviewHandler(SimpleHTTPRequestHandler):
    """Files of the site; while there are mistakes, every page is the list of them."""

    def __init__(self, *args, site: PreviewSite, **kwargs) -> None:
        self._site = site
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self._site.mistakes and not Path(self.path.split("?")[0]).suffix:
            self._answer(500, _mistakes_page(self._site.mistakes))
            return
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = self._site.output / "404.html"
        if code == 404 and missing.exists():
            self._answer(404, missing.read_text("utf-8"))
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Requests are not news to an editor."""

    def _answer(self, code: int, text: str) -> None:
        body = text.encode("utf-8")
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _mistakes_page(mistakes: str) -> str:
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Perlu diperbaiki</title>'
        '<meta name="viewport" content="width=device-width">'
        "<style>body{font:1rem/1.6 system-ui;margin:2rem;max-width:60rem}"
        "pre{white-space:pre-wrap;font-size:1rem}</style>"
        f"<h1>Perlu diperbaiki</h1><pre>{html.escape(mistakes)}</pre>"
    )


def _say(line: str) -> None:
    print(line, flush=True)
