"""Invented records: what the style page shows and the tests of the components use.

Nothing here is about a real place, person, rule or number. Regions are called
"Contoh", and every link stays on its own page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..conflicts import Conflict
from ..documents import Document, Statement
from ..editions import Body, Edition
from ..figures import Figure, Source
from ..portal import Portal
from ..reference import Category, Code, TilePlace
from ..regions import NATION, Region, Regions, arrange

ANCHOR = "contoh"
PLACE = "81"
DAY = date(2024, 2, 1)
EARLIER = (date(2023, 11, 1), date(2023, 12, 15))
# Over time, one row for each stage: who printed which value on each of three days.
TIMES = {"reported": "b12 b25 b40", "proven": "b4 c9? d22"}

# Which source, region, stage, category and value: c is withheld, ? needs review.
ROWS = """
    a 81 reported all 40
    a 81 registered all 31
    a 81 proven all 22
    a 81 recommended all 20?
    a 81 sanctioned all 12
    a 81 total all 30
    a 81 total jenis-1 14
    a 81 total jenis-2 9?
    a 81 total jenis-3 c
    a 81 total jenis-4 0
    a 82 recommended all 0
    a 83 recommended all 1650
    a 84 recommended all 730
    a 85 recommended all c
    a 86 recommended all 512?
    a 87 recommended all c
    a 88 recommended all 96
    a 89 recommended all 1210
    a 90 recommended all 64
    a 91 recommended all 388
    b 81 total all 28?
"""
# The map: column and row of each province; the last two are in no source.
TILES = {
    **{f"{81 + i}": (i % 5, i // 5) for i in range(11)},
    "92": (2, 2),
    "93": (4, 2),
}
CODES = """
    election,contoh-2024,Pemilihan Contoh 2024,Example election 2024
    respondent_group,asn,ASN,Civil servants
    stage_of_handling,total,jumlah,total
    stage_of_handling,reported,dilaporkan,reported
    stage_of_handling,registered,diregistrasi,registered
    stage_of_handling,proven,terbukti,proven
    stage_of_handling,recommended,direkomendasikan,recommended for sanction
    stage_of_handling,sanctioned,dijatuhi sanksi,sanctioned
    unit,kasus,kasus,cases
    dimension,contoh,Jenis contoh,Example types
    conflict_reason,scope,cakupan berbeda,different scope
    conflict_reason,unexplained,belum terjelaskan,unexplained
    statement_kind,statement,Pernyataan,Statement
    statement_kind,pledge,Ikrar,Pledge
"""
STEPS = ("reported", "registered", "proven", "recommended", "sanctioned")


@dataclass(frozen=True)
class ExampleEdition(Edition):
    """An edition whose every link leads to the top of the examples."""

    def href(self, kind: str, **parts: str) -> str:
        return f"#{ANCHOR}"

    def place(self, kind: str, anchor: str) -> str:
        return f"#{ANCHOR}"

    def figure(self, source_id: str, figure_id: str) -> str:
        return f"#{ANCHOR}"


def example_edition(edition: Edition) -> ExampleEdition:
    """The invented records in the words of an edition."""
    portal = example_portal(edition.portal)
    bodies = {one.path: Body(one.body, one.body) for one in portal.statements.values()}
    return ExampleEdition(edition.language, portal, edition.words, edition.addresses, bodies)


def example_portal(portal: Portal) -> Portal:
    """A portal of nothing but invented records."""
    return replace(
        portal,
        externals={},
        institutions={},
        regulations={},
        corrections={},
        pages={},
        aliases=[],
        moves=[],
        terms=[],
        channels=[],
        regions=_regions(),
        codes=_codes(),
        categories={f"jenis-{i}": _category(i) for i in range(1, 5)},
        sources={
            "a": _source("a", "Badan Contoh", "Kabar Contoh"),
            "b": _source("b", "Lembaga Contoh", "Berita Contoh"),
            "c": _source("c", "Lembaga Contoh", "Warta Contoh"),
            "d": _source("d", "Lembaga Contoh", "Harian Contoh"),
        },
        figures=list(_figures()),
        conflicts={"contoh": _conflict()},
        tiles=[_tile(code, *place) for code, place in TILES.items()],
        statements={d.record.id: d for d in _statements()},
    )


def _regions() -> Regions:
    rows = [_region(NATION, "", "nation", "negara", "Negara Contoh")]
    rows += [
        _region(code, NATION, "province", "provinsi", f"Contoh {i}")
        for i, code in enumerate(TILES, 1)
    ]
    return arrange([(row, "", {(): 1}) for row in rows])[0]


def _region(code: str, parent: str, level: str, form: str, name: str) -> Region:
    return Region(
        code=code,
        parent=parent,
        level=level,
        legal_form=form,
        name=name,
        slug=name.lower().replace(" ", "-"),
        valid_from=None,
        valid_to=None,
        decree="",
        predecessor="",
    )


def _codes() -> dict[str, dict[str, Code]]:
    lists: dict[str, dict[str, Code]] = {}
    for line in CODES.split("\n"):
        if line.strip():
            of, code, label_id, label_en = line.strip().split(",")
            made = Code(list=of, code=code, label_id=label_id, label_en=label_en)
            lists.setdefault(of, {})[code] = made
    return lists | {"funnel_step": dict.fromkeys(STEPS)}


def _category(number: int) -> Category:
    return Category(
        slug=f"jenis-{number}",
        dimension="contoh",
        label_id=f"Jenis contoh {number}",
        label_en=f"Example type {number}",
        definition_id="Jenis rekaan.",
        legal_basis="",
    )


def _source(source_id: str, issuer: str, publisher: str) -> Source:
    return Source(
        source_id=source_id,
        url="",
        title=f"Angka rekaan {issuer}",
        publisher=publisher,
        published=None,
        institution=issuer,
        note="",
    )


def _figures() -> Iterator[Figure]:
    rows = [line.split() for line in ROWS.split("\n") if line.strip()]
    for number, (source, region, stage, category, value) in enumerate(rows, 1):
        yield _figure(f"contoh-{number}", source, region, stage, category, value, DAY)
    for number, (day, value) in enumerate(zip(EARLIER, ("12", "25"), strict=True), 1):
        yield _figure(f"contoh-b-{number}", "b", PLACE, "total", "all", value, day)
    for stage, said in TIMES.items():
        for day, word in zip((*EARLIER, DAY), said.split(), strict=True):
            figure_id = f"contoh-{stage}-{day:%m}"
            yield _figure(figure_id, word[0], PLACE, stage, "all", word[1:], day)


def _figure(
    figure_id: str, source: str, region: str, stage: str, category: str, value: str, day: date
) -> Figure:
    is_withheld = value == "c"
    return Figure(
        figure_id=figure_id,
        source_id=source,
        region_code=region,
        election="contoh-2024",
        period_start=None,
        period_end=day,
        respondent_group="asn",
        stage_of_handling=stage,
        category=category,
        value=None if is_withheld else int(value.rstrip("?")),
        status="confidential" if is_withheld else "shown",
        unit="kasus",
        verification="needs-review" if value.endswith("?") else "verified",
        note="",
        added=DAY,
    )


def _conflict() -> Conflict:
    return Conflict(
        conflict_id="contoh",
        title="Contoh 1, 2024: 30 atau 28",
        reason="scope",
        explanation="Kedua lembaga rekaan menghitung unsur yang berbeda.",
        figure_ids="contoh-6 contoh-21",
    )


def _tile(code: str, column: int, row: int) -> TilePlace:
    return TilePlace(region_code=code, column=column, row=row, abbreviation=f"C{int(code) - 80}")


def _statements() -> Iterator[Document]:
    kinds = (("statement", "verified"), ("pledge", "needs-review"))
    for number, (kind, verification) in enumerate(kinds, 1):
        record = Statement(
            id=f"contoh-{number}",
            date=date(2024, number, 1),
            title=f"Badan Contoh mengingatkan pegawai Contoh {number} agar netral",
            kind=kind,
            region_codes=[PLACE, "82"][:number],
            source={"publisher": "Kabar Contoh", "url": "https://kabar.example/contoh"},
            verification=verification,
        )
        body = "Ringkasan rekaan dua kalimat. Ia menunjukkan seberapa panjang kutipan pada kartu."
        yield Document(record, body, f"content/statements/contoh-{number}.md")
