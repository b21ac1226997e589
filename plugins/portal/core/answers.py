"""What people answer to a question, read kindly: names for codes, hints for typos."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from .problems import nearest
from .region_codes import TAKEN_FROM_BPS, is_without_dots
from .regions import Region

Reader = Callable[[str], object]

LISTED = 20
SMALL_WORDS = ("agar", "atau", "dan", "dari", "dengan", "di", "ke", "oleh", "pada", "untuk", "yang")


class NotUnderstood(ValueError):
    """An answer that cannot be used; the sentence says why and what would do."""


def one_of(choices: Mapping[str, str]) -> Reader:
    """Reads a code, or its words in any case.

    choices  code -> words, as a code list has them.
    """
    by_words = {plain(words): code for code, words in choices.items()}

    def read(answer: str) -> str:
        code = answer if answer in choices else by_words.get(plain(answer))
        if code is None:
            hint = nearest(answer, [*choices, *choices.values()])
            raise NotUnderstood(
                f'"{answer}" tidak ada di daftar.{hint} Pilihannya: {list_of(choices)}.'
            )
        return code

    return read


def list_of(choices: Mapping[str, str]) -> str:
    """The words to choose from; the first twenty of a long list."""
    words = list(choices.values())
    return ", ".join(words[:LISTED] + ["… (Tab melengkapi)"] * (len(words) > LISTED))


def a_region(regions: Iterable[Region], aliases: Mapping[str, str]) -> Reader:
    """Reads a region's code, full name, own name or alias.

    aliases  other name -> code.
    A name that two regions share (Kabupaten Bogor, Kota Bogor) is not guessed.
    """
    by_name = region_names(regions, aliases)
    codes = {code: name for found in by_name.values() for code, name in found.items()}
    shown = {key: name for key, found in by_name.items() for name in found.values()}

    def read(answer: str) -> str:
        if answer in codes:
            return answer
        found = by_name.get(plain(answer), {})
        if len(found) == 1:
            return next(iter(found))
        # A spreadsheet drops the last zero of 33.10.
        longer = f"{answer.replace(',', '.')}0"
        found = found or ({longer: codes[longer]} if longer in codes else {})
        if not found and is_without_dots(answer):
            raise NotUnderstood(f'wilayah "{answer}" tidak dikenal.{TAKEN_FROM_BPS}')
        raise NotUnderstood(_which(answer, found) if found else _unknown(answer, shown))

    return read


def region_names(
    regions: Iterable[Region], aliases: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Name as people write it -> code -> full name of every region so called."""
    names: dict[str, dict[str, str]] = {}
    full = {}
    for region in regions:
        full[region.code] = region.full_name
        for name in {plain(region.name), plain(region.full_name)}:
            names.setdefault(name, {})[region.code] = region.full_name
    for alias, code in aliases.items():
        names.setdefault(plain(alias), {})[code] = full[code]
    return names


def _which(answer: str, found: Mapping[str, str]) -> str:
    options = " atau ".join(f"{name} ({code})" for code, name in found.items())
    return f'wilayah "{answer}" tidak jelas. Maksudnya {options}?'


def _unknown(answer: str, shown: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(plain(answer), shown, n=3, cutoff=0.6)
    options = " atau ".join(dict.fromkeys(shown[key] for key in near))
    hint = f" Maksudnya {options}?" if options else " Tulis namanya seperti di data/regions.csv."
    return f'wilayah "{answer}" tidak dikenal.{hint}'


def a_day(answer: str) -> tuple[str, str]:
    """Reads 2026-03-02, 2/3/2026, 2026-03 or 2026: the first day, and the precision."""
    for pattern, precision in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", "day"),
        (r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", "day"),
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})", "month"),
        (r"(?P<y>\d{4})", "year"),
    ):
        found = re.fullmatch(pattern, answer)
        if found:
            return _day(answer, {"m": "1", "d": "1"} | found.groupdict()), precision
    raise NotUnderstood(
        f'"{answer}" bukan tanggal. Tulis seperti 2026-03-02, atau 2026-03, atau 2026.'
    )


def a_whole_day(answer: str) -> str:
    day, precision = a_day(answer)
    if precision != "day":
        raise NotUnderstood(f'"{answer}" belum lengkap. Tulis seperti 2026-03-02.')
    return day


def a_past_day(answer: str, today: date) -> str:
    day = a_whole_day(answer)
    if day > today.isoformat():
        raise NotUnderstood(f'"{answer}" belum tiba. Tulis hari yang sudah lewat, atau hari ini.')
    return day


def _day(answer: str, parts: Mapping[str, str]) -> str:
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
    except ValueError:
        raise NotUnderstood(
            f'"{answer}" tidak ada di kalender. Periksa hari dan bulannya.'
        ) from None


def a_url(answer: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", answer):
        raise NotUnderstood(f'"{answer}" bukan alamat. Salin dari peramban, dimulai https://.')
    return answer


def a_year(answer: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", answer):
        raise NotUnderstood(f'"{answer}" bukan tahun. Tulis empat angka, misalnya 2024.')
    return int(answer)


def parts(*names: str) -> Reader:
    """Reads `a; b; c` as a record of the fields named."""

    def read(answer: str) -> dict[str, str]:
        given = [part.strip() for part in answer.split(";")]
        if len(given) != len(names) or not all(given):
            raise NotUnderstood(f'"{answer}" harus {len(names)} bagian yang dipisah titik koma.')
        return dict(zip(names, given, strict=True))

    return read


def a_slug(answer: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", answer):
        raise NotUnderstood(f'"{answer}" bukan nama berkas. Maksudnya "{slug(answer)}"?')
    return answer


def slug(text: str, words: int = 20) -> str:
    """`Bawaslu: "Camat" agar netral` -> `bawaslu-camat-netral`, at most so many words."""
    found = re.findall(r"[a-z0-9]+", plain(text))
    return "-".join([word for word in found if word not in SMALL_WORDS][:words])


def plain(text: str) -> str:
    """Lower case without accents, with single blanks: what two spellings share."""
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return " ".join(bare.split())
