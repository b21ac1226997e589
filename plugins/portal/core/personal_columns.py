"""Columns that by their name hold something about one person."""

import re

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


def column_is_identifier(name: str) -> bool:
    """True for a column that by its name holds something about one person."""
    words = set(re.split(r"[^a-z]+", name.lower()))
    if REFUSED_PHRASES.search(name.lower()):
        return True
    refused = words & REFUSED_WORDS
    return bool(refused) and not (refused <= {"nama", "name"} and words & NAMES_OF_THINGS)
