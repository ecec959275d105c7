"""Forms on pages: what is said is done, said back, and leads back to where one was, never elsewhere."""

import pytest
from django.test import Client

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Event, HiddenTitle, ListEntry, Rating
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_play, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile() -> Profile:
    return a_profile()


@pytest.fixture
def client(profile: Profile) -> Client:
    return signed_in(profile)


@pytest.fixture
def film() -> Title:
    return a_title("Saltmarsh")


@pytest.mark.parametrize(("word", "value"), [("down", 1.0), ("up", 4.0), ("two_up", 5.0)])
def test_rating_is_kept_and_taken_back(word: str, value: float, client: Client, film: Title) -> None:
    response = client.post(f"/title/{film.slug}/rate/", {"value": word})

    assert response["Location"] == f"/title/{film.slug}/"
    assert Rating.objects.get().value == value
    client.post(f"/title/{film.slug}/rate/", {"value": "clear"})
    assert not Rating.objects.exists()


def test_saving_and_hiding_are_kept_and_taken_back(client: Client, film: Title) -> None:
    for word, field, model in (("list", "listed", ListEntry), ("hide", "hidden", HiddenTitle)):
        client.post(f"/title/{film.slug}/{word}/", {field: "1"})
        assert model.objects.count() == 1
        client.post(f"/title/{film.slug}/{word}/", {field: "0"})
        assert model.objects.count() == 0


def test_what_has_a_thumb_down_is_not_said_to_be_suggested_again(client: Client, film: Title) -> None:
    address, json = f"/title/{film.slug}", {"Accept": "application/json"}
    client.post(f"{address}/rate/", {"value": "down"})
    client.post(f"{address}/hide/", {"hidden": "1"})

    assert "thumb down" in client.post(f"{address}/hide/", {"hidden": "0"}, headers=json).json()["message"]
    client.post(f"{address}/rate/", {"value": "clear"})
    assert "thumb down" not in client.post(f"{address}/hide/", {"hidden": "0"}, headers=json).json()["message"]


def test_scripts_get_json(client: Client, film: Title) -> None:
    response = client.post(f"/title/{film.slug}/list/", {"listed": "1"}, headers={"Accept": "application/json"})

    assert response.json() == {"message": "Saltmarsh is on your list."}


@pytest.mark.parametrize(
    ("referer", "location"),
    [
        ("http://testserver/genre/drama/?page=2", "/genre/drama/?page=2"),
        ("http://testserver", "/"),
        ("http://testserver?rows=8", "/?rows=8"),
        ("http://testserver//elsewhere.example/", "/elsewhere.example/"),
        ("https://elsewhere.example/genre/drama/", None),
        ("//elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("http://testserver\\@elsewhere.example/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_way_back_never_leads_off_the_site(referer: str, location: str | None, client: Client, film: Title) -> None:
    response = client.post(f"/title/{film.slug}/list/", {"listed": "1"}, headers={"Referer": referer})

    assert response["Location"] == (location or f"/title/{film.slug}/")


def test_place_on_the_page_is_remembered(client: Client, profile: Profile, film: Title) -> None:
    page = home_page(viewer=a_viewer(profile))

    client.post(f"/title/{film.slug}/rate/", {"value": "up", "page": page.token, "row": "2", "column": "3"})

    event = Event.objects.get(kind="rating")
    assert (event.row, event.column) == (2, 3)
    assert event.page_id is not None


def test_place_on_the_page_of_another_profile_counts_as_nowhere(client: Client, film: Title) -> None:
    page = home_page(viewer=a_viewer(a_profile()))

    client.post(f"/title/{film.slug}/rate/", {"value": "up", "page": page.token, "row": "2", "column": "3"})

    assert Event.objects.get(kind="rating").page_id is None


def test_letting_go_empties_the_row_and_keeps_the_place(client: Client, profile: Profile, film: Title) -> None:
    begun = a_play(profile, film, seconds=40.0)
    assert "Remove Saltmarsh from this row" in client.get("/").content.decode()

    said = client.post(f"/title/{film.slug}/let-go/", {"let_go": "1"}, headers={"Referer": "http://testserver/"})
    page = client.get(said["Location"]).content.decode()

    assert said["Location"] == "/"
    assert "Saltmarsh is out of Continue Watching. Your place is kept." in page
    assert "Remove Saltmarsh" not in page
    begun.refresh_from_db()
    assert begun.position_seconds == 40.0
    client.post(f"/title/{film.slug}/let-go/", {"let_go": "0"})
    assert "Remove Saltmarsh from this row" in client.get("/").content.decode()


@pytest.mark.parametrize("action", ["rate", "list", "hide", "let-go"])
@pytest.mark.parametrize("value", ["", "x", "5", "\x00", "9" * 999])
def test_anything_else_is_a_400_and_changes_nothing(action: str, value: str, client: Client, film: Title) -> None:
    field = {"rate": "value", "list": "listed", "hide": "hidden", "let-go": "let_go"}[action]

    assert client.post(f"/title/{film.slug}/{action}/", {field: value}).status_code == 400
    assert not Event.objects.exists()


@pytest.mark.parametrize("action", ["rate", "list", "hide", "let-go"])
def test_title_that_may_not_be_seen_is_404_and_nothing_happens_by_reading(action: str) -> None:
    child, adult = signed_in(a_profile(is_kids=True)), a_title(maturity=18)
    fields = {"value": "up", "listed": "1", "hidden": "1", "let_go": "1"}

    assert child.post(f"/title/{adult.slug}/{action}/", fields).status_code == 404
    assert child.get(f"/title/{adult.slug}/{action}/").status_code == 405
    assert not Rating.objects.filter(title=adult, rated_at__gt=NOON).exists()
