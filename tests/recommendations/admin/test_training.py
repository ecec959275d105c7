"""The back office of training says what a model was measured to be worth."""

import pytest
from django.test import Client

from recommendations.models import ModelVersion, RunState, TrainingRun
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db
CONTEXT = {"told": 0.1594, "untold": 0.1048, "lift": 0.0547, "low": 0.0506, "high": 0.0592, "viewers": 2400}


@pytest.mark.parametrize(
    ("metrics", "words"),
    [
        ({"context": CONTEXT}, "0.1594, untold 0.1048: +0.0547 (+0.0506 to +0.0592) over 2400 viewers"),
        ({}, "Nothing was held out that had a moment."),
    ],
)
def test_runs_and_versions_say_what_the_moment_is_worth(
    admin_client: Client, metrics: dict[str, object], words: str
) -> None:
    run = TrainingRun.objects.create(reason="test", requested_at=NOON, state=RunState.PROMOTED, metrics=metrics)
    version = ModelVersion.objects.create(digest="d" * 64, created_at=NOON, run=run, metrics=metrics)
    for page in (f"trainingrun/{run.pk}", f"modelversion/{version.pk}"):
        answer = admin_client.get(f"/admin/recommendations/{page}/change/")
        assert answer.status_code == 200
        assert words in answer.content.decode()
