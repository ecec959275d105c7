"""Ratings, list and history over the API: what is said is what the next page knows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from recommendations.events.taste import read_taste
from recommendations.models import ListEntry, Rating
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series, a_title
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating

pytestmark = pytest.mark.django_db
API = "/api/v1"


def send(client: Client, method: str, path: str, body: Any = None) -> Any:
    return client.generic(method, API + path, "" if body is None else body, content_type="application/json")


def test_rating_is_said_read_and_taken_back() -> None:
    client, title = signed_in(a_profile()), a_title()
    path = f"/titles/{title.pk}/rating/"

    assert send(client, "GET", path).json()["rating"] is None
    assert send(client, "PUT", path, '{"rating": "two_up"}').json()["stars"] == 5.0
    assert send(client, "GET", path).json()["rating"] == "two_up"
    assert send(client, "DELETE", path).status_code == 204
    assert not Rating.objects.exists()


def test_imported_stars_are_no_thumb() -> None:
    profile, title = a_profile(), a_title()
    a_rating(profile, title, value=4.0, source="import")

    answer = send(signed_in(profile), "GET", f"/titles/{title.pk}/rating/").json()

    assert (answer["rating"], answer["stars"]) == (None, 4.0)


def test_list_is_put_read_and_taken_off() -> None:
    client, title = signed_in(a_profile()), a_title("Saltmarsh")

    assert send(client, "PUT", f"/my-list/{title.pk}/", '{"row": 1, "column": 2}').status_code == 204
    assert [item["name"] for item in send(client, "GET", "/my-list/").json()["results"]] == ["Saltmarsh"]
    assert send(client, "DELETE", f"/my-list/{title.pk}/").status_code == 204
    assert not ListEntry.objects.exists()


def test_hidden_title_is_known_to_the_next_page() -> None:
    profile, title = a_profile(), a_title()

    assert send(signed_in(profile), "PUT", f"/titles/{title.pk}/hidden/").status_code == 204

    assert title.pk in read_taste(profile_id=profile.pk, now=NOON).hidden


@pytest.mark.parametrize("path", ["/my-list/", "/ratings/", "/history/"])
def test_lists_go_on_where_they_stopped_and_repeat_nothing(path: str) -> None:
    profile = a_profile()
    titles = [a_title() for _number in range(120)]
    for number, title in enumerate(titles):
        at = NOON - timedelta(minutes=number // 3)
        a_list_entry(profile, title, at=at)
        a_rating(profile, title, at=at, source="import")
    client, address, seen = signed_in(profile), API + path, []

    while address:
        page = client.get(address).json()
        seen += [item.get("title", item.get("title_id")) for item in page["results"]]
        address = page["next"]

    assert sorted(seen) == sorted(title.pk for title in titles)


def test_history_can_be_taken_back_and_excluded() -> None:
    profile, gone, excluded = a_profile(), a_title(), a_title()
    for title in (gone, excluded):
        a_play(profile, title, seconds=95.0)
    client = signed_in(profile)

    assert send(client, "DELETE", f"/history/{gone.pk}/").status_code == 204
    assert send(client, "DELETE", f"/history/{gone.pk}/").status_code == 404
    assert send(client, "PATCH", f"/history/{excluded.pk}/", '{"excluded": true}').status_code == 204

    (left,) = send(client, "GET", "/history/").json()["results"]
    assert (left["title_id"], left["excluded"]) == (excluded.pk, True)
    assert read_taste(profile_id=profile.pk, now=NOON).strengths == {}
    assert send(client, "DELETE", "/history/").status_code == 204
    assert send(client, "GET", "/history/").json()["results"] == []


def test_what_was_only_set_aside_was_not_played() -> None:
    profile, saved, begun = a_profile(), a_title(), a_title()
    a_list_entry(profile, saved)
    a_play(profile, begun, seconds=40.0)
    client = signed_in(profile)
    for title in (saved, begun):
        assert send(client, "PATCH", f"/history/{title.pk}/", '{"excluded": true}').status_code == 204

    assert send(client, "GET", f"/titles/{saved.pk}/progress/").json() == []
    assert [item["position_seconds"] for item in send(client, "GET", f"/titles/{begun.pk}/progress/").json()] == [40.0]


def test_continue_watching_lets_go_without_losing_the_place() -> None:
    profile, series = a_profile(), a_series()
    episode = series.seasons.get().episodes.get(number=1)
    a_play(profile, series, episode=episode, seconds=40.0)
    client = signed_in(profile)

    (begun,) = send(client, "GET", "/continue-watching/").json()
    assert (begun["title_id"], begun["episode_id"], begun["position_seconds"]) == (series.pk, episode.pk, 40.0)
    assert send(client, "DELETE", f"/continue-watching/{series.pk}/").status_code == 204
    assert send(client, "GET", "/continue-watching/").json() == []
    assert send(client, "GET", f"/titles/{series.pk}/progress/").json()[0]["position_seconds"] == 40.0


OF_A_TITLE = [
    ("GET", "/titles/{}/rating/", None),
    ("PUT", "/titles/{}/rating/", '{"rating": "up"}'),
    ("DELETE", "/titles/{}/rating/", None),
    ("PUT", "/titles/{}/hidden/", None),
    ("DELETE", "/titles/{}/hidden/", None),
    ("GET", "/titles/{}/progress/", None),
    ("PUT", "/my-list/{}/", None),
    ("DELETE", "/my-list/{}/", None),
    ("DELETE", "/history/{}/", None),
    ("PATCH", "/history/{}/", '{"excluded": true}'),
    ("DELETE", "/continue-watching/{}/", None),
]


@pytest.mark.parametrize(("method", "path", "body"), OF_A_TITLE)
def test_title_that_is_not_for_this_profile_is_404(method: str, path: str, body: str | None) -> None:
    title, child = a_title(maturity=16), a_profile(is_kids=True)

    for title_id in (title.pk, 10**9, 10**30):
        assert send(signed_in(child), method, path.format(title_id), body).status_code == 404


@pytest.mark.parametrize(("method", "path", "body"), [case for case in OF_A_TITLE if case[0] in ("PUT", "PATCH")])
@pytest.mark.parametrize(
    "hostile",
    [
        "{",
        "[]",
        "5",
        "null",
        '{"rating": "sideways", "excluded": "perhaps", "row": -5}',
        '{"rating": NaN, "excluded": NaN, "row": NaN}',
        '{"rating": {"a": []}, "excluded": [], "row": "x"}',
        '{"rating": "\\u0000", "excluded": "\\u0000", "page": "\\ud800"}',
        '{"rating": 1, "excluded": 7, "column": 99999999999}',
        "[" * 5000,
        '{"page": "' + "x" * 70_000 + '"}',
    ],
    ids=lambda text: text[:30],
)
def test_hostile_body_is_a_400(method: str, path: str, body: str | None, hostile: str) -> None:
    title = a_title()

    response = send(signed_in(a_profile()), method, path.format(title.pk), hostile)

    assert response.status_code == 400, response.content


@pytest.mark.parametrize("path", ["/my-list/", "/ratings/", "/history/"])
@pytest.mark.parametrize(
    "cursor", ["x", "%00", "%F0%9F%98%80", "MTIz", "LTEuMQ", "9" * 5000, "OTk5OTk5OTk5OTk5OTk5OS4x"]
)
def test_cursor_that_no_list_gave_out_is_a_400(path: str, cursor: str) -> None:
    assert signed_in(a_profile()).get(f"{API}{path}?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("episode", ["x", "-1", "%00", "9" * 40, "²"])
def test_episode_that_is_no_number_is_a_400(episode: str) -> None:
    title = a_title()

    assert signed_in(a_profile()).delete(f"{API}/history/{title.pk}/?episode={episode}").status_code == 400
