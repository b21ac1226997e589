"""What names a person stops the check where it is written, and the build where it would appear."""

import pytest

from portal.builder import BuildFailed, build_site
from portal.core.built_pages import BuiltPages
from portal.core.checks import check_project
from portal.core.privacy import check_privacy

NIK = "3374010101909001"
HOME = '<link rel="canonical" href="https://x.example/p/">'


def site(folder, name, text):
    (folder / "index.html").write_text(HOME, "utf-8")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a/index.html", f"<p>x</p>\n<p>{NIK}</p>"),
        ("a/index.html", f'<p>x</p>\n<img alt="{NIK}">'),
        ("a/index.html", f'<p>x</p>\n<meta name="description" content="nomor {NIK} itu">'),
        ("a/index.html", "<p>x</p>\n<p>3374<b>0101</b><em>0190</em>9001</p>"),
        ("a/index.html", "<p>x</p>\n<p>seorang berinisial &#39;A&#39;</p>"),
        ("a/index.html", "<p>x</p>\n<p>3374&nbsp;0101&#160;0190&nbsp;9001</p>"),
        ("a/index.html", "<p>x</p>\n<p>3374&shy;0101<!-- x -->0190<wbr>9001</p>"),
        ("a/index.html", "<p>x</p>\n<p>&#51;&#51;74010101909001</p>"),
        ("a/index.html", "<p>x</p>\n<a href='mailto:budi%40surat.example'>x</a>"),
        (
            "a/index.html",
            "<p>x</p>\n<a href='https://luar.example/%6Eik/3374%2D0101-0190-9001'>x</a>",
        ),
        ("a/index.html", f"<p>x</p>\n<!-- {NIK} -->"),
        ("a/index.html", f'<p>x</p>\n<script type="application/ld+json">{{"x":"{NIK}"}}</script>'),
        ("a/index.html", f"<p>x</p>\n<textarea>{NIK}</textarea>"),
        (
            "a/index.html",
            "<p>x</p>\n<svg><text><tspan>3374</tspan><tspan>010101909001</tspan></text></svg>",
        ),
        ("a/angka.csv", f'id,note\n1,"x, {NIK}"'),
        ("a/angka.csv", f"id,note\n{NIK},x"),
        ("a/angka.json", f'{{\n"note": "{NIK}"}}'),
        ("a/angka.json", '{\n"note": "\\u0033374010101909001"}'),
        ("a/angka.json", '{\n"note": "\\ud835\\udfd1374010101909001"}'),
        ("feed.atom", "<feed>\n<title>inisial &apos;A&apos;</title></feed>"),
        ("feed.atom", f"<feed>\n<title>{NIK}</title></feed>"),
        ("robots.txt", f"x\n{NIK}"),
    ],
)
def test_an_identifier_is_found_wherever_a_site_says_it(tmp_path, name, text):
    found = check_privacy(BuiltPages(site(tmp_path, name, text)))

    assert [(p.code, p.path, p.line) for p in found] == [("P071", name, 2)]
    assert "seseorang; data pribadi tidak terbit." in found[0].text


def test_every_file_that_says_it_is_named_once(tmp_path):
    site(tmp_path, "a.html", f"<p>{NIK}</p><p>{NIK}</p>")
    site(tmp_path, "b.json", f'"{NIK}"')

    assert [p.path for p in check_privacy(BuiltPages(tmp_path))] == ["a.html", "b.json"]


@pytest.mark.parametrize(
    "text",
    [
        f'{{"sha256":"{"a" * 24}{NIK}{"b" * 24}"}}',
        '<a href="https://x.example/p/berita/081234567890/">x</a>',
        '<a href="/p/081234567890/">x</a>',
        '<p lang="id">SKB 1447.1/PM.01/K.1/09/2022</p>',
        "<table><tr><td>3374</td><td>0101</td><td>0190</td><td>9001</td></tr></table>",
        "<p>3374</p><p>0101</p><p>0190</p><p>9001</p>",
    ],
)
def test_digests_own_addresses_and_cells_beside_each_other_are_nobody(tmp_path, text):
    name = "manifest.json" if "sha256" in text else "a.html"

    assert check_privacy(BuiltPages(site(tmp_path, name, text))) == []


def test_a_public_desk_may_be_written_and_published(minimal, tmp_path):
    about = minimal / "content/pages/about.md"
    about.write_text(about.read_text("utf-8") + "\nLapor ke 0811 0000 1111.\n", "utf-8")

    assert check_project(minimal) == []
    build_site(minimal, tmp_path / "site", "publishconf.py", "https://x.example", lambda line: None)
    assert "0811 0000 1111" in (tmp_path / "site/tentang/index.html").read_text("utf-8")


def test_a_number_that_only_a_template_knows_stops_the_build(minimal, tmp_path):
    base = minimal / "theme/templates/missing.html"
    text = base.read_text("utf-8").replace("</h1>", "</h1>\n<p>0812-3456-7890</p>", 1)
    base.write_text(text, "utf-8")

    with pytest.raises(BuildFailed) as failed:
        build_site(
            minimal, tmp_path / "x", "publishconf.py", "https://x.example", lambda line: None
        )

    assert '404.html:48: "0812-3456-7890" tampak seperti telepon seseorang' in str(failed.value)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/pages/about.md", "Situs contoh", f"Situs {NIK}"),
        ("content/pages/about.md", "title: Tentang", f"title: {NIK} Tentang"),
        ("data/sources/kabar-contoh-2024.yaml", "Tanpa alamat", "hubungi 0812-3456-7890"),
        ("data/glossary.yaml", "term: ", "term: nama@surat.example "),
        ("data/public_contacts.csv", "Layanan", "Sdr. Budi Layanan"),
    ],
)
def test_an_identifier_stops_the_check_wherever_an_editor_writes_it(minimal, path, old, new):
    file = minimal / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")

    assert "P071" in [p.code for p in check_project(minimal) if p.path == path]
