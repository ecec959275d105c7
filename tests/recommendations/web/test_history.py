"""The history page: what was watched, by day, and what is taken back is gone from the next page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from recommendations.events.taste import read_taste
from recommendations.models import WatchProgress
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import a_play, a_rating

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str = "/history/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_days_come_newest_first() -> None:
    profile, old, new, imported = a_profile(), a_title("Old One"), a_title("New One"), a_title("Rated One")
    now = timezone.now()
    a_play(profile, old, seconds=30.0, at=now - timedelta(days=3))
    a_play(profile, new, seconds=30.0, at=now - timedelta(minutes=5))
    a_rating(profile, imported, value=4.5, source="import", at=now - timedelta(days=9000))

    page = page_of(signed_in(profile))

    assert page.index("Today") < page.index("New One") < page.index("Old One") < page.index("Rated One")
    assert "Rated 4.5 of 5" in page


def test_empty_history_says_so() -> None:
    assert "Nothing watched yet" in page_of(signed_in(a_profile()))


def test_removed_title_is_gone_from_the_next_page() -> None:
    profile, title = a_profile(), a_title("Gone One")
    a_play(profile, title, seconds=95.0)
    client = signed_in(profile)

    response = client.post("/history/remove/", {"title": title.pk})

    assert response["Location"] == "/history/"
    assert "Gone One" not in page_of(client)
    assert read_taste(profile_id=profile.pk, now=timezone.now()).strengths == {}


def test_removing_asks_first_and_looking_at_the_question_removes_nothing() -> None:
    profile, title, hidden = a_profile(), a_title("Kept One"), a_title(available=False)
    a_play(profile, title, seconds=95.0)
    client, question = signed_in(profile), f"/history/remove/?title={title.pk}"
    assert question in page_of(client)

    asked = page_of(client, question)

    assert "Remove Kept One?" in asked
    assert "cannot be brought back" in asked
    assert "<html" not in client.get(question, headers={"X-Fragment": "dialog"}).content.decode()
    assert WatchProgress.objects.exists()
    answer = client.post("/history/remove/", {"title": title.pk}, headers={"Referer": f"http://testserver{question}"})
    assert answer["Location"] == "/history/"
    assert not WatchProgress.objects.exists()
    for path in ("/history/remove/", f"/history/remove/?title={hidden.pk}", f"{question}&episode=1"):
        assert client.get(path).status_code == 404


def test_episode_is_removed_alone() -> None:
    profile, series = a_profile(), a_series()
    first, second = series.seasons.get().episodes.order_by("number")
    for episode in (first, second):
        a_play(profile, series, episode=episode, seconds=95.0)

    signed_in(profile).post("/history/remove/", {"title": series.pk, "episode": first.pk})

    assert WatchProgress.objects.get().episode == second


def test_excluded_title_stays_and_recommends_nothing_until_taken_back() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=95.0)
    client = signed_in(profile)

    client.post("/history/exclude/", {"title": title.pk, "excluded": "1"})
    assert "recommends nothing" in page_of(client)
    assert read_taste(profile_id=profile.pk, now=timezone.now()).strengths == {}

    client.post("/history/exclude/", {"title": title.pk, "excluded": "0"})
    assert read_taste(profile_id=profile.pk, now=timezone.now()).strengths


def test_clearing_asks_whether_one_is_sure() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=95.0)
    client = signed_in(profile)

    client.post("/history/clear/")
    assert WatchProgress.objects.exists()

    client.post("/history/clear/", {"sure": "1"})
    assert not WatchProgress.objects.exists()


def test_nobody_touches_the_history_of_another() -> None:
    mine, other, title = a_profile(), a_profile(), a_title()
    a_play(mine, title, seconds=95.0)
    client = signed_in(other)

    for path in ("remove", "exclude", "clear"):
        client.post(f"/history/{path}/", {"title": title.pk, "excluded": "1", "sure": "1"})

    progress = WatchProgress.objects.get(profile=mine)
    assert not progress.excluded


def test_older_pages_follow() -> None:
    profile = a_profile()
    for number in range(60):
        a_rating(profile, a_title(f"Film {number:02}"), source="import", at=timezone.now() - timedelta(days=number))
    client = signed_in(profile)

    first = page_of(client)
    link = first.split('rel="next" href="')[1].split('"')[0]
    second = page_of(client, f"/history/{link}")

    assert "Film 49" in first
    assert "Film 50" not in first
    assert "Film 50" in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("cursor", ["x", "%00", "%F0%9F%98%80", "9" * 5000, "MTIz"])
def test_cursor_that_was_never_given_out_is_a_400(cursor: str) -> None:
    assert signed_in(a_profile()).get(f"/history/?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("path", ["remove", "exclude"])
@pytest.mark.parametrize("title", ["", "x", "-1", "9" * 40, "²"])
def test_title_that_is_no_id_is_404(path: str, title: str) -> None:
    assert signed_in(a_profile()).post(f"/history/{path}/", {"title": title}).status_code == 404


@pytest.mark.parametrize("episode", ["x", "-1", "9" * 40, "²"])
def test_episode_that_is_no_id_is_404_and_takes_not_the_whole_series_with_it(episode: str) -> None:
    profile, series = a_profile(), a_series()
    a_play(profile, series, episode=series.seasons.get().episodes.first(), seconds=95.0)
    client, asked = signed_in(profile), {"title": str(series.pk), "episode": episode}

    assert client.get("/history/remove/", asked).status_code == 404
    assert client.post("/history/remove/", asked).status_code == 404
    assert WatchProgress.objects.exists()


@pytest.mark.parametrize("excluded", ["", "x", "2"])
def test_setting_aside_says_yes_or_no(excluded: str) -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=95.0)
    client = signed_in(profile)
    client.post("/history/exclude/", {"title": title.pk, "excluded": "1"})

    answer = client.post("/history/exclude/", {"title": title.pk, "excluded": excluded})

    assert (answer.status_code, answer.content) == (400, b"excluded is 1 or 0.")
    assert WatchProgress.objects.get().excluded


@pytest.mark.parametrize("path", ["exclude", "clear"])
def test_nothing_changes_by_reading(path: str) -> None:
    assert signed_in(a_profile()).get(f"/history/{path}/").status_code == 405


def test_page_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    profile = a_profile()
    for _number in range(20):
        a_play(profile, a_title(), seconds=30.0)
    client = signed_in(profile)
    page_of(client)  # The first page of a session remembers its device.

    with django_assert_max_num_queries(5):
        page_of(client)
