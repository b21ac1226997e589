"""Addresses that were published and now mean something else."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from .fields import Record, Text

ADDRESS = r"^[a-z0-9][a-z0-9._/-]*$"
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._/-]*(#[\w-]+)?$")]


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
