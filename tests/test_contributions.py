"""What anybody adds turns nothing red, and two who add do not stand in each other's way."""

from datetime import date
from pathlib import Path

import pytest
from built import look_at
from publishing.small_site import commit, git

from portal.builder import build_site
from portal.core.checks import check_project
from portal.figure_intake import take
from portal.review import review

TODAY = date(2024, 3, 10)
TITLES = (
    "figure_id,source_id,region_code,election,period_start,period_end,respondent_group,"
    "stage_of_handling,category,value,unit,verification,note"
)
# File of the minimal site -> what is put at its end; a file that is not there is new.
ADDED = {
    "content/statements/2024-03-05-teladan-imbauan.md": """\
---
date: 2024-03-05
title: Badan Contoh mengingatkan pegawai Teladan
kind: statement
region_codes: ["98.71"]
source:
  url: https://berita.example/teladan
  publisher: Berita Contoh
  retrieved_via: stored copy
verification: verified
---

Badan Contoh mengingatkan pegawai Kota Teladan.
""",
    "content/regulations/pp-contoh-3-2024.md": """\
---
document_type: Peraturan Perundang-undangan
type: Peraturan Pemerintah Contoh
type_abbrev: PP Contoh
number: "3"
year: 2024
title: Pelaksanaan UU Contoh 1/2001
issuing_body: Negara Contoh
status: in-force
scope: national
scope_name: Nasional
sources:
- url: https://badan.example/pp-3-2024
  title: Naskah PP Contoh 3/2024
  publisher: Badan Contoh
confidence: high
---

Mengatur pelaksanaan larangan.
""",
    "content/corrections/2024-03-06-tanggal.md": """\
---
title: Tanggal contoh salah salin
date: 2024-03-06
kind: correction
noticed: 2024-03-05
decided_by: Redaksi contoh
changes:
- record: kabar-contoh-2024-01
  field: value
  old: 27
  new: 28
---

Angka kabar dibaca ulang.
""",
    "data/sources/warta-contoh.yaml": """\
url: https://warta.example/1
title: Warta dari Contoh
publisher: Warta Contoh
published: 2024-03-04
institution: Badan Contoh
""",
    "data/figures/warta-contoh.csv": """\
figure_id,region_code,election,period_start,period_end,respondent_group,stage_of_handling,\
category,value,status,unit,verification,note,added
warta-contoh-01,98,pemilu-2024,,2024-03-03,asn,total,all,33,shown,kasus,verified,,2024-03-05
warta-contoh-02,98,pemilu-2024,,2024-03-03,asn,total,mutasi,9,shown,kasus,verified,,2024-03-05
""",
    "data/categories.csv": (
        "mutasi,violation,Mutasi jabatan,Transfers of officials,Memindahkan pegawai contoh.,\n"
    ),
    "data/glossary.yaml": """\
- term: Istilah Lain
  abbreviation: null
  english: another term
  definition: Istilah kedua di situs contoh.
  category: contoh
  see_also: []
  legal_basis: null
  confidence: high
""",
    "data/institutions.yaml": """\
- id: lembaga-contoh
  name: Lembaga Contoh
  abbreviation: LC
  category: pengawas
  role: Mengawasi contoh lain.
  period:
    start: 2002
    end: null
    note: null
  oversees:
  - asn
  url: https://lembaga.example/
  sources:
  - url: https://lembaga.example/profil
    title: Profil Lembaga Contoh
    publisher: Lembaga Contoh
  confidence: high
  confidence_note: null
""",
    "data/reporting_channels.yaml": """\
- id: lembaga-contoh-daring
  name: Lembaga Contoh, daring
  operator: Lembaga Contoh
  targets:
  - asn
  election_type: pemilu
  method: Mengisi formulir contoh.
  who_can_report:
  - Warga contoh
  needed:
  - Uraian kejadian
  deadline:
    rule: Paling lama tujuh hari
    days: 7
    day_type: hari
    counted_from: sejak diketahui
    note: null
  processing: Dikaji oleh Lembaga Contoh.
  confidentiality: Identitas tidak dipublikasikan.
  service_hours: null
  legal_basis:
  - uu-contoh-1-2001
  articles: []
  url: https://lembaga.example/lapor
  sources:
  - url: https://lembaga.example/lapor
    title: Cara melapor
    publisher: Lembaga Contoh
  confidence: high
  confidence_note: null
""",
}


def add(project: Path) -> None:
    for name, text in ADDED.items():
        path = project / name
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + text, "utf-8")


@pytest.fixture
def kept(minimal: Path) -> Path:
    """The minimal site in git."""
    (minimal / ".gitignore").write_text("__pycache__/\n*.pyc\n", "utf-8")
    git(minimal, "init", "--quiet", "--initial-branch", "main")
    commit(minimal, "Situs contoh")
    return minimal


def test_one_more_record_of_each_kind_is_found_right_and_reaches_the_site(kept, tmp_path):
    add(kept)

    assert check_project(kept, TODAY) == []
    assert review(kept, "HEAD").problems == []
    build_site(kept, tmp_path / "site", "publishconf.py", "https://x.example", lambda line: None)
    site = look_at(kept, tmp_path / "site")
    shown = {
        "statement": {"slug": "2024-03-05-teladan-imbauan"},
        "regulation": {"slug": "pp-contoh-3-2024"},
        "source": {"slug": "warta-contoh"},
        "category": {"slug": "mutasi"},
        "institution": {"slug": "lembaga-contoh"},
    }
    for kind, parts in shown.items():
        assert site.addresses.address("id", kind, **parts) in site.pages
    assert '<span class="value">33</span>' in site.page("id", "source", slug="warta-contoh")
    assert "Istilah Lain" in site.text("id", "glossary")
    assert "Lembaga Contoh, daring" in site.text("id", "report")
    assert "Tanggal contoh salah salin" in site.text("id", "corrections")


def test_two_branches_that_each_take_in_a_source_are_merged_without_a_conflict(kept, tmp_path):
    for code, region in (("warta-contoh-a", "98"), ("warta-contoh-b", "99")):
        git(kept, "switch", "--quiet", "--create", code, "main")
        taken = take(kept, *delivery(tmp_path / code, code, region), TODAY, TODAY)
        assert (taken.figures, taken.withheld) == (2, 0)
        commit(kept, f"Angka {code}")

    merge = ("-c", "user.name=Redaksi", "-c", "user.email=redaksi@contoh.example", "merge")
    git(kept, *merge, "--quiet", "--no-edit", "warta-contoh-a")

    assert check_project(kept, TODAY) == []
    assert sorted(path.stem for path in (kept / "data/sources").glob("warta-*")) == [
        "warta-contoh-a",
        "warta-contoh-b",
    ]


def delivery(folder: Path, code: str, region: str) -> tuple[Path, Path]:
    """Two figures of one source, as an editor hands them over."""
    folder.mkdir()
    figures, sources = folder / "angka.csv", folder / "sumber.csv"
    rows = (
        f"{code}-0{i},{code},{region},pemilu-2024,,2024-03-0{i},asn,total,all,1{i},kasus,verified,"
        for i in (1, 2)
    )
    figures.write_text("\n".join([TITLES, *rows, ""]), "utf-8")
    sources.write_text(
        "source_id,url,title,publisher,published,institution,note\n"
        f"{code},https://warta.example/{code},Warta,Warta Contoh,2024-03-04,Badan {region},\n",
        "utf-8",
    )
    return figures, sources
