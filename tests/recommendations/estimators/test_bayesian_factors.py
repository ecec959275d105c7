"""The sampler finds what made the ratings, beats a default SVD at it, and serves as well as it learned."""

import numpy as np
import pytest

from recommendations.contracts import Interactions
from recommendations.estimators import BayesianFactors, SurpriseSVD, UnableToFit
from recommendations.estimators.gibbs import sample
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.training.dataset import interactions_of


def ratings_with_structure(seed: int) -> tuple[Interactions, Interactions]:
    """(nine tenths, one tenth) of ratings by two factors, biases and noise of deviation 0.5."""
    random = np.random.default_rng(seed)
    viewers, titles = 150, 90
    tastes, kinds = random.normal(0, 0.8, (viewers, 2)), random.normal(0, 0.8, (titles, 2))
    truth = 3.3 + random.normal(0, 0.4, (viewers, 1)) + random.normal(0, 0.4, titles) + tastes @ kinds.T
    pairs = random.permutation(viewers * titles)[:4_000]
    who, what = pairs // titles, pairs % titles
    said = np.clip(truth[who, what] + random.normal(0, 0.5, len(pairs)), 1, 5)
    held = np.arange(len(pairs)) % 10 == 0

    def part(mine: np.ndarray) -> Interactions:
        return interactions_of(who[mine] + 1, what[mine] + 100, said[mine], np.zeros(mine.sum()))

    return part(~held), part(held)


def error(estimator: BayesianFactors | SurpriseSVD, learning: Interactions, held: Interactions) -> float:
    scorer = estimator.learn(learning, seed=1)
    off = []
    for code, viewer in enumerate(held.profile_ids):
        mine = learning.profile_code == np.searchsorted(learning.profile_ids, viewer)
        own = dict(
            zip(learning.title_ids[learning.title_code[mine]].tolist(), learning.value[mine].tolist(), strict=True)
        )
        asked = held.profile_code == code
        places = np.searchsorted(scorer.title_ids, held.title_ids[held.title_code[asked]])
        off.append(scorer.score(own)[places] - held.value[asked])
    return float(np.sqrt(np.mean(np.concatenate(off) ** 2)))


@pytest.mark.parametrize("seed", range(3))
def test_it_comes_near_the_noise_and_below_svd(seed: int) -> None:
    learning, held = ratings_with_structure(seed)
    ours = error(BayesianFactors(factors=4), learning, held)
    assert ours < error(SurpriseSVD(factors=4), learning, held)
    assert ours < 0.68  # The noise alone is 0.5.


def test_it_says_how_noisy_the_ratings_are() -> None:
    learning, _held = ratings_with_structure(5)
    found = sample(ArrayTrainset.of(learning), factors=2, samples=60, burn_in=20, seed=0)
    assert 1 / np.sqrt(found.noise) == pytest.approx(0.5, abs=0.06)


def test_its_estimates_are_those_that_its_scorer_serves() -> None:
    learning, _held = ratings_with_structure(6)
    estimator = BayesianFactors(samples=20)
    scorer = estimator.learn(learning, seed=0)
    trainset = estimator.trainset
    user = trainset.to_inner_uid(int(learning.profile_ids[3]))
    mine = learning.profile_code == 3
    own = dict(zip(learning.title_ids[learning.title_code[mine]].tolist(), learning.value[mine].tolist(), strict=True))
    served = scorer.score(own)
    for place in (0, 40, 89):
        item = trainset.to_inner_iid(int(scorer.title_ids[place]))
        assert estimator.estimate(user, item) == pytest.approx(float(served[place]), abs=1e-4)


def test_ratings_in_which_a_viewer_rated_a_title_twice_are_refused_in_words() -> None:
    learning, _held = ratings_with_structure(3)
    whose = learning.profile_ids[learning.profile_code]
    titles = learning.title_ids[learning.title_code]
    twice = interactions_of(
        np.append(whose, whose[:1]), np.append(titles, titles[:1]), np.append(learning.value, 3.0),
        np.append(learning.at, 0),
    )  # fmt: skip
    with pytest.raises(UnableToFit, match="rated a title twice"):
        BayesianFactors().learn(twice, seed=1)
