"""Dates that nobody can misread, in the back office as on the site."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client

from recommendations.models import RunState, TrainingRun

AT = datetime(2026, 11, 12, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ at }}", "12 Nov 2026, 14:30"), ("{{ at|date }}", "12 Nov 2026"), ("{{ at|time }}", "14:30"),
        ("{{ at|date:'SHORT_DATE_FORMAT' }}", "12 Nov 2026"),
    ],
)  # fmt: skip
def test_dates_are_told_with_the_months_name(written: str, read: str) -> None:
    assert Template(written).render(Context({"at": AT})) == read


@pytest.mark.parametrize("typed", ["2026-11-12", "12 Nov 2026", "12 November 2026"])
def test_what_is_read_can_be_typed(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 11, 12)


def test_a_date_that_may_be_one_of_two_is_refused() -> None:
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/12/2026")


@pytest.mark.django_db
def test_the_back_office_tells_when_a_run_was_asked_for_and_what_became_of_it(admin_client: Client) -> None:
    TrainingRun.objects.create(reason="test", requested_at=AT, state=RunState.PROMOTED)

    page: Any = admin_client.get("/admin/recommendations/trainingrun/").content.decode()

    assert "12 Nov 2026, 14:30" in page
    assert "Done, began to serve" in page
    assert "p.m." not in page
