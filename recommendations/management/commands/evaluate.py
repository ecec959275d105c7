"""Judge estimators, or whole home pages, on the site's own data; changes nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.estimators import ESTIMATORS, Estimator
from recommendations.pages.comparisons import COMPARISONS
from recommendations.pages.judge_history import OURS, judge_history
from recommendations.pages.judged_in_words import beside, curves_of, table_of
from recommendations.training.compare import Row, compare, titles_of
from recommendations.training.dataset import Dataset, read_dataset
from recommendations.training.five_fold import FOLDS, five_fold
from recommendations.training.genres import genre_shares
from recommendations.training.judged import judged_viewers
from recommendations.training.memory import memory_limit_bytes
from recommendations.training.protocols import FIVE_FOLD, PROTOCOLS
from recommendations.training.read_content import read_content
from recommendations.training.recipe import Recipe, choose, fit_bundle
from recommendations.training.report import as_json, markdown
from recommendations.training.run import reason_to_skip
from recommendations.training.split import split
from recommendations.training.tastes import tastes_of

OUTPUTS = ("markdown", "json")


class Command(BaseCommand):
    help = "Print one table of how good estimators are on what viewers did; nothing is stored or activated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        keys = [estimator.key for estimator in ESTIMATORS]
        protocols = [protocol.key for protocol in PROTOCOLS]
        parser.add_argument(
            "--estimators", nargs="+", default=[], metavar="KEY", help=f"some of {', '.join(keys)}; all when absent"
        )
        parser.add_argument("--protocol", default=protocols[0], help=f"one of {', '.join([*protocols, FIVE_FOLD])}")
        parser.add_argument("--output", default=OUTPUTS[0], help=f"one of {', '.join(OUTPUTS)}")
        parser.add_argument("--pages", action="store_true", help="judge home pages beside comparisons, not estimators")
        parser.add_argument("--seed", type=int, default=1, help="0 or more; the same seed judges the same")

    def handle(self, *args: Any, **options: Any) -> None:
        estimators = _named(options["estimators"])
        _one_of("protocol", options["protocol"], [*(protocol.key for protocol in PROTOCOLS), FIVE_FOLD])
        _one_of("output", options["output"], OUTPUTS)
        if options["seed"] < 0:
            raise CommandError(f"A seed is 0 or more, not {options['seed']}.")
        dataset = read_dataset(cutoff=timezone.now())
        too_little = reason_to_skip(dataset)
        if too_little:
            raise CommandError(too_little)
        if options["pages"]:
            self.stdout.write(_pages(dataset, options["seed"]))
            return
        rows, words = _judge(dataset, estimators, options["protocol"], options["seed"])
        facts = {
            "protocol": options["protocol"],
            "seed": options["seed"],
            "ratings": len(dataset.ratings),
            "strengths": len(dataset.strengths),
            "viewers": len(dataset.strengths.profile_ids),
            "titles": len(titles_of(dataset)),
        }
        if options["output"] == "json":
            self.stdout.write(as_json(rows, about=facts))
            return
        about = (
            f"Protocol {options['protocol']}: {words}. {facts['ratings']:,} ratings and {facts['strengths']:,} "
            f"strengths of {facts['viewers']:,} viewers with {facts['titles']:,} titles; seed {options['seed']}. In "
            "brackets: 95 % bootstrap intervals over viewers."
        )
        self.stdout.write(markdown(rows, about=about))


def _pages(dataset: Dataset, seed: int) -> str:
    """Tables of home pages decided without the latest fifth of every viewer's, and judged on it."""
    learning, held = split(dataset)
    recipe = Recipe(content=read_content(), memory_limit_bytes=memory_limit_bytes(), seed=seed)
    choice = choose(learning, recipe=recipe)
    bundle = fit_bundle(learning, recipe=recipe, choice=choice, calibration=choice.calibration)
    viewers = judged_viewers(train=learning, held=held, seed=seed)
    tastes = tastes_of(learning, viewers)
    parts = [(one.profile_id, taste, one.relevant) for one, taste in zip(viewers, tastes, strict=True)]
    scores = judge_history(parts, bundle=bundle, now=dataset.cutoff)
    judged = len(scores[OURS].ndcg)
    if not judged:
        raise CommandError("Nobody has liked anything of what would be held out.")
    about = (
        f"Home pages of {judged:,} viewers, judged on what each liked of the last fifth of the own history; seed "
        f"{seed}. In brackets: 95 % bootstrap intervals over viewers."
    )
    tables = (
        table_of(scores, seed=seed), beside(scores, ours=OURS, others=list(COMPARISONS), seed=seed), curves_of(scores)
    )  # fmt: skip
    return "\n\n".join([about, *tables])


def _judge(dataset: Dataset, estimators: list[type[Estimator]], protocol: str, seed: int) -> tuple[dict[str, Row], str]:
    """The rows, and the protocol in words."""
    if protocol == FIVE_FOLD:
        words = f"{FOLDS} random folds of the ratings, by Surprise's cross_validate; ± is the deviation over folds"
        return five_fold(dataset.ratings, estimators=estimators, seed=seed), words
    chosen = next(one for one in PROTOCOLS if one.key == protocol)
    genres = genre_shares(titles_of(dataset))
    return compare(dataset, estimators=estimators, seed=seed, protocol=chosen, genres=genres), chosen.words


def _named(keys: list[str]) -> list[type[Estimator]]:
    known = {estimator.key: estimator for estimator in ESTIMATORS}
    unknown = sorted(set(keys) - set(known))
    if unknown:
        raise CommandError(f"There is no estimator {', '.join(unknown)}; there are {', '.join(known)}.")
    return [known[key] for key in dict.fromkeys(keys)] or list(known.values())


def _one_of(what: str, said: str, allowed: Any) -> None:
    if said not in allowed:
        raise CommandError(f"There is no {what} {said}; there are {', '.join(allowed)}.")
