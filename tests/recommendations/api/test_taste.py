"""The same corrections for clients of the API, and the taste that they follow from."""

import json
from typing import Any

import pytest
from django.test import Client

from catalog.models import Title
from recommendations.models import Adjustment, Event, StoppedRow, TasteState
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_title
from tests.factories.recommendations import a_play

pytestmark = pytest.mark.django_db
API = "/api/v1/taste/"


@pytest.fixture
def title() -> Title:
    found = a_title("Salt", genres=["Drama"], moods=["Haunting"])
    a_credit(found, a_person("Ines Vale", slug="ines-vale"))
    return found


def send(client: Client, method: str, path: str, **body: Any) -> Any:
    return client.generic(method, API + path, json.dumps(body), content_type="application/json")


def test_taste_tells_what_is_believed_and_what_it_rests_on(title: Title) -> None:
    profile = a_profile()
    a_play(profile, title, seconds=95.0)

    taste = signed_in(profile).get(API).json()

    (genre,) = taste["genres"]
    assert genre["examples"] == [{"title_id": title.pk, "slug": title.slug, "name": "Salt"}]
    assert {key: genre[key] for key in ("name", "slug", "wanted", "percent", "usual_percent", "count")} == {
        "name": "Drama", "slug": "drama", "wanted": "as_it_is", "percent": 100, "usual_percent": 100, "count": 1,
    }  # fmt: skip
    assert taste["rests_on"] == 1
    assert taste["devices"] == [{"device": "laptop", "plays": 1}]
    assert [part["plays"] for part in taste["dayparts"]] == [1]


@pytest.mark.parametrize(
    ("path", "field"), [("genres/drama/", "genre"), ("moods/haunting/", "mood"), ("people/ines-vale/", "person")]
)
def test_wish_is_put_and_put_back(title: Title, path: str, field: str) -> None:
    client = signed_in(a_profile())

    assert send(client, "PUT", path, wanted="less", row=2, column=3).status_code == 204
    found = Adjustment.objects.get()
    assert found.wanted == "less"
    assert getattr(found, field) is not None
    assert Event.objects.get().details["wanted"] == "less"
    assert send(client, "PUT", path, wanted="as_it_is").status_code == 204

    assert not Adjustment.objects.exists()


def test_wish_is_read_back(title: Title) -> None:
    client = signed_in(a_profile())

    send(client, "PUT", "moods/haunting/", wanted="never")

    assert [mood["wanted"] for mood in client.get(API).json()["moods"]] == ["never"]


def test_row_is_stopped_and_used_again(title: Title) -> None:
    client = signed_in(a_profile())

    assert send(client, "PUT", "rows/genre:drama/").status_code == 204
    assert client.get(API).json()["stopped_rows"] == [{"key": "genre:drama", "name": "Drama"}]
    assert send(client, "DELETE", "rows/genre:drama/").status_code == 204

    assert not StoppedRow.objects.exists()


def test_moments_and_fresh_start_are_put_and_taken_back(title: Title) -> None:
    client = signed_in(a_profile())

    assert send(client, "PUT", "moments/", used=False).status_code == 204
    assert send(client, "PUT", "afresh/").status_code == 204
    taste = client.get(API).json()
    assert (taste["uses_moments"], taste["restarted_at"] is None) == (False, False)
    assert send(client, "PUT", "moments/", used=True).status_code == 204
    assert send(client, "DELETE", "afresh/").status_code == 204

    state = TasteState.objects.get()
    assert (state.ignores_moments, state.restarted_at) == (False, None)


@pytest.mark.parametrize(
    "path", ["genres/nothing/", "moods/drama/", "people/nobody/", "rows/nothing/", "rows/because:1/"]
)
def test_what_is_not_there_is_404(title: Title, path: str) -> None:
    assert send(signed_in(a_profile()), "PUT", path, wanted="less").status_code == 404


@pytest.mark.parametrize("body", [{}, {"wanted": "lots"}, {"wanted": None}, {"wanted": "less", "row": -9}])
def test_wish_that_is_none_is_a_400(title: Title, body: dict[str, Any]) -> None:
    assert send(signed_in(a_profile()), "PUT", "genres/drama/", **body).status_code == 400


def test_child_may_not_adjust_what_it_may_not_see(title: Title) -> None:
    a_title("Cellar", genres=["Horror"], maturity=18)
    client = signed_in(a_profile(is_kids=True))

    assert send(client, "PUT", "genres/horror/", wanted="more").status_code == 404
    assert send(client, "PUT", "rows/genre:horror/").status_code == 404
    assert send(client, "PUT", "people/ines-vale/", wanted="more").status_code == 404
    assert [genre["name"] for genre in client.get(API).json()["genres"]] == ["Drama"]
