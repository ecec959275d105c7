"""How much each feature of the blend speaks: learned from what viewers chose, and what of it they liked, afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from recommendations.contracts import FloatVector, IntVector
from recommendations.metrics.ranking import judge, top_of
from recommendations.modelstore.bundle import DOUBT, MOMENT, Bundle
from recommendations.modelstore.scorers.base import best
from recommendations.training.judged import LIKED_RATING, Judged

DOUBT_WEIGHT = 1.0
"""A rule of the house, not learned: on MovieLens' validation part it costs NDCG@10 0.4 % and gains 0.005 of AUC."""
PRIOR = {
    "ease": 0.3, "als": 0.4, "rating": 0.25, "popularity": 0.2, "trend": 0.05,
    "kind": 0.15, "people": 0.1, "words": 0.1, "era": 0.08, "moment": 0.2, DOUBT: DOUBT_WEIGHT,
}  # fmt: skip
"""What the weights are where little is known of this site: about what was learned on MovieLens."""
UNHEARD_OF = 0.05
"""The same for a ranker that the table above does not know."""
PRIOR_VIEWERS = 30.0
"""The prior counts as much as so many viewers."""
QUALITY = 4.0
"""How much telling liked from disliked counts beside finding what is chosen at all."""
MOST_VIEWERS = 1_000
MOST_SCORES = 200_000_000
"""Viewers times titles that are scored; of a million titles fewer viewers are asked, ..."""
FEWEST_VIEWERS = 100
"""... but no fewer than this."""
MOST_CANDIDATES = 2_000
SURE_OF_EACH = 100
MOST_PAIRS = 200

Tensor = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What the weights are learned from; the last axis of every tensor is the features, in the order of `names`."""

    names: tuple[str, ...]
    offered: Tensor
    """viewers x candidates x features."""
    offset: FloatVector
    """viewers x candidates: minus infinity where there is none; else the logarithm of how many it stands for."""
    chosen: Tensor
    """viewers x features: the mean of what the viewer chose and liked."""
    is_chosen: npt.NDArray[np.bool_]
    """viewers x candidates: which of them are among that."""
    better: Tensor
    """pairs x features: what a viewer liked less what the same viewer did not like."""
    pair_weight: FloatVector
    """Each viewer's pairs sum to 1."""


def examples_of(
    *, viewers: Sequence[Judged], bundle: Bundle, candidates: npt.NDArray[np.bool_], random: np.random.Generator
) -> Examples:
    """Features of what each viewer could have chosen and did choose after what `bundle` learned from."""
    asked = [viewer for viewer in viewers if len(viewer.relevant) or len(viewer.held_titles)]
    most = max(FEWEST_VIEWERS, min(MOST_VIEWERS, MOST_SCORES // max(1, len(bundle.title_ids))))
    if len(asked) > most:
        asked = [asked[place] for place in np.sort(random.choice(len(asked), most, replace=False))]
    names = tuple(dict.fromkeys([*bundle.rankers, *bundle.likenesses, "rating", "popularity", "trend"]))
    width = min(MOST_CANDIDATES, int(candidates.sum()))
    offered, offsets, chosen, are_chosen, better, pair_weights = [], [], [], [], [], []
    for viewer in asked:
        found = bundle.features(strengths=viewer.strengths, ratings=viewer.ratings)
        nothing = np.zeros(len(bundle.title_ids), dtype=np.float32)
        table = np.stack([found.get(name, nothing) for name in names], axis=1)
        free = candidates.copy()
        own = bundle.code_of(list(viewer.strengths))
        free[own[own >= 0]] = False
        liked = bundle.code_of(viewer.relevant)
        liked = liked[liked >= 0]
        liked = liked[free[liked]]
        if len(liked):
            codes, offset = offer(table, free, liked, width, random)
            offered.append(table[codes])
            offsets.append(offset)
            chosen.append(table[liked].mean(axis=0))
            are_chosen.append(np.isin(codes, liked) & np.isfinite(offset))
        pairs = _pairs(table, bundle.code_of(viewer.held_titles), viewer.held_ratings, random)
        better.append(pairs)
        pair_weights.append(np.full(len(pairs), 1.0 / max(1, len(pairs)), dtype=np.float32))
    return Examples(
        names=names,
        offered=np.array(offered, dtype=np.float32).reshape(-1, width, len(names)),
        offset=np.array(offsets, dtype=np.float32).reshape(-1, width),
        chosen=np.array(chosen, dtype=np.float32).reshape(-1, len(names)),
        is_chosen=np.array(are_chosen, dtype=np.bool_).reshape(-1, width),
        better=np.concatenate([np.empty((0, len(names)), dtype=np.float32), *better]),
        pair_weight=np.concatenate([np.empty(0, dtype=np.float32), *pair_weights]),
    )


def offer(
    table: Tensor, free: npt.NDArray[np.bool_], liked: IntVector, width: int, random: np.random.Generator
) -> tuple[IntVector, FloatVector]:
    """`width` codes with offsets: everything, or the best by each feature and a sample that stands for the rest.

    Chance, and not the code, decides among those that tie, and who goes where there is room for too few.
    """
    everything = np.flatnonzero(free)
    offset = np.full(width, -np.inf, dtype=np.float32)
    if len(everything) <= width:
        offset[: len(everything)] = 0.0
        return np.pad(everything, (0, width - len(everything))), offset
    shuffled = random.permutation(everything)
    tops = [shuffled[best(scores, SURE_OF_EACH)] for scores in np.ascontiguousarray(table[shuffled].T)]
    others = random.permutation(np.setdiff1d(np.concatenate(tops), liked))
    sure = np.concatenate([random.permutation(liked), others])[:width]
    rest = np.setdiff1d(everything, sure, assume_unique=True)
    sampled = random.choice(rest, width - len(sure), replace=False)
    offset[: len(sure)] = 0.0
    offset[len(sure) :] = np.log(len(rest) / max(1, len(sampled)))
    return np.concatenate([sure, sampled]), offset


def _pairs(table: Tensor, codes: IntVector, ratings: FloatVector, random: np.random.Generator) -> Tensor:
    known = codes >= 0
    liked, others = codes[known & (ratings >= LIKED_RATING)], codes[known & (ratings < LIKED_RATING)]
    count = len(liked) * len(others)
    picked = np.arange(count) if count <= MOST_PAIRS else random.choice(count, MOST_PAIRS, replace=False)
    if not count:
        return np.empty((0, table.shape[1]), dtype=np.float32)
    return np.asarray(table[liked[picked // len(others)]] - table[others[picked % len(others)]], dtype=np.float32)


def learn_weights(examples: Examples, *, quality: float = QUALITY) -> dict[str, float]:
    """Weights of at least 0 by feature; the convex sum of two losses and a prior, solved by L-BFGS-B.

    What was chosen among everything that was not: a conditional logit (McFadden 1973), `-log softmax` of the chosen.
    What was liked against what was not, by one viewer: the logistic loss of pairs (RankNet, Burges et al. 2005),
    `quality` times. The prior draws each weight to its usual value as much as PRIOR_VIEWERS viewers would.
    """
    prior = np.array([PRIOR.get(name, UNHEARD_OF) for name in examples.names])
    viewers = max(1, len(examples.offered))
    flat = examples.offered.reshape(-1, len(examples.names))
    pull = PRIOR_VIEWERS / viewers
    # Those without pairs count, too: a few who rated must not outweigh the many who chose.
    told = max(viewers, float(examples.pair_weight.sum()))

    def loss(weights: Vector) -> tuple[float, Vector]:
        narrow = weights.astype(np.float32)
        logits = (flat @ narrow).reshape(examples.offset.shape) + examples.offset
        highest = logits.max(axis=1, keepdims=True, initial=-np.float32(1e30))
        chances = np.exp(logits - highest)
        sums = chances.sum(axis=1, keepdims=True)
        chances /= np.maximum(sums, 1e-30)
        expected = np.einsum("vc,vcf->f", chances, examples.offered, optimize=True)
        missed = float((np.log(np.maximum(sums, 1e-30)) + highest).sum()) - float((examples.chosen @ narrow).sum())
        margin = examples.better @ narrow
        doubt = examples.pair_weight / (1.0 + np.exp(np.clip(margin, -30, 30)))
        unsure = float((examples.pair_weight * np.logaddexp(0.0, -margin)).sum())
        value = missed / viewers + quality * unsure / told + 0.5 * pull * float(((weights - prior) ** 2).sum())
        slope = (expected - examples.chosen.sum(axis=0)) / viewers - quality * (doubt @ examples.better) / told
        return value, slope.astype(np.float64) + pull * (weights - prior)

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(prior))
    learned = {name: round(float(weight), 5) for name, weight in zip(examples.names, found.x, strict=True)}
    return learned | ({DOUBT: DOUBT_WEIGHT} if "rating" in learned else {})


def ndcg_of(examples: Examples, weights: Mapping[str, float]) -> Vector:
    """NDCG@10 of each viewer among what was offered: what is the best by any feature, so that little else could be
    among ten. Where titles tie, what was chosen stands last.
    """
    scores = examples.offered @ np.array([weights[name] for name in examples.names], dtype=np.float32)
    scores[np.isneginf(examples.offset)] = -np.inf
    top = top_of(scores[:, ::-1], 10)
    hits = np.take_along_axis(examples.is_chosen[:, ::-1], np.maximum(top, 0), axis=1) & (top >= 0)
    return judge(hits=hits, relevant=np.maximum(examples.is_chosen.sum(axis=1), 1), top=top).ndcg10


def prior_weights(bundle: Bundle) -> Mapping[str, float]:
    """The weights of a site of which too little is known to learn any."""
    names = [*bundle.rankers, *bundle.likenesses, "rating", DOUBT, "popularity", "trend"]
    names += [MOMENT] if bundle.moments is not None else []
    return {name: PRIOR.get(name, UNHEARD_OF) for name in names}
