"""A part of the sitemap holds 10,000 addresses: more of them stand in more parts."""

import pytest
from built import SITE_URL, edition_of

from portal.core.profiles.site import SITEMAP_AT_MOST, robots, sitemaps


@pytest.fixture
def edition(example):
    return edition_of(example, "id")


def listed(count: int) -> list[tuple[str, dict[str, str]]]:
    return [(f"wilayah/{n}/", {"id": f"wilayah/{n}/"}) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (SITEMAP_AT_MOST, [10_000]), (SITEMAP_AT_MOST + 1, [10_000, 1])],
)
def test_no_part_holds_more_than_it_may_and_none_is_left_out(edition, count, sizes):
    whole, *parts = sitemaps(edition, listed(count))

    assert [len(part.data) for part in parts] == sizes
    assert whole.data == tuple(f"{SITE_URL}/sitemap-{n}.xml" for n in range(1, len(sizes) + 1))
    urls = [entry.url for part in parts for entry in part.data]
    assert urls == [f"{SITE_URL}/wilayah/{n}/" for n in range(count)]


def test_robots_are_led_to_the_list_of_the_parts(edition):
    assert robots(edition).data == f"{SITE_URL}/sitemap.xml"
