"""Numbers of records: counts, shares with a decimal, and what no number may be."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from .fields import Mistake, empty_is_unknown

GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
MOST_DIGITS = 15  # of a count
WHOLE = re.compile(r"-?\d{1,18}")
TENTHS = re.compile(r"\d{1,3}\.\d")
SHARE = re.compile(r"\d{1,3}(?:,\d|[.,]\d\d)")
# The unit of shares: what they are shares of is not counted twice, nor over time.
PERCENT = "persen"


def _of_one_meaning(value: Any) -> Any:
    """Thousands have no points: 1.005 is a thousand and five in Indonesian, one in YAML."""
    if GROUPED.fullmatch(str(value)):
        whole = str(value).replace(".", "")
        text = (
            f"nilai {value} punya dua arti. Tulis {whole}, atau pecahan dengan satu atau dua angka."
        )
        raise Mistake("P144", text)
    return value


def _countable(value: float) -> float:
    """A number of more digits than anything here could be counted to."""
    if value >= 10**MOST_DIGITS:
        text = f"angka {len(str(int(value)))} digit; paling banyak {MOST_DIGITS}."
        raise Mistake("P176", f"{text} Periksa lagi di sumbernya.")
    return value


def _amount(value: Any) -> Any:
    """`1650` and, for a share, `15.7`: never a thousand written with a point or a comma."""
    if not isinstance(value, str):
        return value
    if WHOLE.fullmatch(value):
        return int(value)
    if TENTHS.fullmatch(value):
        share = float(value)
        return int(share) if share.is_integer() else share
    code = "share_parsing" if SHARE.fullmatch(value) else "int_parsing"
    raise PydanticCustomError(code, "not an amount")


Count = Annotated[int, Field(ge=0), AfterValidator(_countable)]
OptionalCount = Annotated[Count | None, BeforeValidator(empty_is_unknown)]
Measure = Annotated[
    float,
    Field(ge=0, allow_inf_nan=False),
    BeforeValidator(_of_one_meaning),
    AfterValidator(_countable),
]
Amount = Annotated[
    int | float,
    Field(ge=0, allow_inf_nan=False),
    BeforeValidator(_amount),
    AfterValidator(_countable),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
OptionalAmount = Annotated[Amount | None, BeforeValidator(empty_is_unknown)]


def refuse_fraction(value: float | None, unit: str) -> None:
    """Raises Mistake for a value that is not whole, unless it is a share: nobody counts half a case."""
    if value is not None and unit != PERCENT and value % 1:
        raise Mistake(
            "P190",
            f"nilai {value} dengan satuan {unit}; hanya {PERCENT} yang boleh punya angka di"
            " belakang titik. Tulis bilangan bulat, atau perbaiki satuannya.",
        )
