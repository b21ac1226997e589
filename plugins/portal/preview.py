"""The site on this machine, made again whenever something it is made from changes."""

import errno
import html
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from .builder import (
    BuildFailed,
    pelican_call,
    stop_at_problems,
    stop_without_history,
    stop_without_pages,
)
from .cache import search_digest, store_in
from .core.checks import check_project
from .disk import why_not_written
from .history import NO_GIT, lacks_git
from .locks import alone
from .output_folder import NotReplaceable, files_marked_by, replaceable
from .search import update_index
from .warm import WarmPelican

HOST = "127.0.0.1"
PORTS = range(8000, 8010)
# Where a preview is made if nobody says where, and what marks such a folder.
USUAL, MARK = Path(".cache/preview"), ".netral-preview"
Changes = set[tuple[object, str]]
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
MILLISECONDS, POLLING = 200, 1000
WATCHED = ("content", "data", "theme", "plugins", "pelicanconf.py")


def preview(root: Path, output: Path, port: int | None = None) -> None:
    """Serve until interrupted; a mistake is shown in the browser, not only here.

    port    the first free one of a few if None.
    raises  BuildFailed where nothing can be served at all.
    """
    with listening(port) as server, own_folder(output, root) as folder:
        site = PreviewSite(root, folder, f"http://{HOST}:{server.server_address[1]}")
        server.RequestHandlerClass = partial(PreviewHandler, site=site, directory=str(site.pages))
        # Watching begins before the first build, so that nothing saved from now on is missed.
        watched = watching(root)
        if lacks_git(root):
            print(NO_GIT, flush=True)
        try:
            site.build()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"Situs berjalan di {site.url}/ (Ctrl+C untuk berhenti)", flush=True)
            for changes in filter(None, watched):
                site.build(
                    {Path(path).relative_to(root.resolve()).as_posix() for _, path in changes}
                )
        finally:
            site.stop()


class PreviewServer(ThreadingHTTPServer):
    # Windows would let two programs have one port.
    allow_reuse_address = os.name != "nt"


def listening(port: int | None) -> PreviewServer:
    """A server that has its port and waits; raises BuildFailed if it gets none."""
    if port is not None:
        server = _server(port)
        if server is None:
            raise BuildFailed(f"Port {port} sedang dipakai program lain. {_another()}")
        return server
    for number in PORTS:
        if server := _server(number):
            if number != PORTS[0]:
                print(f"Port {PORTS[0]} sedang dipakai program lain; dipakai {number}.", flush=True)
            return server
    said = f"Port {PORTS[0]} sampai {PORTS[-1]} sedang dipakai program lain."
    raise BuildFailed(f"{said} {_another()}")


def _server(port: int) -> PreviewServer | None:
    """None where another program has the port."""
    try:
        return PreviewServer((HOST, port), PreviewHandler)
    except OverflowError:
        raise BuildFailed(f"Port {port} tidak ada. {_another()}") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return None
        said = f"Port {port} tidak dapat dipakai ({error.strerror})."
        raise BuildFailed(f"{said} {_another()}") from None


def _another() -> str:
    """The command with a port that is free now."""
    with PreviewServer((HOST, 0), PreviewHandler) as free:
        return f"Pakai yang lain: python3 scripts/preview.py --port {free.server_address[1]}"


@contextmanager
def own_folder(folder: Path, root: Path) -> Iterator[Path]:
    """The folder of a preview, for this one alone; raises BuildFailed if it is not."""
    own = files_marked_by(MARK, usual=(root / USUAL).resolve())
    try:
        folder = replaceable(folder, root, own)
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder / MARK, wait=partial(_stop_for_another, folder)):
            yield folder
    except NotReplaceable as reason:
        raise BuildFailed(str(reason)) from None
    except OSError as error:
        if reason := why_not_written(error):
            raise BuildFailed(reason) from None
        raise


def _stop_for_another(folder: Path) -> None:
    raise BuildFailed(
        f"Pratinjau lain sedang memakai {folder}. Hentikan dulu, atau pilih folder lain dengan"
        " --output."
    )


def watching(root: Path, watch: Callable[..., Iterator[Changes]] = watch) -> Iterator[Changes]:
    """What changes below the project's inputs from now on; nothing at times.

    watch  as watchfiles has it; it fails where the system tells of no more files.
    """
    paths = [root / name for name in WATCHED if (root / name).exists()]
    for how in ({}, {"force_polling": True, "poll_delay_ms": POLLING}):
        changes = watch(*paths, yield_on_timeout=True, rust_timeout=MILLISECONDS, **how)
        try:
            next(changes)
        except (OSError, RuntimeError):
            if how:
                raise
            print("Sistem ini tidak mengabarkan perubahan berkas; dilihat sendiri tiap detik.")
        else:
            break
    return changes


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
        stop_without_history(self.root)
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
