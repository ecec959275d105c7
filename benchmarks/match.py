"""Does the match keep what it says? On MovieLens-100K, and on simulated households, whose joys are known.

    python benchmarks/match.py [folder with ml-100k.inter and ml-100k.item] [--seeds 100 101 102] [--households 1200]

Per-user time split, last fifth held out; liked means rated 4 or more. The match is learned on a validation part inside
the training part, by the site's own code (`recommendations/training/match.py`); what is held out is read once. Seeds
from 100 on are for reports; whoever tunes takes others. Writes benchmarks/results/match.md; without a folder the part
on MovieLens stays as it stands there, without seeds that on simulated households.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from recovered import simulated, the_demo_catalogue, trained

SEED = 1
RESULTS = Path(__file__).parent / "results" / "match.md"

# What follows sets Django up, which then knows only the database that the import above has started.
import numpy as np
from blend import read_content
from django.db import connection
from match_report import COLUMNS, ON_SIMULATED, Beside, about, in_words, line, reliability_table, report_of
from movielens import read_movielens
from recovered_truths import spearman, viewers
from scipy.special import ndtr

from recommendations.models import TrainingRun
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import TERMS
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.remove import remove
from recommendations.simulation.truth import Truth
from recommendations.training.judged import judged_viewers
from recommendations.training.match import SURE, UNLIKELY, Outcomes, learn_calibration, match_figures, outcomes_of
from recommendations.training.recipe import Recipe, choose, fit_bundle
from recommendations.training.split import VALIDATION, split

HEAD = """# Does the match keep what it says?

The match is the chance that a viewer will like a title (rate it 4 or more, or thumb it up), from the blend's score,
what everybody rates it, and by how much this viewer is estimated to differ from them, as far as the viewer's ratings
are many; a logistic curve and a rising line that corrects it, learned on a validation part inside the training part.
Below, on the last fifth of every viewer's ratings, which nothing was learned from. Calibration error: over ten bins,
how far the share that was liked is from the chance that was said. The base rate is that of the held-out ratings,
which nobody knows beforehand. In brackets 95 % bootstrap intervals over viewers. Made by `benchmarks/match.py`.
"""


def only(outcomes: Outcomes, *names: str) -> Outcomes:
    """The same as if of all terms only these were told."""
    return replace(outcomes, terms=outcomes.terms * np.isin(TERMS, names))


def on_movielens(folder: Path) -> list[str]:
    dataset = read_movielens(folder)
    learning, held = split(dataset)
    recipe = Recipe(content=read_content(folder), seed=SEED)
    choice = choose(learning, recipe=recipe)
    train, validation = split(learning, share=VALIDATION)
    of_train = fit_bundle(train, recipe=recipe, choice=choice, calibration=choice.calibration)
    taught = outcomes_of(viewers=judged_viewers(train=train, held=validation, seed=SEED), bundle=of_train)
    bundle = fit_bundle(learning, recipe=recipe, choice=choice, calibration=choice.calibration)
    judged = judged_viewers(train=learning, held=held, seed=SEED)
    outcomes = outcomes_of(viewers=judged, bundle=bundle)
    assert taught is not None
    assert outcomes is not None
    whole = match_figures(outcomes, calibration=choice.calibration, seed=SEED)
    parts = {
        "everything, as it serves": whole,
        "the estimated rating alone": only_by(taught, outcomes, "own", "crowd"),
        "the blend's score alone": only_by(taught, outcomes, "score"),
        "what everybody rates it": only_by(taught, outcomes, "crowd"),
    }
    return [
        "## MovieLens-100K", "", about(whole, "ratings", "liked"), "",
        COLUMNS, *(line(name, found) for name, found in parts.items()), "",
        f"Of all titles that a viewer has not seen, {spread_of(bundle, judged)}.", "",
        "### Reliability", "", *reliability_table(whole), "",
        f"Learned from {choice.calibration.learned_from:,} ratings: {in_words(choice.calibration.weights)}.",
    ]  # fmt: skip


def only_by(taught: Outcomes, outcomes: Outcomes, *names: str) -> dict:
    calibration = learn_calibration(only(taught, *names))
    return match_figures(only(outcomes, *names), calibration=calibration, seed=SEED)


def spread_of(bundle: Bundle, judged) -> str:
    """Shares of the unseen titles that are told apart, over viewers."""
    above, below = [], []
    for viewer in judged:
        _scores, odds = bundle.rank_and_odds(strengths=viewer.strengths, ratings=viewer.ratings)
        if odds is not None:
            open_ = bundle.is_judged & ~np.isin(bundle.title_ids, list(viewer.strengths))
            chances = bundle.calibration.chance(odds)[open_]
            above.append((chances > SURE).mean())
            below.append((chances < UNLIKELY).mean())
    return f"{np.mean(above):.1%} are above 85 %, and {np.mean(below):.1%} below 50 %"


def beside_truth(truth: Truth, bundle: Bundle) -> Beside:
    """Truth: the chance that this viewer's thumb would go up, had the title been watched."""
    numbers = Parameters()
    spread = np.hypot(numbers.surprise, numbers.thumb_noise)
    codes = bundle.code_of(truth.title_ids)
    ranks: dict[str, list[float]] = {"match": [], "blend": [], "estimated rating": [], "popularity": []}
    said, true, whose = [], [], []
    for place, taste, open_ in viewers(truth):
        asked = np.flatnonzero(open_ & (codes >= 0) & bundle.is_judged[codes])
        blend, odds = bundle.rank_and_odds(strengths=taste.strengths, ratings=taste.ratings)
        if len(asked) < 20 or odds is None:
            continue
        chances = bundle.calibration.chance(odds)
        estimates = bundle.rating.estimate(taste.ratings) if bundle.rating else np.zeros(len(blend))
        scores = {
            "match": chances,
            "blend": blend,
            "estimated rating": estimates,
            "popularity": bundle.popularity.score(),
        }
        for name, values in scores.items():
            ranks[name].append(spearman(values[codes[asked]], truth.likes[place, asked]))
        said.append(chances[codes[asked]])
        felt = truth.likes[place, asked] + truth.generosity[place] - numbers.dislike
        true.append(ndtr(felt / spread))
        whose.append(np.full(len(asked), len(whose)))
    return Beside(ranks=ranks, said=np.concatenate(said), true=np.concatenate(true), viewer=np.concatenate(whose))


def on_simulated(seeds: list[int], households: int) -> list[str]:
    the_demo_catalogue()
    found: dict[int, tuple[dict, Beside, dict]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            truth = simulated(seed, households, Path(folder))
            trained()
            forget_held()
            bundle, run = active_bundle(), TrainingRun.objects.latest("pk")
            if bundle is None or "match" not in run.metrics:
                raise SystemExit("No model passed its gate, or nothing was rated: there is no match to judge.")
            found[seed] = run.metrics["match"], beside_truth(truth, bundle), dict(bundle.calibration.weights)
            remove(tell=lambda _text: None)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM recommendations_modelslot")
    return report_of(found)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--seeds", type=int, nargs="*", default=[100, 101, 102])
    arguments.add_argument("--households", type=int, default=1200)
    arguments.add_argument("--print-only", action="store_true", help="for tuning, on seeds below 100: write no table")
    given = arguments.parse_args()
    if min(given.seeds, default=100) < 100 and not given.print_only:
        raise SystemExit("Seeds below 100 are for tuning: say --print-only.")
    started = time.perf_counter()
    standing = RESULTS.read_text().removeprefix(HEAD) if RESULTS.exists() else ""
    real, mark, invented = standing.partition(ON_SIMULATED)
    real = "\n".join(on_movielens(given.folder)) if given.folder else real.strip("\n")
    invented = "\n".join(on_simulated(given.seeds, given.households)) if given.seeds else f"{mark}{invented}"
    said = f"{HEAD}\n{real}\n\n{invented}".rstrip() + "\n"
    print(said)
    if not given.print_only:
        RESULTS.write_text(said, encoding="utf-8")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
