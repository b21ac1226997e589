"""Settings of a release of case statistics: the model of `release.yaml`."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from ..fields import Day, Mistake, Place, line_of, parse, shown
from ..headers import Refused, read_text, read_yaml, refused
from ..problems import Problem
from .dimensions import LEVELS, Dimension, flat_dimension, region_dimension
from .family import Family, TableSpec
from .primary import Rules
from .release_rules import broken_settings

REGION = "region_code"
PERIOD = "period"
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$", max_length=60)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Column = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Size = Annotated[int, Field(ge=0, le=1000)]


def _some(codes: tuple[str, ...]) -> tuple[str, ...]:
    if codes:
        return codes
    raise Mistake("P030", "daftar kode kosong. Isi paling sedikit satu.")


def _protection(value: Any) -> Any:
    if value == "full" or (isinstance(value, int) and value >= 2):
        return value
    raise Mistake(
        "P121",
        f'bidang "protection" berisi {shown(value)}. Tulis full, atau berapa nilai'
        " yang tetap mungkin: 2 atau lebih.",
    )


Codes = Annotated[tuple[Code, ...], AfterValidator(_some)]


class Model(BaseModel):
    """A part of the settings: unknown ones are refused, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Named(Model):
    """What readers of each language call something."""

    id: Words
    en: Words


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

    column: Column
    codes: Codes
    sums: Mapping[Code, Codes] = {}
    of_people: bool = True
    title: Named | None = None
    labels: Mapping[Code, Named] = {}

    @model_validator(mode="after")
    def _names_its_own_codes(self) -> "Breakdown":
        every = [*self.codes, *self.sums]
        for code in every:
            if every.count(code) > 1:
                raise Mistake("P121", f'codes: kode "{code}" ditulis dua kali. Hapus salah satu.')
        for code in self.labels:
            if code not in self.codes and code not in self.sums:
                text = f'kode "{code}" tidak ada di codes atau sums'
                raise Mistake("P121", f"labels kolom {self.column}: {text}. Perbaiki kodenya.")
        return self


class Area(Model):
    """An area that overlaps the tree: an electoral district, an old province."""

    name: Words
    members: Codes


class Table(Model):
    """One table: how deep regions go, and which dimensions it crosses."""

    level: Literal[LEVELS] = LEVELS[0]
    by: tuple[Slug, ...] = ()


class Official(Model):
    """A figure of the same data that an official already published.

    at  dimension -> code; a dimension that is not named is at its total.
    """

    source: str
    date: Day
    at: Mapping[str, Code] = {}
    value: Annotated[int, Field(ge=0, le=10**9)]


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

    title: Words
    issuer: Words
    licence: Words
    source: Words
    quality: Words
    data: Slug
    as_of: Day
    threshold: Size = 5
    gate: Size = 10
    group_size: Size = 10
    protection: Annotated[Literal["full"] | int, BeforeValidator(_protection)] = "full"
    no_cases: bool = False
    example: bool = False
    input: Literal["rows", "counts"] = "rows"
    portal: Annotated[str, StringConstraints(max_length=200)] = ""
    region_column: Column = REGION
    value_column: Column = "value"
    ignored_columns: tuple[Column, ...] = ("case_id",)
    dimensions: Mapping[Slug, Breakdown]
    areas: Mapping[Code, Area] = {}
    tables: Annotated[Mapping[Slug, Table], Field(min_length=1)]
    official: tuple[Official, ...] = ()
    revised: Mapping[Slug, tuple[Code, ...]] = {}
    only_grew: bool = True

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


def read_release(
    path: Path, own_sites: Collection[str] = ()
) -> tuple[Release | None, list[Problem]]:
    """The settings in a `release.yaml`, or every problem they have.

    own_sites  addresses of our own site, which is no source of an official figure.
    """
    name = path.as_posix()
    try:
        values, lines = read_yaml(read_text(path))
    except Refused as error:
        return None, refused(name, error)
    except OSError:
        text = "berkas tidak ada atau tidak terbaca. Buat pengaturan rilis di sini."
        return None, [Problem("P003", name, 1, text)]
    settings, problems = parse(Release, values, name, lines)
    if settings:
        problems = settings_problems(settings, path, lines, own_sites)
    return (None if problems else settings), problems


def settings_problems(
    settings: Release,
    path: Path,
    lines: Mapping[Place, int] = {},
    own_sites: Collection[str] = (),
) -> list[Problem]:
    """What settings say that no release may, each at its line of `release.yaml`."""
    return [
        Problem(code, path.as_posix(), line_of(place, lines), text)
        for code, place, text in broken_settings(settings, own_sites)
    ]


def write_release(release: Release) -> str:
    """The settings as YAML text, all of them, in a fixed order."""
    return yaml.safe_dump(release.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
