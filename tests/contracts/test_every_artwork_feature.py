"""What every artwork feature promises; a new one in `FEATURES` is held to it without another line."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.artwork.features import FEATURES
from recommendations.artwork.library import Candidate

labels = st.dictionaries(
    st.tuples(st.sampled_from(["genre", "mood", "person", "object", "property", "new"]), st.sampled_from("abcd")),
    st.floats(0, 1),
)
affinities = st.dictionaries(
    st.tuples(st.sampled_from(["genre", "mood", "person", "object", "property", "new"]), st.sampled_from("abcd")),
    st.floats(-1, 1),
)
every_feature = pytest.mark.parametrize("name", FEATURES)


@every_feature
@given(labels=labels, affinity=affinities)
def test_is_a_small_finite_number(
    name: str, labels: dict[tuple[str, str], float], affinity: dict[tuple[str, str], float]
) -> None:
    feature, weight = FEATURES[name]
    value = feature(affinity, Candidate(artwork_id=1, labels=labels))

    assert math.isfinite(value)
    assert abs(value) <= math.sqrt(max(1, len(labels))) + 1e-9
    assert math.isfinite(weight)


@every_feature
def test_says_nothing_of_an_unlabelled_picture_or_an_unknown_viewer(name: str) -> None:
    feature, _weight = FEATURES[name]

    assert feature({("mood", "warm"): 1.0}, Candidate(artwork_id=1, labels={})) == 0
    assert feature({}, Candidate(artwork_id=1, labels={("mood", "warm"): 1.0, ("genre", "drama"): 1.0})) == 0


@every_feature
def test_can_tell_two_pictures_apart(name: str) -> None:
    feature, _weight = FEATURES[name]
    kinds = ("genre", "mood", "person", "object")
    affinity = {(kind, "liked"): 1.0 for kind in kinds} | {(kind, "disliked"): -1.0 for kind in kinds}

    wanted = feature(affinity, Candidate(artwork_id=1, labels={(kind, "liked"): 1.0 for kind in kinds}))
    unwanted = feature(affinity, Candidate(artwork_id=2, labels={(kind, "disliked"): 1.0 for kind in kinds}))

    assert wanted > 0 > unwanted
