"""Settings of a release of case statistics: the model of `release.yaml`."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..headers import Refused, read_text, refuse_unsafe_yaml, refused
from ..problems import Problem
from .dimensions import LEVELS, TOTAL, Dimension, flat_dimension, region_dimension
from .family import Family, TableSpec
from .periods import first_and_last, is_period
from .primary import Rules

REGION = "region_code"
PERIOD = "period"
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Named(Model):
    """What readers of each language call something."""

    id: str
    en: str


class Breakdown(Model):
    """One dimension other than the region.

    column  its column in the raw file.
    codes   every code, in the order of publication: a closed list, so that the
            rows of a table do not depend on which cases there were.
    sums    further totals: a year to date out of its months, a group of types.
    of_people  True where "everyone has this code" would say something about
            people; such breakdowns of small groups are withheld whole.
    title   what pages call the dimension, where its name is not one of theirs.
    labels  code -> what pages call it; a code without a label is shown itself.
    """

    column: str
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]
    sums: Mapping[Code, Annotated[tuple[Code, ...], Field(min_length=1)]] = {}
    of_people: bool = True
    title: Named | None = None
    labels: Mapping[Code, Named] = {}

    @model_validator(mode="after")
    def _names_its_own_codes(self) -> "Breakdown":
        for code in self.labels:
            if code not in self.codes and code not in self.sums:
                raise ValueError(f'labels: kode "{code}" tidak ada di codes atau sums')
        return self


class Area(Model):
    """An area that overlaps the tree: an electoral district, an old province."""

    name: str
    members: Annotated[tuple[Code, ...], Field(min_length=1)]


class Table(Model):
    """One table: how deep regions go, and which dimensions it crosses."""

    level: Literal[LEVELS] = LEVELS[0]
    by: tuple[str, ...] = ()


class Official(Model):
    """A figure of the same data that an official already published.

    at  dimension -> code; a dimension that is not named is at its total.
    """

    source: str
    date: datetime.date
    at: Mapping[str, Code] = {}
    value: Annotated[int, Field(ge=0)]


class Release(Model):
    """All settings of a release; published with it, so that readers know the method.

    data        name of the case files counted; releases of the same data are
                protected together.
    as_of       day the case files were counted.
    revised     earlier release -> periods whose counts have changed since;
                `protect` fills it in, so that readers know where to expect it.
    only_grew   True if no revised count became smaller.
    input       what the raw file holds: one row per case, or counts.
    example     True for invented cases: marked on every page and in every file,
                and never part of the published site.
    portal      address of our own site, which is no source of an official figure.
    protection  "full": no value from 1 to threshold - 1 can be excluded; or the
                number of values that must stay possible (weaker, printed).
    """

    title: str
    issuer: str
    licence: str
    source: str
    quality: str
    data: Slug
    as_of: datetime.date
    threshold: Annotated[int, Field(ge=2)] = 5
    gate: Annotated[int, Field(ge=0)] = 10
    group_size: Annotated[int, Field(ge=0)] = 10
    protection: Literal["full"] | Annotated[int, Field(ge=2)] = "full"
    no_cases: bool = False
    example: bool = False
    input: Literal["rows", "counts"] = "rows"
    portal: str = ""
    region_column: str = REGION
    value_column: str = "value"
    ignored_columns: tuple[str, ...] = ("case_id",)
    dimensions: Mapping[Slug, Breakdown]
    areas: Mapping[Code, Area] = {}
    tables: Annotated[Mapping[Slug, Table], Field(min_length=1)]
    official: tuple[Official, ...] = ()
    revised: Mapping[str, tuple[str, ...]] = {}
    only_grew: bool = True

    @model_validator(mode="after")
    def _agrees(self) -> "Release":
        for name, table in self.tables.items():
            for dimension in table.by:
                if dimension not in self.dimensions:
                    raise ValueError(f'tabel {name}: dimensi "{dimension}" tidak ada di dimensions')
        for code in [c for b in self.dimensions.values() for c in (*b.codes, *b.sums)]:
            if code == TOTAL:
                raise ValueError(f'kode "{TOTAL}" dipakai untuk jumlah; beri nama lain')
        if self.protection != "full" and self.protection > self.threshold - 1:
            raise ValueError(f"protection {self.protection} melebihi threshold - 1; pakai full")
        return self

    @property
    def width(self) -> int:
        return max(1, self.threshold - 1) if self.protection == "full" else self.protection

    def family(self, regions: Mapping[str, str | None]) -> Family:
        """The linked tables over a region tree (code -> parent code).

        raises  ValueError if an area or a sum names an unknown code.
        """
        areas = {code: area.members for code, area in self.areas.items()}
        dims = (region_dimension(regions, areas, REGION), *self._breakdowns())
        return Family(dims, tuple(self._spec(name, table) for name, table in self.tables.items()))

    def _breakdowns(self) -> tuple[Dimension, ...]:
        return tuple(flat_dimension(n, b.codes, b.sums) for n, b in self.dimensions.items())

    def _spec(self, name: str, table: Table) -> TableSpec:
        depths = {REGION: LEVELS.index(table.level)} | {
            d: 1 for d in self.dimensions if d in table.by
        }
        return TableSpec(name, depths)

    def rules(self) -> Rules:
        people = [
            i for i, (n, b) in enumerate(self.dimensions.items(), 1) if b.of_people and n != PERIOD
        ]
        return Rules(self.threshold, self.gate, self.group_size, tuple(people), self.width)


class _Loader(yaml.SafeLoader):
    """Safe YAML that keeps numbers such as 33.10 as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in {"tag:yaml.org,2002:float"}]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_release(path: Path) -> tuple[Release | None, list[Problem]]:
    """The settings in a `release.yaml`, or every problem they have."""
    try:
        text = read_text(path)
        refuse_unsafe_yaml(text)
        content = yaml.load(text, Loader=_Loader)
    except Refused as error:
        return None, refused(path.as_posix(), error)
    except (yaml.YAMLError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        return None, [
            Problem(
                "P022",
                path.as_posix(),
                line,
                "bukan YAML yang sah. Periksa tanda baca dan spasi di baris ini.",
            )
        ]
    except FileNotFoundError:
        return None, [
            Problem("P003", path.as_posix(), 1, "berkas tidak ada. Buat pengaturan rilis di sini.")
        ]
    try:
        return Release.model_validate(content), []
    except ValidationError as error:
        return None, [_problem(path, each) for each in error.errors()]


def settings_problems(settings: Release, path: Path) -> list[Problem]:
    """What the settings say that cannot be: open periods, figures that are no source."""
    texts = []
    if PERIOD in settings.dimensions:
        for code in settings.dimensions[PERIOD].codes:
            if is_period(code) and first_and_last(code)[1] > settings.as_of.isoformat():
                texts.append(
                    f'periode "{code}" belum berakhir pada {settings.as_of}. Tunggu, atau pakai periode yang lebih pendek.'
                )
    for number, figure in enumerate(settings.official, 1):
        texts += [f"official {number}: {text}" for text in _figure_problems(settings, figure)]
    return [Problem("P122", path.as_posix(), 1, text) for text in texts]


def _figure_problems(settings: Release, figure: Official) -> list[str]:
    found = []
    if not figure.source:
        found.append("tanpa sumber. Tulis sumber yang menerbitkan angka ini.")
    elif settings.portal and settings.portal.rstrip("/") in figure.source:
        found.append(
            f'sumbernya "{figure.source}" adalah portal ini sendiri. Tulis sumber aslinya.'
        )
    if figure.date > settings.as_of:
        found.append(
            f"bertanggal {figure.date}, setelah as_of {settings.as_of}. Perbaiki tanggalnya."
        )
    return found


def _problem(path: Path, error: Mapping) -> Problem:
    field = ".".join(str(part) for part in error["loc"]) or "isi berkas"
    seen = (
        error["input"]
        if isinstance(error["input"], str | int | float)
        else type(error["input"]).__name__
    )
    if error["type"] == "missing":
        return Problem("P031", path.as_posix(), 1, f"{field}: belum diisi. Tambahkan {field}.")
    if error["type"] == "extra_forbidden":
        return Problem(
            "P032",
            path.as_posix(),
            1,
            f"{field}: pengaturan ini tidak dikenal. Hapus, atau perbaiki ejaannya.",
        )
    reason = str(error.get("ctx", {}).get("error", "tidak sesuai aturan"))
    text = f'{field}: nilai "{seen}" {reason}. Perbaiki nilai ini.'
    return Problem("P121", path.as_posix(), 1, text)


def write_release(release: Release) -> str:
    """The settings as YAML text, all of them, in a fixed order."""
    return yaml.safe_dump(release.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
