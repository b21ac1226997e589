"""The register of regions, with its memory: who belonged where, and when."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from .fields import OptionalDate, Record, Slug, Text
from .problems import Problem

NATION = "00"
LEVELS = ("nation", "province", "regency", "district", "village")
BELOW_PROVINCES, BELOW_REGENCIES = LEVELS[2:], LEVELS[3:]


class Region(Record):
    """One row of `data/regions.csv`: a region in one extent.

    code        Kemendagri code, text: 00, 33, 33.11, 33.11.01, 33.11.01.2001.
    valid_from  first day of this extent; None where the register does not say.
    valid_to    last day of this extent; None while it lasts.
    """

    code: Text
    """Kode: kode wilayah Kemendagri, selalu teks. Contoh: 33.11"""
    parent: str
    """Induk: kode wilayah di atasnya; kosong hanya untuk Indonesia. Contoh: 33"""
    level: Literal["nation", "province", "regency", "district", "village"]
    """Tingkat: tingkat wilayahnya. Contoh: regency"""
    legal_form: Literal[
        "negara",
        "provinsi",
        "kabupaten",
        "kota",
        "kabupaten administrasi",
        "kota administrasi",
        "kecamatan",
        "distrik",
        "desa",
        "desa adat",
        "kelurahan",
    ]
    """Bentuk: bentuk hukumnya. Contoh: kabupaten"""
    name: Text
    """Nama: nama tanpa bentuknya, seperti kabupaten atau desa. Contoh: Sukoharjo"""
    slug: Slug
    """Alamat: bagian alamat halamannya; tidak diganti lagi. Contoh: sukoharjo"""
    valid_from: OptionalDate
    """Berlaku sejak: hari pertama wilayah ini ada dalam bentuk ini; kosongkan bila tidak tercatat. Contoh: 2022-07-25"""
    valid_to: OptionalDate
    """Berlaku sampai: hari terakhirnya; kosong selama masih berlaku. Contoh: 2022-07-24"""
    decree: str
    """Dasar hukum: peraturan yang membentuknya; boleh kosong. Contoh: UU 14/2022"""
    predecessor: str
    """Wilayah asal: kode wilayah asal pemekarannya; boleh kosong. Contoh: 91"""

    @property
    def full_name(self) -> str:
        """`Kabupaten Sukoharjo`, `Desa Keude Bakongan`, `Provinsi Banten`, `Indonesia`."""
        form = "" if self.level == "nation" else self.legal_form.title() + " "
        return form + self.name


@dataclass(frozen=True)
class Regions:
    """The register in force (`current`) and the extents before it (`former`)."""

    current: dict[str, Region]
    former: dict[str, list[Region]] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)

    def __contains__(self, code: str) -> bool:
        return code in self.current

    def __getitem__(self, code: str) -> Region:
        return self.current[code]

    def __iter__(self) -> Iterator[Region]:
        return iter(self.current.values())

    def path(self, code: str) -> str:
        """`jawa-tengah/sukoharjo`: slugs from the province down."""
        return self._paths[code]

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {
            region.code: "/".join(r.slug for r in self.lineage(region.code)[1:]) or region.slug
            for region in self
        }

    def lineage(self, code: str) -> list[Region]:
        """The nation first, the region itself last."""
        found = [region := self[code]]
        while region.parent:
            found.append(region := self[region.parent])
        return found[::-1]

    def province(self, code: str) -> Region | None:
        """The province a region lies in, itself included; None for the nation."""
        region = self[code]
        while region.level in BELOW_PROVINCES:
            region = self[region.parent]
        return region if region.level == "province" else None

    def filed_under(self, code: str) -> str:
        """The region whose feed and downloads tell of this one.

        Those of a district or a village are its regency's: of hundreds inside one regency
        nearly all would be empty, and a village's figures are read beside its neighbours'.
        """
        region = self[code]
        while region.level in BELOW_REGENCIES:
            region = self[region.parent]
        return region.code

    def extent_on(self, code: str, day: date) -> Region | None:
        """The former extent a code had on a day; None if the present one held.

        A regency has no extent of its own here: it inherits its province's.
        """
        return next(
            (r for r in self.former.get(code, []) if r.valid_to and day <= r.valid_to), None
        )

    def predecessor_on(self, code: str, day: date) -> Region | None:
        """The province a region belonged to before its own province existed."""
        province = self.province(code)
        if not province or not province.valid_from or day >= province.valid_from:
            return None
        return self.current.get(province.predecessor)


def arrange(located: list) -> tuple[Regions, list[Problem]]:
    """Rows of the register as a tree; problems where it does not close."""
    current, former, problems = {}, defaultdict(list), []
    for region, path, lines in located:
        if region.valid_to:
            former[region.code].append(region)
        elif region.code in current:
            text = f'kode wilayah "{region.code}" berlaku dua kali. Isi valid_to pada yang lama.'
            problems.append(Problem("P060", path, lines[()], text))
        else:
            current[region.code] = region
    children = defaultdict(list)
    for region in current.values():
        children[region.parent].append(region.code)
    for region, path, lines in located:
        place = (path, lines[()])
        problems += [Problem("P061", *place, text) for text in _wrong_parent(region, current)]
        problems += [Problem("P062", *place, text) for text in _wrong_predecessor(region, current)]
    problems += _same_address(located, current)
    return Regions(current, dict(former), dict(children)), problems


def _wrong_parent(region: Region, current: dict[str, Region]) -> Iterator[str]:
    parent = current.get(region.parent)
    if region.level == "nation" and not region.parent:
        return
    if parent is None:
        yield f'induk "{region.parent}" tidak ada di daftar wilayah. Perbaiki kolom parent.'
    elif LEVELS.index(parent.level) >= LEVELS.index(region.level):
        yield f'induk "{region.parent}" bukan wilayah di atasnya. Perbaiki kolom parent.'


def _wrong_predecessor(region: Region, current: dict[str, Region]) -> Iterator[str]:
    if region.predecessor and region.predecessor not in current:
        yield f'pendahulu "{region.predecessor}" tidak ada di daftar wilayah. Perbaiki kodenya.'
    elif region.level == "province" and region.valid_from and not region.predecessor:
        yield "valid_from terisi, predecessor kosong. Isi kode provinsi sebelum pemekaran."


def _same_address(located: list, current: dict[str, Region]) -> list[Problem]:
    seen, problems = {}, []
    for region, path, lines in located:
        key = ("" if region.parent == NATION else region.parent, region.slug)
        if current.get(region.code) is not region:
            continue
        if key in seen:
            text = f'slug "{region.slug}" sudah dipakai oleh {seen[key]}. Beri slug lain.'
            problems.append(Problem("P063", path, lines[()], text))
        seen[key] = region.code
    return problems
