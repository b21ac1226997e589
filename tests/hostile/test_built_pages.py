"""Whatever a template or a text has put into a page: what it could do is found, what it says is not."""

import pytest

from portal.core.built_pages import BuiltPages
from portal.core.output import check_output
from portal.core.security import check_security

HEAD = """<!doctype html>
<html lang="id"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<meta name="referrer" content="no-referrer">
<link rel="canonical" href="https://sini.example/p/">
<!-- head --></head><body>
<main id="isi">
<!-- body --></main></body></html>
"""


def found(folder, snippet, place="body", file="a.html"):
    """Codes of what the checks say of a page with a snippet in it."""
    (folder / "index.html").write_text(HEAD, "utf-8")
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme/ada.js").write_text("", "utf-8")
    (folder / "ada.png").write_bytes(b"")
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    page = HEAD.replace(f"<!-- {place} -->", snippet) if file.endswith(".html") else snippet
    (folder / file).write_text(page, "utf-8")
    pages = BuiltPages(folder)
    return [problem.code for problem in check_output(pages) + check_security(pages)]


def test_the_page_around_the_snippets_is_clean(tmp_path):
    assert found(tmp_path, "<p>x</p>") == []


@pytest.mark.parametrize(
    "snippet",
    [
        "<a href='javascript:alert(1)'>x</a>",
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        "<A HREF=javascript:alert(1)>x</A>",
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="&#x6A;&#x61;vascript&colon;alert(1)">x</a>',
        '<a href="java&Tab;script:alert(1)">x</a>',
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href="\x01 javascript:alert(1)">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="blob:https://luar.example/x">x</a>',
        '<a href="file:/etc/passwd">x</a>',
        '<a href="intent://x#Intent;end">x</a>',
        '<area href="javascript:alert(1)">',
        "<a href='https://luar.example/'>x</a>",
        "<a href=https://luar.example/>x</a>",
        '<a href="//luar.example/">x</a>',
        '<a href="\\\\luar.example/">x</a>',
        '<a href="/\\luar.example/">x</a>',
        '<a href="/\t/luar.example/">x</a>',
        '<a href="https:luar.example">x</a>',
        '<a href="https://sini.example@luar.example/">x</a>',
        '<a href="HTTPS://LUAR.example/" rel="noopener">x</a>',
        '<a href="/p/" target="_blank">x</a>',
        '<a href="/p/" target=jendela>x</a>',
        '<a href="/p/" ping="https://luar.example/">x</a>',
        '<a href="/p/" referrerpolicy="unsafe-url">x</a>',
        '<a href="/p/" attributionsrc>x</a>',
        "<a href='/p/tidak-ada/'>x</a>",
        "<a href=/p/tidak-ada/>x</a>",
        "<a href='#tidak-ada'>x</a>",
        '<a href="/p/../../rahasia/">x</a>',
        '<a href="/p/%2e%2e/%2e%2e/rahasia/">x</a>',
        '<a href="relatif/">x</a>',
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        '<svg><use href="//luar.example/x.svg#x"></use></svg>',
        '<svg><use xlink:href="data:image/svg+xml,x#x"></use></svg>',
        '<svg><image href="https://luar.example/1.png"/></svg>',
        '<svg><image xlink:href="https://luar.example/1.png"/></svg>',
        '<svg><feImage href="https://luar.example/1.png"/></svg>',
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        '<svg><animate attributeName="href" values="javascript:alert(1)"/></svg>',
        '<svg><set attributeName="onmouseover" to="alert(1)"/></svg>',
        '<svg><rect fill="url(https://luar.example/#x)"/></svg>',
        '<svg><rect filter="u\\72l(//luar.example/#x)"/></svg>',
        '<math><maction actiontype="statusline" xlink:href="javascript:x">x</maction></math>',
        "<p onclick=alert(1)>x</p>",
        "<p ONMOUSEOVER='alert(1)'>x</p>",
        "<p/onclick=alert(1)>x</p>",
        '<p id="a"onclick="alert(1)">x</p>',
        "<details open ontoggle=alert(1)>x</details>",
        "<input autofocus onfocus=alert(1)>",
        "<p onpointerrawupdate=alert(1)>x</p>",
        "<p style='color:red'>x</p>",
        "<p STYLE=color:red>x</p>",
        "<style>p{}</style>",
        "<STYLE>@import '//luar.example/x.css'</STYLE>",
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script src=//luar.example/x.js></script>",
        "<script src='https://luar.example/x.js'></script>",
        "<script src='data:,alert(1)'></script>",
        "<script src>alert(1)</script>",
        "<script src=tidak-ada.js></script>",
        '<script type="module">alert(1)</script>',
        '<script type="importmap">{}</script>',
        '<script type="speculationrules">{}</script>',
        "<script type='application/ld+json' src='//luar.example/'></script>",
        "<!--><script>alert(1)</script>-->",
        "<!--!><script>alert(1)</script>--!><script>alert(1)</script>",
        "<title></title><img src=x onerror=alert(1)>",
        "<textarea></textarea><img src=//luar.example/1.gif>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></p></noscript>',
        "<noscript><p>x</p>",
        "<img src='https://luar.example/1.gif'>",
        "<IMG SRC=https://luar.example/1.gif>",
        "<img src=//luar.example/1.gif>",
        '<img srcset="/p/ada.png 1x, https://luar.example/1.png 2x">',
        '<img srcset="//luar.example/1.png 2x">',
        '<img src="/p/tidak-ada.png">',
        '<img src="https://sini.example/p/ada.png">',
        '<picture><source srcset="https://luar.example/1.webp"></picture>',
        '<video poster="/p/ada.png"></video>',
        "<audio src=//luar.example/1.mp3></audio>",
        '<input type="image" src="//luar.example/1.png">',
        "<input type=password>",
        "<input type=file>",
        '<table background="https://luar.example/1.png"><tr><td>x</td></tr></table>',
        '<div background="//luar.example/1.png"></div>',
        "<iframe src='/p/'></iframe>",
        "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe>",
        "<frameset><frame src=//luar.example></frameset><iframe></iframe>",
        '<object data="//luar.example/x"></object>',
        '<embed src="//luar.example/x">',
        "<applet code=x></applet>",
        "<portal src=//luar.example></portal>",
        "<fencedframe></fencedframe>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<bgsound src=//luar.example/x>",
        "<isindex action=//luar.example>",
        "<keygen>",
        "<xmp><p></xmp>",
        "<plaintext>",
        "<template shadowrootmode=open><script>alert(1)</script></template>",
        "<x-unsur>x</x-unsur>",
        "<dialog open><form method=dialog></form></dialog>",
        "<base href='https://luar.example/'>",
        "<BASE target=_blank>",
        "<form action='https://luar.example/'></form>",
        "<form action=//luar.example></form>",
        "<form action='javascript:alert(1)'></form>",
        "<form><button formaction='https://luar.example/'>x</button></form>",
        "<form><input type=submit formaction=//luar.example></form>",
        "<meta http-equiv=refresh content='0;url=https://luar.example/'>",
        '<META HTTP-EQUIV="Refresh" CONTENT="0; URL=//luar.example/">',
        "<meta http-equiv=refresh content='0, javascript:alert(1)'>",
        "<meta http-equiv=refresh content='0;url=data:text/html,x'>",
        "<meta http-equiv=set-cookie content=a=b>",
        '<meta http-equiv=Content-Security-Policy content="script-src *">',
        "<meta name=referrer content=unsafe-url>",
        "<meta charset=utf-7>",
        '<link rel="stylesheet" href="//luar.example/x.css">',
        "<link rel=stylesheet href=https://luar.example/x.css>",
        '<link rel="alternate stylesheet" href="https://luar.example/x.css">',
        '<link rel="preconnect" href="https://luar.example">',
        '<link rel="dns-prefetch" href="//luar.example">',
        '<link rel="prefetch" href="https://luar.example/x">',
        '<link rel="canonical" href="https://luar.example/">',
        '<link rel="icon" href="https://luar.example/x.ico">',
        '<link rel="preload" as="image" imagesrcset="//luar.example/1.png">',
        '<form data-bundle="//luar.example/x.js"></form>',
        '<form data-index="https://luar.example/x.json"></form>',
        "<img src=/p/ada.png crossorigin=use-credentials>",
        "<button popovertarget=x is=x-unsur>x</button>",
    ],
)
@pytest.mark.parametrize("place", ["body", "head"])
def test_what_could_do_something_is_found_wherever_it_stands(tmp_path, snippet, place):
    assert found(tmp_path, snippet, place)


@pytest.mark.parametrize(
    "snippet",
    [
        "<p>javascript: adalah awalan alamat; onclick=alert(1) tidak jalan.</p>",
        "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>",
        "<pre>&lt;img src=x onerror=alert(1)&gt;</pre>",
        '<p title="javascript:alert(1)">x</p>',
        "<p title='<script>alert(1)</script>'>x</p>",
        '<p title="style=color onclick=x href=//luar.example">x</p>',
        '<a href="/p/" aria-label="data:text/html">x</a>',
        '<a href="/p/?q=javascript:alert(1)">x</a>',
        '<a href="/p/?lanjut=//luar.example/">x</a>',
        '<a href="/p/#isi">x</a>',
        '<a href="#isi">x</a>',
        "<A HREF='/p/'>x</A>",
        "<a href=/p/>x</a>",
        '<a href="/p/a/../">x</a>',
        '<a href="https://sini.example/p/">x</a>',
        '<a href="//sini.example/p/">x</a>',
        '<a rel="external noopener noreferrer" href="https://luar.example/?a=1&amp;b=2">x</a>',
        "<a href='https://luar.example/' rel='noreferrer noopener' target=_blank>x</a>",
        '<a href="mailto:lapor@instansi.example">x</a>',
        '<a href="tel:112">x</a>',
        '<a href="/p/" download>x</a>',
        "<!-- <script>alert(1)</script> -->",
        "<!-- <img src=//luar.example/1.gif> -->",
        '<script type="application/ld+json">{"a": "javascript:x onload=1 style=2"}</script>',
        '<script src="/p/theme/ada.js" defer></script>',
        '<img src="/p/ada.png" srcset="/p/ada.png 2x" alt="onerror=alert(1)">',
        '<meta property="og:image" content="https://sini.example/p/ada.png">',
        '<meta name="description" content="javascript: dan style=x">',
        '<link rel="alternate" hreflang="en" href="https://sini.example/p/en/">',
        '<link rel="license" href="https://lisensi.example/by/4.0/">',
        '<svg viewBox="0 0 9 9" aria-hidden="true"><rect fill="url(#isi)" width="9"/></svg>',
        '<svg><use href="#isi"></use></svg>',
        '<form action="/p/" method="get"><input name="q" value="https://luar.example"></form>',
        '<option value="javascript:alert(1)">x</option>',
        '<p data-onclick="x" data-style="y" data-href="//luar.example">x</p>',
        "<noscript><p>Nyalakan skrip.</p></noscript>",
        "<p>a &lt; b onload= c &gt; d</p>",
        '<blockquote cite="https://luar.example/">x</blockquote>',
        '<time datetime="2024-11-27">x</time>',
        '<p lang="id" dir="ltr" id="data" class="onload style">x</p>',
    ],
)
def test_what_only_says_something_is_left_alone(tmp_path, snippet):
    assert found(tmp_path, snippet) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.css", "@import 'https://luar.example/x.css';"),
        ("a.css", "p{background:url(//luar.example/1.png)}"),
        ("a.css", "p{background:u\\72l('https://luar.example/1.png')}"),
        ("a.css", 'p{background:image-set("https://luar.example/1.png" 1x)}'),
        ("a.css", "p{background:/**/url( data:image/png;base64,x )}"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("a.svg", '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>'),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><style>*{}</style></svg>'),
        ("a.svg", '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
        (
            "a.svg",
            '<?xml-stylesheet href="//luar.example"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        ),
        (
            "a.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink">'
            '<use l:href="//luar.example/x"/></svg>',
        ),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg">'),
        (
            "a.atom",
            '<feed xmlns="http://www.w3.org/2005/Atom"><summary type="html">x</summary></feed>',
        ),
        ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><link href="javascript:x"/></feed>'),
        ("a.xml", '<?xml-stylesheet href="x"?><a/>'),
        ("a.htm", "<p>x</p>"),
        ("a.xhtml", "<p>x</p>"),
        ("a.php", "x"),
        ("a.zip", "x"),
        (".htaccess", "x"),
        ("a.js.map", "{}"),
    ],
)
def test_other_files_are_looked_at_as_well(tmp_path, file, text):
    assert found(tmp_path, text, file=file)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.css", "p{fill:url(#x);background:url(../x.png)} /* url(//luar.example) */"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M9 9" fill="url(#a)"/></svg>'),
        (
            "a.atom",
            '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://sini.example/"/></feed>',
        ),
        ("_headers", "/*"),
        ("a.txt", "javascript:"),
    ],
)
def test_harmless_files_are_left_alone(tmp_path, file, text):
    assert found(tmp_path, text, file=file) == []


def test_the_line_is_that_of_the_fault_however_it_is_written(tmp_path):
    found(tmp_path, "<p>x</p>\n<a\nhref='&#106;avascript:alert(1)'>x</a>")

    (problem,) = check_security(BuiltPages(tmp_path))

    assert (problem.path, problem.line) == ("a.html", 10)


def test_bytes_that_are_no_text_are_said_and_not_a_traceback(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")

    assert [p.code for p in check_security(BuiltPages(tmp_path))] == ["P172"]


@pytest.mark.parametrize(
    ("snippet", "code"),
    [
        ("<marquee>x</marquee>", "P170"),
        ("<p ping=x>x</p>", "P170"),
        ("<form action=//luar.example></form>", "P171"),
        ("<meta http-equiv=refresh content='0;url=//luar.example'>", "P171"),
        ("<p onclick=x>x</p>", "P100"),
        ("<img src=//luar.example/1.gif>", "P096"),
        ("<a href=//luar.example>x</a>", "P101"),
        ("<a href='/p/tidak-ada/'>x</a>", "P094"),
    ],
)
def test_each_kind_of_weakness_has_its_code_and_is_said_once(tmp_path, snippet, code):
    assert found(tmp_path, snippet) == [code]
