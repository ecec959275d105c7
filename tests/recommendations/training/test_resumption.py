"""What viewers went on with teaches how likely they go on."""

from collections import Counter
from datetime import timedelta
from itertools import count

import numpy as np
import pytest

from catalog.models import Episode
from recommendations.ranking.policy import RESUME_WEIGHTS
from recommendations.training.resumption import FEWEST_RETURNS, Run, fitted, learn_resumption, read_runs, returns_in
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title, an_episode
from tests.factories.recommendations import NOON, a_play

HOUR = 3600
_profiles = count(1)


def run(profile: int, title: int, hours: float, *, fraction: float = 0.5, episode: int = 0, device: int = 1) -> Run:
    first = int(hours * HOUR)
    completed = fraction >= 0.9
    return Run(profile, title, episode, first, first + 600, fraction, completed, device)


def test_each_visit_asks_of_all_that_is_open_and_notes_which_it_went_on_with() -> None:
    runs = [run(1, 7, 0), run(1, 8, 5), run(1, 7, 30), run(1, 9, 30.3), run(2, 7, 100)]

    returns = returns_in(runs)

    # At hour 5 title 7 is open; at hour 30 titles 7 and 8 are; half an hour is no visit of its own.
    assert returns.resumed.tolist() == [False, True, False]


def test_a_film_seen_to_its_end_is_closed_and_a_series_waits_with_its_next_episode() -> None:
    film = returns_in([run(1, 7, 0, fraction=1.0), run(1, 8, 5)])
    series = returns_in([run(1, 7, 0, fraction=1.0, episode=3), run(1, 7, 24, episode=4)])

    assert len(film.resumed) == 0
    assert series.resumed.tolist() == [True]
    assert series.features[0][list(RESUME_WEIGHTS).index("next_episode")] == 1.0


def test_a_series_of_which_no_episode_is_left_is_closed() -> None:
    last = run(1, 7, 0, fraction=1.0, episode=3)._replace(is_last=True)

    assert len(returns_in([last, run(1, 8, 5)]).resumed) == 0
    assert len(returns_in([last._replace(completed=False), run(1, 8, 5)]).resumed) == 1


def households(*, loves_old: bool, viewers: int) -> list[Run]:
    """Viewers who leave two films open, an old one and a new one, and go on with the one or the other."""
    runs: list[Run] = []
    for _viewer in range(viewers):
        profile = next(_profiles)
        again = 1 if loves_old else 2
        runs += [run(profile, 1, 0), run(profile, 2, 24 * 20), run(profile, again, 24 * 21)]
    return runs


def test_weights_go_where_returns_point() -> None:
    old, new = (fitted(returns_in(households(loves_old=loves, viewers=300))) for loves in (True, False))

    assert old["log_age"] > RESUME_WEIGHTS["log_age"] > new["log_age"]
    assert old["next_episode"] == pytest.approx(RESUME_WEIGHTS["next_episode"]), (
        "Of what never came nothing is learned."
    )


def test_few_returns_leave_the_policy_alone_and_more_suffice() -> None:
    assert not returns_in(households(loves_old=False, viewers=FEWEST_RETURNS // 2)).suffices
    assert returns_in(households(loves_old=False, viewers=FEWEST_RETURNS)).suffices


@pytest.mark.django_db
def test_runs_are_read_as_the_player_left_them() -> None:
    profile, film, series = a_profile(), a_title(), a_series()
    episode = series.seasons.get().episodes.order_by("number")[0]
    a_play(profile, film, seconds=30.0, at=NOON)
    a_play(profile, series, episode=episode, seconds=100.0, at=NOON + timedelta(hours=2))
    a_play(profile, film, seconds=50.0, at=NOON + timedelta(days=9))

    first, second = read_runs(cutoff=NOON + timedelta(days=1))

    assert (first.title, first.episode, first.completed) == (film.pk, 0, False)
    assert first.fraction == pytest.approx(0.3)
    assert (second.title, second.episode, second.completed) == (series.pk, episode.pk, True)
    assert (first.is_last, second.is_last) == (False, False)
    assert learn_resumption(cutoff=NOON + timedelta(days=1)) is None


@pytest.mark.django_db
def test_the_last_episode_of_the_last_season_is_known() -> None:
    profile, series = a_profile(), a_series(episodes=2)
    an_episode(series, season=2, number=1)
    for hours, (season, number) in enumerate([(1, 2), (2, 1)]):
        episode = Episode.objects.get(season__title=series, season__number=season, number=number)
        a_play(profile, series, episode=episode, at=NOON + timedelta(hours=hours))

    assert [one.is_last for one in read_runs(cutoff=NOON + timedelta(days=1))] == [False, True]


@pytest.mark.django_db
def test_of_a_great_many_runs_those_of_some_viewers_are_read_with_all_of_theirs() -> None:
    film = a_title()
    for _viewer in range(40):
        profile = a_profile()
        for day in range(2):
            a_play(profile, film, at=NOON + timedelta(days=day))

    runs = read_runs(cutoff=NOON + timedelta(days=9), most=40)

    of_each = Counter(one.profile for one in runs)
    assert set(of_each.values()) == {2}
    assert 5 <= len(of_each) < 40
    assert len(read_runs(cutoff=NOON + timedelta(days=9))) == 80


def test_no_runs_are_no_trouble() -> None:
    assert np.shape(returns_in([]).features) == (0, len(RESUME_WEIGHTS))
