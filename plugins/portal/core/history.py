"""When and why records changed, as the version control of the project tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

STATEMENTS = "content/statements/"
# Seconds since 1970; git records any number, a calendar ends. A day is left for time zones.
FIRST_SECOND, LAST_SECOND = 0, int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())


def moment(seconds: int) -> datetime:
    """When a change was recorded, in UTC; the nearest moment that a calendar has."""
    return datetime.fromtimestamp(min(max(seconds, FIRST_SECOND), LAST_SECOND), UTC)


@dataclass(frozen=True)
class Revision:
    """One change that was recorded.

    commit   its full id.
    day      when it was recorded, by the clock of UTC.
    """

    commit: str
    day: date


@dataclass(frozen=True)
class History:
    """What changed each record, the newest change first.

    documents   path such as `content/statements/x.md` -> its revisions.
    rows        id of a figure or a source -> revisions of its row.
    is_known    False where the project has no version control.
    repository  address of the repository, without a slash at its end; "" if unknown.
    """

    documents: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    is_known: bool = False
    repository: str = ""

    @property
    def without_statements(self) -> "History":
        """The same of all other records."""
        kept = {path: r for path, r in self.documents.items() if not path.startswith(STATEMENTS)}
        return replace(self, documents=kept)

    def of_document(self, path: str) -> tuple[Revision, ...]:
        return self.documents.get(path, ())

    def of_rows(self, *ids: str) -> tuple[Revision, ...]:
        """Revisions of any of the rows, each once, the newest first."""
        found = dict.fromkeys(one for name in ids for one in self.rows.get(name, ()))
        return tuple(sorted(found, key=lambda one: one.day, reverse=True))

    def difference(self, revision: Revision) -> str:
        """Address where the change is shown, "" if the repository's is unknown."""
        return f"{self.repository}/commit/{revision.commit}" if self.repository else ""


UNKNOWN = History()
