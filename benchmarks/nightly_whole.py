"""From ratings to an activated model, for nightly_job.py: Surprise's SVD alone, and the whole run as the site does it.

The settings of Surprise's SVD are those that a search might have left.
"""

from pathlib import Path

from nightly_ways import EPOCHS, FACTORS, NOW, RATE, Clock, warm_up

SETTINGS = {"factors": FACTORS, "epochs": EPOCHS, "learning_rate": RATE, "regularisation": 0.1}


def svd_alone(_count: int) -> dict:
    """Read, learn Surprise's SVD as the site learns it of so many, store it with popularity and trend, activate."""
    from django.conf import settings

    from recommendations.estimators import Popularity, SurpriseSVD, Trend
    from recommendations.models import ModelVersion
    from recommendations.modelstore.activate import promote
    from recommendations.modelstore.bundle import POPULARITY, RATING, Bundle
    from recommendations.modelstore.store import write
    from recommendations.training.dataset import read_dataset
    from recommendations.training.recipe import Recipe, for_so_many

    warm_up()
    clock = Clock()
    with clock("Reading what viewers did"):
        dataset = read_dataset(cutoff=NOW)
    title_ids = dataset.ratings.title_ids
    given = Recipe(configs={SurpriseSVD.key: SurpriseSVD.Config(**SETTINGS)})
    config = for_so_many(given, ratings=len(dataset.ratings)).configs[SurpriseSVD.key]
    with clock("Learning Surprise's SVD"):
        rating = SurpriseSVD(config).learn(dataset.ratings, seed=0).over(title_ids)
    with clock("Popularity and trend"):
        popularity, trend = (kind().learn(dataset.strengths, seed=0).over(title_ids) for kind in (Popularity, Trend))
    with clock("Storing and activating"):
        bundle = Bundle(
            version="", title_ids=title_ids, rating=rating, popularity=popularity, trend=trend,
            weights={RATING: 1.0, POPULARITY: 0.1},
        )  # fmt: skip
        written = write(store=Path(settings.MODEL_STORE), bundle=bundle)
        version, _made = ModelVersion.objects.get_or_create(
            digest=written.digest, defaults={"created_at": NOW, "manifest": written.manifest}
        )
        # In a slot of its own, so that the whole run has nothing to compare itself with, as the first of a site.
        assert promote(version=version, run_token=1, now=NOW, why="benchmark", slot="benchmark")
    return clock.told() | {"rows": 0}


def whole_run(_count: int) -> dict:
    """`retrain`, which chooses, judges, learns anew, asks the gate, and activates or refuses."""
    from recommendations.models import EstimatorSettings, RunState, TrainingRun
    from recommendations.training import lease
    from recommendations.training.queue import queue_run
    from recommendations.training.run import retrain

    warm_up()
    EstimatorSettings.objects.update_or_create(
        estimator="surprise_svd", is_active=True, defaults={"config": SETTINGS}
    )  # fmt: skip
    clock, last = Clock(), [""]

    def noting(step: str) -> None:
        if last[0]:
            clock.end(last[0])
        last[0] = step
        clock.begin()

    really = lease.Lease.step

    def stepping(self, text: str, progress: float) -> None:
        noting(text)
        really(self, text, progress)

    lease.Lease.step = stepping
    run = queue_run(reason="benchmark", requested_by=None, now=NOW)
    state = retrain(run.pk, now=lambda: NOW)
    noting("")
    ended = TrainingRun.objects.get(pk=run.pk)
    assert state is RunState.PROMOTED, (state, ended.verdict, ended.error)
    return clock.told() | {"rows": 0, "verdict": ended.verdict}
