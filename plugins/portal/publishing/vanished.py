"""Published addresses that a new site would not answer: which, and what to do about each."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from ..core.moved import Move

TABLE = "data/moved.csv"
WITHDRAWN = "Ditarik.", "Withdrawn."
MOVED = "Dipindahkan.", "Moved."


def what_to_do(lost: Iterable[str], output: Path, day: date) -> Iterator[str]:
    """The addresses; rows for them that `data/moved.csv` takes; then those it cannot take.

    output  the new site; what is no page can only lead to one of its pages.
    """
    lost = list(lost)
    yield from (f"/{address}" for address in lost)
    rows = {address: _row(address, output, day) for address in lost}
    written = [row for row in rows.values() if row]
    if written:
        yield f"Baris untuk {TABLE}, bila isinya pindah atau ditarik; tulis alasannya:"
        yield from written
    others = [address for address, row in rows.items() if not row]
    if others:
        yield (
            "Yang tidak dapat ditulis di sana: kembalikan berkasnya di content/extra/, atau hapus"
            " dari cabang bila bukan terbitan portal ini:"
        )
        yield from (f"  {address}" for address in others)


def _row(address: str, output: Path, day: date) -> str:
    """A row as it may be added, "" if the table would refuse it."""
    values = {"address": address, "target": None, "date": day, "reason_id": "-", "reason_en": "-"}
    try:
        is_page = Move(**values).is_page
    except ValidationError:
        return ""
    target, reasons = ("", WITHDRAWN) if is_page else (_page_above(address, output), MOVED)
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([address, target, day.isoformat(), *reasons])
    return text.getvalue()


def _page_above(address: str, output: Path) -> str:
    """The nearest page above an address, at last the home page."""
    for folder in PurePosixPath(address).parents[:-1]:
        if (output / folder / "index.html").is_file():
            return f"{folder}/"
    return "index.html"
