"""Addresses that were published and now mean something else."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from .fields import Record, Text, line_of
from .problems import Problem
from .tables import Located

# Whatever a host can have shown; no part begins with a dot, so that none leads elsewhere.
PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
PATH = rf"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/{PART})*/?"
Address = Annotated[str, StringConstraints(pattern=rf"^{PATH}$")]
SHOWN = 4  # places of a circle
Target = Annotated[str, StringConstraints(pattern=rf"^{PATH}(#[\w-]+)?$")]


class Move(Record):
    """One row of `data/moved.csv`.

    address  as it was published, below the site: `pernyataan/lama/`.
    target   where its content is now; None if it was withdrawn.
    """

    address: Address
    """Alamat lama: alamat yang pernah terbit, tanpa nama situs. Contoh: pernyataan/lama/"""
    target: Annotated[Target | None, BeforeValidator(lambda value: value or None)]
    """Alamat baru: tempat isinya sekarang; kosong bila ditarik. Contoh: pernyataan/baru/"""
    date: date
    """Tanggal: hari alamat itu pindah atau ditarik. Contoh: 2026-11-24"""
    reason_id: Text
    """Alasan: mengapa pindah atau ditarik, dalam bahasa Indonesia. Contoh: Nama berkas keliru."""
    reason_en: Text
    """Alasan dalam bahasa Inggris: alasan yang sama, dalam bahasa Inggris. Contoh: The file was misnamed."""

    @property
    def is_page(self) -> bool:
        """Whether a notice can stand there; a table's address can only be redirected."""
        return self.address.endswith(("/", ".html"))


def circles(moves: Iterable[Located]) -> Iterator[Problem]:
    """Rows that lead to each other for ever, and so nowhere; each circle once."""
    located = list(moves)
    targets = {_place(m.address): _place(m.target) for m, _, _ in located if m.target}
    known: set[str] = set()
    for move, path, lines in located:
        way, place = [], _place(move.address)
        while place in targets and place not in known:
            known.add(place)
            way.append(place)
            place = targets[place]
        if place in way:
            around = [*way[way.index(place) :], place]
            shown = " → ".join(around if len(around) <= SHOWN else [*around[:SHOWN], "…"])
            text = f"pengalihan berputar: {shown}. Tulis alamat yang benar-benar ada."
            yield Problem("P161", path, line_of(("target",), lines), text)


def _place(address: str) -> str:
    """The same for every way to write one place."""
    return address.partition("#")[0].removesuffix("index.html").rstrip("/")
