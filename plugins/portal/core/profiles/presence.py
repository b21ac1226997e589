"""Whether there are figures, in words: rows of a database are no measure of cases."""

from collections.abc import Iterable

from ..editions import Edition
from ..figures import Figure


def presence_of(edition: Edition, figures: Iterable[Figure]) -> str:
    """`ada`, `hanya [c]` where all are withheld, or `belum ada`."""
    values = {figure.value is not None for figure in figures}
    words = edition.words["presence"]
    if not values:
        return words["none"]
    return words["shown"] if True in values else words["withheld"]
