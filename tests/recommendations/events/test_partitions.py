"""Partitions are made ahead of time, and a month that nobody made one for never keeps the site from starting."""

from datetime import UTC, datetime

import pytest

from recommendations.events.partitions import ensure_partitions
from recommendations.models import Impression
from tests.factories.rows import a_row_of

pytestmark = pytest.mark.django_db
FAR = datetime(2044, 5, 10, tzinfo=UTC)


def test_coming_months_are_made_once() -> None:
    assert "recommendations_impression_2044_05" in ensure_partitions(now=FAR)
    assert ensure_partitions(now=FAR) == []


def test_month_with_rows_in_the_default_partition_stays_there_and_the_others_are_made() -> None:
    a_row_of(Impression, served_at=FAR)

    made = ensure_partitions(now=FAR)

    assert "recommendations_impression_2044_05" not in made
    assert {"recommendations_impression_2044_06", "recommendations_servedpage_2044_05"} <= set(made)
    assert Impression.objects.filter(served_at=FAR).count() == 1
