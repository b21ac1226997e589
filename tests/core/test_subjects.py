"""What authors of commits wrote is left out of pages where it must not be read there."""

import pytest

from portal.core.subjects import LONGEST, reason_hidden, shown_subject


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        ("Perbaiki ringkasan atas usul @budi-uji (#12)", "akun seseorang"),
        ("Perbaiki atas usul &#64;budi-uji", "akun seseorang"),
        ("Perbaiki atas usul @\u200bbudi-uji", "akun seseorang"),
        ("Perbaiki atas usul \uff20budi-uji", "akun seseorang"),
        ("Surat ke budi.uji@contoh.go.id", "surel seseorang"),
        ("NIK 3273014501900001 dihapus", "NIK seseorang"),
        ("Telepon 0812 3456 7890 dihapus", "telepon seseorang"),
        ("Terlapor berinisial A dihapus", "inisial seseorang"),
        (f"Salin dari {'/'}home/budi/data", "alamat folder"),
        ("Salin dari /srv/portal/data", "alamat folder"),
        (f"Lihat file:{2 * chr(47)}server/berkas", "alamat folder"),
        ("Salin dari D:\\kerja\\portal", "alamat folder"),
        ("Hapus sourceMappingURL=", "alamat folder"),
        ("Perbaiki empat ASN di Bantul", "jumlah kecil yang dapat menunjuk seseorang"),
        ("Kades yang ditegur: 2 orang", "jumlah kecil yang dapat menunjuk seseorang"),
        ("Koreksi nilai 3 menjadi 6", "jumlah kecil yang dapat menunjuk seseorang"),
        ("2 kepala desa di Bantul", "jumlah kecil yang dapat menunjuk seseorang"),
        ("Three officials in Bantul", "jumlah kecil yang dapat menunjuk seseorang"),
    ],
)
def test_words_that_no_page_may_show_are_left_out_with_their_reason(subject, reason):
    assert (shown_subject(subject), reason_hidden(subject)) == ("", reason)


@pytest.mark.parametrize(
    "subject",
    [
        "Tambah pernyataan Bawaslu Bantul (#12)",
        "Koreksi nilai 34 menjadi 36",
        "Perbaiki pasal 3 dan tahap 2",
        "Perkara Nomor 3/2024 ditautkan",
        "Merge pull request #4 from contoh/bantul",
        "Sumber https://contoh.example/berita/1 diganti",
        "Judul <em>dengan</em> tanda & kutip “dua”",
    ],
)
def test_all_other_words_are_shown_as_they_are(subject):
    assert shown_subject(subject) == subject


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("abc\u202edef\u2066ghi\u200f", "abcdefghi"),
        ("a\xadb\U000e0041c\ue000\ufffe\ud800", "abc"),
        ("satu\tbaris\r\u2028lagi ", "satu baris lagi"),
    ],
)
def test_characters_that_nobody_sees_are_taken_away(subject, shown):
    assert shown_subject(subject) == shown


@pytest.mark.parametrize("subject", ["x" * 20_000, "kata " * 4_000])
def test_words_without_end_are_cut(subject):
    shown = shown_subject(subject)

    assert len(shown) <= LONGEST
    assert shown.endswith("…")
