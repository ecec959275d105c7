"""The ways of doing the nightly job that nightly_job.py compares: the textbook's, and ours with more or less in it.

Each answers its seconds by stage, the rows it wrote and its peak memory. The textbook's way is what Surprise's
documentation and Django's tutorial say: `values_list`, `load_from_df`, `fit`, a loop of `predict` over everything
unseen, `bulk_create`. Django must be set up before one of them runs.
"""

import hashlib
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import own_database

FACTORS, EPOCHS, RATE, REGULARISATION, LENGTH = 100, 20, 0.005, 0.02, 100
NOW = datetime(2026, 11, 23, tzinfo=UTC)
TABLE = """
    CREATE TABLE IF NOT EXISTS textbook (
      id bigserial PRIMARY KEY, profile_id bigint NOT NULL, rank smallint NOT NULL, title_id bigint NOT NULL,
      score float8 NOT NULL, UNIQUE (profile_id, rank))
"""


class Clock:
    """What each stage costs: seconds, processors' seconds (ours and PostgreSQL's), the most memory resident in it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.ours: dict[str, float] = {}
        self.postgresql: dict[str, float] = {}
        self.peak_mb: dict[str, float] = {}
        self.before_mb = own_database.resident_mb()

    @contextmanager
    def __call__(self, stage: str):
        self.begin()
        yield
        self.end(stage)

    def begin(self) -> None:
        own_database.forget_peak()
        self._begun = (time.perf_counter(), time.process_time(), own_database.server_seconds())

    def end(self, stage: str) -> None:
        now = (time.perf_counter(), time.process_time(), own_database.server_seconds())
        for kind, value, begun in zip((self.seconds, self.ours, self.postgresql), now, self._begun, strict=True):
            kind[stage] = kind.get(stage, 0.0) + value - begun
        self.peak_mb[stage] = max(self.peak_mb.get(stage, 0.0), own_database.high_water_mb())

    def told(self) -> dict:
        told = {"seconds": self.seconds, "ours": self.ours, "postgresql": self.postgresql, "peaks": self.peak_mb}
        return told | {"before_mb": self.before_mb, "peak_mb": max(self.peak_mb.values())}


def hash_of(algorithm) -> str:
    found = hashlib.sha256()
    for name in ("pu", "qi", "bu", "bi"):
        found.update(np.ascontiguousarray(getattr(algorithm, name), dtype=np.float64).tobytes())
    return found.hexdigest()[:16]


def textbook(count: int) -> dict:
    import pandas
    from django.db import connection, models, transaction
    from surprise import SVD, Dataset, Reader

    from recommendations.models import Rating

    class Textbook(models.Model):
        profile_id, title_id = models.BigIntegerField(), models.BigIntegerField()
        rank, score = models.SmallIntegerField(), models.FloatField()

        class Meta:
            app_label, db_table, managed = "recommendations", "textbook", False

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    clock = Clock()
    with clock("read"):
        frame = pandas.DataFrame(
            Rating.objects.order_by().values_list("profile_id", "title_id", "value"), columns=["user", "item", "rating"]
        )
    with clock("trainset"):
        trainset = Dataset.load_from_df(frame, Reader(rating_scale=(1, 5))).build_full_trainset()
    with clock("fit"):
        algorithm = SVD(n_factors=FACTORS, n_epochs=EPOCHS, random_state=0).fit(trainset)
    with clock("score"):
        rows, raw = [], [trainset.to_raw_iid(inner) for inner in trainset.all_items()]
        for user in trainset.all_users():
            seen, raw_user = {item for item, _rating in trainset.ur[user]}, trainset.to_raw_uid(user)
            found = [(algorithm.predict(raw_user, item).est, item) for n, item in enumerate(raw) if n not in seen]
            found.sort(reverse=True)
            rows += [
                Textbook(profile_id=raw_user, rank=place, title_id=item, score=score)
                for place, (score, item) in enumerate(found[:LENGTH])
            ]
    with clock("write"), transaction.atomic():
        Textbook.objects.all().delete()
        Textbook.objects.bulk_create(rows, batch_size=5_000)
    return clock.told() | {"rows": len(rows)}


def warm_up() -> None:
    from recommendations.estimators import SurpriseSVD
    from recommendations.training.dataset import interactions_of

    random = np.random.default_rng(0)
    few = interactions_of(random.integers(1, 9, 200), random.integers(1, 30, 200), np.full(200, 3.0), np.arange(200))
    SurpriseSVD(epochs=1).learn(few, seed=0)


def _estimator(kernel: str):
    from recommendations.estimators import SurpriseSVD

    return SurpriseSVD(
        seed=0, factors=FACTORS, epochs=EPOCHS, learning_rate=RATE, regularisation=REGULARISATION, kernel=kernel
    )


def _top(algorithm, trainset, interactions):
    """The best unseen titles of every viewer, in blocks of one matrix product: (profile ids, title ids, scores)."""
    from recommendations.modelstore.in_blocks import best_of_each

    viewers, titles = algorithm.pu.astype(np.float32), np.ascontiguousarray(algorithm.qi.T, dtype=np.float32)
    size, found, scores = max(1, 8_000_000 // trainset.n_items), [], []
    for begin in range(0, trainset.n_users, size):
        end = min(begin + size, trainset.n_users)
        block = viewers[begin:end] @ titles
        block += algorithm.bi.astype(np.float32)
        first, last = trainset.starts[begin], trainset.starts[end]
        block[
            np.repeat(np.arange(end - begin), np.diff(trainset.starts[begin : end + 1])), trainset.items[first:last]
        ] = -np.inf
        block += (algorithm.bu[begin:end] + trainset.global_mean).astype(np.float32)[:, None]
        codes, values = best_of_each(block, LENGTH)
        found.append(trainset.raw_items[codes])
        scores.append(values)
    return trainset.raw_users.astype(np.int64), np.concatenate(found).astype(np.int64), np.concatenate(scores)


def _slot():
    from recommendations.models import ModelSlot, ModelVersion

    version, _made = ModelVersion.objects.get_or_create(digest="benchmark", defaults={"created_at": NOW})
    ModelSlot.objects.update_or_create(name="home", defaults={"version": version, "run_token": 0, "promoted_at": NOW})


def factors_alone(count: int, *, kernel: str) -> dict:
    from recommendations.estimators.trainset import ArrayTrainset
    from recommendations.training.dataset import read_dataset
    from recommendations.training.shortlist_rows import write_rows

    warm_up()
    _slot()
    clock = Clock()
    with clock("read"):
        dataset = read_dataset(cutoff=NOW)
    with clock("trainset"):
        trainset = ArrayTrainset.of(dataset.ratings)
    with clock("fit"):
        algorithm = _estimator(kernel).fit(trainset)
    with clock("score"):
        profile_ids, title_ids, scores = _top(algorithm, trainset, dataset.ratings)
    with clock("write"):
        written = write_rows(
            profile_ids=profile_ids, title_ids=title_ids, scores=scores, digest="benchmark", slot="home", now=NOW
        )
    answer = clock.told() | {"rows": written * LENGTH, "hash": hash_of(algorithm)}
    if kernel == "compiled":
        answer["stock hash"], answer["stock fit"] = _stock_on(dataset.ratings)
    return answer


def _stock_on(ratings) -> tuple[str, float]:
    """Surprise itself on the same rows in the same order, outside the clock: (hash of its factors, its seconds)."""
    import pandas
    from surprise import SVD, Dataset, Reader

    frame = pandas.DataFrame(
        {
            "user": ratings.profile_ids[ratings.profile_code],
            "item": ratings.title_ids[ratings.title_code],
            "rating": ratings.value.astype(np.float64),
        }
    )
    trainset = Dataset.load_from_df(frame, Reader(rating_scale=(1, 5))).build_full_trainset()
    begun = time.perf_counter()
    stock = SVD(n_factors=FACTORS, n_epochs=EPOCHS, random_state=0).fit(trainset)
    return hash_of(stock), time.perf_counter() - begun


def with_ranker(count: int) -> dict:
    """Ratings to an activated blend of EASE, the rating model and popularity, and everybody's shortlist by it."""
    from recommendations.training.shortlists import write_shortlists

    warm_up()
    clock = Clock()
    _learn_and_activate(clock)
    with clock("score and write"):
        written = write_shortlists(now=NOW)
    return clock.told() | {"rows": written * LENGTH}


def _learn_and_activate(clock: Clock) -> None:
    from django.conf import settings

    from recommendations.estimators import EASE, Popularity, Trend
    from recommendations.models import ModelVersion
    from recommendations.modelstore.activate import promote
    from recommendations.modelstore.bundle import POPULARITY, RATING, Bundle
    from recommendations.modelstore.store import write
    from recommendations.training.dataset import read_dataset
    from recommendations.training.side_by_side import side_by_side

    with clock("read"):
        dataset = read_dataset(cutoff=NOW)
    title_ids = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids)
    with clock("fit and other parts"):
        (ease, popularity, trend), rating = side_by_side(
            lambda: [kind().learn(dataset.strengths, seed=0).over(title_ids) for kind in (EASE, Popularity, Trend)],
            lambda: _estimator("compiled").learn(dataset.ratings, seed=0).over(title_ids), is_room=True,
        )  # fmt: skip
    with clock("store and activate"):
        bundle = Bundle(
            version="", title_ids=title_ids, rating=rating, rankers={"ease": ease}, popularity=popularity, trend=trend,
            weights={"ease": 1.0, RATING: 0.3, POPULARITY: 0.1},
        )  # fmt: skip
        written = write(store=Path(settings.MODEL_STORE), bundle=bundle)
        version, _made = ModelVersion.objects.get_or_create(
            digest=written.digest, defaults={"created_at": NOW, "manifest": written.manifest}
        )
        assert promote(version=version, run_token=time.time_ns(), now=NOW, why="benchmark")


WAYS = {
    "textbook": textbook,
    "ours, the same factors": lambda count: factors_alone(count, kernel="compiled"),
    "ours, float32": lambda count: factors_alone(count, kernel="single"),
    "ours, with EASE and shortlists of the blend": with_ranker,
}
