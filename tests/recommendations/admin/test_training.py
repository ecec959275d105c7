"""The back office of training says what a model was measured to be worth."""

import pytest
from django.test import Client

from recommendations.models import ModelVersion, RunState, TrainingRun
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db
PAGES = {
    "viewers": 200, "coverage": 0.4, "recall": 0.3, "recall_low": 0.29, "recall_high": 0.31, "gain": 0.15,
    "gain_low": 0.14, "gain_high": 0.16, "calibration_error": 0.25,
}  # fmt: skip
CONTEXT = {"told": 0.1594, "untold": 0.1048, "lift": 0.0547, "low": 0.0506, "high": 0.0592, "viewers": 2400}


@pytest.mark.parametrize(
    ("metrics", "words"),
    [
        ({"context": CONTEXT}, "0.1594, untold 0.1048: +0.0547 (+0.0506 to +0.0592) over 2400 viewers"),
        ({}, "Nothing was held out that had a moment."),
        ({"pages": PAGES}, "200 viewers found 30.0% of what they chose next (29.0% to 31.0%)"),
        ({}, "No home page was judged."),
    ],
)
def test_runs_and_versions_say_what_was_measured(admin_client: Client, metrics: dict[str, object], words: str) -> None:
    run = TrainingRun.objects.create(reason="test", requested_at=NOON, state=RunState.PROMOTED, metrics=metrics)
    version = ModelVersion.objects.create(digest="d" * 64, created_at=NOON, run=run, metrics=metrics)
    for page in (f"trainingrun/{run.pk}", f"modelversion/{version.pk}"):
        answer = admin_client.get(f"/admin/recommendations/{page}/change/")
        assert answer.status_code == 200
        assert words in answer.content.decode()
