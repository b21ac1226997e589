"""A site brought up to date is the site made anew, byte for byte, whatever was edited."""

import csv
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from pelican import Pelican
from pelican.settings import read_settings

EDITS = 200
STARTS = range(8)
STATEMENT = """---
title: {title}
date: {day}
kind: {kind}
speakers:
- name: Nama Contoh
  role: Ketua
  institution: {institution}
region_codes: ["{region}"]
election: {election}
topics: [{topic}]
regulations: [{regulation}]
source:
  url: https://contoh.example/{number}
verification: verified
---

{body}
"""
WITHDRAWAL = """---
title: Satu catatan ditarik
date: 2024-05-06
kind: withdrawal
noticed: 2024-05-05
decided_by: Redaksi
changes:
- record: statements/{name}
  field: record
  old: terbit
  new: ditarik
---

Sumbernya menarik berita itu ({number}).
"""
WORDS = "pegawai netral kampanye **larangan** ikrar desa [sumber](https://contoh.example/) `kode`"


def statements(project: Path) -> list[Path]:
    return sorted((project / "content" / "statements").glob("*.md"))


def told_of(project: Path) -> str:
    """What corrections say; a record they name stays where it is."""
    return "".join(p.read_text("utf-8") for p in (project / "content" / "corrections").glob("*"))


def sentence(chance: Random) -> str:
    return " ".join(chance.choices(WORDS.split(), k=chance.randrange(3, 9))).capitalize() + "."


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path}: {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def line_of(path: Path, start: str) -> str:
    return next(line for line in path.read_text("utf-8").split("\n") if line.startswith(start))


def add_statement(project: Path, chance: Random) -> None:
    number = chance.randrange(10**6)
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(1500))
    text = STATEMENT.format(
        number=number,
        title=f"Contoh {number} {sentence(chance)[:-1]}".replace("`", "").replace("[", "("),
        day=day,
        kind=chance.choice(["statement", "pledge"]),
        institution=chance.choice(["Badan Contoh", "Lembaga Lain"]),
        region=chance.choice(["00", "98", "99", "99.02"]),
        election=chance.choice(["general", "pemilu-2024", "pilkada-2020"]),
        topic=chance.choice(["netralitas-asn", "ikrar"]),
        regulation=chance.choice(["uu-contoh-1-2001", "uu-contoh-2-2023"]),
        body=sentence(chance),
    )
    folder = project / "content" / "statements"
    (folder / f"{day}-contoh-{number}.md").write_text(text, "utf-8")


def edit_text(project: Path, chance: Random) -> None:
    path = chance.choice(statements(project))
    path.write_text(path.read_text("utf-8") + f"\n{sentence(chance)}\n", "utf-8")


def edit_date(project: Path, chance: Random) -> None:
    path = chance.choice(statements(project))
    new = date(2019, 1, 1) + timedelta(days=chance.randrange(2000))
    change(path, line_of(path, "date:"), f"date: {new}")


def edit_title(project: Path, chance: Random) -> None:
    path = chance.choice(statements(project))
    change(path, line_of(path, "title:"), f"title: Judul {chance.randrange(99)}")


def delete_statement(project: Path, chance: Random) -> None:
    path = chance.choice(statements(project))
    if len(statements(project)) > 3 and path.stem not in told_of(project):
        path.unlink()


def rename_statement(project: Path, chance: Random) -> None:
    path = chance.choice(statements(project))
    if path.stem in told_of(project):
        return
    new = f"{path.stem[:10]}-nama-{chance.randrange(10**6)}"
    if "\nid:" in path.read_text("utf-8"):
        change(path, line_of(path, "id:"), f"id: {new}")
    path.rename(path.with_stem(new))


def edit_regulation(project: Path, chance: Random) -> None:
    path = chance.choice(sorted((project / "content" / "regulations").glob("*.md")))
    path.write_text(path.read_text("utf-8") + f"\n{sentence(chance)}\n", "utf-8")


def edit_template(project: Path, chance: Random) -> None:
    path = project / "theme" / "templates" / chance.choice(["base.html", "statement.html"])
    change(path, "{% block content %}", f"{{% block content %}}<!-- {chance.randrange(99)} -->")


def edit_block(project: Path, chance: Random) -> None:
    path = project / "theme" / "templates" / "blocks" / "cards.html"
    change(path, "<li", f'<li data-n="{chance.randrange(99)}"')


def edit_word(project: Path, chance: Random) -> None:
    path = project / "theme" / "translations" / chance.choice(["id.toml", "en.toml"])
    change(path, line_of(path, "needs_review"), f'needs_review = "Kata {chance.randrange(99)}"')


def edit_figure(project: Path, chance: Random) -> None:
    path = project / "data/figures/berita-contoh-2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    value = rows[0].index("value")
    rows[1][value] = str(chance.randrange(10, 90))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def edit_label(project: Path, chance: Random) -> None:
    path = project / "data" / "codelists.csv"
    change(path, line_of(path, "topic,ikrar"), f"topic,ikrar,Ikrar {chance.randrange(99)},Pledges")


def edit_setting(project: Path, chance: Random) -> None:
    path = project / "pelicanconf.py"
    change(
        path, "# Addresses of every kind", f"# {chance.randrange(99)}\n# Addresses of every kind"
    )
    change(path, '"footer": [', f'"footer": [\n        "{chance.choice(["regions", "report"])}",')


def add_region(project: Path, chance: Random) -> None:
    path, number = project / "data" / "regions.csv", chance.randrange(10, 99)
    row = f"99.{number},99,regency,kabupaten,Baru {number},baru-{number},,,,\n"
    if f"\n99.{number}," not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8") + row, "utf-8")


def withdraw_statement(project: Path, chance: Random) -> None:
    name, number = chance.choice(statements(project)).stem, chance.randrange(10**6)
    text = WITHDRAWAL.format(number=number, name=name)
    path = project / "content" / "corrections" / f"2024-05-06-tarik-{number}.md"
    path.write_text(text, "utf-8")


def mark_as_draft(project: Path, chance: Random) -> None:
    """Or no longer; one that a correction tells of cannot be one."""
    path = chance.choice(statements(project))
    if "draft: true\n" in path.read_text("utf-8"):
        change(path, "draft: true\n", "")
    elif path.stem not in told_of(project):
        change(path, "verification:", "draft: true\nverification:")


def commit(project: Path, chance: Random) -> None:
    """What was committed becomes the history that pages show."""
    name = ["-c", "user.name=Contoh", "-c", "user.email=contoh@netral.example"]
    for command in (["init", "-q"], ["add", "-A", "content", "data"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    message = ["commit", "-q", "--allow-empty", "-m", f"Perubahan {chance.randrange(99)}"]
    subprocess.run(["git", *name, *message], cwd=project, check=True)


def touch_everything(project: Path, chance: Random) -> None:
    """As a fresh checkout does: the same bytes at another time."""
    for path in sorted(project.rglob("*.md")):
        path.write_bytes(path.read_bytes())


def edit_output(project: Path, chance: Random) -> None:
    """Somebody touches, cuts off or removes what was built."""
    path = chance.choice(sorted((project / "output").rglob("*.html")))
    chance.choice([path.unlink, lambda: path.write_bytes(path.read_bytes()[:50])])()


OFTEN = (add_statement, edit_text, edit_date, edit_title, delete_statement, rename_statement)
SELDOM: tuple[Callable[[Path, Random], None], ...] = (
    *(edit_regulation, edit_template, edit_block, edit_word, edit_figure, edit_label),
    *(edit_setting, add_region, withdraw_statement, mark_as_draft, commit),
    *(touch_everything, edit_output),
)


def made(project: Path, output: Path, cache: str = "") -> dict[str, bytes]:
    """Every file of the site: brought up to date with a cache, made anew without."""
    changes = {"OUTPUT_PATH": str(output), "PORTAL_CACHE": cache, "PORTAL_WORKERS": 1}
    Pelican(read_settings(str(project / "pelicanconf.py"), override=changes)).run()
    files = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("start", STARTS)
def test_a_site_brought_up_to_date_is_the_site_made_anew(start, minimal, tmp_path, monkeypatch):
    monkeypatch.chdir(minimal)
    chance = Random(start)
    for _ in range(5):
        add_statement(minimal, chance)
    for step in range(EDITS // len(STARTS)):
        edit = chance.choice(OFTEN if chance.random() < 0.6 else SELDOM)
        if step:
            edit(minimal, chance)
        kept = made(minimal, minimal / "output", str(tmp_path / "cache"))
        anew = made(minimal, tmp_path / f"anew-{step}")

        differing = {name for name in kept.keys() | anew.keys() if kept.get(name) != anew.get(name)}
        assert not differing, f"step {step}, after {edit.__name__}"
