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
    target: Annotated[Target | None, BeforeValidator(lambda value: value or None)]
    date: date
    reason_id: Text
    reason_en: Text

    @property
    def is_page(self) -> bool:
        """Whether a notice can stand there; a table's address can only be redirected."""
        return self.address.endswith(("/", ".html"))
