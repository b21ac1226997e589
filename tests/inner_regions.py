"""The invented records with a district and a village inside a regency."""

from dataclasses import replace

from portal.core.portal import Portal
from portal.core.regions import Region, arrange

REGENCY, DISTRICT, VILLAGE = "98.01", "98.01.01", "98.01.01.2001"


def with_a_village(portal: Portal, **changed) -> Portal:
    """`changed` replaces other parts of the portal."""
    inner = [_region(DISTRICT, REGENCY, "district", "kecamatan", "Mekar")]
    inner.append(_region(VILLAGE, DISTRICT, "village", "desa", "Sukamaju"))
    regions, problems = arrange([(r, "", {(): 1}) for r in (*portal.regions, *inner)])
    assert not [p for p in problems if p.code != "P062"]
    return replace(portal, regions=replace(regions, former=portal.regions.former), **changed)


def _region(code: str, parent: str, level: str, form: str, name: str) -> Region:
    rest = dict.fromkeys(("valid_from", "valid_to", "decree", "predecessor"), "")
    named = {"name": name, "slug": name.lower()}
    return Region(code=code, parent=parent, level=level, legal_form=form, **named, **rest)
