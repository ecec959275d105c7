"""The API shows the same page as the site: the same id, rows and reasons, and refuses the tokens of others."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Title
from recommendations.events.taste import move_epoch
from recommendations.models import ServedPage
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_series, a_title
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.recommendations import a_rating, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=timezone.now())
    return titles


def ask(client: Client, path: str, **query: Any) -> Any:
    response = client.get(f"/api/v1{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def test_home_is_the_page_that_the_site_shows(board: list[Title]) -> None:
    profile = a_profile()
    a_rating(profile, board[0], value=5.0, at=timezone.now())
    client = signed_in(profile)

    answer = ask(client, "/home/")
    page = home_page(viewer=a_viewer(profile, now=timezone.now()))

    assert (answer["token"], answer["model_version"]) == (page.token, page.model_version)
    assert [row["key"] for row in answer["rows"]] == [row.key for row in page.rows]
    assert len(answer["exclude"]) == len(set(answer["exclude"]))
    assert ServedPage.objects.count() == 1
    tile = answer["rows"][0]["tiles"][0]
    assert tile["reason"]["text"]
    assert tile["picture"]["artwork_id"] is None


def test_reasons_carry_their_code_and_evidence(board: list[Title]) -> None:
    profile = a_profile()
    a_rating(profile, board[0], value=5.0, at=timezone.now())

    rows = ask(signed_in(profile), "/home/")["rows"]
    because = next(row for row in rows if row["row_type"] == "because")

    assert because["reason"] == {
        "code": "because_liked",
        "text": f"People who chose {board[0].name} chose these too",
        "evidence": [{"title_id": board[0].pk, "share": 1.0}],
    }


def test_an_older_page_that_is_named_carries_its_evidence_too(board: list[Title]) -> None:
    profile = a_profile()
    a_rating(profile, board[0], value=5.0, at=timezone.now())
    client = signed_in(profile)
    first = ask(client, "/home/")
    move_epoch(profile.pk, timezone.now())
    assert ask(client, "/home/")["token"] != first["token"]

    again = ask(client, "/home/", page=first["token"])

    assert again["token"] == first["token"]
    assert again["rows"] == first["rows"]


def test_more_rows_of_the_same_page(board: list[Title]) -> None:
    client = signed_in(a_profile())
    first = ask(client, "/home/", count=1)

    second = ask(client, "/home/", first=1, count=1, page=first["token"])

    assert second["token"] == first["token"]
    assert [row["index"] for row in (*first["rows"], *second["rows"])] == [0, 1]


def test_token_of_another_profile_is_a_400(board: list[Title]) -> None:
    token = ask(signed_in(a_profile()), "/home/")["token"]

    assert signed_in(a_profile()).get("/api/v1/home/", {"page": token}).status_code == 400


@pytest.mark.parametrize("name", ["first", "count", "page"])
@pytest.mark.parametrize("value", ["-1", "x", "9" * 40, "\x00", "1.5", "NaN", "x" * 400])
def test_nonsense_is_a_400(name: str, value: str, board: list[Title]) -> None:
    assert signed_in(a_profile()).get("/api/v1/home/", {name: value}).status_code == 400


def test_titles_come_newest_first_a_page_at_a_time_each_once() -> None:
    titles = [a_title(genres=["Drama"] if number % 2 else []) for number in range(70)]
    client = signed_in(a_profile())

    seen, link = [], "/api/v1/titles/"
    while link:
        answer = client.get(link).json()
        seen += [card["title_id"] for card in answer["results"]]
        link = answer["next"]

    assert seen == [title.pk for title in reversed(titles)]
    dramas = ask(client, "/titles/", genre="drama")["results"]
    assert {card["title_id"] for card in dramas} <= {title.pk for title in titles[1::2]}
    for query in ({"genre": "nothing"}, {"mood": "nothing"}, {"format": "opera"}, {"cursor": "x"}, {"cursor": "\x00"}):
        assert client.get("/api/v1/titles/", query).status_code == 400, query


def test_films_and_series_are_told_apart() -> None:
    film, series = a_title(), a_series()
    client = signed_in(a_profile())

    for kind, expected in (("film", film), ("series", series)):
        assert [card["title_id"] for card in ask(client, "/titles/", format=kind)["results"]] == [expected.pk]


def test_title_says_what_the_page_says_and_answers_304_when_nothing_changed(board: list[Title]) -> None:
    series = a_series("Lantern Street", genres=[SPACE], episodes=3)
    a_credit(series, a_person("Mara Oyelaran"), character="Ines")
    client = signed_in(a_profile())

    response = client.get(f"/api/v1/titles/{series.slug}/")
    answer = response.json()

    assert answer["tile"]["card"]["name"] == "Lantern Street"
    assert [episode["number"] for episode in answer["seasons"][0]["episodes"]] == [1, 2, 3]
    assert [(line["name"], line["character"]) for line in answer["cast"]] == [("Mara Oyelaran", "Ines")]
    again = client.get(f"/api/v1/titles/{series.slug}/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_similar_titles_are_the_models_neighbours(board: list[Title]) -> None:
    answer = ask(signed_in(a_profile()), f"/titles/{board[0].slug}/similar/")

    assert answer["reason"] == f"Chosen by people who chose {board[0].name}"
    space = {title.pk for title in board[::2]}
    assert {tile["card"]["title_id"] for tile in answer["tiles"][:5]} <= space - {board[0].pk}


def test_search_finds_with_a_slip_of_the_finger_and_never_ends_empty(board: list[Title]) -> None:
    client = signed_in(a_profile())

    assert ask(client, "/search/", q="orbt")["tiles"]
    nothing = ask(client, "/search/", q="zzzzqqqq")
    assert (nothing["tiles"], bool(nothing["suggestions"])) == ([], True)
    assert client.get("/api/v1/search/").status_code == 400


@pytest.mark.parametrize("path", ["/titles/{}/", "/titles/{}/similar/"])
def test_what_a_child_may_not_see_does_not_exist(path: str, board: list[Title]) -> None:
    adult = a_title("The Cellar Door", maturity=18)
    child = signed_in(a_profile(is_kids=True))

    assert child.get("/api/v1" + path.format(adult.slug)).status_code == 404
    assert "The Cellar Door" not in str(
        [ask(child, "/home/"), ask(child, "/titles/"), ask(child, "/search/", q="cellar")]
    )
