"""First titles, something to play, a surprise and what comes after, as clients get them."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from catalog.models import Title
from recommendations.models import Event, Rating
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_series
from tests.factories.models import a_checkerboard, a_promoted_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=timezone.now())
    return titles


def ids(tiles: list[dict[str, Any]]) -> list[int]:
    return [tile["card"]["title_id"] for tile in tiles]


def test_first_titles_are_asked_answered_and_answered_back(board: list[Title]) -> None:
    profile = a_profile()
    client = signed_in(profile)
    asked = client.get("/api/v1/first-titles/").json()

    answer = client.post(
        "/api/v1/first-titles/",
        {"liked": [title.pk for title in board[0:6:2]], "disliked": [board[1].pk], "page": asked["token"]},
        content_type="application/json",
    ).json()

    assert len(ids(asked["tiles"])) == 24
    assert answer["said"] == 4
    assert answer["sentence"] == "You seem to like science fiction."
    assert ids(answer["begin_with"])
    assert Rating.objects.filter(profile=profile).count() == 4
    assert {event.page_id is not None for event in Event.objects.filter(profile=profile)} >= {True}
    second = client.get("/api/v1/first-titles/", {"step": 2}).json()
    assert not set(ids(second["tiles"])) & set(ids(asked["tiles"]))


@pytest.mark.parametrize("body", [{"liked": ["x"]}, {"liked": [0]}, {"liked": list(range(1, 200))}, {"liked": "no"}])
def test_answers_that_are_none_are_refused(body: dict[str, Any]) -> None:
    client = signed_in(a_profile())

    assert client.post("/api/v1/first-titles/", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/something/", "/api/v1/surprise/"])
def test_one_title_with_reasons_and_others_by_exclusion(path: str, board: list[Title]) -> None:
    client = signed_in(a_profile())
    first = client.get(path).json()
    refused = first["tile"]["card"]["title_id"]

    second = client.get(path, {"exclude": f"{refused},999999"}).json()

    assert first["why"]["text"]
    assert first["tile"]["reason"]["text"]
    assert second["tile"]["card"]["title_id"] != refused
    assert second["others"] == first["others"] - 1
    every = ",".join(str(title.pk) for title in board)
    assert client.get(path, {"exclude": every}).json()["tile"] is None
    assert client.get(path, {"exclude": "1;2"}).status_code == 400


def test_after_an_episode_the_next_and_after_a_film_three(board: list[Title]) -> None:
    series = a_series(episodes=2)
    client = signed_in(a_profile())

    episode = client.get(f"/api/v1/titles/{series.slug}/after/", {"season": 1, "episode": 1}).json()
    film = client.get(f"/api/v1/titles/{board[0].slug}/after/").json()

    assert (episode["next_episode"]["season"], episode["next_episode"]["number"]) == (1, 2)
    assert episode["tiles"] == []
    assert film["next_episode"] is None
    assert len(ids(film["tiles"])) == 3
    assert client.get(f"/api/v1/titles/{series.slug}/after/", {"season": 1}).status_code == 400
    assert client.get(f"/api/v1/titles/{series.slug}/after/", {"season": 4, "episode": 1}).status_code == 404
