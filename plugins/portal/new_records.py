"""New records: what is asked, and the files made out of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .core.answers import (
    NotUnderstood,
    Reader,
    a_day,
    a_region,
    a_slug,
    a_url,
    a_whole_day,
    a_year,
    parts,
    slug,
)
from .core.corrections import Correction
from .core.documents import Origin, Page, Regulation, Statement
from .core.headers import yaml_text
from .core.portal import Portal
from .core.problems import ProblemsFound, nearest
from .core.regions import NATION
from .core.schemas import closed_lists
from .core.texts import RAW_HTML
from .new_figures import after_figures, figure_questions, figure_tables
from .questions import Answers, Question, Refused, about, choose
from .trial import problems_with
from .whole_files import write_whole

CONFIDENCE = {"high": "naskahnya dibaca", "medium": "sebagian dibaca", "low": "hanya dari berita"}
NOTHING = "-"
LAST_LINE = "Boleh beberapa baris; Enter pada baris kosong mengakhirinya."
CHECKED = {"verified": "sudah", "needs-review": "belum"}
NEXT_DOCUMENT = (
    "Selanjutnya: buka berkas itu dan rapikan ringkasannya, jalankan"
    " python3 scripts/check.py, lalu lihat hasilnya dengan python3 scripts/preview.py."
)


@dataclass(frozen=True)
class Form:
    """One kind of new record.

    make   answers -> path -> text.
    after  the files written -> what to do next.
    """

    what: str
    questions: tuple[Question, ...]
    make: Callable[[Answers], dict[Path, str]]
    after: Callable[[list[Path]], str] = lambda paths: NEXT_DOCUMENT


def forms(portal: Portal, root: Path, home: Path, here: Path) -> dict[str, Form]:
    """The forms by the word of the command.

    root  the project; home  a folder outside it for tables not yet taken in.
    here  where the person stands.
    """
    words = closed_lists(portal)
    aliases = {alias.alias: alias.region_code for alias in portal.aliases}
    region = a_region(portal.regions, aliases)
    places = tuple(r.full_name for r in portal.regions)
    return {
        "statement": Form(
            "pernyataan",
            _statement_questions(portal, words, region, places),
            lambda answers: _document(root, "statements", _statement(answers), answers["summary"]),
        ),
        "regulation": Form(
            "regulasi",
            _regulation_questions(region, places),
            lambda answers: _document(
                root, "regulations", _regulation(portal, answers), answers["summary"]
            ),
        ),
        "correction": Form(
            "koreksi",
            _correction_questions(portal, words),
            lambda answers: _document(
                root, "corrections", _correction(answers), answers["summary"]
            ),
        ),
        "page": Form(
            "halaman",
            _page_questions(),
            lambda answers: _document(
                root,
                "pages",
                {name: answers[name] for name in ("id", "title", "description")},
                answers["summary"],
            ),
        ),
        "figures": Form(
            "sepasang tabel angka",
            figure_questions(words, home, here),
            lambda answers: figure_tables(root, answers),
            lambda paths: after_figures(*paths),
        ),
    }


def refuse_wrong(files: Mapping[Path, str], root: Path, today: date) -> None:
    """Raises ProblemsFound with all a check of the project would say of it with these files.

    today  no day of a record may lie behind it.
    """
    inside = {p.relative_to(root).as_posix(): files[p] for p in files if root in p.parents}
    if inside and (problems := problems_with(root, inside, today)):
        raise ProblemsFound(problems)


def write_new(files: Mapping[Path, str]) -> None:
    """Write all files, or none; raises Refused if one is there already, NotWritten."""
    for path in files:
        if path.exists():
            raise Refused(f"{path} sudah ada. Beri nama lain dengan --id, atau sunting berkas itu.")
    write_whole(files)


def prose(answer: str) -> str:
    if RAW_HTML.search(answer):
        raise NotUnderstood("HTML tidak dipakai. Tulis kalimat biasa.")
    return answer


def summary(text: str) -> Question:
    return Question("summary", "Ringkasan", f"{text} {LAST_LINE}", prose, must=True, lines=True)


def _statement_questions(
    portal: Portal, words: Mapping[str, Mapping[str, str]], region: Reader, places: tuple[str, ...]
) -> tuple[Question, ...]:
    rules = {id: document.record.citation for id, document in portal.regulations.items()}
    speaker = Question(
        "speaker",
        "Pembicara",
        "Pejabat yang berbicara: nama; jabatan; lembaga. Orang yang diduga melanggar tidak disebut.",
        parts("name", "role", "institution"),
        many=True,
    )
    return (
        about(Statement, "title", must=True),
        about(Statement, "date", read=a_day, must=True),
        choose(Statement, "kind", words["statement_kind"], must=True),
        Question(
            "region",
            "Wilayah",
            "Nama provinsi, kabupaten, atau kota yang dibicarakan; Indonesia untuk semuanya.",
            region,
            must=True,
            many=True,
            choices=places,
        ),
        choose(Statement, "election", words["election"], suggest=lambda answers: "general"),
        choose(Statement, "topics", words["topic"], "topic", many=True),
        speaker,
        choose(Statement, "regulations", rules, "regulation", many=True),
        about(Origin, "url", "source-url", read=a_url, must=True),
        about(Origin, "title", "source-title"),
        about(Origin, "publisher", "source-publisher", must=True),
        about(Origin, "published", "source-published", read=a_whole_day),
        choose(
            Statement,
            "verification",
            CHECKED,
            suggest=lambda answers: "verified",
        ),
        summary("Dua sampai empat kalimat Anda sendiri."),
        about(Statement, "id", read=a_slug, must=True, suggest=_statement_id),
    )


def _statement_id(answers: Answers) -> str:
    """`2026-03-02-` and the first words of the title."""
    if "date" not in answers or "title" not in answers:
        return ""
    return f"{answers['date'][0]}-{slug(answers['title'], words=6)}"


def _statement(answers: Answers) -> dict[str, Any]:
    day, precision = answers["date"]
    origin = {
        key: answers[f"source-{key}"]
        for key in ("url", "title", "publisher", "published")
        if answers[f"source-{key}"]
    }
    return {
        "id": answers["id"],
        "date": day,
        "date_precision": precision,
        "title": answers["title"],
        "kind": answers["kind"],
        "speakers": answers["speaker"],
        "region_codes": answers["region"],
        "election": answers["election"],
        "topics": answers["topic"],
        "regulations": answers["regulation"],
        "source": origin,
        "verification": answers["verification"],
    }


def _regulation_questions(region: Reader, places: tuple[str, ...]) -> tuple[Question, ...]:
    reference = Question(
        "source",
        "Sumber",
        "Halaman yang dibaca: alamat; judul; penerbit. Paling sedikit satu.",
        parts("url", "title", "publisher"),
        must=True,
        many=True,
    )
    return (
        about(Regulation, "type", must=True),
        about(Regulation, "type_abbrev", "abbreviation", must=True),
        about(Regulation, "number", must=True),
        about(Regulation, "year", read=a_year, must=True),
        about(Regulation, "title", must=True),
        about(Regulation, "issuing_body", must=True),
        about(Regulation, "date_enacted", "enacted", read=a_whole_day),
        Question(
            "scope",
            "Lingkup",
            "Wilayah tempat regulasi ini berlaku.",
            region,
            suggest=lambda answers: "Indonesia",
            choices=places,
        ),
        reference,
        choose(Regulation, "confidence", CONFIDENCE, must=True),
        summary("Dua sampai empat kalimat Anda sendiri: apa isinya dan mengapa penting."),
        about(Regulation, "id", read=a_slug, must=True, suggest=_regulation_id),
    )


def _regulation_id(answers: Answers) -> str:
    """`uu-7-2017`, also where the number carries the year."""
    names = [answers.get(key, "") for key in ("abbreviation", "number", "year")]
    carries_year = str(names[2]) in str(names[1])
    return slug(" ".join(map(str, names[: 2 if carries_year else 3]))) if all(names) else ""


def _regulation(portal: Portal, answers: Answers) -> dict[str, Any]:
    code = answers["scope"]
    known = {
        "id": answers["id"],
        "document_type": "Peraturan Perundang-undangan",
        "type": answers["type"],
        "type_abbrev": answers["abbreviation"],
        "number": answers["number"],
        "year": answers["year"],
        "title": answers["title"],
        "issuing_body": answers["issuing-body"],
        "date_enacted": answers["enacted"],
        "status": "in-force",
        "scope": "national" if code == NATION else code,
        "scope_name": portal.regions[code].full_name,
        "sources": answers["source"],
        "confidence": answers["confidence"],
    }
    fields = Regulation.model_fields
    return {name: known.get(name, fields[name].default) for name in fields}


def _correction_questions(
    portal: Portal, words: Mapping[str, Mapping[str, str]]
) -> tuple[Question, ...]:
    change = Question(
        "change",
        "Perubahan",
        "Catatan; bidang; semula; menjadi. Catatan adalah kode angka, atau statements/ atau"
        f" regulations/ diikuti nama berkasnya. Tulis {NOTHING} bila kosong."
        " Contoh: detik-20190308-165-01; value; 165; 156.",
        a_change(portal.registers["record"]),
        must=True,
        many=True,
    )
    return (
        about(Correction, "title", must=True),
        about(Correction, "date", read=a_whole_day, must=True),
        choose(Correction, "kind", words["correction_kind"], must=True),
        change,
        about(Correction, "noticed", read=a_whole_day, must=True),
        about(Correction, "decided_by", must=True),
        summary("Apa yang keliru, mengapa, dan dari mana yang benar diketahui."),
        about(Correction, "id", read=a_slug, must=True, suggest=_correction_id),
    )


def a_change(records: Mapping[str, object]) -> Reader:
    """Reads `record; field; old; new`; a dash means that there was or is nothing."""
    of_four = parts("record", "field", "old", "new")

    def read(answer: str) -> dict[str, str | None]:
        given = of_four(answer)
        if given["record"] not in records:
            hint = nearest(given["record"], records)
            raise NotUnderstood(f'catatan "{given["record"]}" tidak ada.{hint} Periksa kodenya.')
        return {key: None if value == NOTHING else value for key, value in given.items()}

    return read


def _correction_id(answers: Answers) -> str:
    if "date" not in answers or "title" not in answers:
        return ""
    return f"{answers['date']}-{slug(str(answers['title']), words=6)}"


def _correction(answers: Answers) -> dict[str, Any]:
    return {
        "id": answers["id"],
        "title": answers["title"],
        "date": answers["date"],
        "kind": answers["kind"],
        "changes": answers["change"],
        "noticed": answers["noticed"],
        "decided_by": answers["decided-by"],
    }


def _page_questions() -> tuple[Question, ...]:
    return (
        about(Page, "title", must=True),
        about(Page, "description", must=True),
        Question("summary", "Isi", f"Isi halaman itu. {LAST_LINE}", prose, must=True, lines=True),
        about(Page, "id", read=a_slug, must=True, suggest=lambda a: slug(str(a.get("title", "")))),
    )


def _document(root: Path, folder: str, header: Mapping[str, Any], body: object) -> dict[Path, str]:
    text = yaml_text(header)
    return {root / "content" / folder / f"{header['id']}.md": f"---\n{text}---\n\n{body}\n"}
