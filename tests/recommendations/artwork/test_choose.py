"""The probabilities that are logged are the probabilities with which pictures are drawn."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from recommendations.artwork.choose import choose_artwork
from recommendations.artwork.library import Candidate, Label
from recommendations.conf import tunables
from recommendations.contracts import ArtworkDecision
from tests.factories.recommendations import NOON

MOODS = ("warm", "haunting", "tense", "funny")
PICTURES = [Candidate(artwork_id=number + 1, labels={("mood", mood): 1.0}) for number, mood in enumerate(MOODS)]
LIKES_HAUNTING = {("mood", "haunting"): 1.0, ("mood", "warm"): 0.2}
HAUNTING = 2
MANY = 20_000


def choose(
    profile: int, *, title: int = 1, days: float = 0.0, likes: Mapping[Label, float] = LIKES_HAUNTING,
    before: ArtworkDecision | None = None,
) -> ArtworkDecision:  # fmt: skip
    decision = choose_artwork(
        profile_id=profile, title_id=title, candidates=PICTURES, affinity=likes, now=NOON + timedelta(days=days),
        before=before,
    )  # fmt: skip
    assert decision is not None
    return decision


def test_logged_probabilities_sum_to_one() -> None:
    logged = {}
    for profile in range(2_000):
        decision = choose(profile)
        logged[decision.artwork_id] = decision.propensity

    assert set(logged) == {1, 2, 3, 4}
    assert abs(sum(logged.values()) - 1.0) < 1e-9


def test_pictures_are_drawn_as_often_as_logged() -> None:
    drawn = Counter(choose(profile).artwork_id for profile in range(MANY))
    logged = {choose(profile).artwork_id: choose(profile).propensity for profile in range(2_000)}

    for artwork, propensity in logged.items():
        error = 4 * (propensity * (1 - propensity) / MANY) ** 0.5
        assert abs(drawn[artwork] / MANY - propensity) < error, artwork


def test_explores_in_its_share_of_cases_and_then_evenly() -> None:
    explored = [decision for profile in range(MANY) if (decision := choose(profile)).explored]
    share = tunables().exploration_share

    assert abs(len(explored) / MANY - share) < 4 * (share * (1 - share) / MANY) ** 0.5
    assert all(
        abs(count / len(explored) - 0.25) < 0.06 for count in Counter(item.artwork_id for item in explored).values()
    )


def test_otherwise_shows_what_the_viewer_responds_to() -> None:
    kept = [decision for profile in range(500) if not (decision := choose(profile)).explored]

    assert {decision.artwork_id for decision in kept} == {HAUNTING}


@given(profile=st.integers(1, 10**9), title=st.integers(1, 10**9))
def test_stays_for_a_window_and_changes_with_it_at_most_once(profile: int, title: int) -> None:
    days = tunables().artwork_sticky_days
    policies = [choose(profile, title=title, days=day).policy for day in range(int(days) + 1)]

    assert len(set(policies)) <= 2
    assert policies == sorted(policies, key=policies.index)


def test_stays_although_the_taste_changes_within_its_window() -> None:
    first = choose(5)
    changed = {("mood", "funny"): 1.0}

    assert choose(5, likes=changed, before=first) == first


def test_is_chosen_anew_when_a_picture_came_or_went() -> None:
    first = choose(5)
    fewer = choose_artwork(
        profile_id=5, title_id=1, candidates=PICTURES[:1], affinity=LIKES_HAUNTING, now=NOON, before=first
    )

    assert fewer is not None
    assert (fewer.artwork_id, fewer.propensity, tuple(fewer.candidates)) == (1, 1.0, (1,))


def test_title_without_pictures_gets_none() -> None:
    assert choose_artwork(profile_id=1, title_id=1, candidates=[], affinity={}, now=NOON) is None
