"""What a viewer asked for moves scores, refuses titles, and changes the proportions of the first screen."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.contracts import Adjustments, Taste, Wanted
from recommendations.ranking.asked import asked_of, asked_shares, lifted
from recommendations.ranking.policy import PagePolicy
from tests.factories.rankings import some_catalogue, some_ranking, some_taste

CATALOGUE = some_catalogue(size=120)
GENRE, OTHER = (int(key) for key in CATALOGUE.genres.ids[:2])
MEMBERS = CATALOGUE.genres.member[:, 0] > 0
MOOD = int(CATALOGUE.moods.ids[0])


def taste_with(adjustments: Adjustments) -> Taste:
    return replace(some_taste(CATALOGUE), adjustments=adjustments)


def test_nothing_asked_changes_nothing() -> None:
    asked = asked_of(Adjustments(), CATALOGUE)
    scores = np.arange(len(CATALOGUE.title_ids), dtype=np.float32)

    assert not asked.refused.any()
    assert lifted(scores, asked, PagePolicy()) is scores


POLICY = PagePolicy()


@pytest.mark.parametrize(("word", "deviations"), [(Wanted.MORE, POLICY.asked_up), (Wanted.LESS, -POLICY.asked_down)])
def test_titles_of_the_genre_move_by_so_many_deviations_and_no_others(word: Wanted, deviations: float) -> None:
    plain = some_ranking(taste=taste_with(Adjustments()))
    moved = some_ranking(taste=taste_with(Adjustments(genres={GENRE: word})))

    difference = moved.relevance - plain.relevance

    step = deviations * plain.relevance.std()
    assert difference[MEMBERS] == pytest.approx(np.full(int(MEMBERS.sum()), step), rel=1e-4)
    assert difference[~MEMBERS] == pytest.approx(np.zeros(int((~MEMBERS).sum())), abs=1e-6)
    assert (moved.recommendable == plain.recommendable).all()


def test_more_of_one_and_less_of_another_outweigh_each_other() -> None:
    both = MEMBERS & (CATALOGUE.genres.member[:, 1] > 0)
    assert both.any()

    asked = asked_of(Adjustments(genres={GENRE: Wanted.MORE, OTHER: Wanted.LESS}), CATALOGUE)

    assert (asked.titles[both] == 0).all()


def test_never_refuses_every_title_of_it_and_nothing_else() -> None:
    plain = some_ranking(taste=taste_with(Adjustments()))
    context = some_ranking(taste=taste_with(Adjustments(moods={MOOD: Wanted.NEVER})))
    members = CATALOGUE.moods.member[:, 0] > 0

    assert (context.asked.refused == members).all()
    assert (context.recommendable == (plain.recommendable & ~members)).all()
    assert (context.visible == plain.visible).all()


def test_people_count_too() -> None:
    theirs = CATALOGUE.titles_of_person[3]

    asked = asked_of(Adjustments(people={3: Wanted.NEVER, 99: Wanted.MORE}), CATALOGUE)

    assert set(np.flatnonzero(asked.refused)) == set(theirs.tolist())
    assert (asked.titles[theirs] == -1).all()


def test_what_the_catalogue_no_longer_has_is_left_out() -> None:
    asked = asked_of(Adjustments(genres={999: Wanted.NEVER}, moods={998: Wanted.MORE}), CATALOGUE)

    assert not asked.titles.any()
    assert not asked.refused.any()


def test_proportions_follow_and_still_sum_to_one() -> None:
    wanted = np.array([0.5, 0.3, 0.2, 0.0])
    policy = PagePolicy()

    def shares(word: Wanted, number: int = 0) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        genre = int(CATALOGUE.genres.ids[number])
        found = asked_shares(wanted, Adjustments(genres={genre: word}), CATALOGUE.genres, policy)
        assert found is not None
        assert found.sum() == pytest.approx(1.0)
        return found

    assert shares(Wanted.MORE)[0] > 0.5 > shares(Wanted.LESS)[0] > shares(Wanted.NEVER)[0] == 0.0
    assert shares(Wanted.MORE, 3)[3] > 0.1, "What was never chosen has a share once it is asked for."


def test_no_proportions_are_left_when_all_that_was_chosen_is_refused() -> None:
    wanted = np.array([1.0, 0.0, 0.0, 0.0])

    assert asked_shares(wanted, Adjustments(genres={GENRE: Wanted.NEVER}), CATALOGUE.genres, PagePolicy()) is None


def test_ignored_moments_have_no_say() -> None:
    from tests.factories.rankings import various_rankings

    evening = next(context.moment for context in various_rankings() if context.moment)
    taste = some_taste(CATALOGUE)

    assert some_ranking(taste=taste, moment=evening).moment == evening
    assert some_ranking(taste=replace(taste, ignores_moments=True), moment=evening).moment is None
