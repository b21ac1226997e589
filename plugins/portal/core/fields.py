"""The words models are written in, and the sentences about a wrong field."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from .problems import Problem, nearest
from .region_codes import code_hint

Place = tuple[str | int, ...]
Said = tuple[str, str]  # the code of a mistake, and the sentence

DAY = re.compile(r"\d{4}-\d\d-\d\d")


REGISTER = "x-register"  # where a JSON Schema names the register of a value


class Record(BaseModel):
    """A row or a header: unknown fields are refused, nothing changes later.

    The text under each field explains it to editors, once for every form and
    table: `Label: what to write. Contoh: a valid value`. A field that holds
    records has no example: it is made of theirs.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
    )


@dataclass(frozen=True)
class OneOf:
    """Marks a field whose value must stand in a code list or a register."""

    register: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return handler(core_schema) | {REGISTER: self.register}


def empty_is_unknown(value: Any) -> Any:
    return None if value == "" else value


@cache
def _day(text: str) -> date | str:
    """One object for all rows of a day; a day that is none is left to be refused."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _as_written(value: Any) -> Any:
    """Only `2024-10-31` is a date: a bare number would be read as seconds since 1970."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return _day(value)
    if isinstance(value, date):
        return value
    raise PydanticCustomError("date_parsing", "not a date")


Text = Annotated[str, StringConstraints(min_length=1)]
OptionalText = Annotated[str | None, BeforeValidator(empty_is_unknown)]
Day = Annotated[date, BeforeValidator(_as_written)]
OptionalDate = Annotated[Day | None, BeforeValidator(empty_is_unknown)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
OptionalUrl = Annotated[Url | None, BeforeValidator(empty_is_unknown)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RegionCode = Annotated[str, OneOf("region")]
RegulationId = Annotated[str, OneOf("regulation")]
Scope = Annotated[str, OneOf("scope")]
# Also elections the portal has no figures of, such as pilkada-2015.
ElectionName = Annotated[str, StringConstraints(pattern=r"^(pemilu|pilkada)-(19|20)\d\d$")]

Model = TypeVar("Model", bound=BaseModel)


class Mistake(ValueError):
    """What a model itself finds wrong with a record: the code and the sentence."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def refuse_disagreement(value: float | None, status: str) -> None:
    """Raises Mistake unless exactly the withheld have no value."""
    if status == "confidential" and value is not None:
        raise Mistake(
            "P044",
            f"nilai {value:g} pada baris yang ditahan (confidential). Kosongkan nilainya.",
        )
    if status == "shown" and value is None:
        raise Mistake("P045", "nilai kosong. Isi bilangan bulat, atau hapus baris ini.")


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
            Problem(code, path, line_of(e["loc"], lines), text)
            for e in error.errors()
            for code, text in [_sentence(e, model)]
        ]


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a place, or of the smallest known part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every single value inside a record, with its place."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*place, name))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from leaves(item, (*place, i))
    else:
        yield place, value


def references(record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every value of a record that must stand in a register: place, register, value."""
    for name, register in _registers(type(record)).items():
        yield from _references_in(getattr(record, name), (name,), register)


@cache
def _registers(model: type[Record]) -> dict[str, str]:
    """The register of each field that names one, "" for fields that may hold records."""
    found = {}
    for name, field in model.model_fields.items():
        register = next((m.register for m in field.metadata if isinstance(m, OneOf)), "")
        register = register or _register(field.annotation)
        if register or _holds_records(field.annotation):
            found[name] = register
    return found


def _holds_records(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(map(_holds_records, getattr(annotation, "__args__", ())))


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


def unknown_reference(register: str, value: str, valid: Collection[str]) -> str:
    """The sentence about a value that does not stand in its register."""
    what, files = register_files(register)
    where = " atau ".join(files)
    if not value:
        return f"{what} kosong. Isi di tiap baris, juga di bawah sel yang digabung, dari {where}."
    hint = code_hint(value, valid) if register in ("region", "scope") else None
    hint = nearest(value, valid) if hint is None else hint
    return f"{what} {shown(value)} tidak dikenal.{hint} Pakai yang ada di {where}."


def register_files(register: str) -> tuple[str, tuple[str, ...]]:
    """What a register's values are called, and where they stand."""
    names = {
        "region": ("kode wilayah", ("data/regions.csv",)),
        "scope": ("lingkup", ("data/regions.csv", '"national"')),
        "regulation": ("regulasi", ("content/regulations/", "data/regulations_external.csv")),
        "category": ("jenis pelanggaran", ("data/categories.csv",)),
        "source": ("sumber", ("data/sources/",)),
        "figure": ("angka", ("data/figures/",)),
        "record": ("catatan", ("data/figures/", "statements/", "regulations/")),
    }
    return names.get(register, (f'nilai daftar "{register}"', ("data/codelists.csv",)))


def _sentence(error: dict, model: type[BaseModel]) -> tuple[str, str]:
    """The code of a field's mistake, and the sentence about it."""
    subject = f'bidang "{field_name(error["loc"])}"' if error["loc"] else "butir ini"
    value = error["input"]
    if value is None:
        return "P030", f"{subject} kosong. Isi, atau hapus baris itu jika tidak wajib."
    known = _sentences(error, f"{subject} berisi {shown(value)}", value)
    return known.get(error["type"]) or _sentences_on_names(error, subject, model).get(
        error["type"], ("P047", f"{subject} berisi {shown(value)}; isinya tidak sesuai. Perbaiki.")
    )


def _sentences_on_names(error: dict, subject: str, model: type[BaseModel]) -> dict[str, Said]:
    hint = nearest(str(error["loc"][-1]), _fields(model, error["loc"])) if error["loc"] else ""
    return {
        "missing": ("P031", f"{subject} tidak ada. Tambahkan."),
        "extra_forbidden": (
            "P032",
            f"{subject} tidak dikenal.{hint} Hapus atau perbaiki namanya.",
        ),
        "string_too_short": ("P030", f"{subject} kosong. Isi."),
        "too_short": ("P030", f"{subject} kosong. Isi paling sedikit satu."),
    }


def _sentences(error: dict, seen: str, value: Any) -> dict[str, Said]:
    context = error.get("ctx", {})
    a_date = "P038", f"{seen}; bukan tanggal. Tulis seperti 2024-10-31."
    mark = "koma" if "," in str(value) else "titik"
    a_count = "P039", f"{seen}; harus bilangan bulat, tanpa {mark}. Perbaiki."
    a_number = "P040", f"{seen}; harus bilangan. Perbaiki."
    a_choice = "P132", f"{seen}; harus ya atau tidak. Tulis true atau false."
    choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return {
        "string_type": ("P033", f"{seen}; harus satu teks. Tulis dalam satu baris.")
        if isinstance(value, list | dict)
        else ("P034", f'{seen}, terbaca sebagai bilangan. Beri tanda kutip: "{value}".'),
        "string_pattern_mismatch": ("P030", f"{seen}; isinya kosong. Isi di tiap baris.")
        if value == ""
        else (
            "P035",
            f"{seen}; bentuknya salah. Tulis alamat lengkap yang dimulai https://.",
        )
        if "http" in str(context.get("pattern"))
        else ("P036", f"{seen}; bukan nama pemilihan. Tulis seperti pilkada-2018.")
        if "pilkada" in str(context.get("pattern"))
        else ("P036", f"{seen}; bentuknya salah. Pakai huruf kecil, angka, dan tanda hubung."),
        "literal_error": (
            "P037",
            f"{seen}; tidak dikenal.{nearest(str(value), choices.split(', '))}"
            f" Pakai salah satu: {choices}.",
        ),
        "date_parsing": a_date,
        "date_from_datetime_parsing": a_date,
        "int_parsing": a_count,
        "int_type": a_count,
        "int_from_float": a_count,
        "share_parsing": (
            "P190",
            f"{seen}; harus bilangan bulat, atau untuk persen satu angka di belakang titik, seperti"
            " 15.7. Perbaiki.",
        ),
        "finite_number": a_number,
        "float_parsing": a_number,
        "float_type": a_number,
        "bool_parsing": a_choice,
        "bool_type": a_choice,
        "list_type": (
            "P041",
            f"{seen}; harus berupa daftar. Tulis tiap butir di baris sendiri sesudah -.",
        ),
        "model_type": (
            "P042",
            f"{seen}; harus punya bidang di bawahnya. Tulis satu bidang per baris.",
        ),
        "greater_than_equal": (
            "P043",
            f"nilai {value}; jumlah tidak boleh negatif. Perbaiki atau hapus baris ini.",
        ),
        "less_than_equal": ("P121", f"{seen}; paling besar {context.get('le')}. Perbaiki."),
        "string_too_long": (
            "P121",
            f"{seen}; lebih dari {context.get('max_length')} huruf. Ringkas.",
        ),
    } | _own_mistake(context.get("error"))


def _own_mistake(error: object) -> dict[str, Said]:
    return {"value_error": (error.code, str(error))} if isinstance(error, Mistake) else {}


def _fields(model: type[BaseModel], place: Place) -> list[str]:
    """Names known where a field stands: of the record itself, or of a part of it."""
    for part in place[:-1]:
        if isinstance(part, str) and model and part in model.model_fields:
            model = _record_in(model.model_fields[part].annotation)
    return list(model.model_fields) if model else []


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_record_in, getattr(annotation, "__args__", ()))), None)


def field_name(place: Place) -> str:
    """`("speakers", 0, "name")` as editors count: `speakers[1].name`."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def shown(value: Any) -> str:
    text = str(value)
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
