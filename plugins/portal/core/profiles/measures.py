"""A figure in words: what it counts, how much, in which unit, and when it was said."""

from ..amounts import PERCENT
from ..editions import Edition
from ..figures import Figure

WITHHELD = "[c]"
# A report this many days after the day it speaks of looks back at it.
LOOKS_BACK = 31


def describe(edition: Edition, figure: Figure) -> str:
    """`ASN: direkomendasikan`, over all types or of one that is said beside it."""
    group = edition.label("respondent_group", figure.respondent_group)
    stage = edition.label("stage_of_handling", figure.stage_of_handling)
    return f"{group}: {stage}"


def measure(edition: Edition, figure: Figure) -> str:
    """`ASN: direkomendasikan, semua jenis`."""
    return f"{describe(edition, figure)}, {edition.category(figure.category)}"


def amount(edition: Edition, figure: Figure) -> str:
    """The value as its source gives it: `300`, `sekitar 300`, `15,7`; the mark where it is withheld."""
    if figure.value is None:
        return WITHHELD
    return edition.say(f"precision.{figure.precision}", value=edition.number(figure.value))


def unit_in_charts(edition: Edition, figure: Figure) -> str:
    return "%" if figure.unit == PERCENT else edition.label("unit", figure.unit)


def reported(edition: Edition, figure: Figure) -> str:
    """`diberitakan 18 September 2024`, where that is long after the day the figure speaks of."""
    published, day = edition.portal.sources[figure.source_id].published, figure.period_end
    if not (published and day) or (published - day).days <= LOOKS_BACK:
        return ""
    return edition.say("figures.reported", day=edition.day(published))


def value_name(edition: Edition, figure: Figure, *parts: str) -> str:
    """What a link that shows only a number is called where it is heard: number, unit, what, whose."""
    unit = edition.label("unit", figure.unit)
    publisher = edition.portal.sources[figure.source_id].publisher
    return ", ".join((f"{amount(edition, figure)} {unit}", *filter(None, parts), publisher))
