"""The report of outcomes: what is drawn says the same as its tables, and nobody sees it who may not."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from config.roles import ensure_roles
from recommendations.admin.outcome_charts import DAYS_HEIGHT, bars_of_days, cells_of, points_of, rates_of
from recommendations.models import JobState, OutcomeReport
from recommendations.outcomes.report import report
from recommendations.training.queue import queue_outcomes
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.outcomes import UNTIL, a_shown_page, play_from
from tests.factories.recommendations import NOON, a_play

pytestmark = pytest.mark.django_db
LIST = "/admin/recommendations/outcomereport/"


def a_report() -> OutcomeReport:
    film, other = a_title("Saltmarsh"), a_title("Far Shore")
    for viewer in range(30):
        page = a_shown_page(a_profile(), {"top_picks": [film, other]}, at=NOON + timedelta(minutes=viewer))
        play_from(page, 0, 0, film, seconds=360, duration=3_600)
        a_play(page.profile, other, seconds=180, duration=3_600, origin="search", at=NOON + timedelta(hours=2))
    job = queue_outcomes(days=28, requested_by=None, now=UNTIL)
    assert report(job.pk, now=lambda: UNTIL, beat=False) == JobState.DONE
    job.refresh_from_db()
    return job


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_report_answers_first_and_shows_every_figure_twice(admin_client: Client) -> None:
    answer = admin_client.get(f"{LIST}{a_report().pk}/change/")

    html = answer.content.decode()
    assert "67 % of 5 hours came from recommendations." in words(html)
    assert "Top picks 60 30 50.00 %" in words(html)
    assert "<title>Top picks: 50.00 %</title>" in html
    assert "Saltmarsh: shown 30 times, taken 30, expected 30.0" in html
    assert "style=" not in html.split('id="content-main"')[1], "The page's own policy forbids it."


def test_latest_leads_to_the_last_report_that_was_counted(admin_client: Client) -> None:
    assert admin_client.get(f"{LIST}latest/")["Location"] == LIST
    done = a_report()
    OutcomeReport.objects.create(requested_at=UNTIL)

    assert admin_client.get(f"{LIST}latest/")["Location"] == f"{LIST}{done.pk}/change/"
    assert f"{LIST}latest/" in admin_client.get("/admin/").content.decode()


def test_counting_is_asked_for_by_a_button(admin_client: Client) -> None:
    assert admin_client.get(f"{LIST}count/").status_code == 405

    admin_client.post(f"{LIST}count/")

    waiting = OutcomeReport.objects.get()
    assert waiting.state == JobState.QUEUED
    assert "Waiting for a worker" in admin_client.get(f"{LIST}{waiting.pk}/change/").content.decode()
    assert "Count now" in admin_client.get(LIST).content.decode()


@pytest.mark.parametrize(("role", "status"), [("Analyst", 302), ("Support", 403), ("Editor", 403)])
def test_only_analysts_may_see_and_count(role: str, status: int) -> None:
    ensure_roles()
    user, client = a_user(is_staff=True), Client()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    assert client.get(f"{LIST}latest/").status_code == status
    assert client.post(f"{LIST}count/").status_code == status


@pytest.mark.parametrize("asked", ["nobody", "", "household'--"])
def test_viewers_that_are_not_there_are_those_that_are(admin_client: Client, asked: str) -> None:
    answer = admin_client.get(f"{LIST}{a_report().pk}/change/?viewers={asked}")
    assert answer.status_code == 200
    assert "Households" in answer.content.decode()


def test_bars_of_a_day_stand_on_one_another_and_the_highest_is_full() -> None:
    bars = bars_of_days([("2026-11-01", {"recommended": 3.0, "search": 1.0}), ("2026-11-02", {"search": 2.0})])

    assert [(bar.kind, bar.y, bar.height) for bar in bars] == [
        ("recommended", 0.25 * DAYS_HEIGHT, 0.75 * DAYS_HEIGHT), ("search", 0.0, 0.25 * DAYS_HEIGHT),
        ("search", 0.5 * DAYS_HEIGHT, 0.5 * DAYS_HEIGHT),
    ]  # fmt: skip


def test_drawings_of_nothing_are_empty() -> None:
    assert bars_of_days([]) == bars_of_days([("2026-11-01", {})]) == []
    assert rates_of([]).bars == []
    assert cells_of([]).cells == []
    assert points_of([]) == []
