"""A refusal about an address comes with a way on that works."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from portal.core.moved import Move
from portal.publishing.ledger import unanswered
from portal.publishing.publisher import Refused, publish, roll_back
from portal.publishing.vanished import what_to_do

from .small_site import commit, git
from .test_publish import clone, contents, live, withdraw

DAY = date(2026, 2, 3)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site of three pages below a path."""
    for name in ("", "sumber", "sumber/contoh"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text(
            '<link rel="canonical" href="https://lembaga.example/portal/">', "utf-8"
        )
    return tmp_path


@pytest.mark.parametrize(
    ("address", "row"),
    [
        ("pernyataan/lama/", "pernyataan/lama/,,2026-02-03,Ditarik.,Withdrawn."),
        ("404-lama.html", "404-lama.html,,2026-02-03,Ditarik.,Withdrawn."),
        (
            "sumber/contoh/angka.csv",
            "sumber/contoh/angka.csv,sumber/contoh/,2026-02-03,Dipindahkan.,Moved.",
        ),
        ("sumber/lain/a.json", "sumber/lain/a.json,sumber/,2026-02-03,Dipindahkan.,Moved."),
        ("Lampiran/Foto_1.PDF", "Lampiran/Foto_1.PDF,index.html,2026-02-03,Dipindahkan.,Moved."),
    ],
)
def test_the_row_offered_is_taken_by_the_table_and_answers_the_address(output, address, row):
    assert list(what_to_do([address], output, DAY))[0::2] == [f"/{address}", row]

    names = ("address", "target", "date", "reason_id", "reason_en")
    move = Move(**dict(zip(names, next(csv.reader(io.StringIO(row))), strict=True)))
    if move.target:
        (output / "_redirects").write_text(f"/portal/{address} /portal/{move.target} 301\n")
        assert unanswered({address}, output) == []


@pytest.mark.parametrize("address", ["dua kata.html", "é.html", "a//b.html", "a/.b/c.html"])
def test_what_the_table_cannot_take_is_said_with_another_way(output, address):
    assert list(what_to_do([address], output, DAY)) == [
        f"/{address}",
        "Yang tidak dapat ditulis di sana: kembalikan berkasnya di content/extra/, atau hapus"
        " dari cabang bila bukan terbitan portal ini:",
        f"  {address}",
    ]


def test_a_redirect_to_nowhere_answers_nothing(output):
    (output / "_redirects").write_text(
        "/portal/a.csv /portal/tidak-ada/ 301\n/portal/b.csv /portal/sumber/#x 301\n"
    )

    assert unanswered({"a.csv", "b.csv"}, output) == ["a.csv"]


def test_with_the_rows_of_the_refusal_the_site_is_published(publication, project, remote):
    publish(publication())
    withdraw(project)
    table = project / "data" / "moved.csv"
    with pytest.raises(Refused) as refused:
        publish(publication())
    lines = str(refused.value).splitlines()
    rows = lines[next(i for i, line in enumerate(lines) if line.startswith("Baris untuk")) + 1 : -1]
    assert rows

    table.write_text(table.read_text("utf-8") + "".join(f"{row}\n" for row in rows), "utf-8")
    commit(project, "Jelaskan", "2026-02-04T04:05:06+00:00")
    assert publish(publication()) == live(remote)


def test_what_the_host_put_into_the_branch_stays_and_goes_when_the_host_takes_it_away(
    publication, project, remote, tmp_path
):
    publish(publication())
    branch = clone(remote, tmp_path / "cabang")
    (branch / "CNAME").write_text("portal.lain.example\n", "utf-8")
    (branch / ".well-known").mkdir()
    (branch / ".well-known" / "bukti").write_text("x", "utf-8")
    (branch / "dua kata.html").write_text("x", "utf-8")
    commit(branch, "Create CNAME")
    git(branch, "push", "--quiet", "origin", "gh-pages")
    with pytest.raises(Refused, match=r"\n  dua kata\.html\n"):
        publish(publication())
    (branch / "dua kata.html").unlink()
    commit(branch, "Bukan dari sini")
    git(branch, "push", "--quiet", "origin", "gh-pages")
    extra = project / "content" / "extra" / ".well-known"
    extra.mkdir()
    (extra / "security.txt").write_text("Contact: https://lembaga.example/lapor/\n", "utf-8")
    commit(project, "Kontak", "2026-02-03T04:05:06+00:00")
    said: list[str] = []
    publish(publication(say=said.append))

    found = contents(clone(remote, tmp_path / "sesudah"))
    assert found["CNAME"] == b"portal.lain.example\n"
    assert found[".well-known/bukti"] == b"x"
    assert found[".well-known/security.txt"].startswith(b"Contact: ")
    assert "  Tetap dari cabang, bukan dari komit: CNAME" in said
    assert any(line.startswith("  CNAME bukan nama di alamat situs") for line in said)

    git(branch, "pull", "--quiet", "--rebase", "origin", "gh-pages")
    (branch / ".well-known" / "baru").write_text("x", "utf-8")
    commit(branch, "Bukti baru")
    git(branch, "push", "--quiet", "origin", "gh-pages")
    roll_back(publication(dry_run=True, say=said.append))
    lost = "  Ikut hilang, taruh lagi di cabang bila masih perlu: .well-known/baru"
    assert lost in said
    (branch / ".well-known" / "baru").unlink()

    (branch / "CNAME").unlink()
    commit(branch, "Delete CNAME")
    git(branch, "push", "--quiet", "origin", "gh-pages")
    (extra / "security.txt").unlink()
    commit(project, "Tanpa kontak", "2026-02-04T04:05:06+00:00")
    publish(publication())
    kept = contents(clone(remote, tmp_path / "akhirnya"))
    assert {".well-known/bukti"} == {name for name in kept if name.startswith((".well", "CNAME"))}
