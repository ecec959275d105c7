"""A profile keeps its arm, arms get their shares, and an exposure is logged once."""

from collections import Counter
from typing import Any

import pytest

from recommendations.experiments import assign
from recommendations.experiments.assign import DEFAULT_ARM, HOME, arm_of, log_exposure
from recommendations.models import Experiment, Exposure
from tests.factories.accounts import a_profile
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db
MANY = 4_000


def an_experiment(arms: Any, *, is_running: bool = True) -> Experiment:
    return Experiment.objects.create(key=HOME, question="Which is better?", arms=arms, is_running=is_running)


def arms_of(profiles: range) -> Counter[str]:
    return Counter(arm_of(key=HOME, profile_id=profile)[0] for profile in profiles)


def test_without_an_experiment_everybody_has_the_default() -> None:
    an_experiment({"blend": 0.5, "popularity": 0.5}, is_running=False)

    assert arm_of(key=HOME, profile_id=1) == (DEFAULT_ARM, None)


def test_arms_get_their_shares_and_profiles_keep_theirs() -> None:
    experiment = an_experiment({"blend": 3, "popularity": 1})

    counts = arms_of(range(MANY))

    assert abs(counts["popularity"] / MANY - 0.25) < 4 * (0.25 * 0.75 / MANY) ** 0.5
    assert counts["blend"] + counts["popularity"] == MANY
    first = arm_of(key=HOME, profile_id=17)
    assign._held = (float("-inf"), {})  # As another process, or half a minute later.
    assert arm_of(key=HOME, profile_id=17) == first
    assert first[1] == experiment.pk


@pytest.mark.parametrize(
    "arms", [[], "blend", {}, {"blend": "half"}, {"blend": -1, "popularity": 0}, {"blend": None}, 7]
)
def test_arms_that_make_no_sense_leave_the_default(arms: Any) -> None:
    an_experiment(arms)

    assert set(arms_of(range(50))) == {DEFAULT_ARM}


@pytest.mark.parametrize("share", [1e308, float("inf"), float("nan")])
def test_absurd_shares_do_not_break_the_page(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assign, "_running", lambda: {HOME: (1, assign._shares({"blend": share, "other": 1e308}))})

    assert set(arms_of(range(50))) <= {"blend", "other"}


def test_running_experiments_are_read_once_for_a_while(django_assert_num_queries: Any) -> None:
    an_experiment({"blend": 1})

    with django_assert_num_queries(1):
        arms_of(range(100))


def test_first_exposure_is_kept_and_later_ones_change_nothing() -> None:
    experiment, profile = an_experiment({"blend": 1}), a_profile()

    for arm in ("blend", "popularity"):
        log_exposure(experiment_id=experiment.pk, profile_id=profile.pk, arm=arm, now=NOON)

    assert Exposure.objects.get().arm == "blend"
