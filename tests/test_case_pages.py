"""Case statistics on the built site: apart, marked, and exactly what was released."""

import csv
import json
import re

import pytest
from built import SITE_URL, BuiltSite, lay_out, look_at, plain
from releases import COUNTS, add_release

from portal.builder import BuildFailed, build_site
from portal.core.checks import examine

LANGUAGES = ("id", "en")


def built(project, output, settings="publishconf.py") -> BuiltSite:
    build_site(project, output, settings, SITE_URL, say=lambda line: None)
    return look_at(project, output)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counted")
    made = lay_out(folder / "project")
    add_release(made, folder / "desk")
    return made


@pytest.fixture(scope="module")
def counted(project) -> BuiltSite:
    """The minimal site with one release of case statistics."""
    return built(project, project.parent / "site")


@pytest.fixture(scope="module")
def released(project) -> dict[str, list[dict[str, str]]]:
    """The tables of the release as they lie in the repository, read without our code."""
    tables = {}
    for path in sorted((project / "data/cases/2024").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def section(html: str) -> str:
    """The section of case statistics of a region page."""
    return html.split('<section aria-labelledby="perkara">')[1].split("</section>")[0]


def cells(html: str, table: str) -> list[list[str]]:
    """Rows of the table with this caption anchor: labels, then what is printed."""
    body = html.split(f'id="{table}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[plain(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_page_shows_case_statistics_apart_from_published_figures(counted, language):
    html = counted.page(language, "region", path="contoh")
    words = counted.words[language]["cases"]
    text = plain(section(html))

    assert html.index('id="angka"') < html.index('id="perkara"') < html.index('id="pernyataan"')
    assert text.startswith(f"{words['title']} {words['apart']}")
    for stated in ("Badan Contoh", "CC BY 4.0", "2023", "2024", f"{words['threshold']}: 5"):
        assert stated in text
    assert words["withheld"].format(most=4) in text
    assert counted.addresses.href(language, "anonymisation") in section(html)
    assert "#f-" not in section(html)


def test_every_released_cell_stands_on_its_regions_page_as_it_was_released(counted, released):
    pages = {code: path for of, code, path in counted.regions() if of == "id"}
    printed = 0
    for code, path in pages.items():
        html = section(counted.page("id", "region", path=path))
        for table, column in (("wilayah-masa", "period"), ("wilayah-jenis", "category")):
            wanted = [row for row in released[table] if row["region_code"] == code]
            first, *rest = wanted
            assert first[column] == "TOTAL"
            values = [row["value"] or "[c]" for row in (*rest, first)]
            shown = cells(html, f"perkara-2024-{table}-{code}")
            assert [row[-1] for row in shown] == values
            printed += len(values)
    assert printed == len(released["wilayah-masa"]) + len(released["wilayah-jenis"])


def test_rows_follow_the_codes_of_the_release_and_never_the_counts(counted):
    for of, code, path in counted.regions():
        html = section(counted.page(of, "region", path=path))
        labels = [row[0] for row in cells(html, f"perkara-2024-wilayah-masa-{code}")]
        assert labels == ["2023", "2024", counted.words[of]["cases"]["total"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_release_is_reached_from_the_statistics(counted, language):
    href = counted.addresses.href(language, "case_release", slug="2024")
    html = counted.page(language, "case_release", slug="2024")

    assert href in counted.hrefs(language, "statistics")
    assert f"{href}#wilayah-masa" in counted.hrefs(language, "region", path="contoh")
    assert 'id="wilayah-masa"' in html
    assert ("Proven" if language == "en" else "Terbukti") in cells_heads(html)
    assert ["kampanye", "2023", "12", "[c]", "12"] in cells(html, "perkara-2024-nasional-00")


def cells_heads(html: str) -> list[str]:
    return [plain(found) for found in re.findall(r"<th scope=\"col\"[^>]*>.*?</th>", html)]


def test_downloads_hold_the_same_rows_and_values_as_the_release(counted, released):
    for table, rows in released.items():
        address = counted.addresses.address("id", "case_table_csv", slug="2024", table=table)
        with (counted.output / address).open(encoding="utf-8", newline="") as file:
            taken = list(csv.DictReader(file))
        assert [{name: row[name] for name in rows[0]} for row in taken] == rows
        whole = json.loads((counted.output / address).with_suffix(".json").read_text("utf-8"))
        assert [row["value"] for row in whole["rows"]] == [
            int(row["value"]) if row["value"] else None for row in rows
        ]
        assert whole["license"] == "CC BY 4.0"


def test_a_regions_download_holds_every_row_of_that_region(counted, released):
    address = counted.addresses.address("id", "case_region_csv", slug="2024", path="contoh/teladan")
    with (counted.output / address).open(encoding="utf-8", newline="") as file:
        taken = list(csv.DictReader(file))
    wanted = [r for rows in released.values() for r in rows if r["region_code"] == "98.01"]

    assert sorted((r["value"], r["status"]) for r in taken) == sorted(
        (r["value"], r["status"]) for r in wanted
    )
    columns = {*released["nasional"][0], "release", "table", "region", "example", "page"}
    assert set(taken[0]) == columns
    for language in LANGUAGES:
        assert counted.words[language]["cases"]["columns"] in counted.text(language, "data")


def test_a_release_changes_no_published_figure_no_feed_and_no_source(counted, small_site):
    apart = re.compile(r"angka\.(csv|json)$|\.atom$|^(en/)?(sumber|sources|pertentangan)/")
    files = [path for path in sorted(small_site.output.rglob("*")) if path.is_file()]
    names = [path.relative_to(small_site.output).as_posix() for path in files]
    kept = [name for name in names if apart.search(name)]

    assert len(kept) > 20
    for name in kept:
        before, after = (site.output / name for site in (small_site, counted))
        assert before.read_bytes() == after.read_bytes(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_release_only_the_quality_page_speaks_of_case_statistics(small_site, language):
    words = small_site.words[language]["cases"]

    assert words["no_release"] in small_site.text(language, "quality")
    for address, html in small_site.pages.items():
        assert 'id="perkara"' not in html and 'class="cases"' not in html, address
        assert words["apart"] not in html, address
    assert not any("kasus/" in a or "/cases/" in a for a in small_site.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quality_page_sums_up_the_audit_and_keeps_no_time(counted, released, language):
    words = counted.words[language]["cases"]
    audit = counted.page(language, "quality").split('id="audit"')[1].split("</section>")[0]
    addresses = {}
    for rows in released.values():
        for row in rows:
            broken = {
                (n, c) for n, c in row.items() if c != "TOTAL" and n not in ("value", "status")
            }
            addresses[frozenset(broken)] = row["status"]
    (row,) = re.findall(r"<tbody>\s*<tr>(.*)</tr>\s*</tbody>", audit)
    seen = [plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]

    withheld = list(addresses.values()).count("confidential")
    assert seen[:4] == ["Perkara netralitas contoh", "2024", str(len(addresses)), str(withheld)]
    assert int(seen[4]) >= 4
    assert seen[5:] == ["5", words["passed"]]
    assert not re.search(r"\b(detik|seconds?)\b", audit)


def test_check_tells_the_terminal_what_the_audit_saw_and_how_long_it_took(project):
    lines = []

    assert examine(project, say=lines.append).problems == []
    (line,) = lines
    assert line.startswith("Audit statistik perkara: 1 rilis, 65 sel, ")
    assert re.search(r" \d+ detik\.$", line)


def test_the_build_itself_refuses_a_release_that_gives_a_cell_away(minimal, tmp_path):
    folder = add_release(minimal, tmp_path / "desk")
    path = folder / "wilayah-masa.csv"
    text = path.read_text("utf-8").replace("98.01,2024,,confidential", "98.01,2024,43,shown")
    path.write_text(text, "utf-8")

    with pytest.raises(BuildFailed, match=r"data/cases/2024/wilayah-masa\.csv:12: .*98\.01"):
        built(minimal, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_an_example_is_marked_in_title_data_and_watermark_and_never_published(minimal, tmp_path):
    add_release(minimal, tmp_path / "desk", "contoh", example=True)
    line = (minimal / "data/cases/contoh/release.yaml").read_text("utf-8").split("\n")
    number = line.index("example: true") + 1

    with pytest.raises(BuildFailed) as refused:
        built(minimal, tmp_path / "published")
    assert str(refused.value).splitlines()[0] == (
        f"data/cases/contoh/release.yaml:{number}: example: true; perkara contoh tidak boleh terbit."
        " Hapus folder rilis ini, atau lihat saja dengan scripts/preview.py. [P135]"
    )
    shown = built(minimal, tmp_path / "looked-at", "pelicanconf.py")
    page = shown.page("id", "case_release", slug="contoh")
    assert '<h1 lang="id">CONTOH: Perkara netralitas contoh</h1>' in page
    for html in (page, shown.page("id", "region", path="contoh")):
        assert html.count('class="cases"') == html.count('class="cases" data-example="CONTOH"') > 0
    for path in (*shown.output.rglob("kasus/**/*.csv"), *shown.output.rglob("kasus/*.csv")):
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        assert rows and {row["example"] for row in rows} == {"true"}


def test_only_the_newest_release_of_the_same_cases_stands_on_region_pages(minimal, tmp_path):
    add_release(minimal, tmp_path / "desk", "2024")
    grown = {place: count + (20 if count > 9 else 0) for place, count in COUNTS.items()}
    add_release(minimal, tmp_path / "desk-2", "2025", grown, as_of="2025-12-31")
    site = built(minimal, tmp_path / "site")

    html = section(site.page("id", "region", path="contoh-baru/misal"))
    assert "perkara-2025" in html and "perkara-2024" not in html
    for name in ("2024", "2025"):
        assert site.addresses.href("id", "case_release", slug=name) in site.hrefs(
            "id", "statistics"
        )
        region = site.addresses.address("id", "case_region_csv", slug=name, path="contoh/teladan")
        assert (site.output / region).exists()
