"""What the blend is worth on MovieLens-100K: beside its parts tuned alike, and with each of its parts left out.

    python benchmarks/blend.py <folder with ml-100k.inter and ml-100k.item>

Per-user time split, last fifth held out; relevant means rated 4 or more; the full catalogue, seen titles removed.
Settings and weights are chosen on a validation part inside the training part; the held-out part is read once for each
line. The site's own code learns and ranks (`recommendations/training/recipe.py`). Writes benchmarks/results/blend.md.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np

django.setup()

from benchmarks.movielens import read_movielens
from recommendations.estimators import ALS, EASE, SurpriseSVD
from recommendations.metrics.intervals import bootstrap_difference
from recommendations.modelstore.calibration import Calibration
from recommendations.training.content import Content, eras_of
from recommendations.training.evaluate import distinct
from recommendations.training.judged import judged_viewers
from recommendations.training.read_content import table_of
from recommendations.training.recipe import RATERS, Choice, Recipe, candidates_of, choose, fit_bundle
from recommendations.training.split import VALIDATION, split
from recommendations.training.trial import judge_bundle
from recommendations.training.weights import QUALITY, examples_of, learn_weights

SEED = 1
FIRST_SCREEN = 18
"""Three rows of six."""
ALS_TRIED = tuple(
    ALS.Config(factors=factors, regularisation=regularisation, minimum_value=minimum)
    for factors in (32, 64, 96)
    for regularisation in (5.0, 20.0, 60.0)
    for minimum in (1.25, 0.25)
)
RESULTS = Path(__file__).parent / "results" / "blend.md"


def read_content(folder: Path) -> Content:
    """Genres and years of ml-100k.item."""
    lines = (folder / "ml-100k.item").read_text(encoding="utf-8").splitlines()[1:]
    rows = sorted((int(number), year, kinds) for number, _name, year, kinds in (line.split("\t") for line in lines))
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    years = np.array([float(row[1]) if row[1].isdigit() else np.nan for row in rows])
    kinds = [(row[0], kind) for row in rows for kind in row[2].split()]
    return Content(title_ids=ids, groups={"kind": table_of(ids, kinds), "era": eras_of(years)})


class Bench:
    """One split; every line is learned from the same part and judged on the same viewers."""

    def __init__(self, folder: Path) -> None:
        self.dataset = read_movielens(folder)
        self.content = read_content(folder)
        self.learning, self.held = split(self.dataset)
        self.recipe = Recipe(content=self.content, seed=SEED)

    def choose(self):
        began = time.monotonic()
        self.choice = choose(self.learning, recipe=self.recipe)
        self.choosing_seconds = time.monotonic() - began
        self.choice = replace(self.choice, configs={**self.choice.configs, **self._best_als()})
        self.examples, self.bundle = self.learned_by(self.choice)

    def learned_by(self, choice):
        """Examples of the validation part for the weights, and the model of the whole learning part."""
        train, validation = split(self.learning, share=VALIDATION)
        bundle = fit_bundle(train, recipe=self.recipe, choice=choice, calibration=choice.calibration)
        examples = examples_of(
            viewers=judged_viewers(train=train, held=validation, seed=SEED),
            bundle=bundle,
            candidates=candidates_of(bundle, train),
            random=np.random.default_rng(SEED),
        )
        return examples, fit_bundle(self.learning, recipe=self.recipe, choice=choice, calibration=choice.calibration)

    def _best_als(self):
        train, validation = split(self.learning, share=VALIDATION)
        scores = {}
        for config in ALS_TRIED:
            only = replace(self.recipe, rankers=(ALS,))
            bundle = fit_bundle(
                train, recipe=only, choice=Choice(configs={"als": config}, weights={"als": 1.0}),
                calibration=Calibration(),
            )  # fmt: skip
            judged = judge_bundle(bundle, learning=train, held=validation, seed=SEED)
            scores[config] = float(judged.model.ndcg10.mean())
        return {"als": max(scores, key=scores.__getitem__)}

    def judge(self, weights):
        return judge_bundle(replace(self.bundle, weights=weights), learning=self.learning, held=self.held, seed=SEED)

    def weights_without(self, *names, quality: float = QUALITY):
        """Learned anew over the features that are left."""
        kept = [place for place, name in enumerate(self.examples.names) if name not in names]
        part = replace(
            self.examples,
            names=tuple(self.examples.names[place] for place in kept),
            offered=np.ascontiguousarray(self.examples.offered[:, :, kept]),
            chosen=self.examples.chosen[:, kept],
            better=self.examples.better[:, kept],
        )
        return learn_weights(part, quality=quality)

    def first_screens(self, weights):
        """viewers x FIRST_SCREEN codes."""
        bundle = replace(self.bundle, weights=weights)
        candidates = candidates_of(bundle, self.learning)
        shown = []
        for viewer in judged_viewers(train=self.learning, held=self.held, seed=SEED):
            scores = np.where(candidates, bundle.rank(strengths=viewer.strengths, ratings=viewer.ratings), -np.inf)
            seen = bundle.code_of(list(viewer.strengths))
            scores[seen[seen >= 0]] = -np.inf
            shown.append(np.argsort(-scores, kind="stable")[:FIRST_SCREEN])
        return np.array(shown)


def line(name, judgement, extra=()):
    model = judgement.model
    auc = model.quality.auc
    cells = [
        f"{model.ndcg10.mean():.4f}", f"{model.recall10.mean():.4f}", f"{np.nanmean(auc):.4f}",
        f"{model.quality.disliked_share:.2%}", f"{distinct(model) / judgement.candidates:.3f}", *extra,
    ]  # fmt: skip
    return f"| {name} | " + " | ".join(cells) + " |"


def beside(ours, theirs):
    """The difference of each measure over the viewers that both have, with its 95 % interval."""
    ndcg = bootstrap_difference(ours.model.ndcg10, theirs.model.ndcg10, seed=SEED)
    both = ours.model.quality.comparable & theirs.model.quality.comparable
    auc = bootstrap_difference(ours.model.quality.auc[both], theirs.model.quality.auc[both], seed=SEED)
    return [f"{gain.mean:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]" for gain in (ndcg, auc)]


def main(folder: Path) -> None:
    bench = Bench(folder)
    bench.choose()
    weights = bench.weights_without()
    blend, ease, als = bench.judge(weights), bench.judge({"ease": 1.0}), bench.judge({"als": 1.0})
    columns = "NDCG@10 | Recall@10 | AUC | disliked of rated hits | coverage@10"
    ruler = "|---" * 6
    text = [
        "# The blend on MovieLens-100K", "", __doc__.split("\n\n")[2].strip(), "",
        f"| method | {columns} |", ruler + "|",
        line("blend", blend), line("EASE, tuned", ease), line("ALS, tuned", als),
        line(f"estimated rating ({bench.choice.rating})", bench.judge({"rating": 1.0})),
        line("popularity", bench.judge({})), "",
        "| blend less | NDCG@10 | AUC |", "|---|---|---|",
        "| EASE | " + " | ".join(beside(blend, ease)) + " |",
        "| ALS | " + " | ".join(beside(blend, als)) + " |", "",
        f"Chosen: {bench.choice.configs}. Weights: {weights}.", "",
        "## Each part left out, weights learned anew", "",
        f"| without | {columns} | titles of the first {FIRST_SCREEN} that change | seconds to learn |",
        ruler + "|---|---|",
    ]  # fmt: skip
    screens = bench.first_screens(weights)
    for name in bench.examples.names:
        if not weights[name]:
            continue
        less = bench.weights_without(name)
        others = bench.first_screens(less)
        changed = np.mean([FIRST_SCREEN - len(np.intersect1d(a, b)) for a, b in zip(screens, others, strict=True)])
        text.append(line(name, bench.judge(less), (f"{changed:.1f}", seconds_of(bench, name))))
    text += [
        "", f"Ratings come from {bench.choice.rating}, which erred least on validation; without, no doubt.",
        *with_surprises_svd(bench, screens, columns), "",
        "## How much quality counts", "", f"| quality | {columns} |", ruler + "|",
    ]  # fmt: skip
    for quality in (0.0, 1.0, 2.0, 4.0, 8.0):
        text.append(line(f"{quality:g}", bench.judge(bench.weights_without(quality=quality))))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join([*text, ""]))
    print(RESULTS.read_text())


def with_surprises_svd(bench: Bench, screens, columns) -> list[str]:
    """The blend with the library's own SVD as its rating part, weights learned anew."""
    examples, bundle = bench.learned_by(replace(bench.choice, rating=SurpriseSVD.key))
    bench.examples, examples = examples, bench.examples
    weights = bench.weights_without()
    bench.examples, bench.bundle, before = examples, bundle, bench.bundle
    others = bench.first_screens(weights)
    changed = np.mean([FIRST_SCREEN - len(np.intersect1d(a, b)) for a, b in zip(screens, others, strict=True)])
    cells = line(
        "Surprise's SVD as the rating part", bench.judge(weights), (f"{changed:.1f}", seconds_of(bench, "svd"))
    )
    bench.bundle = before
    return ["", f"| with | {columns} | titles that change | seconds to learn |", "|---" * 8 + "|", cells]


def seconds_of(bench: Bench, name: str) -> str:
    raters = {rater.key: rater for rater in RATERS}
    kind = {"ease": EASE, "als": ALS, "svd": SurpriseSVD, "rating": raters.get(bench.choice.rating)}.get(name)
    if kind is None:
        return "-"
    data = getattr(bench.learning, kind.learns_from)
    kind(bench.choice.configs.get(kind.key), seed=SEED).learn(data, seed=SEED)
    began = time.monotonic()
    kind(bench.choice.configs.get(kind.key), seed=SEED).learn(data, seed=SEED)
    return f"{time.monotonic() - began:.2f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
