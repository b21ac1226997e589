"""Registers beside the records: code lists, types, terms, institutions, channels."""

from typing import Annotated, Literal

from .fields import (
    Count,
    OneOf,
    OptionalText,
    OptionalUrl,
    Record,
    RegionCode,
    RegulationId,
    Slug,
    Text,
    Url,
)

Confidence = Literal["high", "medium", "low"]


class Code(Record):
    """One row of `data/codelists.csv`: a value allowed in a field, and its words."""

    list: Text
    code: Slug
    label_id: Text
    label_en: Text


class Category(Record):
    """One row of `data/categories.csv`.

    dimension  what is cut by it: the type of violation, a position, a sanction …;
               categories of different dimensions never stand in one table.
    """

    slug: Slug
    dimension: Annotated[str, OneOf("dimension")]
    label_id: Text
    label_en: Text
    definition_id: Text
    legal_basis: str


class Alias(Record):
    """One row of `data/region_aliases.csv`: another name people search a region by."""

    region_code: RegionCode
    alias: Text


class TilePlace(Record):
    """One row of `data/tiles.csv`: where a province stands in the tile-grid map."""

    region_code: RegionCode
    column: Count
    row: Count
    abbreviation: Text


class External(Record):
    """A regulation that records refer to but that has no page here."""

    id: Slug
    label: Text


class Term(Record):
    """One entry of `data/glossary.yaml`."""

    term: Text
    abbreviation: OptionalText
    english: Text
    definition: Text
    category: Text
    see_also: list[str]
    legal_basis: OptionalText
    confidence: Confidence


class Reference(Record):
    """A page that was read to write an entry."""

    url: Url
    title: Text
    publisher: Text


class Years(Record):
    """The years an institution existed; `end` is None while it does."""

    start: int | None
    end: int | None
    note: OptionalText


class Institution(Record):
    """One entry of `data/institutions.yaml`.

    issuer_names  how sources name it as the issuer of figures: each a beginning
                  of the name ("Bawaslu Provinsi" covers all of them).
    """

    id: Slug
    name: Text
    abbreviation: Text
    category: Text
    role: Text
    period: Years
    oversees: list[Annotated[str, OneOf("applies_to")]]
    url: OptionalUrl
    sources: list[Reference]
    confidence: Confidence
    confidence_note: OptionalText
    issuer_names: list[str] = []


class Deadline(Record):
    """Until when one may report; `days` is None where no rule names a number."""

    rule: Text
    days: int | None
    day_type: OptionalText
    counted_from: OptionalText
    note: OptionalText


class Channel(Record):
    """One entry of `data/reporting_channels.yaml`: an official way to report."""

    id: Slug
    name: Text
    operator: Text
    targets: list[Annotated[str, OneOf("applies_to")]]
    election_type: Text
    method: Text
    who_can_report: list[str]
    needed: list[str]
    deadline: Deadline
    processing: Text
    confidentiality: Text
    service_hours: OptionalText
    legal_basis: list[RegulationId]
    articles: list[str]
    url: OptionalUrl
    sources: list[Reference]
    confidence: Confidence
    confidence_note: OptionalText
