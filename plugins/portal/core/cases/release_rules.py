"""What no settings of a release may say, whoever wrote them: floors, crossings, sources.

Asked before anything is counted, and again at every check and build.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .dimensions import LEVELS, TOTAL
from .periods import first_and_last, is_period

if TYPE_CHECKING:
    from ..fields import Place
    from .release import Breakdown, Official, Release

REGION, PERIOD = "region_code", "period"
LOWEST_THRESHOLD = 3
Broken = Iterator[tuple[str, "Place", str]]  # code, place in the settings, sentence

# There is one head of each office: crossed with a regency, a count is a person.
POSITION_NAMES = frozenset(
    [
        "jabatan",
        "posisi",
        "kedudukan",
        "pangkat",
        "golongan",
        "eselon",
        "position",
        "positions",
        "office",
        "rank",
        "role",
        "job",
    ]
)
POSITION_CODES = re.compile(
    r"(?:^|[-_. ])(?:jabatan|camat|lurah|bupati|wali-?kota|sekda|sekcam|sekretaris-daerah|penjabat|pj"
    r"|inspektur|asisten|direktur|administrator|eselon|kadis|kepala-(?:dinas|badan|bagian|bidang|kantor"
    r"|sekolah|puskesmas|wilayah|satuan))(?:$|[-_. ])",
    re.IGNORECASE,
)
SHORT_PERIOD = re.compile(
    r"\d{4}[-_.]?(?:0\d|1[0-2])[-_.]?[0-3]\d|[0-3]?\d[-_.](?:0?\d|1[0-2])[-_.]\d{4}|\d{4}-\d{3}"
    r"|(?:.*[-_.])?(?:w|week|minggu|pekan|hari|day|tanggal|tgl)[-_.]?\d.*",
    re.IGNORECASE,
)


def broken_settings(settings: Release, own_sites: Collection[str] = ()) -> Broken:
    """Every rule that settings break."""
    yield from _disagreements(settings)
    yield from _below_floors(settings)
    yield from _open_periods(settings)
    yield from _pointing_tables(settings)
    sites = [*own_sites, settings.portal]
    for number, figure in enumerate(settings.official):
        for text in _wrong_figure(settings, figure, [site for site in sites if site]):
            yield "P122", ("official", number), f"official {number + 1}: {text}"


def _disagreements(settings: Release) -> Broken:
    for name, table in settings.tables.items():
        for dimension in table.by:
            if dimension not in settings.dimensions:
                text = f'tabel {name}: dimensi "{dimension}" tidak ada di dimensions'
                yield "P121", ("tables", name, "by"), f"{text}. Perbaiki namanya."
    for name, each in settings.dimensions.items():
        if name in ("value", "status"):
            text = f'dimensi "{name}" bernama kolom tabel. Beri nama lain.'
            yield "P121", ("dimensions", name), text
        if TOTAL in (*each.codes, *each.sums):
            text = f'kode "{TOTAL}" dipakai untuk jumlah. Beri nama lain.'
            yield "P121", ("dimensions", name), text
    if settings.protection != "full" and settings.protection > settings.threshold - 1:
        text = f"protection {settings.protection} melebihi threshold - 1. Tulis full."
        yield "P121", ("protection",), text


def _below_floors(settings: Release) -> Broken:
    threshold = max(settings.threshold, LOWEST_THRESHOLD)
    floors = (
        ("threshold", LOWEST_THRESHOLD, "di bawahnya satu orang pun terlihat"),
        ("gate", threshold, "rincian dari jumlah yang lebih kecil menunjuk orang"),
        ("group_size", threshold, "kelompok sekecil itu dikenal orang di sekitarnya"),
    )
    for name, floor, why in floors:
        value = getattr(settings, name)
        if value < floor:
            text = f"{name} {value} terlalu rendah; paling kecil {floor}, karena {why}."
            yield "P200", (name,), f"{text} Naikkan, atau hapus baris ini."


def _open_periods(settings: Release) -> Broken:
    period = settings.dimensions.get(PERIOD)
    for code in period.codes if period else ():
        if is_period(code) and first_and_last(code)[1] > settings.as_of.isoformat():
            text = f'periode "{code}" belum berakhir pada {settings.as_of}. Tunggu, atau pakai periode yang lebih pendek.'
            yield "P122", ("dimensions", PERIOD, "codes"), text


def _pointing_tables(settings: Release) -> Broken:
    """Tables that would say of a regency what only one or a few persons can have done."""
    for name, table in settings.tables.items():
        if LEVELS.index(table.level) <= LEVELS.index("province"):
            continue
        for dimension in filter(settings.dimensions.__contains__, table.by):
            why = _pointing(dimension, settings.dimensions[dimension])
            if why:
                text = f'tabel {name} menyilangkan wilayah tingkat {table.level} dengan "{dimension}": {why}'
                yield "P201", ("tables", name), f"{text} Pakai level province, atau hapus dari by."


def _pointing(name: str, breakdown: Breakdown) -> str:
    codes = [*breakdown.codes, *breakdown.sums]
    words = {*re.split(r"[-_. ]", name.lower()), *re.split(r"[-_. ]", breakdown.column.lower())}
    if words & POSITION_NAMES or any(map(POSITION_CODES.search, codes)):
        return "tiap jabatan hanya dipegang satu atau beberapa orang di satu wilayah."
    short = [code for code in codes if SHORT_PERIOD.fullmatch(code)]
    if name == PERIOD:
        short += [code for code in breakdown.codes if not is_period(code)]
    if short:
        return f'"{short[0]}" lebih pendek dari sebulan, atau bukan tahun, semester, triwulan, atau bulan.'
    return ""


def _wrong_figure(settings: Release, figure: Official, own_sites: Collection[str]) -> Iterator[str]:
    if not figure.source:
        yield "tanpa sumber. Tulis sumber yang menerbitkan angka ini."
    elif not _is_address(figure.source):
        yield f'sumbernya "{figure.source[:60]}" bukan alamat. Tulis alamat lengkap yang dimulai https://.'
    elif any(_is_on(figure.source, site) for site in own_sites):
        yield f'sumbernya "{figure.source}" adalah portal ini sendiri. Tulis sumber aslinya.'
    if figure.date > settings.as_of:
        yield f"bertanggal {figure.date}, setelah as_of {settings.as_of}. Perbaiki tanggalnya."
    for name, code in figure.at.items():
        if name == REGION:
            continue
        each = settings.dimensions.get(name)
        if each is None:
            yield f'dimensi "{name}" tidak ada di dimensions. Perbaiki namanya.'
        elif code not in (*each.codes, *each.sums, TOTAL):
            yield f'kode "{code}" tidak ada di {name}. Perbaiki kodenya.'


def _is_address(text: str) -> bool:
    """True for https with a name that other machines know too."""
    if not re.fullmatch(r"https://[^\s<>\"\\]+", text):
        return False
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return False
    return bool(re.fullmatch(r"(?:[^.]+\.)+[^.\d][^.]*\.?", host))


def _is_on(address: str, site: str) -> bool:
    """True if an address lies on a site, or is an archived copy of a page that does."""
    bare = re.sub(r"^(?:https?:)?//(?:www\.)?", "", site.strip().lower()).rstrip("/")
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    here = unquote(f"{host}{parts.path}?{parts.query}").lower()
    copied = re.split(r"https?:/{1,2}(?:www\.)?", here)[1:]
    return any(re.match(rf"{re.escape(bare)}(?![\w.-])", place) for place in (here, *copied))
