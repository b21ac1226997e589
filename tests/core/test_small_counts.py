"""A small count of one regency is stopped at every way in: number, word, id, correction."""

from pathlib import Path

import pytest

from portal.core.checks import check_project
from portal.core.portal import read_portal
from portal.core.small_counts import Rule, mask_small_numbers, rule_of, words_of

FIGURES = "data/figures/berita-contoh-2024.csv"
SOURCE = "data/sources/berita-contoh-2024.yaml"
CONFLICTS = "data/figures/conflicts.csv"
STATEMENT = "content/statements/2024-02-01-contoh-imbauan.md"
CORRECTION = "content/corrections/2024-03-02-nilai-contoh.md"
RULE = Rule(
    frozenset({"all", "asn"}),
    frozenset({"persen"}),
    frozenset(
        {"asn", "orang", "kasus", "kepala desa", "kades", "camat", "persons", "village heads"}
    ),
)


def change(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8")


def add_row(project: Path, row: str, path: str = FIGURES) -> None:
    with (project / path).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def codes(project: Path) -> list[str]:
    """The codes of all problems, each once."""
    return sorted({problem.code for problem in check_project(project)})


def detail(name: str, region: str, value: object, day: str = "2024-02-01", **more: str) -> str:
    """A row with a type of violation."""
    cells = {
        "figure_id": f"berita-contoh-2024-{name}",
        "region_code": region,
        "election": "pemilu-2024",
        "period_start": "",
        "period_end": day,
        "respondent_group": "asn",
        "stage_of_handling": "total",
        "category": "media-sosial",
        "value": str(value),
        "status": "shown" if value != "" else "confidential",
        "unit": "kasus",
        "verification": "verified",
        "note": "",
        "added": "2024-03-01",
    } | more
    return ",".join(cells.values())


def test_the_minimal_site_tells_no_small_count(minimal):
    assert codes(minimal) == []


@pytest.mark.parametrize("value", [1, 2, 3, 4])
def test_a_row_written_by_hand_meets_the_rule_of_intake(minimal, value):
    add_row(minimal, detail("09", "99.02", value))

    assert codes(minimal) == ["P210"]


@pytest.mark.parametrize(
    ("region", "value", "more"),
    [
        ("99.02", 0, {}),
        ("99.02", 5, {}),
        ("99", 2, {}),
        ("99.02", 2, {"category": "all"}),
        ("99.02", 2, {"category": "all", "respondent_group": "all"}),
        ("99.02", 2, {"unit": "persen"}),
    ],
)
def test_zero_five_provinces_totals_and_shares_are_shown(minimal, region, value, more):
    add_row(minimal, detail("09", region, value, **more))

    assert codes(minimal) == []


def test_a_position_is_a_detail_like_a_type_or_a_stage(minimal):
    group = "respondent_group,kepala-desa,Kepala desa,Village heads"
    add_row(minimal, group, "data/codelists.csv")
    add_row(minimal, detail("09", "99.02", 2, category="all", respondent_group="kepala-desa"))

    assert codes(minimal) == ["P210"]


def test_a_province_and_its_other_regencies_do_not_give_a_withheld_count_back(minimal):
    add_row(minimal, detail("09", "98", 20))
    add_row(minimal, detail("10", "98.01", 18))
    add_row(minimal, detail("11", "98.71", ""))

    assert codes(minimal) == ["P211"]


def test_two_withheld_counts_with_room_between_them_are_safe(minimal):
    add_row(minimal, detail("09", "98", 20))
    add_row(minimal, detail("10", "98.01", ""))
    add_row(minimal, detail("11", "98.71", ""))

    assert codes(minimal) == []


def test_withheld_counts_that_must_all_be_one_are_given_back(minimal):
    add_row(minimal, detail("09", "98", 2))
    add_row(minimal, detail("10", "98.01", ""))
    add_row(minimal, detail("11", "98.71", ""))

    assert codes(minimal) == ["P211"]


def test_what_another_source_prints_of_the_same_issuer_and_week_counts_too(minimal):
    other = "data/sources/berita-contoh-2025.yaml"
    text = (minimal / SOURCE).read_text("utf-8").replace("berita.example/2024", "b.example/2025")
    (minimal / other).write_text(text.replace("2024-02-02", "2024-02-09"), "utf-8")
    header = (minimal / FIGURES).read_text("utf-8").splitlines()[0]
    rows = [detail("09", "98", 20, "2024-02-04"), detail("10", "98.01", 18, "2024-02-04")]
    text = "\n".join([header, *rows, ""]).replace("berita-contoh-2024-", "berita-contoh-2025-")
    (minimal / "data/figures/berita-contoh-2025.csv").write_text(text, "utf-8")
    add_row(minimal, detail("11", "98.71", "", category="media-sosial"))

    assert codes(minimal) == ["P211"]


def test_the_message_names_the_figure_to_withhold(minimal):
    add_row(minimal, detail("09", "98", 20))
    add_row(minimal, detail("10", "98.01", 18))
    add_row(minimal, detail("11", "98.71", ""))

    (problem,) = check_project(minimal)

    assert str(problem) == (
        f"{FIGURES}:9: nilai yang ditahan pada berita-contoh-2024-11 dapat dihitung dari angka lain."
        " Tahan juga berita-contoh-2024-10: kosongkan nilainya dan tulis status confidential. [P211]"
    )


@pytest.mark.parametrize(
    "note", ["Dua camat", "3 orang", "hanya seorang", "berjumlah 40 = 38 + sisa"]
)
def test_the_note_of_a_withheld_row_tells_nothing(minimal, note):
    add_row(minimal, detail("09", "99.02", "", note=note))

    assert codes(minimal) == ["P212"]


@pytest.mark.parametrize(
    "title",
    ["Dua Kasus di Misal", "2 Kasus di Misal", "Empat orang di Umpama", "Kasus di Misal (3)"],
)
def test_a_headline_that_tells_a_regency_s_small_count_is_masked(minimal, title):
    change(minimal, SOURCE, "Tiga puluh kasus di Contoh", f"'{title}'")

    assert codes(minimal) == ["P212"]


@pytest.mark.parametrize("field", ["publisher", "institution"])
def test_no_field_of_a_source_tells_a_small_count(minimal, field):
    value = {"publisher": "Berita Contoh", "institution": "Badan Contoh"}[field]
    change(minimal, SOURCE, f"{field}: {value}", f"{field}: Dua camat Misal")

    assert codes(minimal) == ["P212"]


def test_a_note_of_a_source_tells_nothing_either(minimal):
    change(minimal, SOURCE, "institution:", "note: Tiga orang di Misal\ninstitution:")

    assert codes(minimal) == ["P212"]


def test_the_explanation_of_a_conflict_tells_nothing_either(minimal):
    change(minimal, CONFLICTS, "yang berbeda.", "yang berbeda; dua kasus ada di Umpama.")

    assert codes(minimal) == ["P212"]


@pytest.mark.parametrize("label", ["Dua camat", "Tiga orang disanksi"])
def test_the_name_of_a_type_counts_nobody(minimal, label):
    change(minimal, "data/categories.csv", ",Dukungan di media sosial,", f",{label},")

    assert codes(minimal) == ["P212"]


def test_a_register_tells_no_small_count_of_a_regency(minimal):
    terms = minimal / "data/glossary.yaml"
    text = terms.read_text("utf-8")
    terms.write_text(
        text.replace("definition: ", "definition: Di Misal ada dua kasus. ", 1), "utf-8"
    )

    assert codes(minimal) == ["P212"]


@pytest.mark.parametrize("name", ["dua-asn-09", "duacamat-09", "camat2-09", "camat-2", "dua"])
def test_an_id_that_tells_the_count_of_a_withheld_row_is_refused(minimal, name):
    add_row(minimal, detail(name, "99.02", ""))

    assert codes(minimal) == ["P213"]


@pytest.mark.parametrize("value", [1, 4])
def test_a_number_in_the_header_of_a_statement_is_withheld(minimal, value):
    stated = f"figures:\n- measure: Kades diperiksa\n  value: {value}\n  unit: orang\n"
    change(minimal, STATEMENT, "figures:\n", f'{stated}  region_code: "99.02"\n  as_of: null\n')

    assert codes(minimal) == ["P210"]


def test_a_statement_may_repeat_a_total_that_a_table_shows(minimal):
    add_row(minimal, detail("09", "99.02", 2, category="all"))
    stated = "figures:\n- measure: Kasus\n  value: 2\n  unit: kasus\n"
    change(minimal, STATEMENT, "figures:\n", f'{stated}  region_code: "99.02"\n  as_of: null\n')

    assert codes(minimal) == []


def test_a_statement_does_not_show_what_its_own_source_s_table_withholds(minimal):
    change(minimal, STATEMENT, "https://berita.example/imbauan", "https://www.berita.example/2024/")
    stated = "figures:\n- measure: Kasus di Teladan\n  value: 9\n  unit: kasus\n"
    change(minimal, STATEMENT, "figures:\n", f'{stated}  region_code: "98.01"\n  as_of: null\n')

    assert codes(minimal) == ["P214"]


def test_the_header_of_a_statement_does_not_give_its_own_withheld_count_back(minimal):
    rows = "".join(
        f"- measure: ASN dilaporkan\n  value: {value}\n  unit: orang\n  region_code: '{region}'\n"
        f"  as_of: null\n  status: {'confidential' if value == 'null' else 'shown'}\n"
        for region, value in (("98", 20), ("98.01", 18), ("98.71", "null"))
    )
    change(minimal, STATEMENT, "figures:\n", f"figures:\n{rows}")

    assert codes(minimal) == ["P211"]


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("text", "meminta pegawai netral.", "meminta pegawai netral; tiga kasus ada di Misal."),
        ("text", "meminta pegawai netral.", "meminta pegawai netral; di Misal dua\ncamat ditegur."),
        ("text", "meminta pegawai netral.", "meminta netral di Misal. Dua camat sudah ditegur."),
        ("title", "pegawai Contoh netral", "pegawai Contoh netral, dua orang Umpama diperiksa"),
        ("note", "berbeda sehari.", "berbeda sehari; di Misal satu orang."),
        ("headline", "Badan Contoh mengimbau\n", "Seorang pegawai Misal, satu kasus\n"),
        ("role", "role: Ketua", "role: Atasan dua camat di Misal"),
        ("publisher", "publisher: Berita Contoh", "publisher: Dua camat Misal"),
        ("measure", "measure: Kasus di Contoh", "measure: Kasus di Contoh, dua orang di Misal"),
    ],
)
def test_words_of_a_statement_that_tell_a_small_count_are_asked_about(minimal, field, old, new):
    text = (minimal / STATEMENT).read_text("utf-8")
    assert old in text
    head, _, tail = text.rpartition(old)
    (minimal / STATEMENT).write_text(head + new + tail, "utf-8")

    assert codes(minimal) == ["P215"]


def test_the_question_is_answered_in_the_header(minimal):
    change(minimal, STATEMENT, "pegawai netral.", "pegawai netral; tiga kasus ada di Misal.")
    change(minimal, STATEMENT, "title:", "small_count_note: Kasus lama tanpa terlapor.\ntitle:")

    assert codes(minimal) == []


@pytest.mark.parametrize(
    "path", ["content/pages/methodology.md", "content/regulations/uu-contoh-2-2023.md"]
)
def test_prose_anywhere_is_asked_about(minimal, path):
    with (minimal / path).open("a", encoding="utf-8") as file:
        file.write("\nDi Kabupaten Misal ada dua orang yang diperiksa.\n")

    assert codes(minimal) == ["P215"]


def test_a_correction_does_not_show_what_is_withheld(minimal):
    change(minimal, CORRECTION, "berita-contoh-2024-01", "berita-contoh-2024-03")

    assert codes(minimal) == ["P216"]


def test_a_correction_of_a_shown_detail_does_not_tell_that_it_was_small(minimal):
    add_row(minimal, detail("09", "99.02", 30))
    change(minimal, CORRECTION, "berita-contoh-2024-01", "berita-contoh-2024-09")
    change(minimal, CORRECTION, "old: 29", "old: 3")

    assert codes(minimal) == ["P216"]


def test_a_withheld_value_is_corrected_in_words(minimal):
    change(minimal, CORRECTION, "berita-contoh-2024-01", "berita-contoh-2024-03")
    change(minimal, CORRECTION, "old: 29\n  new: 30", "old: null\n  new: null")

    assert codes(minimal) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("dua kepala desa", [2]),
        ("3 ASN", [3]),
        ("keempat camat", [4]),
        ("seorang kades", [1]),
        ("camat (1)", [1]),
        ("ASN sebanyak tiga", [3]),
        ("two village heads", [2]),
        ("dua di antaranya kades", [2]),
        ("dua (2) camat", [2]),
        ("dua **camat**", [2]),
        ("[dua](https://x.test/a) camat", [2]),
        ("２ camat", [2]),
        ("2\u00a0camat", [2]),
        ("du\u200ba camat", [2]),
        ("2-camat", [2]),
        ("dua\ncamat", [2]),
        ("sepasang camat", [2]),
        ("trio ASN", [3]),
        ("&#50; camat", [2]),
        ("12 ASN", []),
        ("dua belas ASN", []),
        ("Tiga puluh kasus", []),
        ("2 Oktober 2024, ASN", []),
        ("Pasal 3 ASN", []),
        ("peringkat 2 kasus", []),
        ("tiga kabupaten", []),
        ("tiga hari bagi ASN", []),
        ("termasuk tiga besar kasus", []),
        ("sosialisasi kedua bagi ASN", []),
        ("salah satu ASN", []),
    ],
)
def test_counts_of_persons_are_told_from_other_numbers(text, counts):
    assert RULE.counts_in(text) == counts


@pytest.mark.parametrize(
    ("slug", "words"),
    [("empat-asn-di-misal", "empat asn di misal"), ("x-2024-4asn", "x 2024 4 asn")],
)
def test_the_words_of_an_id_are_read_as_a_reader_does(slug, words):
    assert words_of(slug) == words


@pytest.mark.parametrize(
    ("headline", "masked"),
    [
        ("2 Kades Direkomendasikan", "[c] Kades Direkomendasikan"),
        ("２ Kades Direkomendasikan", "[c] Kades Direkomendasikan"),
        ("Tiga Puluh ASN", "Tiga Puluh ASN"),
    ],
)
def test_small_numbers_in_headlines_are_masked(headline, masked):
    assert mask_small_numbers(headline) == masked


def test_the_rule_is_made_of_the_code_lists(minimal):
    portal = read_portal(minimal / "content", minimal / "data", minimal)

    rule = rule_of(portal.codes)

    assert rule.broad_groups == {"all", "asn"}
    assert "persen" in rule.uncounted_units
    assert {"kasus", "camat", "village head"} <= rule.nouns
