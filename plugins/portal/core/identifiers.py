"""Direct identifiers in text: what names a person stops every check and build.

Each pattern follows how the number is issued (NIK: Permendagri 73/2022 and
UU 24/2013; NIP: Perka BKN 22/2007; NPWP: PMK 112/2022), so that regulation, court
and budget numbers, region codes and dates are left alone. A family card has a
number of the form of a NIK. What stands behind the name of such a number is one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from stdnum.exceptions import ValidationError
from stdnum.id import nik, npwp

from .readings import as_read, is_plain

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Blanks, dots and hyphens, also those that do not break.
MARKS = r" .\-\u00a0\u2007\u2009\u2010-\u2013\u202f"
GAP = rf"[{MARKS}{HIDDEN}]{{0,2}}"
BETWEEN = rf"[{MARKS}{HIDDEN}]?"
AWAY = r"(?: ?[.\-] ?| )?"
PROVINCES = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
PLATE_AREAS = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|"
    "DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|PS|PT|PY"
)
NO_PLATE_ENDS = "UU|PP|RI|MK|KPU|ASN|TNI|PNS|TUN|PKPU|SKB|DPR|DPD|KM|CM|MM|KG|GB|MB|HP|WIB|WIT|PM|AM|X|XI|XII|I|II|III|IV|V|VI|VII"
AUTHORITIES = "Menteri|Kepala|Gubernur|Bupati|Wali|Presiden|Ketua|Sekretaris|Direktur|Deputi|Plt|Pj|Pjs|Wakil|Badan|Komisi|Panglima|Kapolri"
AT_WORDS = frozenset(
    [
        "media",
        "import",
        "layer",
        "font-face",
        "page",
        "supports",
        "keyframes",
        "container",
        "charset",
        "property",
        "namespace",
        "context",
        "type",
        "id",
        "graph",
        "value",
        "language",
        "list",
        "set",
        "view-transition",
        "starting-style",
        "scope",
        "counter-style",
    ]
)

# Some numbers say nothing by themselves; the name before them does. How many digits each has.
LONG_NUMBER = re.compile(
    r"\d(?<!\d.)(?<!\d[.\-/].)(?:\d{5,7}|(?:[ .\-]{0,3}\d){8,17})(?![\d/])(?![.\-]\d)"
)
NAME_BEFORE = re.compile(
    r"(?:(?:\b(?:(?P<nik>NIK|KK|KTP|NUPTK)|(?P<npwp>NPWP)|(?P<nip>NIP)|(?P<nrp>NRP)|(?P<sim>SIM)"
    r"|(?P<nisn>NISN|NIDN)|(?P<bpjs>BPJS)|(?P<rekening>(?<!kode )rekening)|(?P<paspor>paspor)"
    r"|(?P<telepon>HP|WA|whatsapp|tel(?:p|f|epon|pon)|kontak|hubungi))\b[^\d\n;]{0,16}?"
    r"(?<![a-z]{3})[A-Z]{0,2} ?)|(?P<link>wa\.me/|[?&]phone=|\btel:))\Z",
    re.IGNORECASE,
)
DIGITS = {
    "nik": range(16, 17),
    "npwp": range(15, 17),
    "nip": range(18, 19),
    "nrp": range(8, 9),
    "nisn": range(10, 11),
    "sim": range(12, 15),
    "bpjs": range(13, 14),
    "rekening": range(10, 17),
    "paspor": range(6, 8),
    "telepon": range(9, 16),
    "link": range(9, 16),
}
SHOWN_AS = {"paspor": "paspor", "rekening": "rekening", "telepon": "telepon", "link": "telepon"}
LOOKED_BACK = 32

# Each pattern begins with a letter or a set of letters, and looks back from there: so
# the engine skips to the next of them instead of trying every place of a long text.
NIK = re.compile(rf"\d(?<![\d,]\d)(?<!\d[.\-]\d)(?:{GAP}\d){{15}}(?!\d)(?![.\-/]\d)")
NIP = re.compile(
    rf"[12](?<![\d,].)(?<!\d[.\-].)(?:(?<=1)9|(?<=2)0)(?:{GAP}\d){{16}}(?!\d)(?![.\-/]\d)"
)
NIK_PLACE = re.compile(rf"{PROVINCES}\d{{4}}")
# Few texts have as many in a row as each of the three numbers has.
FIFTEEN_DIGITS = re.compile(rf"\d(?:{GAP}\d){{14}}")
NPWP = re.compile(
    rf"\d(?<![\d,]\d)(?<!\d[.\-]\d)(?<!Rp\d)(?<!Rp[ .]\d)(?:{GAP}\d){{14,15}}(?!\d)(?![.\-/,]\d)"
)
# As it is printed on the card; without its dots the check digit has to be right.
NPWP_GROUPS = {(2, 3, 3, 1, 3, 3)}
NPWP_UNGROUPED = {(15,), (16,), (9, 6), (9, 3, 3), (4, 4, 4, 3), (4, 4, 4, 4), (5, 5, 5)}
NIP_PARTS = re.compile(r"(\d{4})(\d{2})(\d{2})((?:19|20)\d{2})(0[1-9]|1[0-2]|21)[12]\d{3}")
NIK_GROUPS = {
    (16,),
    (2, 4, 6, 4),
    (2, 2, 2, 6, 4),
    (2, 2, 2, 2, 2, 2, 4),
    (6, 6, 4),
    (4, 4, 4, 4),
    (6, 10),
    (12, 4),
    (1,) * 16,
}
NIP_GROUPS = {
    (18,),
    (8, 6, 1, 3),
    (8, 6, 4),
    (4, 2, 2, 4, 2, 1, 3),
    (8, 10),
    (8, 7, 3),
    (1,) * 18,
    (14, 4),
    (14, 1, 3),
}

AREA = r"(?:2[1-9]\d?|[3-7]\d{1,2}|9\d{1,2})"  # without the 0 before it

TELEPHONES = (
    rf"08(?<![\w.,/+]08)\d{{2}}\)?(?:{AWAY}\d){{6,9}}(?![\d/])(?![.\-]\d)",
    r"628(?<![\w.,/+]628)\d{8,11}(?![\d/])(?![.\-]\d)",
    rf"62(?<![\w.,/+\-]62)[ \-]8\d{{2}}(?:{AWAY}\d){{6,9}}(?![\d/])(?![.\-]\d)",
    rf"(?:\+|00)62(?<![\w.]\+62)(?<![\w.]0062)\)?{BETWEEN}\(?0?\)?{BETWEEN}\(?\d{{2,3}}\)?(?:{AWAY}\d){{5,9}}(?!\d)",
    rf"\(0{AREA}\)[ \u00a0]?\d{{3,4}}{BETWEEN}\d{{2,5}}(?!\d)",
    rf"[Tt]el(?:p|f|epon|pon)\.? (?P<number>0{AREA}[ \-]\d{{5,8}})(?!\d)",
)
PLATE = re.compile(
    rf"(?:{PLATE_AREAS})(?:[ \u00a0][1-9]\d{{0,3}}[ \u00a0][A-Z]{{1,3}}|-?[1-9]\d{{2,3}}-?[A-Z]{{2,3}})"
)
PATTERNS = [("telepon", re.compile(pattern)) for pattern in TELEPHONES] + [
    ("surel", re.compile(r"[(\[](?:at|AT)[)\]]\s?[\w\-]+(?:\.[\w\-]+)*\.[A-Za-z]{2,}")),
    (
        "akun",
        re.compile(r"@(?<![\w@/.\-]@)[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_])?(?![\w/@])"),
    ),
    (
        "nomor kendaraan",
        re.compile(
            r"[ABD-HK-NPR-TWZ](?<![\w./#\-].)[A-Z]?[ \u00a0\-]?[1-9]\d{0,3}[ \u00a0\-]?"
            rf"(?!(?:{NO_PLATE_ENDS})\b)[A-Z]{{1,3}}(?![\w/\-])"
        ),
    ),
    ("inisial", re.compile(r"[Ii]nisial(?:\s+|:\s*)[\"“'(]?[A-Z]")),
    # Two letters beside a workplace point at one person as well as a name.
    (
        "inisial",
        re.compile(
            r"[OoSsTt](?:knum|eorang|erlapor|erduga)\b[^.;\n]{2,60}?[ ,]"
            rf"(?!(?:{NO_PLATE_ENDS})\b)[A-Z]{{1,3}}"
            r"(?: ?\([1-7]\d(?: ?t(?:ahu|h)n)?\)|(?<=, [A-Z]),|(?<=, [A-Z]{2}),)"
        ),
    ),
    (
        "atas nama",
        re.compile(
            r"[aA](?<![\w.].)(?:\.\s?[nN]\.|n\.)\s*"
            rf"(?!(?:{AUTHORITIES})\b)[\"“'(]?[A-Z]"
        ),
    ),
    ("sapaan", re.compile(r"[Ss](?<!\w.)(?:dri?|audar[ai])\b\.?\s+[A-Z][a-z]")),
]
# An address is found by its sign and read backwards: most words of a text have none.
MAIL = re.compile(r"@[\w\-]+(?:\.[\w\-]+)*\.[A-Za-z]{2,}")
MAIL_BEFORE = re.compile(r"[\w.+\-]{1,64}\Z")


@dataclass(frozen=True, order=True)
class Identifier:
    """One direct identifier found in a text.

    start  offset in the text; of its line, where that is written otherwise than it is read.
    kind   Indonesian word for what it is.
    text   as it is read there.
    """

    start: int
    kind: str
    text: str


def find_identifiers(text: str, allowed: Iterable[str] = ()) -> list[Identifier]:
    """Every direct identifier in a text, by place.

    allowed  e-mail addresses, handles and telephone numbers of public desks,
             as they are written; compared without blanks, dots and hyphens.
    """
    found = set(_in_plain(text) if is_plain(text) else _in_lines(text.split("\n")))
    public = {_bare(each) for each in allowed}
    return sorted(each for each in found if _bare(each.text) not in public)


def _in_lines(lines: list[str]) -> Iterator[Identifier]:
    """In lines as they are read, each with its place as it is written."""
    read = [line if is_plain(line) else as_read(line) for line in lines]
    written_at = list(accumulate((len(line) + 1 for line in lines), initial=0))
    read_at = list(accumulate((len(line) + 1 for line in read), initial=0))
    for found in _in_plain("\n".join(read)):
        number = bisect_right(read_at, found.start) - 1
        within = found.start - read_at[number] if read[number] == lines[number] else 0
        yield Identifier(written_at[number] + within, found.kind, found.text)


def _in_plain(text: str) -> Iterator[Identifier]:
    found = [*_numbers(text), *_addresses(text)]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            seen = match["number"] if "number" in pattern.groupindex else match[0]
            if _is_meant(kind, seen):
                found.append(Identifier(match.start(), kind, seen))
    taken = {place for one in found for place in range(one.start, one.start + len(one.text))}
    yield from found
    yield from (one for one in _named(text) if one.start not in taken)


def _named(text: str) -> Iterator[Identifier]:
    """Numbers behind the name of what they are."""
    for match in LONG_NUMBER.finditer(text):
        name = NAME_BEFORE.search(text[max(0, match.start() - LOOKED_BACK) : match.start()])
        if name and _is_named(name.lastgroup, match[0]):
            kind = SHOWN_AS.get(name.lastgroup, name.lastgroup.upper())
            yield Identifier(match.start(), kind, match[0])


def _is_named(kind: str, number: str) -> bool:
    is_mobile = kind != "telepon" or number.startswith(("8", "62"))
    return is_mobile and len(_digits(number)) in DIGITS[kind]


def _numbers(text: str) -> Iterator[Identifier]:
    if not FIFTEEN_DIGITS.search(text):
        return
    for match in NIK.finditer(text):
        if _groups(match.group()) in NIK_GROUPS and _is_nik(_digits(match.group())):
            yield Identifier(match.start(), "NIK", match.group())
    for match in NPWP.finditer(text):
        if _is_npwp(match.group(), text[max(0, match.start() - 1) : match.start()]):
            yield Identifier(match.start(), "NPWP", match.group())
    for match in NIP.finditer(text):
        if _groups(match.group()) in NIP_GROUPS and _is_nip(_digits(match.group())):
            yield Identifier(match.start(), "NIP", match.group())


def _addresses(text: str) -> Iterable[Identifier]:
    for match in MAIL.finditer(text):
        before = MAIL_BEFORE.search(text[max(0, match.start() - 64) : match.start()])
        if before:
            yield Identifier(match.start() - len(before[0]), "surel", before[0] + match[0])


def _groups(text: str) -> tuple[int, ...]:
    visible = re.sub(f"[{HIDDEN}]", "", text)
    return tuple(len(group) for group in re.findall(r"\d+", visible))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_nik(digits: str) -> bool:
    """The register's own list of places is older than the new provinces, its days are right."""
    try:
        nik.get_birth_date(digits)
    except ValidationError:
        return False
    return bool(NIK_PLACE.match(digits))


def _is_npwp(text: str, before: str) -> bool:
    """A NIK that serves as one is found as a NIK; a part of an address is no number."""
    groups, digits = _groups(text), _digits(text)
    if len(digits) == 15 and groups in NPWP_GROUPS:
        return True
    is_short = len(digits) == 15 or digits.startswith("0")
    return (
        groups in NPWP_UNGROUPED and is_short and before not in ("/", "=") and npwp.is_valid(digits)
    )


def _is_nip(digits: str) -> bool:
    parts = NIP_PARTS.fullmatch(digits)
    if not parts:
        return False
    year, month, day, start = (int(part) for part in parts.groups()[:4])
    try:
        return date(year, month, day).year + 15 <= start <= year + 70
    except ValueError:
        return False


def _is_meant(kind: str, text: str) -> bool:
    if kind == "akun":
        return len(text) > 3 and text[1:].lower() not in AT_WORDS
    return kind != "nomor kendaraan" or bool(PLATE.fullmatch(text))


def _bare(text: str) -> str:
    return re.sub(rf"[{MARKS}(){HIDDEN}]", "", text).lower().lstrip("@")
