"""What is believed follows from the viewer's own titles, and from nothing that may not be named."""

from dataclasses import replace

import pytest

from catalog.maturity import Maturity
from recommendations.contracts import Adjustments, Group, Taste, Wanted
from recommendations.explanations.beliefs import beliefs_about
from recommendations.explanations.match import match_words
from tests.factories.rankings import some_catalogue, some_ranking, some_taste, some_viewer

CATALOGUE = some_catalogue(size=120)
TASTE = some_taste(CATALOGUE, size=60)


def test_shares_counts_and_examples_are_those_of_what_was_chosen_and_valued() -> None:
    context = some_ranking(taste=TASTE)
    visible = set(context.catalogue.title_ids[context.visible].tolist())
    own = {
        title: worth
        for title, worth in TASTE.strengths.items()
        if worth > 0 and title in (TASTE.chosen - TASTE.hidden) & visible
    }

    found = beliefs_about(context)

    assert found.rests_on == len(own)
    for belief in found.genres:
        number = context.catalogue.genres.ids.tolist().index(belief.subject_id)
        inside = {
            title: worth
            for title, worth in own.items()
            if context.catalogue.genres.member[int(context.catalogue.code_of([title])[0]), number] > 0
        }
        assert belief.count == len(inside)
        assert belief.share == pytest.approx(sum(inside.values()) / sum(own.values()), rel=1e-4)
        assert list(belief.examples) == sorted(inside, key=lambda title: (-inside[title], title))[:3]
        assert belief.usual == pytest.approx(context.catalogue.genres.member[context.visible, number].mean(), rel=1e-4)


def test_what_was_chosen_most_comes_first_as_the_shares_are_told() -> None:
    context = some_ranking(taste=TASTE)

    found = beliefs_about(context).genres

    affinity = dict(zip(context.catalogue.genres.ids.tolist(), context.genre_affinity.tolist(), strict=True))
    assert found == sorted(found, key=lambda belief: (-round(belief.share * 100), -affinity[belief.subject_id]))
    assert len({round(belief.share * 100) for belief in found}) > 1


def test_people_are_believed_in_after_two_titles_or_when_asked_for() -> None:
    asked = replace(TASTE, adjustments=Adjustments(people={5: Wanted.LESS}))

    people = beliefs_about(some_ranking(taste=asked)).people

    assert all(belief.count >= 2 or belief.wanted for belief in people)
    assert {belief.subject_id: belief.wanted for belief in people}[5] == Wanted.LESS
    assert {belief.group for belief in people} == {Group.PERSON}


def test_children_are_told_of_no_people() -> None:
    child = some_viewer(is_kids=True)

    assert beliefs_about(some_ranking(taste=TASTE, viewer=child)).people == []


def test_nothing_above_the_ceiling_is_an_example_or_counted() -> None:
    context = some_ranking(taste=TASTE, viewer=some_viewer(ceiling=Maturity.TEN))
    visible = set(context.catalogue.title_ids[context.visible].tolist())

    found = beliefs_about(context)

    assert {title for belief in (*found.genres, *found.moods) for title in belief.examples} <= visible
    assert found.rests_on <= len(visible)


def test_newcomer_is_believed_to_like_nothing_yet() -> None:
    found = beliefs_about(some_ranking(taste=Taste(epoch=0)))

    assert found.rests_on == 0
    assert {belief.count for belief in found.genres} == {0}
    assert found.people == []


@pytest.mark.parametrize("match", range(101))
def test_match_in_words_is_as_honest_as_the_number(match: int) -> None:
    good, bad = ("fairly sure", "more likely like it"), ("may like it or not", "more likely not", "do not think")

    words = match_words(match)

    assert any(word in words for word in (good if match >= 60 else bad))
    assert ("not sure" in match_words(match, is_kids=True)) == (match < 60)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert match_words(None) == match_words(None, is_kids=True) == ""
