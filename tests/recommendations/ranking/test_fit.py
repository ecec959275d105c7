"""What suits a viewer: by what the site itself says of a title, by who it was made for, by when somebody watches."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from django.utils import timezone

from recommendations.contracts import InProgress, Moment, Taste, Viewer, moment_of
from recommendations.explanations.match import match_words
from recommendations.ranking.fit import EVEN, INFORMED, fitting, fitting_children, for_children, watches_at
from recommendations.ranking.policy import PagePolicy
from tests.factories.rankings import some_catalogue, some_ranking, some_viewer
from tests.factories.recommendations import NOON


def test_what_is_said_to_be_more_likely_disliked_does_not_fit_and_what_is_unknown_does() -> None:
    match, everything = np.array([-1, 0, EVEN - 1, EVEN, 100]), np.ones(5, dtype=bool)
    taste = Taste(epoch=1, listed=range(INFORMED))

    assert fitting(recommendable=everything, match=match, taste=taste).tolist() == [True, False, False, True, True]
    assert not fitting(recommendable=~everything, match=match, taste=taste).any()
    assert "not like" in match_words(EVEN - 1)
    assert "not like" not in match_words(EVEN)


def test_of_who_chose_hardly_anything_too_little_is_known_to_keep_anything_out() -> None:
    taste = Taste(epoch=1, listed=range(INFORMED - 1))

    assert fitting(recommendable=np.ones(3, dtype=bool), match=np.zeros(3, dtype=np.int64), taste=taste).all()


def test_for_a_newcomer_everything_that_may_be_recommended_fits() -> None:
    context = some_ranking(taste=Taste(epoch=0))

    assert context.fitting.tolist() == context.recommendable.tolist()
    assert context.fitting.any()


def test_for_a_child_what_is_made_for_children_leads_and_nothing_is_left_out() -> None:
    catalogue = some_catalogue(size=60)
    catalogue = replace(catalogue, genres=replace(catalogue.genres, names=("Comedy", "Family", "Romance", "War")))
    made = catalogue.genres.member[:, 1] > 0
    scores = np.random.default_rng(0).normal(size=60).astype("f4")
    policy = PagePolicy()

    lifted = for_children(scores, viewer=some_viewer(is_kids=True), catalogue=catalogue, policy=policy)

    assert lifted[made].mean() > lifted[~made].mean() + scores.std()
    assert lifted[~made].tolist() == scores[~made].tolist()
    assert np.argsort(lifted[made]).tolist() == np.argsort(scores[made]).tolist()
    assert for_children(scores, viewer=some_viewer(), catalogue=catalogue, policy=policy) is scores


def test_a_child_is_promised_what_is_made_for_children_or_of_genres_that_it_chooses() -> None:
    catalogue = some_catalogue(size=4)
    member = np.array([[1, 1, 0, 0], [0, 0, 1, 0], [1, 0, 1, 0], [1, 0, 0, 1]], dtype=catalogue.genres.member.dtype)
    genres = replace(catalogue.genres, names=("Comedy", "Family", "Romance", "Adventure"), member=member)
    catalogue, everything = replace(catalogue, genres=genres), np.ones(4, dtype=bool)
    affinity = np.array([0.05, -0.3, -0.17, 0.25], dtype=np.float32)
    known, new = Taste(epoch=1, listed=range(INFORMED)), Taste(epoch=1, listed=range(INFORMED - 1))

    def fits(viewer: Viewer, taste: Taste) -> list[bool]:
        found = fitting_children(everything, viewer=viewer, taste=taste, catalogue=catalogue, genre_affinity=affinity)
        return [bool(one) for one in found]

    assert fits(some_viewer(is_kids=True), known) == [True, False, False, True]
    assert fits(some_viewer(is_kids=True), new) == [True] * 4
    assert fits(some_viewer(), known) == [True] * 4


def test_the_ranking_of_a_child_keeps_to_it() -> None:
    child, taste = some_viewer(is_kids=True), Taste(epoch=1, ratings={100 + n: 5.0 for n in range(9)},
                                                    strengths={100 + n: 2.0 for n in range(9)})  # fmt: skip
    context = some_ranking(viewer=child, taste=taste)
    liking = context.catalogue.genres.member @ context.genre_affinity

    assert context.fitting.any()
    assert (liking[context.fitting] > 0).all()
    passes = (context.match < 0) | (context.match >= EVEN)
    assert (liking[context.recommendable & passes] <= 0).any()


def played(at: datetime) -> InProgress:
    return InProgress(
        title_id=100, episode_id=None, position_seconds=60, duration_seconds=90, completed=True, updated_at=at,
        dismissed=False,
    )  # fmt: skip


def moment_at(at: datetime) -> Moment:
    return moment_of(timezone.localtime(at), some_viewer().device)


@pytest.mark.parametrize(("hours", "expected"), [(0, True), (-24, True), (-12, False)])
def test_somebody_watches_at_an_hour_when_something_was_played_then(hours: int, expected: bool) -> None:
    taste = Taste(epoch=1, progress=[played(NOON + timedelta(hours=hours))])

    assert watches_at(taste=taste, moment=moment_at(NOON)) is expected


def test_who_played_nothing_or_started_afresh_watches_at_no_hour() -> None:
    afresh = Taste(epoch=1, progress=[played(NOON)], restarted_at=NOON + timedelta(minutes=1))

    assert not watches_at(taste=Taste(epoch=0), moment=moment_at(NOON))
    assert not watches_at(taste=afresh, moment=moment_at(NOON))
    assert not watches_at(taste=Taste(epoch=1, progress=[played(NOON)]), moment=None)
