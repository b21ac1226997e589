"""What the author of a commit wrote, as far as a page may show it.

Nobody checks it before it is published: it can be written, or put in the place of
others, after every check. So it never stops anything; what must not be read is left out.
"""

import re
from html import unescape
from unicodedata import normalize

from .identifiers import find_identifiers
from .intake import SMALL_NUMBER
from .problems import UNSEEN
from .security import SOURCE_MAP, machine_paths

LONGEST, LOOKED_AT = 200, 4000  # characters
# Beside what messages never show: soft hyphens, tags, private and broken characters.
UNSHOWN = re.compile(
    rf"{UNSEEN.pattern}|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f"
    r"\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
# The site itself is written so, but the folder of any build may be.
FOLDERS = re.compile(r"(?<![\w./\\-])/[\w.-]+/[\w.-]|\b[A-Za-z]:[\\/]|\\\\[\w.-]+\\")
MACHINE = machine_paths()
# Whom and what a small count would point at.
COUNTED = (
    "kasus|perkara|orang|asn|pns|pppk|pegawai|pejabat|guru|kades|lurah|camat|sekcam|kadis|sekda"
    "|perangkat|aparat|aparatur|kepala|staf|anggota|terlapor|pelapor|pelaku|pelanggar|pelanggaran"
    "|laporan|temuan|aduan|dugaan|sanksi|putusan|rekomendasi|nilai|jumlah|angka"
    "|cases?|people|persons?|officials?|servants?|employees?|teachers?|heads?|chiefs?|reports?"
    "|findings?|complaints?|violations?|violators?|values?|counts?"
)
SMALL = rf"(?:{SMALL_NUMBER.pattern}|\b(?:one|two|three|four)\b)"
SMALL_COUNT = re.compile(
    rf"{SMALL}\W+(?:\w+\W+)?(?:{COUNTED})\b|\b(?:{COUNTED})\W+(?:\w+\W+)?{SMALL}", re.IGNORECASE
)


def shown_subject(subject: str) -> str:
    """The words without characters that nobody sees, cut where too long; "" if a page must
    not show them."""
    words = _visible(subject)
    if reason_hidden(subject):
        return ""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def reason_hidden(subject: str) -> str:
    """Why a page must not show the words, in Indonesian; "" if it may.

    A count of 1 to 4 with one word at most between it and what is counted ("empat ASN",
    "nilai 3", "2 kepala desa") is read as one that may point at a person.
    """
    for words in _readings(_visible(subject)):
        found = find_identifiers(words)
        if found:
            return f"{found[0].kind} seseorang"
        if FOLDERS.search(words) or MACHINE.search(words) or SOURCE_MAP.search(words):
            return "alamat folder"
        if SMALL_COUNT.search(words):
            return "jumlah kecil yang dapat menunjuk seseorang"
    return ""


def _readings(words: str) -> list[str]:
    """As it stands, as a browser might read it, and with plain signs for look-alikes."""
    meant = unescape(words)
    return list(dict.fromkeys((words, meant, normalize("NFKC", meant))))


def _visible(subject: str) -> str:
    return " ".join(UNSHOWN.sub("", re.sub(r"\s", " ", subject[:LOOKED_AT])).split())
