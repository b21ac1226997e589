"""What an editor writes is shown as it was written, and does nothing."""

import csv
import io
from html.parser import HTMLParser

import pytest
from built import ROOT, lay_out, look_at, settings_of

from portal.builder import build_site
from portal.converters import CONVERTERS
from portal.core.documents import Document
from portal.core.tables import plain_cell
from portal.readers import HeaderedMarkdownReader, sanitise

# None of these is refused by the check: each must be harmless wherever it is shown.
HOSTILE = '" onmouseover="alert(7)" \' &lt;script&gt; ]]> {{ 7*7 }} {% raw %} ${7} %s {0} \\u003c'
STATEMENT = "content/statements/2024-02-01-contoh-imbauan.md"
SOURCE = "data/sources/berita-contoh-2024.yaml"
FIGURES = "data/figures/kabar-contoh-2024.csv"
PLACES = [
    (STATEMENT, "title: Badan Contoh mengimbau pegawai Contoh netral"),
    (STATEMENT, "name: Nama Contoh"),
    (STATEMENT, "role: Ketua"),
    (STATEMENT, "institution: Badan Contoh"),
    (STATEMENT, "measure: Kasus di Contoh"),
    (STATEMENT, "title: Badan Contoh mengimbau"),
    (STATEMENT, "publisher: Berita Contoh"),
    (STATEMENT, "verification_note: Tanggal di sumber lain berbeda sehari."),
    (SOURCE, "Tiga puluh kasus di Contoh"),
    (FIGURES, "Sumber lain menyebut angka lain"),
]


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def change(project, path, *pairs):
    file = project / path
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


@pytest.fixture(scope="module", params=CONVERTERS)
def hostile(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    project = lay_out(folder / "project")
    chosen = f'MARKDOWN_READER = "{request.param}"'
    change(project, "pelicanconf.py", ('MARKDOWN_READER = "python-markdown"', chosen))
    for number, (path, old) in enumerate(PLACES, 1):
        quote = '"' if path.endswith(".csv") else "'"
        text = f"x{number} {HOSTILE}".replace(quote, 2 * quote)
        field = old.partition(": ")[0] + ": " if ": " in old else ""
        change(project, path, (old, f"{field}{quote}{text}{quote}"))
    address = ("url: https://berita.example/imbauan", "url: https://berita.example/'onclick='x")
    change(project, STATEMENT, address, ("\nKetua Badan", f"\n{HOSTILE}\n\nKetua Badan"))
    output = folder / "site"
    build_site(project, output, "publishconf.py", "https://x.example/p", lambda line: None)
    return look_at(project, output)


def test_no_page_has_a_handler_a_script_or_an_address_of_ours_that_runs(hostile):
    for address, page in hostile.pages.items():
        for tag, attributes in Elements(page).found:
            assert not [name for name in attributes if name.startswith("on")], address
            target = (attributes.get("href") or attributes.get("src") or "").strip().lower()
            assert not target.startswith(("javascript:", "data:", "vbscript:")), address
            is_data = (attributes.get("type") or "").startswith("application/")
            assert tag != "script" or attributes.get("src") or is_data, address


def shown_as_written(text: str) -> set[int]:
    return {n for n in range(1, len(PLACES) + 1) if f"x{n} {HOSTILE}" in text}


def test_every_field_is_shown_as_it_was_written(hostile):
    page = hostile.text("id", "statement", slug="2024-02-01-contoh-imbauan")
    source = hostile.text("id", "source", slug="berita-contoh-2024")

    assert shown_as_written(page) == {1, 2, 3, 4, 5, 6, 7, 8}
    assert shown_as_written(source) >= {9}


def test_tables_to_take_away_keep_every_word(hostile):
    text = (hostile.output / "data/angka.csv").read_text("utf-8")

    notes = {row["note"] for row in csv.DictReader(io.StringIO(text))}

    assert f"x10 {HOSTILE}" in notes


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+62", "+62"),
        ("-3", "-3"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("netral", "netral"),
        (7, 7),
        (None, None),
    ],
)
def test_a_formula_is_text_where_others_open_it(value, written):
    assert plain_cell(value) == written


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<iframe src="https://x.example"></iframe>',
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        '[x](https://x.example "a" onclick="alert(1)")',
        "![x](javascript:alert(1))",
        "![x](https://x.example/1.gif)",
        '<p style="position:fixed">x</p>',
        "<style>*{display:none}</style>",
        '<meta http-equiv="refresh" content="0;url=https://x.example">',
        "<form action=https://x.example><input></form>",
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "<a name=x id=codes>x</a>",
    ],
)
@pytest.mark.parametrize("name", CONVERTERS)
def test_markdown_becomes_prose_that_runs_nothing(name, body):
    reader = HeaderedMarkdownReader(settings_of(ROOT) | {"MARKDOWN_READER": name})

    html = reader.to_html(Document(None, f"awal\n\n{body}\n\nakhir", "content/pages/a.md"))

    assert "awal" in html and "akhir" in html
    for tag, attributes in Elements(html).found:
        assert tag in {"p", "a", "code", "pre"}
        assert set(attributes) <= {"href", "id"}
        assert (attributes.get("href") or "https://").startswith(("https://", "{filename}"))


@pytest.mark.parametrize("depth", [100, 2000])
def test_deep_markdown_ends(depth):
    assert isinstance(sanitise("<blockquote>" * depth + "x"), str)
