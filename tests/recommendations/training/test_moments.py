"""What is learned of moments: what is watched then beyond what those who are there watch at any time."""

import numpy as np
import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment
from recommendations.modelstore.scorers import Likeness, Moments
from recommendations.training.content import Content, likenesses_of
from recommendations.training.moments import MOST, learn_moments
from recommendations.training.plays import NO_PLAYS, Plays
from tests.factories.moments import MORNING, NIGHT, TITLES, mornings_and_nights, plays_of

IDS = np.arange(1, TITLES + 1, dtype=np.int64)
COMEDIES = IDS % 2 == 1


def learned(plays: Plays, content: Content | None = None) -> Moments:
    likenesses: dict[str, Likeness] = likenesses_of(content, IDS) if content else {}
    found = learn_moments(plays, likenesses=likenesses, title_ids=IDS)
    assert found is not None
    return found


@pytest.mark.parametrize("with_content", [True, False])
def test_comedies_in_the_morning_and_thrillers_at_night(with_content: bool) -> None:
    dataset, content = mornings_and_nights()
    moments = learned(dataset.plays, content if with_content else None)

    assert moments.at(MORNING)[COMEDIES].min() > moments.at(MORNING)[~COMEDIES].max() + 0.1
    assert moments.at(NIGHT)[~COMEDIES].min() > moments.at(NIGHT)[COMEDIES].max() + 0.1


def test_comedies_on_phones() -> None:
    dataset, content = mornings_and_nights(device=DeviceKind.PHONE)
    moments = learned(dataset.plays, content)
    phone, tv = (
        moments.at(Moment(daypart=4, is_weekend=False, device=kind)) for kind in (DeviceKind.PHONE, DeviceKind.TV)
    )

    assert phone[COMEDIES].min() > phone[~COMEDIES].max() + 0.1
    assert tv[~COMEDIES].min() > tv[COMEDIES].max() + 0.1


def test_a_comedy_that_nobody_played_is_lifted_as_comedies_are() -> None:
    dataset, content = mornings_and_nights()
    moments = learned(dataset.plays.where(dataset.plays.title_ids != 1), content)

    assert moments.at(MORNING)[0] > 0.1 > -0.1 > moments.at(NIGHT)[0]


def test_a_title_has_hours_of_its_own() -> None:
    """Two titles of no kind, as often played, by the same people."""
    rows = [(viewer, 1, MORNING) for viewer in range(1, 41)] + [(viewer, 2, NIGHT) for viewer in range(1, 41)]
    lifts = learned(plays_of(rows)).at(MORNING)

    assert lifts[0] > 0.2
    assert lifts[1] < -0.2
    assert not lifts[2:].any()


def test_who_is_there_in_the_morning_is_no_effect_of_the_morning() -> None:
    """Lovers of comedies who are only there in the mornings say nothing of what they would watch at night."""
    rows = [(viewer, title, MORNING) for viewer in range(1, 21) for title in range(1, TITLES, 2)]
    rows += [(viewer, title, NIGHT) for viewer in range(21, 41) for title in range(2, TITLES + 1, 2)]
    _dataset, content = mornings_and_nights()
    by_habit = learned(plays_of(rows), content).at(MORNING)
    mixed, _content = mornings_and_nights()
    by_hour = learned(mixed.plays, content).at(MORNING)

    assert by_habit[COMEDIES].mean() - by_habit[~COMEDIES].mean() < 0.25 * (
        by_hour[COMEDIES].mean() - by_hour[~COMEDIES].mean()
    )


def test_little_is_made_of_few_plays_and_of_chance() -> None:
    chance, content = mornings_and_nights(effect=False)
    effect, _content = mornings_and_nights()
    few = effect.plays.where(effect.plays.profile_ids <= 1)

    assert np.abs(learned(chance.plays, content).at(MORNING)).max() < 0.35
    assert np.abs(learned(few, content).at(MORNING)).max() < 0.35
    assert np.abs(learned(effect.plays, content).lifts).max() <= MOST


def test_without_plays_of_known_titles_there_is_nothing() -> None:
    assert learn_moments(NO_PLAYS, likenesses={}, title_ids=IDS) is None
    assert learn_moments(plays_of([(1, 999, NIGHT)]), likenesses={}, title_ids=IDS) is None
