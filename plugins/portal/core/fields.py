"""The words models are written in, and the sentences about a wrong field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from .problems import Problem, nearest

Place = tuple[str | int, ...]


class Record(BaseModel):
    """A row or a header: unknown fields are refused, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class OneOf:
    """Marks a field whose value must stand in a code list or a register."""

    register: str


def _empty_is_unknown(value: Any) -> Any:
    return None if value == "" else value


Text = Annotated[str, StringConstraints(min_length=1)]
OptionalText = Annotated[str | None, BeforeValidator(_empty_is_unknown)]
OptionalDate = Annotated[date | None, BeforeValidator(_empty_is_unknown)]
Count = Annotated[int, Field(ge=0)]
OptionalCount = Annotated[Count | None, BeforeValidator(_empty_is_unknown)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
OptionalUrl = Annotated[Url | None, BeforeValidator(_empty_is_unknown)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RegionCode = Annotated[str, OneOf("region")]
RegulationId = Annotated[str, OneOf("regulation")]

Model = TypeVar("Model", bound=Record)


def parse(
    model: type[Model], values: Mapping[str, Any], path: str, lines: Mapping[Place, int]
) -> tuple[Model | None, list[Problem]]:
    """Read one record.

    lines    place of a value (`("source", "url")`) -> line; the nearest known
             enclosing place is named. `()` is the record itself.
    returns  the record and no problems, or None and all problems.
    """
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, [
            Problem(path, line_of(e["loc"], lines), _sentence(e, model)) for e in error.errors()
        ]


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a place, or of the smallest known part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def references(record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every value of a record that must stand in a register: place, register, value."""
    for name, field in type(record).model_fields.items():
        register = next((m.register for m in field.metadata if isinstance(m, OneOf)), "")
        yield from _references_in(
            getattr(record, name), (name,), register or _register(field.annotation)
        )


def _references_in(value: Any, place: Place, register: str) -> Iterator[tuple[Place, str, str]]:
    if isinstance(value, Record):
        yield from ((place + p, r, v) for p, r, v in references(value))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _references_in(item, (*place, i), register)
    elif register and value is not None:
        yield place, register, value


def _register(annotation: Any) -> str:
    """The register named inside `list[RegionCode]` or `RegionCode | None`."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, OneOf):
            return mark.register
    return next(filter(None, map(_register, getattr(annotation, "__args__", ()))), "")


def unknown_reference(register: str, value: str, valid: Iterable[str]) -> str:
    """The sentence about a value that does not stand in its register."""
    names = {
        "region": ("kode wilayah", "data/regions.csv"),
        "regulation": ("regulasi", "content/regulations/ atau data/regulations_external.csv"),
        "category": ("jenis pelanggaran", "data/categories.csv"),
        "source": ("sumber", "data/figures/sources.csv"),
        "figure": ("angka", "data/figures/figures.csv"),
        "record": ("catatan", "data/figures/figures.csv, statements/ atau regulations/"),
    }
    what, where = names.get(register, (f'nilai daftar "{register}"', "data/codelists.csv"))
    hint = nearest(value, valid)
    return f'{what} "{value}" tidak dikenal.{hint} Pakai yang ada di {where}.'


def _sentence(error: dict, model: type[Record]) -> str:
    field, value = _name(error["loc"]), error["input"]
    known = _sentences(error, field, value, model)
    return known.get(error["type"]) or (
        f'bidang "{field}" berisi {_shown(value)}; isinya tidak sesuai. '
        f"Lihat contoh di CONTRIBUTING.md."
    )


def _sentences(error: dict, field: str, value: Any, model: type[Record]) -> dict[str, str]:
    last = str(error["loc"][-1]) if error["loc"] else ""
    context = error.get("ctx", {})
    a_date = f'bidang "{field}" berisi {_shown(value)}; bukan tanggal. Tulis seperti 2024-10-31.'
    a_number = f'bidang "{field}" berisi {_shown(value)}; harus bilangan bulat, tanpa titik.'
    return {
        "missing": f'bidang "{field}" tidak ada. Tambahkan.',
        "extra_forbidden": f'bidang "{field}" tidak dikenal.{nearest(last, _fields(model))}'
        " Hapus atau perbaiki namanya.",
        "string_type": f'bidang "{field}" berisi {_shown(value)}, terbaca bukan teks.'
        f' Beri tanda kutip: "{value}".',
        "string_too_short": f'bidang "{field}" kosong. Isi atau hapus berkasnya.',
        "string_pattern_mismatch": f'bidang "{field}" berisi {_shown(value)}; bentuknya salah. '
        + (
            "Tulis alamat lengkap yang dimulai https://."
            if "http" in str(context.get("pattern"))
            else "Pakai huruf kecil, angka, dan tanda hubung."
        ),
        "literal_error": f'bidang "{field}" berisi {_shown(value)}; pilihannya: '
        + str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        + ".",
        "date_from_datetime_parsing": a_date,
        "date_parsing": a_date,
        "date_type": a_date,
        "int_parsing": a_number,
        "int_type": a_number,
        "int_from_float": a_number,
        "list_type": f'bidang "{field}" berisi {_shown(value)}; harus berupa daftar.',
        "model_type": f'bidang "{field}" berisi {_shown(value)}; harus punya bidang di bawahnya.',
        "greater_than_equal": f"nilai {value}; jumlah tidak boleh negatif."
        " Perbaiki atau hapus baris ini.",
        "value_error": str(context.get("error", "")),
    }


def _fields(model: type[Record]) -> list[str]:
    return list(model.model_fields)


def _name(place: Place) -> str:
    """`("speakers", 0, "name")` as editors count: `speakers[1].name`."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _shown(value: Any) -> str:
    text = str(value)
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
