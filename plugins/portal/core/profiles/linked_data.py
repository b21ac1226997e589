"""What a page is about, for machines: schema.org as JSON-LD.

source  https://schema.org/Legislation, /Dataset, /CreativeWork, /BreadcrumbList
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..documents import Regulation, Statement
from ..editions import Edition, Link

Node = dict[str, Any]

FORCES = {"in-force": "InForce", "amended": "InForce", "revoked": "NotInForce"}
TYPES = {"csv": "text/csv", "json": "application/json"}
# How much of an ISO date is known.
KNOWN = {"day": 10, "month": 7, "year": 4}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SHORT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# A browser ends the block at the first "</script", whatever the type: no "<" is written.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data_block(nodes: Sequence[Mapping]) -> str:
    """The nodes as the text of one `application/ld+json` block; "" where there are none."""
    if not nodes:
        return ""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    return SHORT.encode(graph).translate(ESCAPES)


def breadcrumbs(trail: Sequence[Link], title: str, url: str, origin: str) -> list[Node]:
    """Where the page stands; nothing for a page without a trail.

    origin  scheme and host, put before the links of the trail.
    """
    if not trail:
        return []
    steps = [(link.text, origin + link.href) for link in trail] + [(title, url)]
    items = [
        {"@type": "ListItem", "position": i, "name": name, "item": item}
        for i, (name, item) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def website(edition: Edition) -> Node:
    search = edition.addresses.absolute(edition.language, "search")
    return {
        "@type": "WebSite",
        "name": edition.words["site"]["name"],
        "description": edition.words["home"]["lead"],
        "url": edition.addresses.absolute(edition.language, "home"),
        "inLanguage": edition.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{q}}"},
            "query-input": "required name=q",
        },
    }


def legislation(edition: Edition, record: Regulation) -> Node:
    """A regulation; what its record calls unconfirmed is left out.

    Of one made for certain elections nobody can say whether it still has force.
    """
    force = "" if record.applies_to_elections else FORCES[record.status]
    told = {
        "legislationDate": ("date_enacted", _iso(record.date_enacted)),
        "datePublished": ("date_promulgated", _iso(record.date_promulgated)),
        "legislationLegalForce": ("status", force),
        "legislationChanges": ("amends", _others(edition, record.amends)),
        "legislationRepeals": ("revokes", _others(edition, record.revokes)),
    }
    return {
        "@type": "Legislation",
        "@id": edition.addresses.absolute(edition.language, "regulation", slug=record.id),
        **_named(record),
        "legislationIdentifier": record.citation,
        "legislationType": record.type,
        "legislationPassedBy": {"@type": "Organization", "name": record.issuing_body},
        "legislationJurisdiction": _area(record.scope_name),
        "inLanguage": "id",
        **{
            name: v
            for name, (field, v) in told.items()
            if v and field not in record.unconfirmed_fields
        },
    }


def _named(record: Regulation) -> Node:
    """A title of our own is told as a description."""
    if record.title_is_official:
        return {"name": record.title}
    return {"name": record.citation, "description": record.title}


def statement(edition: Edition, record: Statement) -> Node:
    """A statement as a work about places and rules; persons are not described."""
    regions = edition.portal.regions
    told = {
        "isBasedOn": edition.outside("", record.source.url).href,
        "citation": _others(edition, record.regulations),
    }
    return {
        "@type": "CreativeWork",
        "@id": edition.addresses.absolute(edition.language, "statement", slug=record.id),
        "name": record.title,
        "temporalCoverage": record.date.isoformat()[: KNOWN[record.date_precision]],
        "spatialCoverage": [_area(regions[code].full_name) for code in record.region_codes],
        "license": LICENCE,
        "inLanguage": "id",
        **{name: value for name, value in told.items() if value},
    }


def dataset(
    edition: Edition, kind: str, title: str, description: str, place: str = "", **parts: str
) -> Node:
    """The downloads `<kind>_csv` and `<kind>_json` of a page as one data set."""
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": media_type,
            "contentUrl": edition.addresses.absolute(edition.language, f"{kind}_{form}", **parts),
        }
        for form, media_type in TYPES.items()
    ]
    return {
        "@type": "Dataset",
        "name": title,
        "description": description,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": edition.words["site"]["name"]},
        "inLanguage": edition.language,
        "distribution": files,
        **({"spatialCoverage": _area(place)} if place else {}),
    }


def _area(name: str) -> Node:
    return {"@type": "AdministrativeArea", "name": name}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _others(edition: Edition, names: Sequence[str]) -> list[Node]:
    return [_other(edition, name) for name in names]


def _other(edition: Edition, name: str) -> Node:
    """Another regulation; one without a page here by its name alone."""
    citation = edition.regulation(name).text
    node = {"@type": "Legislation", "name": citation, "legislationIdentifier": citation}
    if name in edition.portal.regulations:
        node["@id"] = edition.addresses.absolute(edition.language, "regulation", slug=name)
    return node
