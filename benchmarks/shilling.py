"""Fake profiles push an unpopular title: how far its hit ratio moves, with and without `training/trust.py`.

    python benchmarks/shilling.py <folder with ml-100k.inter>

Three attacks of the literature (Lam and Riedl 2004; Burke and others 2006), each by 3 % of profiles: fillers at random
with random ratings, fillers at random with each title's mean, and the ten most popular titles at 5 with random fillers.
The hit ratio is the share of honest viewers, of those who have not rated the title, with it among their ten best.
"""

import sys
from pathlib import Path

import numpy as np
from movielens import SEED, read_movielens

from recommendations.conf import DEFAULT_REWARDS
from recommendations.contracts import Interactions
from recommendations.estimators import ALS, EASE, SurpriseSVD
from recommendations.modelstore.in_blocks import best_of_each
from recommendations.modelstore.scorers.told import Told
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.evaluate import rank_scores, summary
from recommendations.training.judged import judged_viewers
from recommendations.training.split import split
from recommendations.training.trust import shills_among, trusted

SHARE, FILLERS, SELECTED, TARGETS = 0.03, 60, 10, 6
FIRST_FAKE = 1_000_000
RESULTS = Path(__file__).parent / "results" / "shilling.md"
RANKERS = {"EASE": EASE, "ALS": ALS, "SVD, predicted rating": SurpriseSVD}


def strengths_of(values: np.ndarray) -> np.ndarray:
    thumbs = [DEFAULT_REWARDS[name] for name in ("two_thumbs_up", "thumb_up", "thumb_down")]
    return DEFAULT_REWARDS["completed"] + np.select([values >= 4.5, values >= 3.5, values <= 2], thumbs, default=0.0)


def attacked(honest: Dataset, *, target: int, kind: str, random: np.random.Generator) -> Dataset:
    """The data set with fake profiles in it, whose ratings are of the same time as everybody's."""
    ratings = honest.ratings
    titles = ratings.title_ids
    counts = np.bincount(ratings.title_code, minlength=len(titles))
    means = np.bincount(ratings.title_code, weights=ratings.value, minlength=len(titles)) / np.maximum(1, counts)
    popular = np.argsort(-counts)[:SELECTED]
    mean, spread = float(ratings.value.mean()), float(ratings.value.std())
    who, what, said = [], [], []
    for fake in range(round(SHARE * len(ratings.profile_ids))):
        fillers = random.choice(np.setdiff1d(np.arange(len(titles)), [target]), FILLERS, replace=False)
        around = means[fillers] if kind == "average" else np.full(FILLERS, mean)
        noise = random.normal(0, 0.3 if kind == "average" else spread, FILLERS)
        own = dict(zip(fillers.tolist(), np.clip(np.rint(around + noise), 1, 5).tolist(), strict=True))
        if kind == "bandwagon":
            own |= {int(title): 5.0 for title in popular}
        own[target] = 5.0
        who += [FIRST_FAKE + fake] * len(own)
        what += [int(titles[code]) for code in own]
        said += list(own.values())
    at = random.choice(ratings.at, len(who))
    values = np.array(said)
    return Dataset(
        ratings=_joined(ratings, who, what, values, at),
        strengths=_joined(honest.strengths, who, what, strengths_of(values), at),
        cutoff=honest.cutoff,
    )


def _joined(interactions: Interactions, who, what, values, at) -> Interactions:
    columns = (
        np.concatenate([interactions.profile_ids[interactions.profile_code], who]),
        np.concatenate([interactions.title_ids[interactions.title_code], what]),
        np.concatenate([interactions.value, values]),
        np.concatenate([interactions.at, at]),
    )
    order = np.lexsort((columns[1], columns[3], columns[0]))
    return interactions_of(*(column[order] for column in columns))


def told(interactions: Interactions, viewers: np.ndarray) -> Told:
    order = np.argsort(interactions.profile_code, kind="stable")
    codes = interactions.profile_code[order]
    starts = np.searchsorted(codes, np.append(viewers, viewers[-1] + 1))
    order = order[starts[0] : starts[-1]]
    return Told(
        starts=starts - starts[0],
        title_ids=interactions.title_ids[interactions.title_code[order]],
        values=interactions.value[order],
    )


def hit_ratios(learned_from: Dataset, honest: Dataset, targets: list[int], *, seed: int = SEED) -> dict[str, float]:
    """Share of honest viewers with the target among their ten best unseen, by ranker."""
    found = {}
    title_ids = honest.ratings.title_ids
    for name, estimator in RANKERS.items():
        source = estimator.learns_from
        scorer = estimator(seed=seed).learn(getattr(learned_from, source), seed=seed).over(title_ids)
        own = told(getattr(honest, source), np.arange(len(honest.ratings.profile_ids)))
        scores = scorer.score_many(own)
        codes = np.searchsorted(title_ids, own.title_ids)
        scores[own.rows, codes] = -np.inf
        top = best_of_each(scores, 10)[0]
        for target in targets:
            unseen = np.isfinite(scores[:, target])
            found[f"{name}/{target}"] = float((top[unseen] == target).any(axis=1).mean())
    return found


def ndcg(dataset: Dataset, *, is_defended: bool) -> dict[str, float]:
    """NDCG@10 of honest viewers on the honest data, with the defence in training or without."""
    learning, held = split(dataset)
    viewers = judged_viewers(train=learning, held=held, seed=SEED)
    learned_from = trusted(learning) if is_defended else learning
    title_ids = dataset.ratings.title_ids
    candidates = np.isin(title_ids, learning.ratings.title_ids[np.unique(learning.ratings.title_code)])
    found = {}
    for name, estimator in RANKERS.items():
        source = estimator.learns_from
        scorer = estimator(seed=SEED).learn(getattr(learned_from, source), seed=SEED).over(title_ids)
        scores = rank_scores(
            viewers=viewers, title_ids=title_ids, candidates=candidates,
            scoring=lambda viewer, scorer=scorer, source=source: scorer.score(getattr(viewer, source)),
        )  # fmt: skip
        found[name] = summary(scores, candidates=int(candidates.sum()), seed=SEED)["ndcg10"]
    return found


def main(folder: Path) -> None:
    honest = read_movielens(folder)
    counts = np.bincount(honest.ratings.title_code)
    random = np.random.default_rng(SEED)
    targets = random.choice(np.flatnonzero((counts >= 5) & (counts <= 20)), TARGETS, replace=False).tolist()
    before = hit_ratios(honest, honest, targets)
    rows, caught, reseeded = [], [], hit_ratios(honest, honest, targets, seed=SEED + 1)
    for name in RANKERS:
        drift = [reseeded[f"{name}/{target}"] - before[f"{name}/{target}"] for target in targets]
        rows.append(f"| none, another seed | {name} | {np.mean(drift):+.4f} | {max(drift, key=abs):+.4f} | | |")
    for kind in ("random", "average", "bandwagon"):
        moves = {name: ([], []) for name in RANKERS}
        for target in targets:
            pushed = attacked(honest, target=target, kind=kind, random=random)
            shills = shills_among(pushed.ratings)
            fakes = int((shills.profile_ids >= FIRST_FAKE).sum())
            caught.append((kind, fakes, len(shills.profile_ids) - fakes))
            for place, learned_from in enumerate((pushed, trusted(pushed))):
                after = hit_ratios(learned_from, honest, [target])
                for name in RANKERS:
                    moves[name][place].append(after[f"{name}/{target}"] - before[f"{name}/{target}"])
        for name, (without, with_defence) in moves.items():
            worst = [max(values, key=abs) for values in (without, with_defence)]
            cells = [np.mean(without), worst[0], np.mean(with_defence), worst[1]]
            rows.append(f"| {kind} | {name} | {' | '.join(f'{cell:+.4f}' for cell in cells)} |")
            print(rows[-1], flush=True)
    text = report(honest, rows, caught, targets)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text)
    print(text)


def report(honest: Dataset, rows: list[str], caught, targets: list[int]) -> str:
    without, with_defence = ndcg(honest, is_defended=False), ndcg(honest, is_defended=True)
    fakes = round(SHARE * len(honest.ratings.profile_ids))
    lines = [
        "# Shilling",
        "",
        f"MovieLens-100K, {fakes} fake profiles ({SHARE:.0%}) of {FILLERS} fillers each push one of {len(targets)}",
        "titles with 5 to 20 ratings. How far the share of honest viewers moves who have it among their ten best; mean",
        "and worst over the titles. The first rows show how far it moves without an attack, by another seed.",
        "Made by `benchmarks/shilling.py`.",
        "",
        "| attack | ranker | undefended, mean | worst | defended, mean | worst |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "| attack | fakes found, of all | honest left out |",
        "|---|---|---|",
    ]
    for kind in dict.fromkeys(entry[0] for entry in caught):
        own = [entry for entry in caught if entry[0] == kind]
        found = sum(entry[1] for entry in own) / (fakes * len(own))
        wrong = np.mean([entry[2] for entry in own])
        lines.append(f"| {kind} | {found:.1%} | {wrong:.1f} of {len(honest.ratings.profile_ids)} |")
    lines += ["", "What the defence costs where nobody attacks, NDCG@10 on the held-out fifth:", ""]
    lines += ["| ranker | without | with |", "|---|---|---|"]
    lines += [f"| {name} | {without[name]:.4f} | {with_defence[name]:.4f} |" for name in RANKERS]
    lines += ["", f"Left out of the honest data: {len(shills_among(honest.ratings).profile_ids)} profiles."]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
