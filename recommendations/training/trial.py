"""Judge a recipe on what it has not seen, then learn it from everything: the part of a run that needs no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from recommendations.metrics.intervals import bootstrap
from recommendations.metrics.pages import PagesJudged
from recommendations.metrics.ranking import RankingScores
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.in_blocks import rank_many
from recommendations.modelstore.scorers.told import told_by
from recommendations.training.active_recipe import active_choice, as_stored
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import RatingErrors, ScoringMany, rank_scores_of_many, rating_errors, summary
from recommendations.training.gate import Verdict, verdict_on
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.judged_pages import JudgePages, figures_of, pages_of, worse_than_rivals_pages
from recommendations.training.match import match_figures, outcomes_of
from recommendations.training.measured import give_back
from recommendations.training.occasions import measured_lift, occasions_of
from recommendations.training.recipe import Choice, Recipe, candidates_of, choose, fit_bundle, for_so_many
from recommendations.training.rivals import worse_than_rival
from recommendations.training.sample import some_viewers
from recommendations.training.split import split

MOST_TO_JUDGE_BY = 5_000_000
"""Above this many interactions a recipe is judged by a part of the viewers, as it learns from that part alone: no more
than some thousands are asked, and to learn twice from everything takes twice the time and the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What a run stores: the model that serves, and what was found out about its recipe."""

    bundle: Bundle
    verdict: Verdict
    metrics: dict[str, Any]


KEPT = "The recipe of the model that served was kept and learned anew. Of the one chosen this time:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a recipe learned without the latest fifth did on that fifth, beside popularity.

    Without the bundle: whoever still needs the figures must not hold its arrays while all is learned from once more.
    """

    model: RankingScores
    popularity: RankingScores
    errors: RatingErrors | None
    candidates: int
    pages: PagesJudged | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A recipe learned without the latest fifth, and how it did on that."""

    recipe: Recipe
    choice: Choice
    bundle: Bundle
    stored: Mapping[str, Any]
    judgement: Judgement


def train(
    dataset: Dataset, *, recipe: Recipe, active: Mapping[str, Any], step: Callable[[str, float], None],
    pages: JudgePages | None = None,
) -> Trained:  # fmt: skip
    """Judge on the latest fifth of what every viewer did (of very many, some), then learn from everything.

    Where the recipe of the model that serves does better beyond noise than the one that was chosen anew, it is learned
    from everything once more: what viewers did since must not wait for a luckier choice.
    `active` is the metrics of the model that serves. `dataset` is without shills.
    """
    recipe, seed = for_so_many(recipe, ratings=len(dataset.ratings)), recipe.seed
    step("Choosing on validation data", 0.1)
    part = some_viewers(dataset, most=MOST_TO_JUDGE_BY, seed=seed)
    judged_by = {} if part is dataset else {"judged_by": {"viewers": _viewers(part), "strengths": len(part.strengths)}}
    learning, held = split(part)
    del part  # Of very many there is no room for what is not needed any more, here and below.
    give_back()
    choice = choose(learning, recipe=recipe)
    give_back()
    step("Learning from all but the latest", 0.4)
    new = _contender(choice, recipe=recipe, learning=learning, held=held, pages=pages)
    step("Learning the recipe that serves again", 0.6)
    was, old = active_choice(active, choice=choice, stored=new.stored), None
    if was is not None:
        old = _contender(was, recipe=replace(recipe, configs={}), learning=learning, held=held, pages=pages)
    lost = [] if old is None else _lost_by(new, to=old)
    better = old if old is not None and lost else new
    metrics = _metrics(dataset, better.judgement, better.stored, seed) | judged_by | ({"lost_by": lost} if lost else {})
    metrics |= _context(better.bundle, learning, held, seed) | _match(better.bundle, learning, held, seed)
    recipe, choice, judgement, rival = better.recipe, better.choice, better.judgement, old.judgement if old else None
    del learning, held, new, old, better
    give_back()
    step("Learning from everything", 0.7)
    bundle = fit_bundle(dataset, recipe=recipe, choice=choice, calibration=choice.calibration)
    step("Weighing the evidence", 0.9)
    verdict = _verdict(bundle, judgement, rival, active, seed)
    words = " ".join([verdict.words, KEPT, *lost]) if lost else verdict.words
    return Trained(bundle=bundle, verdict=replace(verdict, words=words), metrics=metrics)


def _contender(
    choice: Choice, *, recipe: Recipe, learning: Dataset, held: Dataset, pages: JudgePages | None
) -> Contender:
    bundle = fit_bundle(learning, recipe=recipe, choice=choice, calibration=choice.calibration)
    return Contender(
        recipe=recipe, choice=choice, bundle=bundle, stored=as_stored(choice, recipe=recipe, weights=bundle.weights),
        judgement=judge_bundle(bundle, learning=learning, held=held, seed=recipe.seed, pages=pages),
    )  # fmt: skip


def _lost_by(new: Contender, *, to: Contender) -> list[str]:
    """Why what serves is to be kept: it is better beyond noise on the same viewers. Nothing where it is not.

    Settings that somebody asked for since are judged as they are, and refused where they are worse.
    """
    if not new.recipe.configs.items() <= to.choice.configs.items():
        return []
    seed, one, other = new.recipe.seed, new.judgement, to.judgement
    return worse_than_rival(one.model, other.model, seed) + worse_than_rivals_pages(one.pages, other.pages, seed)


def _verdict(
    bundle: Bundle, judgement: Judgement, rival: Judgement | None, active: Mapping[str, Any], seed: int
) -> Verdict:
    return verdict_on(
        bundle=bundle,
        model=judgement.model,
        popularity=judgement.popularity,
        errors=judgement.errors,
        candidates=judgement.candidates,
        active=active,
        seed=seed,
        rival=rival.model if rival else None,
        pages=judgement.pages,
        rival_pages=rival.pages if rival else None,
    )


def judge_bundle(
    bundle: Bundle, *, learning: Dataset, held: Dataset, seed: int, pages: JudgePages | None = None
) -> Judgement:
    viewers = judged_viewers(train=learning, held=held, seed=seed)
    candidates = candidates_of(bundle, learning)

    def judge(scoring: ScoringMany) -> RankingScores:
        return rank_scores_of_many(viewers=viewers, title_ids=bundle.title_ids, candidates=candidates, scoring=scoring)

    def as_served(part: Sequence[Judged]) -> Any:
        strengths, ratings = (told_by([getattr(viewer, said) for viewer in part]) for said in ("strengths", "ratings"))
        return rank_many(bundle, strengths=strengths, ratings=ratings)

    return Judgement(
        model=judge(as_served),
        popularity=judge(lambda part: np.tile(bundle.popularity.score(), (len(part), 1))),
        errors=rating_errors(viewers=viewers, bundle=bundle),
        candidates=int(candidates.sum()),
        pages=pages_of(bundle, learning=learning, viewers=viewers, pages=pages),
    )


def _viewers(dataset: Dataset) -> int:
    return len(np.unique(dataset.strengths.profile_code))


def _context(bundle: Bundle, learning: Dataset, held: Dataset, seed: int) -> dict[str, Any]:
    """What telling the moment was worth on the held-out plays; nothing where there were none."""
    if bundle.moments is None:
        return {}
    occasions = occasions_of(judged_viewers(train=learning, held=held, seed=seed), held.plays, seed=seed)
    if not occasions:
        return {}
    lift = measured_lift(occasions, bundle=bundle, candidates=candidates_of(bundle, learning))
    return {"context": lift.figures(seed=seed)}


def _match(bundle: Bundle, learning: Dataset, held: Dataset, seed: int) -> dict[str, Any]:
    """Whether the match kept what it said of the held-out ratings; nothing where there were none."""
    outcomes = outcomes_of(viewers=judged_viewers(train=learning, held=held, seed=seed), bundle=bundle)
    return {} if outcomes is None else {"match": match_figures(outcomes, calibration=bundle.calibration, seed=seed)}


def _metrics(dataset: Dataset, judgement: Judgement, chosen: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """Plain numbers for the run's row, the admin and the next run's gate."""
    metrics: dict[str, Any] = {
        "model": summary(judgement.model, candidates=judgement.candidates, seed=seed),
        "popularity": summary(judgement.popularity, candidates=judgement.candidates, seed=seed),
        "learned_from": {
            "ratings": len(dataset.ratings),
            "strengths": len(dataset.strengths),
            "viewers": len(dataset.strengths.profile_ids),
            "titles": len(dataset.strengths.title_ids),
        },
        "chosen": chosen,
    }
    if found := figures_of(judgement.pages, seed=seed):
        metrics["pages"] = found
    if len(judgement.model):
        gain = bootstrap(judgement.model.ndcg10 - judgement.popularity.ndcg10, seed=seed)
        metrics["gain_over_popularity"] = {
            "mean": round(gain.mean, 5),
            "low": round(gain.low, 5),
            "high": round(gain.high, 5),
            "viewers": len(judgement.model),
        }
    if judgement.errors is not None:
        metrics["rating"] = {
            "rmse": round(judgement.errors.rmse, 5),
            "mae": round(judgement.errors.mae, 5),
            "rmse_of_one_number": round(judgement.errors.rmse_of_one_number, 5),
            "held_out": len(judgement.errors),
        }
    return metrics
