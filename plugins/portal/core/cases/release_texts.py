"""Words in the settings of a release: nobody is named in them, and nothing is counted.

Every number of a release passes the gate in its tables; a number in a title, a label,
a code or a comment would pass beside it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from yaml import YAMLError

from ..fields import Place, field_name, shown
from ..headers import Refused, comments, read_text, read_yaml
from ..identifiers import find_identifiers
from ..problems import UNSEEN, Problem
from ..small_counts import MONTHS, SMALL_NUMBER
from ..texts import RAW_HTML

# Their values are dates, numbers, addresses or codes of the register.
NOT_WORDS = ("as_of", "threshold", "gate", "group_size", "protection", "official", "revised")
NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belasan|puluhan"
    r"|\w+ (?:belas|puluh|ratus)|se(?:orang|buah)|one|two|three|four|five|six|seven|eight|nine|ten)"
)
COUNTED = (
    r"(?:perkara|kasus|laporan|temuan|pelanggaran|terlapor|pelapor|pelaku|korban|asn|pns|pppk|pegawai"
    r"|pejabat|camat|lurah|kepala|kades|sekda|sekretaris|guru|perangkat|cases?|reports?|violations?"
    r"|officials?|employees?|heads?|teachers?)"
)
COUNT_OF_CASES = re.compile(
    rf"(?<![\w./-]){NUMBER} (?:(?:orang|oknum|berkas|buah) )?{COUNTED}\b", re.IGNORECASE
)
# Who looked at the files, and how they were counted.
METHOD = re.compile(
    rf"\b(?:diperiksa|dihitung|disalin|diverifikasi|dicatat|checked|counted)(?: ulang| sebagai| oleh| by| as)*"
    rf" {NUMBER}(?: orang)?(?: {COUNTED}\b)?|\bsatu baris,? satu perkara",
    re.IGNORECASE,
)
SMALL = re.compile(
    rf"(?:{SMALL_NUMBER.pattern}|\b(?:one|two|three|four)\b)(?! (?:daerah|desa|kecamatan|kabupaten|kota|provinsi|tahun"
    r"|bulan|minggu|hari|kali|periode|pihak|sumber|tabel|kolom|dimensi|jenis|kategori|years?|months?)\b)",
    re.IGNORECASE,
)
# What such a word counts is a part of the year or of a rule, not a case.
ORDINAL = re.compile(
    r"\b(?:triwulan|semester|kuartal|caturwulan|tahap|tahapan|putaran|pasal|ayat|bab|edisi|versi|jilid"
    r"|gelombang|nomor|no\.?|lampiran|tingkat|golongan|dapil|zona|halaman|quarter|phase|version)"
    rf" (?:ke-)?[1-4]\b|\b[1-4] (?:{MONTHS})\b",
    re.IGNORECASE,
)
REGION_CODE = re.compile(r"(?<![\w.])\d\d\.\d\d(?:\.\d\d(?:\.\d{4})?)?(?![\w.])")
SMALLER_REGION = re.compile(
    r"\b(?:[Kk]abupaten|[Kk]ab\.|[Kk]ota|[Kk]ecamatan|[Kk]ec\.|[Dd]istrik|[Dd]esa|[Kk]elurahan) [A-Z]\w+"
)


def wrong_texts(path: Path, region_names: Iterable[str]) -> list[Problem]:
    """What the words of a readable `release.yaml` say that they may not.

    region_names  of provinces, regencies and cities.
    """
    try:
        values, lines = read_yaml(read_text(path))
    except (Refused, OSError):
        return []
    named = _named(region_names)
    return [
        Problem(code, path.as_posix(), lines[place], sentence)
        for place, written in _words(values)
        for code, sentence in _wrong(place, written, named)
    ]


def remarks(path: Path) -> list[Problem]:
    """Comments of a `release.yaml` in the repository, where they would be published."""
    text = "ada komentar; di rilis yang terbit tidak ada yang memeriksanya. Hapus komentar ini."
    try:
        return [Problem("P203", path.as_posix(), line, text) for line in comments(read_text(path))]
    except (Refused, OSError, YAMLError):
        return []


def persons(path: Path, contacts: Collection[str]) -> list[Problem]:
    """What names a person or hides in settings that are not in the repository yet.

    contacts  of public desks, which may be written.
    """
    try:
        text = read_text(path)
    except (Refused, OSError):
        return []
    hidden = [
        Problem(
            "P012",
            path.as_posix(),
            text.count("\n", 0, found.start()) + 1,
            f"karakter tak tampak U+{ord(found[0]):04X}. Hapus karakter itu.",
        )
        for found in UNSEEN.finditer(text)
        if found[0] not in "\t\n"
    ]
    return hidden + [
        Problem(
            "P071",
            path.as_posix(),
            text.count("\n", 0, found.start) + 1,
            f'"{found.text}" tampak seperti {found.kind} seseorang; data pribadi tidak disimpan. Hapus.',
        )
        for found in find_identifiers(text, contacts)
    ]


def tells_a_count(words: str, region_names: Iterable[str]) -> str:
    """The part of a name or a text that gives a number of cases away, or ""."""
    return _count_in(words, _named(region_names))


def _named(names: Iterable[str]) -> re.Pattern:
    ordered = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})\b", re.IGNORECASE)


def _words(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every name and every value that is text, with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if place or name not in NOT_WORDS:
                yield (*place, name), _spelled(name)
                yield from _words(inner, (*place, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _words(inner, (*place, i))
    elif isinstance(value, str):
        yield place, _spelled(value) if " " not in value else value


def _spelled(code: str) -> str:
    """`dua-camat-teladan` as it is read aloud; a code of the register stays one."""
    return code if REGION_CODE.fullmatch(code) else re.sub(r"[-_.]+", " ", code)


def _wrong(place: Place, words: str, named: re.Pattern) -> Iterator[tuple[str, str]]:
    subject = f'bidang "{field_name(place)}"'
    if tag := RAW_HTML.search(words):
        yield "P070", f'{subject} memuat HTML "{tag[0][:60]}". Tulis teks biasa saja.'
    # Electoral districts carry a number: Dapil Jawa Tengah 1.
    said = re.sub(r"\s\d{1,2}$", "", words) if place[0] == "areas" else words
    if told := _count_in(said, named):
        yield (
            "P202",
            f"{subject} menyebut hitungan ({shown(told)}); angka rilis hanya lewat tabel yang"
            " dilindungi. Tulis tanpa angka itu.",
        )


def _count_in(words: str, named: re.Pattern) -> str:
    plain = METHOD.sub(" ", unicodedata.normalize("NFKC", words))
    if counted := COUNT_OF_CASES.search(plain):
        return counted[0]
    rest = ORDINAL.sub(" ", plain)
    bare = SMALLER_REGION.sub(" ", REGION_CODE.sub(" ", named.sub(" ", rest)))
    return words if bare != rest and SMALL.search(bare) else ""
