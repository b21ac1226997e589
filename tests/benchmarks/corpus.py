"""A portal of any size, always the same: invented statements in the project's own format.

The regions, code lists and tables are the project's; the statements say that they
are examples and name nobody.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    "plugins",
    "theme",
    "data",
    "scripts",
    "pelicanconf.py",
    "publishconf.py",
    "requirements.lock",
)
VOCABULARY = """
    netral aparatur sipil negara pegawai kepala desa camat lurah kampanye pemilu pilkada calon
    partai laporan pengawas badan kecamatan kabupaten kota provinsi aturan larangan sanksi
    disiplin teguran imbauan sosialisasi ikrar masa tenang pemungutan suara media sosial foto
    dukungan fasilitas jabatan mutasi rapat surat edaran klarifikasi temuan dugaan bukti saksi
    rekomendasi keputusan tindak lanjut pembinaan komisi menteri gubernur bupati wali warga
"""
WORDS = VOCABULARY.split()
KINDS = ("statement", "event", "oversight", "circular")
RULES = tuple(sorted(p.stem for p in (ROOT / "content" / "regulations").glob("*.md")))
TOPICS = ("netralitas-asn", "kepala-desa", "sosialisasi", "fasilitas-negara", "media-sosial")
FIRST_DAY = date(2009, 1, 1)


@dataclass(frozen=True)
class Example:
    """One invented statement: its header, and its body as Markdown."""

    header: dict
    body: str

    @property
    def name(self) -> str:
        return self.header["id"]

    @property
    def text(self) -> str:
        head = yaml.safe_dump(self.header, allow_unicode=True, sort_keys=False)
        return f"---\n{head}---\n\n{self.body}\n"


def examples(
    count: int, codes: list[str], kinds=KINDS, topics=TOPICS, rules=RULES
) -> Iterator[Example]:
    """`count` statements spread over the regions and over 15 years; same input, same bytes."""
    chance = Random(count)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=chance.randrange(15 * 365))
        code = codes[number % len(codes)]
        title = f"Contoh {number}: {_words(chance, 8)}"
        header = {
            "id": f"{day}-contoh-{number}",
            "date": str(day),
            "title": title,
            "kind": kinds[number % len(kinds)],
            "region_codes": [code],
            "election": "general",
            "topics": [topics[number % len(topics)], topics[(number // 7) % len(topics)]],
            "regulations": [rules[number % len(rules)]],
            "source": {"url": f"https://contoh.example/{number}", "publisher": "Contoh"},
            "verification": "verified",
        }
        header["topics"] = list(dict.fromkeys(header["topics"]))
        yield Example(header, _body(chance))


def _body(chance: Random) -> str:
    """About 250 words: paragraphs with emphasis and a link, a list, every fourth a table."""
    parts = [_paragraph(chance) for _ in range(chance.randrange(3, 6))]
    parts.insert(1, "\n".join(f"- {_words(chance, 6)}" for _ in range(4)))
    if chance.randrange(4) == 0:
        rows = [f"| {_words(chance, 1)} | {chance.randrange(100)} |" for _ in range(5)]
        parts.append("\n".join(["| Hal | Jumlah |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def _paragraph(chance: Random) -> str:
    sentences = [_words(chance, 12).capitalize() + "." for _ in range(4)]
    sentences[1] = f"**{_words(chance, 2)}** {sentences[1]}"
    sentences[2] = f"{sentences[2]} Lihat [{_words(chance, 2)}](https://contoh.example/)."
    return " ".join(sentences)


def _words(chance: Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def write_portal(folder: Path, statements: list[Example]) -> None:
    """A whole project: the real code, tables, regulations and pages, invented statements."""
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    for name in ("regulations", "pages", "extra"):
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    place = folder / "content" / "statements"
    place.mkdir()
    for one in statements:
        (place / f"{one.name}.md").write_text(one.text, "utf-8", newline="\n")
