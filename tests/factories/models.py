"""A real model on a small world, for tests of what is shown: learned by the estimators of the site and promoted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from accounts.models import Profile
from catalog.models import Title
from recommendations.estimators import EASE
from recommendations.models import ModelSlot, ModelVersion, Rating, RatingSource
from recommendations.modelstore.activate import promote
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.store import write
from recommendations.training.dataset import read_dataset
from recommendations.training.read_content import read_content
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from tests.factories.catalog import many_titles
from tests.factories.recommendations import NOON

SPACE = "Science fiction"
LOVE = "Romance"


def a_checkerboard(*, titles: int = 24, viewers: int = 24, at: datetime = NOON) -> tuple[list[Title], list[Profile]]:
    """Half of the titles are about space and half about love; half of the viewers like the one, half the other."""
    board = many_titles(
        [(f"Orbit {number}", SPACE) if number % 2 == 0 else (f"Kiss {number}", LOVE) for number in range(titles)]
    )
    people = Profile.objects.bulk_create(Profile(user=None, name=f"Viewer {number}") for number in range(viewers))
    Rating.objects.bulk_create(
        Rating(
            profile=person,
            title=title,
            value=5.0 if place % 2 == number % 2 else 1.0,
            source=RatingSource.IMPORT,
            rated_at=at - timedelta(days=5 + place),
        )
        for number, person in enumerate(people)
        for place, title in enumerate(board)
        if (place // 2 + number // 2) % 3
    )
    return board, people


def a_promoted_model(*, now: datetime = NOON, seed: int = 1) -> ModelVersion:
    """Learn from what the tables hold, write it to the model store and let it serve."""
    choice, calibration = Choice(configs={"ease": EASE.Config(regularisation=5.0)}), Calibration()
    bundle = fit_bundle(
        read_dataset(cutoff=now),
        recipe=Recipe(content=read_content(), seed=seed),
        choice=choice,
        calibration=calibration,
    )
    written = write(store=Path(settings.MODEL_STORE), bundle=bundle)
    version = ModelVersion.objects.create(digest=written.digest, created_at=now, manifest=written.manifest)
    token = max(ModelSlot.objects.values_list("run_token", flat=True), default=0) + 1
    assert promote(version=version, run_token=token, now=now, why="for a test")
    return version


def names_of(titles: Sequence[Title]) -> list[str]:
    return [title.name for title in titles]
