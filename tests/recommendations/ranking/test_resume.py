"""The chance that something is gone on with: obvious cases stand in the obvious order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import InProgress
from recommendations.ranking.policy import RESUME_WEIGHTS
from recommendations.ranking.resume import FEATURES, Begun, chances, features_of, resume_chances
from tests.factories.recommendations import NOON

USUAL = Begun(
    age_days=1.0, fraction=0.5, is_series=False, is_between_episodes=False, is_same_screen=True, others_since=0
)


def chance(**changes: object) -> float:
    return float(chances(features_of([replace(USUAL, **changes)]), {})[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"age_days": 30.0}, {"age_days": 1.0}),
        ({"fraction": 0.01}, {"fraction": 0.4}),
        ({"fraction": 0.97}, {"fraction": 0.4}),
        ({"others_since": 6}, {"others_since": 0}),
        ({"is_same_screen": False}, {"is_same_screen": True}),
        ({"is_series": True, "fraction": 0.01}, {"is_series": True, "fraction": 0.0, "is_between_episodes": True}),
        ({"is_series": False}, {"is_series": True}),
        ({"age_days": 60.0, "fraction": 0.5}, {"age_days": 0.1, "fraction": 0.02}),
    ],
)
def test_what_is_likelier(less: dict[str, object], more: dict[str, object]) -> None:
    assert chance(**less) < chance(**more)


def test_a_film_left_yesterday_in_the_middle_is_likelier_than_not_and_one_of_months_ago_is_not() -> None:
    assert chance(age_days=1.0) > 0.5 > 0.2 > chance(age_days=100.0)


def test_every_weight_has_its_feature_and_learned_ones_stand_in_for_them() -> None:
    assert len(features_of([USUAL])[0]) == len(FEATURES) == len(RESUME_WEIGHTS)
    assert chances(features_of([USUAL]), {"always": -30.0})[0] < 1e-6


def item(title: int, *, hours: float, device: str = "laptop", **changes: object) -> InProgress:
    begun = InProgress(
        title_id=title, episode_id=None, position_seconds=50.0, duration_seconds=100.0, completed=False,
        updated_at=NOON - timedelta(hours=hours), dismissed=False, device=device,
    )  # fmt: skip
    return replace(begun, **changes)  # type: ignore[arg-type]


def test_only_what_is_open_has_a_chance_and_what_came_since_counts() -> None:
    progress = [item(1, hours=1), item(2, hours=48), item(3, hours=2, completed=True), item(4, hours=3, dismissed=True)]

    found = resume_chances(progress, now=NOON, device=DeviceKind.LAPTOP, weights={})
    alone = resume_chances([progress[1]], now=NOON, device=DeviceKind.LAPTOP, weights={})

    assert set(found) == {1, 2}
    assert alone[2] > found[2]
    assert found[1] > resume_chances(progress, now=NOON, device=DeviceKind.PHONE, weights={})[1]


def test_nothing_begun_is_no_trouble() -> None:
    assert resume_chances([], now=NOON, device=DeviceKind.TV, weights={}) == {}
