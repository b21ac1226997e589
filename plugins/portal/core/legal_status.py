"""The legal status of regulations, as it follows from what they say of each other."""

from collections.abc import Collection, Iterator, Mapping

from .documents import Document
from .fields import line_of
from .problems import Problem
from .regulations import Regulation

Rules = Mapping[str, Document]


def contradictions(rules: Rules, withdrawn: Collection[str]) -> Iterator[Problem]:
    """What regulations say of each other that cannot be.

    withdrawn  names of records that do not stand.
    """
    for document in rules.values():
        yield from _status_problems(rules, withdrawn, document)
        yield from _inverse_problems(rules, document)


def _status_problems(
    rules: Rules, withdrawn: Collection[str], document: Document
) -> Iterator[Problem]:
    """A written status that the relations contradict needs a note that says why."""
    record = document.record
    computed = status_of(rules, withdrawn, record.id)
    if computed != record.status and not record.status_note:
        yield Problem(
            "P065",
            document.path,
            line_of(("status",), document.lines),
            f'status "{record.status}", sedangkan menurut hubungan antarregulasi "{computed}".'
            " Perbaiki status atau jelaskan di status_note.",
        )


def _inverse_problems(rules: Rules, document: Document) -> Iterator[Problem]:
    record: Regulation = document.record
    for inverse, forward in (("amended_by", "amends"), ("revoked_by", "revokes")):
        for i, other in enumerate(getattr(record, inverse)):
            known = rules.get(other)
            if known and record.id not in getattr(known.record, forward):
                yield Problem(
                    "P066",
                    document.path,
                    line_of((inverse, i), document.lines),
                    f'{inverse} menyebut "{other}", tetapi {known.path} tidak menulis'
                    f' "{forward}: {record.id}". Tambahkan di sana atau hapus di sini.',
                )


def status_of(rules: Rules, withdrawn: Collection[str], regulation: str) -> str:
    """The legal status that follows from the relations: in-force, amended, revoked."""
    record = rules[regulation].record
    others = [d.record for d in rules.values() if d.name not in withdrawn]
    if record.revoked_by or any(regulation in o.revokes for o in others):
        return "revoked"
    if record.amended_by or any(regulation in o.amends for o in others):
        return "amended"
    return "in-force"
