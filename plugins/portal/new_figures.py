"""A pair of tables to fill in with a spreadsheet, outside the repository."""

import csv
import io
import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .core.answers import NotUnderstood, a_slug, a_url, a_whole_day, slug
from .core.arrivals import SOURCE_COLUMNS
from .core.field_tables import WRITTEN_AT_INTAKE
from .core.figures import Figure, Source
from .core.regions import NATION
from .questions import Answers, Question, Refused, about, choose


def figure_questions(
    words: Mapping[str, Mapping[str, str]], home: Path, here: Path
) -> tuple[Question, ...]:
    return (
        about(Source, "url", read=a_url),
        about(Source, "title", must=True),
        about(Source, "publisher", must=True),
        about(Source, "published", read=a_whole_day),
        about(Source, "institution", must=True),
        choose(Figure, "election", words["election"], must=True),
        about(Figure, "period_end", read=a_whole_day, must=True),
        choose(Figure, "respondent_group", words["respondent_group"], "group", must=True),
        choose(Figure, "unit", words["unit"], must=True),
        about(Source, "source_id", "id", read=a_slug, must=True, suggest=_source_id),
        Question(
            "folder",
            "Folder",
            "Folder di luar repositori untuk kedua tabel.",
            lambda answer: _folder(here, answer),
            must=True,
            suggest=lambda answers: str(home / str(answers.get("id", "angka"))),
        ),
    )


def _folder(here: Path, answer: str) -> Path:
    """The folder that is meant from where the person stands."""
    try:
        return here / Path(answer).expanduser()
    except RuntimeError:
        raise NotUnderstood(
            f'"{answer}" tidak dapat dibaca sebagai folder. Tulis jalurnya.'
        ) from None


def _source_id(answers: Answers) -> str:
    """`detik-20190308-bawaslu-terima-165`."""
    day = str(answers.get("published") or answers.get("period-end") or "").replace("-", "")
    return slug(f"{answers.get('publisher', '')} {day} {answers.get('title', '')}", words=6)


def figure_tables(root: Path, answers: Answers) -> dict[Path, str]:
    folder = Path(str(answers["folder"])).resolve()
    if folder == root or root in folder.parents:
        raise Refused(
            f"{folder} ada di dalam repositori. Pilih folder lain, supaya rincian kecil tidak tersimpan."
        )
    source = {name: answers.get(name) or "" for name in SOURCE_COLUMNS}
    source["source_id"] = answers["id"]
    figure = dict.fromkeys(
        (f for f in Figure.model_fields if f not in WRITTEN_AT_INTAKE["figure"]), ""
    ) | {
        "figure_id": f"{answers['id']}-01",
        "source_id": answers["id"],
        "region_code": NATION,
        "election": answers["election"],
        "period_end": answers["period-end"],
        "respondent_group": answers["group"],
        "stage_of_handling": "total",
        "category": "all",
        "unit": answers["unit"],
        "verification": "verified",
    }
    return {folder / "angka.csv": _table(figure), folder / "sumber.csv": _table(source)}


def _table(row: Mapping[str, object]) -> str:
    """As Excel in Indonesian opens it by a double click: a mark for UTF-8, semicolons."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(row)
    return "\ufeff" + text.getvalue()


def after_figures(figures: Path, sources: Path) -> str:
    """What to do with the two tables; the last line can be copied into a shell."""
    command = ["python3", "scripts/intake.py", str(figures), str(sources)]
    return (
        f"Selanjutnya: buka {figures.name} dengan Excel, isi satu baris per angka, simpan sebagai CSV,"
        f" lalu jalankan:\n{command_line(command)}"
    )


def command_line(words: list[str], is_windows: bool = os.name == "nt") -> str:
    """Words as a shell takes them apart again, with blanks and all."""
    return subprocess.list2cmdline(words) if is_windows else shlex.join(words)
