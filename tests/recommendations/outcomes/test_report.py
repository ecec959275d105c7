"""A report is one leased job; what the site itself showed and recorded comes out as its share of recommendations."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import ProfileOrigin
from catalog.models import Title
from recommendations import tasks
from recommendations.models import JobState, OutcomeReport
from recommendations.outcomes import report as reporting
from recommendations.outcomes.report import NOTHING, report
from recommendations.training.queue import find_work, queue_outcomes
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.outcomes import UNTIL, a_shown_page, play_from
from tests.factories.pages import LATER, id_of, page_of
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db


def counted() -> OutcomeReport:
    job = queue_outcomes(days=28, requested_by=None, now=UNTIL)
    report(job.pk, now=lambda: UNTIL, beat=False)
    job.refresh_from_db()
    return job


def test_page_of_the_site_and_a_play_from_it_are_a_recommendation() -> None:
    for number in range(12):
        a_title(f"Film {number}", genres=["Drama"])
    profile = a_profile()
    page = page_of(profile)
    row, tile = page.rows[0], page.rows[0].tiles[1]
    place: dict[str, Any] = {"page_id": id_of(page, profile), "page_served_at": LATER, "row": 0, "column": 1}
    film = Title.objects.get(pk=tile.card.title_id)
    a_play(profile, film, seconds=3_600, duration=7_200, at=LATER, origin="row", **place)

    found = counted()

    assert found.state == JobState.DONE, found.error
    figures = found.figures["household"]
    assert figures["recommended_share"] == 1.0
    assert [(one["name"], one["taken"]) for one in figures["taken"]["kind"]] == [(row.kind, 1)]
    assert "Made by its household: 100% of 1 hours recommended" in found.verdict


def test_kinds_of_viewers_are_never_added_up() -> None:
    for origin in (ProfileOrigin.HOUSEHOLD, ProfileOrigin.SIMULATED):
        film = a_title()
        page = a_shown_page(a_profile(origin=origin), {"top_picks": [film]})
        play_from(page, 0, 0, film)

    found = counted().figures

    assert set(found) == {"household", "simulated"}
    assert [found[origin]["watching"]["plays"] for origin in found] == [1, 1]


def test_figures_are_json_and_name_no_profile() -> None:
    film = a_title("Saltmarsh")
    page = a_shown_page(a_profile(name="Ottoline"), {"top_picks": [film]})
    play_from(page, 0, 0, film)

    assert "Ottoline" not in json.dumps(counted().figures, allow_nan=False)


def test_site_without_viewers_says_so() -> None:
    found = counted()
    assert (found.state, found.verdict) == (JobState.SKIPPED, NOTHING)


def test_asking_twice_counts_once() -> None:
    first, second = (queue_outcomes(days=28, requested_by=None, now=UNTIL) for _time in range(2))
    assert first == second
    assert find_work(OutcomeReport) == [first.pk]


def test_report_that_is_taken_is_not_counted_by_another() -> None:
    job = queue_outcomes(days=28, requested_by=None, now=UNTIL)
    OutcomeReport.objects.update(
        state=JobState.RUNNING, owner="another", lease_until=timezone.now() + timedelta(hours=1)
    )

    assert report(job.pk, now=lambda: UNTIL, beat=False) is None


def test_failure_is_said_and_leaves_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_more: object) -> None:
        raise ValueError("no such table")

    monkeypatch.setattr(reporting, "figures_of", broken)

    found = counted()

    assert (found.state, found.error, found.figures) == (JobState.FAILED, "ValueError: no such table", {})


def test_nightly_count_is_queued_whatever_the_broker_does(broker_away: None) -> None:
    tasks.count_outcomes()
    tasks.count_outcomes(added_in_a_later_release=True)

    assert OutcomeReport.objects.get().state == JobState.QUEUED
