"""Texts that name a person, and texts that only look so; made from a fixed seed.

All numbers are invented: the serial parts are those no office gives out.
"""

import random
from collections.abc import Iterator

SEED = 20260302
PROVINCES = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "21",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "51",
    "52",
    "53",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
    "72",
    "73",
]
PROVINCES += ["74", "75", "76", "81", "82", "91", "92", "93", "94", "95", "96", "97"]
GAPS = [" ", ".", "-", "\u00a0", "\u202f", "\u200b", "\u2009", ". "]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
FRAMES = [
    "{}",
    "NIK {} tercatat.",
    "(nomor {})",
    "nomor:{}",
    '"{}"',
    "{}; lihat lampiran",
    "a\t{}\tb",
]
PLATES = ["B", "D", "AD", "AB", "DK", "KT", "L", "W"]
SERVICES = [("0811-1414-1414", "081114141414"), ("(021) 3905-889", "0213905889")]
SERVICES += [("lapor@contoh.go.id", "lapor@contoh.go.id"), ("@contoh_ri", "@contoh_ri")]
ALLOWED = [plain for _, plain in SERVICES]


def personal() -> list[str]:
    """At least two hundred texts, each with one direct identifier of a person."""
    chance = random.Random(SEED)
    found = [*_niks(chance), *_nips(chance), *_telephones(chance), *_others(chance)]
    return list(dict.fromkeys(found))


def look_alikes() -> list[str]:
    """At least five hundred texts without any."""
    chance = random.Random(SEED + 1)
    found = [*_rules(chance), *_money(chance), *_days(chance), *_codes(chance), *_web(chance)]
    return list(dict.fromkeys(found))


def _niks(chance: random.Random) -> Iterator[str]:
    for i in range(60):
        day = chance.randint(1, 28) + chance.choice([0, 40])
        place = chance.choice(PROVINCES) + f"{chance.randint(1, 79):02}{chance.randint(1, 30):02}"
        born = f"{day:02}{chance.randint(1, 12):02}{chance.randint(40, 99)}"
        serial = f"{chance.randint(9000, 9999)}"
        gap = GAPS[i % len(GAPS)]
        whole = place + born + serial
        forms = [whole, gap.join([place, born, serial])]
        forms += [gap.join(whole[n : n + 4] for n in range(0, 16, 4))]
        forms += [gap.join([place[:2], place[2:4], place[4:], born, serial])]
        forms += [gap.join(whole), f"{whole[:12]}{gap}{serial}"]
        yield FRAMES[i % len(FRAMES)].format(forms[i % len(forms)])


def _nips(chance: random.Random) -> Iterator[str]:
    for i in range(50):
        year = chance.randint(1962, 1998)
        born = f"{year}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        start = f"{chance.randint(year + 18, 2024)}{chance.choice([*range(1, 13), 21]):02}"
        sex, serial = str(chance.randint(1, 2)), f"{chance.randint(900, 999)}"
        gap = GAPS[i % len(GAPS)]
        forms = [born + start + sex + serial, gap.join([born, start, sex, serial])]
        forms += [gap.join([born, start, sex + serial]), gap.join([born, start + sex + serial])]
        yield FRAMES[i % len(FRAMES)].replace("NIK", "NIP").format(forms[i % len(forms)])


def _telephones(chance: random.Random) -> Iterator[str]:
    for i in range(50):
        net, rest = f"8{chance.randint(11, 99)}", f"{chance.randint(10**6, 10**8 - 1)}"
        gap = ["-", " ", ".", "\u00a0", ""][i % 5]
        starts = ["0" + net, "+62 " + net, "+62" + net, "62" + net, "(+62) " + net]
        start = starts[i // 5 % 5]
        gap = "" if start.startswith("62") else gap
        yield f"hubungi {gap.join([start, rest[:4], rest[4:]])} segera"
    for area in ("021", "0274", "0271", "031", "0411"):
        number = chance.randint(510000, 799999)
        yield from (f"Telp. ({area}) {number}", f"telp {area}-{number}", f"({area}) {number}9")


def _others(chance: random.Random) -> Iterator[str]:
    for i in range(12):
        yield f"surat ke pegawai.{i}@contoh{i}.example, segera"
        yield f"unggahan akun @pegawai_contoh{i} di media sosial"
        letters = "".join(chance.choices("BCEFGHJKLNQRSTVWYZ", k=3))
        plate, number = chance.choice(PLATES), chance.randint(1000, 9999)
        yield f"mobil dinas {plate} {number} {letters} terlihat"
    for who in ("ASN", "lurah", "kepala sekolah", "camat"):
        for name in ("AB", "K", "S.M.", "RWD"):
            yield f"Seorang {who} berinisial {name} dipanggil"
    yield from HARD_PERSONAL


def _rules(chance: random.Random) -> Iterator[str]:
    for _ in range(45):
        n, year = chance.randint(1, 2999), chance.randint(1999, 2026)
        yield f"SKB Nomor {n}.{n % 9}/PM.01/K.1/{n % 12 + 1:02}/{year}"
        yield f"Surat B-{n}/KASN/{n % 12 + 1}/{year}"
        yield f"Putusan {n}/PUU-XX{'I' * (n % 3)}/{year}"
        yield f"PKPU {n} Tahun {year} Pasal {n % 300} ayat ({n % 9})"
        yield f"800/{n}/BKD/{year}"


def _money(chance: random.Random) -> Iterator[str]:
    for i in range(35):
        value = chance.randint(10**6, 10**15)
        yield f"anggaran Rp{value:,}".replace(",", ".")
        yield f"Rp {value:,}".replace(",", ".") + ",00"
        yield f"{value % 10**9:,} pemilih".replace(",", ".")
        yield f"{i + 1},{value % 100:02} persen dari {value % 10**7:,}".replace(",", ".")


def _days(chance: random.Random) -> Iterator[str]:
    for _ in range(35):
        d, m, y = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1999, 2026)
        yield f"{d:02}-{m:02}-{y} pukul {d % 24:02}.{m:02} WIB"
        yield f"{y}-{m:02}-{d:02}T{d % 24:02}:{m:02}:00+07:00"
        yield f"{d} {MONTHS[m - 1]} {y}"
        yield f"periode {d:02}/{m:02}/{y}-{m:02}/{d % 12 + 1:02}/{y + 1}"


def _codes(chance: random.Random) -> Iterator[str]:
    for i in range(35):
        p, n = chance.choice(PROVINCES), chance.randint(1, 30)
        yield f"desa {p}.{n:02}.{n % 20 + 1:02}.{2000 + n} dan {p}.{n:02}"
        yield f"ISBN 978-602-{chance.randint(1000, 9999)}-{chance.randint(10, 99)}-{i % 10}"
        yield f"kode pos {chance.randint(10000, 99999)}, TPS {n:03}, NPSN {chance.randint(10**7, 10**8)}"
        yield f"koordinat -{n % 10}.{chance.randint(10**5, 10**6)}, 1{n:02}.{chance.randint(1000, 9999)}"
        yield f"{n} {n + 1} {n + 2} {n + 3} {n + 4} {n + 5} {n + 6} {n + 7}"


def _web(chance: random.Random) -> Iterator[str]:
    for _ in range(30):
        n = chance.randint(10**6, 10**8)
        yield f"https://berita.example/read/{n}/20{n % 25:02}/0812{n}/asn-netral"
        yield f"https://berita.example/d-{n}?id=33740{n}&page=2"
        yield f"sha256 {chance.getrandbits(128):032x}"
        yield f"figure-{n}-01, berkas 000_{chance.getrandbits(64):016x}.txt"
    yield from HARD_LOOK_ALIKES
    yield from (f"Lapor: {written}" for written, _ in SERVICES)


HARD_PERSONAL = [
    "NIK3374010101909001",
    "NIK\u00a033 7401 010190 9001",
    "3374\u200b\u200b010101\u20609091\u200b01",
    "NIP.198503152010012902",
    "NIP 19850315 201001 1 902/",
    "nip=198503152010011902,",
    "telp 0812 3456 7890",
    "WA: 0812.3456.7890",
    "HP 0812\u20113456\u20117890",
    "wa.me/6281234567890",
    "tel:+6281234567890",
    "hubungi(021)57941234",
    "surel nama.contoh [at] contoh.example",
    "nama.contoh(at)contoh.example",
    "mobil B\u00a01234\u00a0XYZ",
    "Plat nomor AD-1234-XY",
    "oknum guru SDN 1 Contoh, MR (45), dilaporkan",
    "oknum lurah di Kecamatan Contoh, S, dipanggil",
    "ASN Dinas Contoh inisial “T”",
    "inisial: AB",
    "terlapor a.n. Budi Contoh",
    "terlapor an. Budi Contoh",
    "Sdr. Budi Contoh",
    "Saudari Ani Contoh",
]
HARD_LOOK_ALIKES = [
    "SKB 1447.1/PM.01/K.1/09/2022",
    "Nomor 2 Tahun 2022, 800-5474 Tahun 2022, 246 Tahun 2022, 30 Tahun 2022",
    "PP 94/2021 Ps. 5 huruf n angka 6",
    "TAP MPR XI/1998",
    "Rp71.300.000.000.000",
    "1.234.567.890.123.456 rupiah",
    "2019 2020 2021 2022",
    "11 12 13 14 12 31 32 33",
    "3374013201909001",
    "3374011313909001",
    "9974010101909001",
    "198513152010011902",
    "198503151985011902",
    "a.n. Menteri Dalam Negeri",
    "a.n. Bupati Contoh, Sekretaris Daerah",
    "an. Gubernur Contoh",
    "@media (width > 40em)",
    '{"@context": "https://schema.org", "@type": "Dataset"}',
    "npm @scope/paket",
    "saudara kandung pasangan calon",
    "Inisiatif Bawaslu",
    "inisial nama disamarkan",
    "B 2024 KPU",
    "SE 1 Tahun 2024",
    "KM 12 RT 03 RW 05",
    "F 1 dan D 2",
    "A 100 dari B 200 orang",
    "oknum ASN, TNI, dan Polri",
    "oknum ASN di Dinas Pendidikan, RI, 2024",
    "ASN (45 orang) dan PPPK (12)",
    "UU 5 (23) dan PP (17)",
    "kasus ke-081 dari 234 567",
    "0812/2023",
    "0,0812345678",
    "08-12-2024 10.30",
    "Telp. 112",
    "(021)",
    "(2021) 345678",
    "(0271) lihat halaman 512",
    "Pasal 280 (2) 494 (1) 547",
    "rapat di ruang 021-A",
    "satu@dua",
]
