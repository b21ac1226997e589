"""What names a person is found; what names a rule, a sum or a day is not."""

import pytest

from portal.core.identifiers import find_identifiers
from portal.core.personal_columns import column_is_identifier


def kinds(text, **more):
    return [found.kind for found in find_identifiers(text, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "NIK 3374010101900001 tercatat",
        "3374014101900001",
        "3374 0101 0190 0001",
        "33.7401.010190.0001",
        "337401\u00a0010190\u00a00001",
        "3374\u200b0101\u200b0190\u200b0001",
        "nik:9271015507880003.",
        "337401-010190-0001",
    ],
)
def test_nik_is_found_in_every_spelling(text):
    assert kinds(text) == ["NIK"]


@pytest.mark.parametrize(
    "text",
    [
        "3374013201900001",
        "3374010113900001",
        "9974010101900001",
        "20240101202402022024",
        "3374010101900001234",
        "1.234.567.890.123.456",
        "11 12 13 14 12 31 32 33",
        "2019 2020 2021 2022",
    ],
)
def test_other_long_numbers_are_no_nik(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "198503152010011002",
        "19850315 201001 1 002",
        "NIP. 19850315 201001 1 002",
        "19850315\u00a0201001\u00a02\u00a0002",
        "199001012022211003",
    ],
)
def test_nip_is_found_in_every_spelling(text):
    assert kinds(text) == ["NIP"]


@pytest.mark.parametrize(
    "text",
    ["198513152010011002", "198503152010133002", "198503152010011902222", "198503151985011002"],
)
def test_a_number_with_an_impossible_date_is_no_nip(text):
    assert "NIP" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890",
        "081234567890",
        "hubungi 0812 3456 7890.",
        "+62 812-3456-7890",
        "+6221 5794 1234",
        "6281234567890",
    ],
)
def test_telephone_numbers_are_found(text):
    assert kinds(text) == ["telepon"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("budi.contoh@example.com", "surel"),
        ("akun @budi_contoh di media sosial", "akun"),
        ("mobil B 1234 XYZ", "nomor kendaraan"),
        ("mobil AD1234XY", "nomor kendaraan"),
        ("pria berinisial AB", "inisial"),
        ('inisial "K"', "inisial"),
        ("a.n. Budi Contoh", "atas nama"),
        ("Sdr. Budi", "sapaan"),
        ("sdri. Ani", "sapaan"),
    ],
)
def test_other_identifiers_are_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "SKB 1447.1/PM.01/K.1/09/2022",
        "Nomor 2 Tahun 2022, 800-5474 Tahun 2022, 246 Tahun 2022, 30 Tahun 2022, 1447.1/PM.01/K.1/09/2022",
        "Putusan 121/PUU-XXII/2024",
        "UU 7/2017 Pasal 280 ayat (2)",
        "PP 94/2021 Ps. 5 huruf n angka 6",
        "Rp71.300.000.000.000",
        "anggaran Rp 1.234.567.890.123.456",
        "27-11-2024 08.00 WIB",
        "2024-11-27",
        "33.11, 33.11.01 dan 33.11.01.2001",
        "08-12-2024 10.30",
        "kode 0812/2023",
        "0,0812345678",
        "Perbawaslu 6 Tahun 2018",
        "a.n. Menteri Dalam Negeri",
        "Pasal 71 ayat (1) huruf B",
        "12.345 kasus",
        "@media (width > 40em)",
        '{"@context": "https://schema.org", "@type": "Dataset"}',
        "https://example.go.id/berita/2024/1122334455",
        "saudara kandung",
        "Pilkada 2020 di 270 daerah",
        "SE 1 Tahun 2024",
        "B 2024 KPU",
        "TAP MPR XI/1998",
        "sha256 3f0a11bc9d",
    ],
)
def test_numbers_of_rules_money_regions_and_days_are_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "berinisial &#39;A&#39;",
        "NIK&nbsp;3374&nbsp;0101&nbsp;0190&nbsp;0001",
        "\uff13\uff13\uff17\uff14\uff10\uff11\uff10\uff11\uff10\uff11\uff19\uff10\uff10\uff10\uff10\uff11",
        "\u0663\u0663\u0667\u0664010101900001",
        "\U0001d7d1\U0001d7d174010101900001",
        "3374&#x200B;010101900001",
        "33740101\u00ad01900001",
        "3374010101\u2060900001",
        "https://wa.me/%2B6281234567890",
        "budi%40surat.example",
        r"\x333\u00374010101900001",
        "mailto:budi%40surat%2Eexample",
        "budi&#64;surat.example",
        "budi&commat;surat.example",
        "budi\uff20surat.example",
        "akun &commat;budi_contoh",
        "Sdr.&nbsp;Budi",
        "B&nbsp;1234&nbsp;XYZ",
        "0812\u200b3456\u200b7890",
    ],
)
def test_another_spelling_of_the_letters_hides_nobody(text):
    assert kinds(text)


@pytest.mark.parametrize("province", ["91", "92", "93", "94", "95", "96", "11", "21", "65", "82"])
def test_every_province_gives_out_a_nik(province):
    assert kinds(f"{province}01010101900001") == ["NIK"]


def test_a_nik_of_a_day_that_never_was_is_none():
    assert kinds("3374013002900001") == [] and kinds("3374012902900001") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("01.312.166.0-091.000", "NPWP"),
        ("12.345.678.9-012.345", "NPWP"),
        ("013121660091000", "NPWP"),
        ("0013121660091000", "NPWP"),
        ("NPWP: 123456789012345", "NPWP"),
        ("NIK: 3374013201900001", "NIK"),
        ("No. KK 9999999999999999", "NIK"),
        ("NIP 123456789012345678", "NIP"),
        ("NRP 12345678", "NRP"),
        ("paspor B1234567", "paspor"),
        ("nomor paspor: AB 123456", "paspor"),
        ("SIM 123456789012", "SIM"),
        ("BPJS 0001234567890", "BPJS"),
        ("rekening BRI 123456789012345", "rekening"),
        ("0812 - 3456 - 7890", "telepon"),
        ("(0812) 3456 7890", "telepon"),
        ("62 812 3456 7890", "telepon"),
        ("+62 (0) 812 3456 7890", "telepon"),
        ("0062 812 3456 7890", "telepon"),
        ("tel:+6281234567890", "telepon"),
        ("WA 81234567890", "telepon"),
        ("HP: 812-3456-7890", "telepon"),
    ],
)
def test_other_numbers_of_a_person_are_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "123456789012345",
        "Rp 013.121.660.091.000",
        "Rp013121660091000",
        "https://web.archive.example/web/20241122103045/https://x.example",
        "https://jejaring.example/cerita?id=013121660091000",
        "kode rekening 5.1.02.01.01.0055",
        "SIM keliling 2024",
        "paspor 2024",
        "rekening 12 orang",
        "KTP elektronik 2024 sebanyak 1.234.567",
        "UU 7/2017\u00b2 dan 10/2016\u00b3",
        "kode 62.08 dan 62.81.01",
        "naik 20%3D",
    ],
)
def test_numbers_that_resemble_them_are_left_alone(text):
    assert kinds(text) == []


def test_the_place_is_that_of_the_line_where_letters_are_written_otherwise():
    (found,) = find_identifiers("awal &amp;\nNIK 3374&nbsp;010101900001\nakhir")

    assert (found.start, found.text) == (11, "3374 010101900001")


def test_a_public_desk_on_the_allow_list_is_no_person():
    text = "Lapor: 0811-1414-1414, lapor@example.go.id, @contoh_ri"

    assert kinds(text, allowed=["081114141414", "lapor@example.go.id", "@contoh_ri"]) == []


def test_the_place_in_the_text_is_given():
    found = find_identifiers("Nomor 3374010101900001 itu")

    assert (found[0].start, found[0].text) == (6, "3374010101900001")


@pytest.mark.parametrize(
    "name",
    [
        "nama",
        "Nama Terlapor",
        "NIK",
        "nip_pelaku",
        "alamat",
        "no_telp",
        "HP",
        "email",
        "tempat_lahir",
        "tgl lahir",
        "TanggalLahir",
        "saksi",
        "nopol",
        "pelapor",
    ],
)
def test_columns_about_a_person_are_refused_by_name(name):
    assert column_is_identifier(name)


@pytest.mark.parametrize(
    "name",
    [
        "region_code",
        "nama_wilayah",
        "category",
        "respondent_group",
        "date",
        "outcome",
        "manipulasi",
        "unik",
        "case_id",
    ],
)
def test_columns_about_cases_are_accepted_by_name(name):
    assert not column_is_identifier(name)


def test_a_long_text_without_identifiers_has_none():
    line = "Bawaslu menerima 12.345 laporan, 1447.1/PM.01/K.1/09/2022, 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 \n"

    assert find_identifiers(line * 20_000) == []
