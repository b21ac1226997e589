"""Every known attack cracks the naive release and fails on the protected one."""

import pytest

from cases.attacks import ATTACKS
from cases.worlds import open_values
from portal.core.cases.audit import audit
from portal.core.cases.disclosure import protect

NAMES = [attack.name for attack in ATTACKS]


def protected_releases(attack):
    releases = []
    for name, frame, release in attack.before:
        releases.append(
            protect(frame, release, attack.regions, earlier=releases).as_published(name)
        )
    return [
        *releases,
        protect(attack.frame, attack.release, attack.regions, earlier=releases).as_published(
            "baru"
        ),
    ]


def test_the_corpus_has_at_least_thirty_attacks():
    assert len(set(NAMES)) == len(NAMES) >= 30


@pytest.mark.parametrize("attack", ATTACKS, ids=NAMES)
def test_the_audit_cracks_the_naive_release(attack):
    assert audit(attack.naive_releases(), attack.regions).findings


@pytest.mark.parametrize("attack", ATTACKS, ids=NAMES)
def test_the_audit_finds_nothing_in_the_protected_release(attack):
    assert audit(protected_releases(attack), attack.regions).findings == ()


@pytest.mark.parametrize(
    "attack",
    [a for a in ATTACKS if not a.release.official],
    ids=[a.name for a in ATTACKS if not a.release.official],
)
def test_no_small_value_of_the_protected_release_can_be_excluded(attack):
    releases = protected_releases(attack)

    left = open_values(releases, attack.regions, attack.release, attack.frame)

    assert all(values == set(range(1, attack.release.threshold)) for values in left.values()), left
