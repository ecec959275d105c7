"""Who's watching? The gate, its PIN, and what the session remembers."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.flows.pin import set_pin
from accounts.middleware import SESSION_PROFILE
from accounts.models import PIN_TRIES, Profile
from recommendations.models import Event, Rating
from tests.factories.accounts import a_profile, a_user, confirmed, signed_in, signed_in_without_profile
from tests.factories.catalog import a_title

pytestmark = pytest.mark.django_db


def test_gate_shows_the_household_and_nobody_else() -> None:
    user = a_user()
    a_profile(user, name="Ada")
    a_profile(user, name="Kim", is_kids=True)
    a_profile(name="Stranger")

    page = signed_in_without_profile(user).get("/profiles/").content.decode()

    assert "Ada" in page
    assert "Kids" in page
    assert "Stranger" not in page


def test_account_without_profiles_makes_its_first() -> None:
    client = signed_in_without_profile(a_user())

    assert client.get("/profiles/")["Location"] == "/profiles/new/"
    assert client.get("/profiles/new/").status_code == 200


def test_choosing_goes_home_or_where_one_was_going() -> None:
    profile = a_profile()
    client = signed_in_without_profile(profile.user)

    assert client.post("/profiles/", {"profile": profile.uid})["Location"] == "/"
    assert client.session[SESSION_PROFILE] == profile.pk
    assert client.post("/profiles/", {"profile": profile.uid, "next": "/films/?x=1"})["Location"] == "/films/?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http://[bad", "nowhere"]
)
def test_choosing_never_leads_elsewhere(elsewhere: str) -> None:
    profile = a_profile()

    answer = signed_in_without_profile(profile.user).post("/profiles/", {"profile": profile.uid, "next": elsewhere})

    assert answer["Location"] == "/"


def test_page_that_was_asked_for_is_remembered_through_the_gate() -> None:
    client = signed_in_without_profile(a_profile().user)

    assert client.get("/films/?genre=drama")["Location"] == "/profiles/?next=%2Ffilms%2F%3Fgenre%3Ddrama"


@pytest.mark.parametrize("uid", ["", "nonsense", "0" * 32, "x" * 5000, "%s"])
def test_unknown_profiles_are_404(uid: str) -> None:
    assert signed_in_without_profile(a_profile().user).post("/profiles/", {"profile": uid}).status_code == 404


def test_another_accounts_profile_is_404_everywhere() -> None:
    theirs, client = a_profile(name="Theirs"), signed_in(a_profile())
    set_pin(profile=theirs, pin="1234")

    assert client.post("/profiles/", {"profile": theirs.uid}).status_code == 404
    for path in ("", "pin/", "pin/unlock/", "delete/"):
        assert client.get(f"/profiles/{theirs.uid}/{path}").status_code == 404
        assert client.post(f"/profiles/{theirs.uid}/{path}", {"pin": "1234"}).status_code == 404
    assert client.post(f"/profiles/{theirs.uid}/pin/change/", {"remove": "1"}).status_code == 404
    assert Profile.objects.get(pk=theirs.pk).has_pin


def with_pin(pin: str = "2468") -> tuple[Profile, Client]:
    profile = a_profile(name="Ruth")
    set_pin(profile=profile, pin=pin)
    return profile, signed_in_without_profile(profile.user)


def test_profile_with_a_pin_opens_with_it_alone() -> None:
    profile, client = with_pin()
    page = f"/profiles/{profile.uid}/pin/"

    assert client.post("/profiles/", {"profile": profile.uid, "pin": "2468"})["Location"].startswith(page)
    assert SESSION_PROFILE not in client.session
    assert client.post(page, {"pin": "2468", "next": "/films/"})["Location"] == "/films/"
    assert client.session[SESSION_PROFILE] == profile.pk


def test_wrong_pins_say_how_many_tries_are_left_and_then_what_to_do() -> None:
    profile, client = with_pin()
    page = f"/profiles/{profile.uid}/pin/"

    assert "4 tries left" in client.post(page, {"pin": "0000"}).content.decode()
    for _ in range(PIN_TRIES - 2):
        said = client.post(page, {"pin": "0000"}).content.decode()
    assert "1 try left" in said
    client.post(page, {"pin": "0000"})
    locked = client.post(page, {"pin": "2468"}).content.decode()

    assert "is locked" in locked
    assert "Unlock with the password" in locked
    assert SESSION_PROFILE not in client.session


@pytest.mark.parametrize("typed", ["", "12", "12345", "abcd", "١٢٣٤", "1" * 10_000, " 1 2"])
def test_what_is_no_pin_costs_no_try(typed: str) -> None:
    profile, client = with_pin()

    answer = client.post(f"/profiles/{profile.uid}/pin/", {"pin": typed})

    profile.refresh_from_db()
    assert answer.status_code == 200
    assert profile.pin_failures == 0


def test_locked_pin_is_released_by_the_accounts_password_only() -> None:
    profile, client = with_pin()
    Profile.objects.filter(pk=profile.pk).update(pin_failures=PIN_TRIES)
    unlock = f"/profiles/{profile.uid}/pin/unlock/"

    assert client.post(unlock)["Location"].startswith("/account/reauthenticate/?next=")
    profile.refresh_from_db()
    assert profile.pin_failures == PIN_TRIES

    confirmed(client)
    assert client.get(unlock).status_code == 200
    assert client.post(unlock)["Location"] == f"/profiles/{profile.uid}/pin/"
    assert client.post(f"/profiles/{profile.uid}/pin/", {"pin": "2468"})["Location"] == "/"


def test_asking_who_is_watching_leaves_a_profile_with_a_pin() -> None:
    profile, client = with_pin()
    client.post(f"/profiles/{profile.uid}/pin/", {"pin": "2468"})

    client.get("/profiles/")

    assert SESSION_PROFILE not in client.session


def test_visitors_are_sent_to_sign_in() -> None:
    profile, client = a_profile(), Client()

    for path in ("/profiles/", "/profiles/new/", "/profiles/manage/", f"/profiles/{profile.uid}/", "/devices/"):
        assert client.get(path)["Location"].startswith("/account/login/?next=")


def token_on(client: Client, path: str) -> str:
    """What a form of that page carries against forgery."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("pin", ["", "2468"])
@pytest.mark.parametrize("through", ["gate", "API"])
def test_page_left_open_by_one_profile_says_nothing_in_the_name_of_the_next(pin: str, through: str) -> None:
    mira, title = a_profile(name="Mira"), a_title()
    nell = a_profile(mira.user, name="Nell")
    if pin:
        set_pin(profile=mira, pin=pin)
    client, now = signed_in(mira, Client(enforce_csrf_checks=True)), timezone.now().isoformat()
    left_open = token_on(client, f"/title/{title.slug}/")
    play = {"id": str(uuid4()), "kind": "dwell", "at": now, "title": title.pk, "value": 5}

    at_gate = token_on(client, "/profiles/")
    if through == "gate":
        assert client.post("/profiles/", {"profile": nell.uid, "csrfmiddlewaretoken": at_gate}).status_code == 302
    else:
        chosen = client.put(
            "/api/v1/session/profile/", {"profile": str(nell.uid)}, content_type="application/json",
            headers={"X-CSRFToken": at_gate},
        )  # fmt: skip
        assert chosen.status_code == 200

    thumb = client.post(f"/title/{title.slug}/rate/", {"value": "down", "csrfmiddlewaretoken": left_open})
    report = client.post(
        "/api/v1/events/", {"sent_at": now, "events": [play]}, content_type="application/json",
        headers={"X-CSRFToken": left_open},
    )  # fmt: skip
    assert (thumb.status_code, report.status_code) == (403, 403)
    assert "another profile was chosen" in thumb.content.decode()
    assert not Rating.objects.exists()
    assert not Event.objects.exists()
    fresh = {"value": "up", "csrfmiddlewaretoken": token_on(client, f"/title/{title.slug}/")}
    assert client.post(f"/title/{title.slug}/rate/", fresh).status_code == 302
    assert Rating.objects.get().profile == nell


def test_choosing_the_same_profile_again_leaves_its_open_pages_as_they_are() -> None:
    profile, title = a_profile(), a_title()
    client = signed_in(profile, Client(enforce_csrf_checks=True))
    left_open = token_on(client, f"/title/{title.slug}/")

    client.post("/profiles/", {"profile": profile.uid, "csrfmiddlewaretoken": left_open})

    thumb = {"value": "up", "csrfmiddlewaretoken": left_open}
    assert client.post(f"/title/{title.slug}/rate/", thumb).status_code == 302
