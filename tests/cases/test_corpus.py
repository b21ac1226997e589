"""No direct identifier of a seeded corpus is missed, and almost nothing else is taken for one."""

from portal.core.identifiers import find_identifiers

from .corpus import ALLOWED, look_alikes, personal


def test_the_corpus_is_large_enough_and_names_nothing_twice():
    assert len(personal()) >= 200 and len(look_alikes()) >= 500
    assert not set(personal()) & set(look_alikes())


def test_no_identifier_of_the_corpus_is_missed():
    missed = [text for text in personal() if not find_identifiers(text, ALLOWED)]

    assert missed == []


def test_at_most_one_look_alike_in_a_hundred_is_taken_for_a_person():
    texts = look_alikes()
    taken = [text for text in texts if find_identifiers(text, ALLOWED)]

    assert len(taken) <= len(texts) / 100, taken


def test_a_public_desk_is_a_person_where_it_is_not_on_the_list():
    desks = [text for text in look_alikes() if text.startswith("Lapor: ")]

    assert len(desks) == len(ALLOWED)
    assert all(find_identifiers(text) for text in desks)
