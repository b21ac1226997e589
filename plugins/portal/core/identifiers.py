"""Direct identifiers in text: what names a person stops every check and build.

Each pattern follows how the number is issued (NIK: Permendagri 73/2022 and
UU 24/2013; NIP: Perka BKN 22/2007), so that regulation, court and budget
numbers, region codes and dates are left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Blanks, dots and hyphens, also those that do not break.
MARKS = r" .\-\u00a0\u2007\u2009\u2010-\u2013\u202f"
GAP = rf"[{MARKS}{HIDDEN}]{{0,2}}"
BETWEEN = rf"[{MARKS}{HIDDEN}]?"
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

# Each pattern begins with a letter or a set of letters, and looks back from there: so
# the engine skips to the next of them instead of trying every place of a long text.
NIK = re.compile(rf"\d(?<![\d,]\d)(?<!\d[.\-]\d)(?:{GAP}\d){{15}}(?!\d)(?![.\-/]\d)")
NIP = re.compile(
    rf"[12](?<![\d,].)(?<!\d[.\-].)(?:(?<=1)9|(?<=2)0)(?:{GAP}\d){{16}}(?!\d)(?![.\-/]\d)"
)
NIK_PARTS = re.compile(
    rf"{PROVINCES}\d{{4}}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{{6}}"
)
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
    rf"08(?<![\w.,/+]08)\d{{2}}(?:{BETWEEN}\d){{6,9}}(?![\d/])(?![.\-]\d)",
    r"628(?<![\w.,/+]628)\d{8,11}(?![\d/])(?![.\-]\d)",
    rf"\+62(?<![\w.]\+62)\)?{BETWEEN}\(?\d{{2,3}}\)?(?:{BETWEEN}\d){{5,9}}(?!\d)",
    r"wa\.me/\+?\d{9,15}",
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

REFUSED_WORDS = frozenset(
    [
        "nama",
        "name",
        "nik",
        "nip",
        "nrp",
        "npwp",
        "ktp",
        "nokk",
        "alamat",
        "address",
        "telp",
        "telepon",
        "tlp",
        "hp",
        "wa",
        "whatsapp",
        "phone",
        "email",
        "surel",
        "terlapor",
        "pelapor",
        "saksi",
        "korban",
        "pelaku",
        "tersangka",
        "terdakwa",
        "nopol",
        "plat",
        "inisial",
        "ttl",
        "rekening",
        "twitter",
        "instagram",
        "facebook",
        "akun",
        "foto",
    ]
)
REFUSED_PHRASES = re.compile(
    r"(?:tempat|tanggal|tgl|tmp|birth)[ _\-]*(?:lahir|date|place)|date[ _]of[ _]birth"
)
NAMES_OF_THINGS = frozenset(
    [
        "wilayah",
        "provinsi",
        "kabupaten",
        "kota",
        "kecamatan",
        "desa",
        "kelurahan",
        "jenis",
        "kategori",
        "tahapan",
        "region",
        "category",
    ]
)


@dataclass(frozen=True, order=True)
class Identifier:
    """One direct identifier found in a text.

    start  offset in the text.
    kind   Indonesian word for what it is.
    text   as it stands there.
    """

    start: int
    kind: str
    text: str


def find_identifiers(text: str, allowed: Iterable[str] = ()) -> list[Identifier]:
    """Every direct identifier in a text, by place.

    allowed  e-mail addresses, handles and telephone numbers of public desks,
             as they are written; compared without blanks, dots and hyphens.
    """
    found = [*_numbers(text), *_addresses(text)]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            seen = match["number"] if "number" in pattern.groupindex else match[0]
            if _is_meant(kind, seen):
                found.append(Identifier(match.start(), kind, seen))
    public = {_bare(each) for each in allowed}
    return sorted(each for each in found if _bare(each.text) not in public)


def column_is_identifier(name: str) -> bool:
    """True for a column that by its name holds something about one person."""
    words = set(re.split(r"[^a-z]+", name.lower()))
    if REFUSED_PHRASES.search(name.lower()):
        return True
    refused = words & REFUSED_WORDS
    return bool(refused) and not (refused <= {"nama", "name"} and words & NAMES_OF_THINGS)


def _numbers(text: str) -> Iterable[Identifier]:
    for match in NIK.finditer(text):
        if _groups(match.group()) in NIK_GROUPS and NIK_PARTS.fullmatch(_digits(match.group())):
            yield Identifier(match.start(), "NIK", match.group())
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
