"""The back office shows whether the match kept what it said: as a drawing, as a table and in words."""

import re
from typing import Any

import pytest
from django.test import Client

from recommendations.admin.reliability import wilson
from recommendations.models import ModelVersion, RunState, TrainingRun
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db
MATCH: dict[str, Any] = {
    "held_out": 1200, "viewers": 80, "base_rate": 0.55, "brier": 0.21, "brier_of_base_rate": 0.2475, "gain": 0.0375,
    "gain_low": 0.03, "gain_high": 0.045, "calibration_error": 0.0123, "calibration_error_low": 0.01,
    "calibration_error_high": 0.02, "auc": 0.72, "sure": 0.08, "unlikely": 0.4,
    "bins": [{"count": 300, "said": 0.25, "came_true": 0.2}, {"count": 900, "said": 0.75, "came_true": 0.8}],
}  # fmt: skip


def page_of(client: Client, metrics: dict[str, Any]) -> str:
    run = TrainingRun.objects.create(reason="test", requested_at=NOON, state=RunState.PROMOTED, metrics=metrics)
    version = ModelVersion.objects.create(digest="d" * 64, created_at=NOON, run=run, metrics=metrics)
    pages = []
    for place in (f"trainingrun/{run.pk}", f"modelversion/{version.pk}"):
        answer = client.get(f"/admin/recommendations/{place}/change/")
        assert answer.status_code == 200
        pages.append(re.sub(r"\s+", " ", answer.content.decode()))
    return " ".join(pages)


def test_points_stand_where_the_numbers_are(admin_client: Client) -> None:
    page = page_of(admin_client, {"match": MATCH})

    assert '<circle class="reliability__point" cx="127.0" cy="252.0" r="7.62" />' in page
    assert '<circle class="reliability__point" cx="277.0" cy="72.0" r="11.0" />' in page
    assert '<line class="reliability__range" x1="127.0" x2="127.0" y1="237.32" y2="264.4" />' in page


def test_intervals_of_shares_by_hand() -> None:
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(1.0, 1)[1] == pytest.approx(1.0)


def test_the_table_says_the_same_and_the_words_what_it_means(admin_client: Client) -> None:
    page = page_of(admin_client, {"match": MATCH})

    assert "<td>25.0 %</td><td>20.0 %</td><td>300</td>" in page
    assert "Of 1200 held-out ratings by 80 viewers, 55.0 % were liked." in page
    assert "Calibration error 0.012 (0.010 to 0.020)" in page
    assert "Brier score 0.210, better than the 0.248" in page


def test_what_is_no_better_than_the_base_rate_is_called_so(admin_client: Client) -> None:
    page = page_of(admin_client, {"match": MATCH | {"brier_of_base_rate": 0.2}})

    assert "Brier score 0.210, no better than the 0.200" in page


def test_nothing_in_it_needs_what_the_policy_forbids(admin_client: Client) -> None:
    drawn = page_of(admin_client, {"match": MATCH}).partition("<figure")[2].partition("</figure>")[0]

    assert "style" not in drawn
    assert "<script" not in drawn


@pytest.mark.parametrize("metrics", [{}, {"match": None}, {"match": {}}, {"match": {"bins": []}}])
def test_a_run_of_before_says_so(admin_client: Client, metrics: dict[str, Any]) -> None:
    page = page_of(admin_client, metrics)

    assert "Nothing was held out that a match is told of" in page
    assert "<circle" not in page
