"""Profiles and devices over the API: who may change what, and that nobody reaches another household."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.flows.pin import set_pin
from accounts.models import MAXIMUM_PROFILES, Profile
from catalog.maturity import KIDS_CEILING
from tests.accounts.api.test_session import a_token, send, sign_in
from tests.factories.accounts import a_profile, a_user, signed_in
from tests.security.hostile import BODIES, TEXTS

pytestmark = pytest.mark.django_db


def test_adult_adds_changes_and_deletes() -> None:
    adult = a_profile()
    token = a_token(adult)

    made = send(Client(), "POST", "/profiles/", {"name": "Kim", "is_kids": True, "maturity_ceiling": 18}, token)
    uid = made.json()["uid"]
    changed = send(Client(), "PATCH", f"/profiles/{uid}/", {"name": "Kimberly", "maturity_ceiling": 7}, token)

    assert made.status_code == 201
    assert made.json()["maturity_ceiling"] == KIDS_CEILING
    assert (changed.json()["name"], changed.json()["maturity_ceiling"]) == ("Kimberly", 7)
    assert [one["name"] for one in send(Client(), "GET", "/profiles/", token=token).json()] == [adult.name, "Kimberly"]
    assert send(Client(), "DELETE", f"/profiles/{uid}/", token=token).status_code == 204
    assert not Profile.objects.filter(uid=uid).exists()


def test_child_changes_its_looks_and_nothing_else() -> None:
    adult = a_profile()
    child = a_profile(adult.user, name="Kim", is_kids=True)
    token = a_token(child)

    assert send(Client(), "PATCH", f"/profiles/{child.uid}/", {"name": "Kimmy"}, token).status_code == 200
    for method, path, body in (
        ("PATCH", f"/profiles/{child.uid}/", {"maturity_ceiling": 18, "is_kids": False}),
        ("PATCH", f"/profiles/{child.uid}/", {"records_history": False}),
        ("PATCH", f"/profiles/{adult.uid}/", {"name": "Mine"}),
        ("POST", "/profiles/", {"name": "Grown-up"}),
        ("DELETE", f"/profiles/{adult.uid}/", None),
        ("GET", "/devices/", None),
        ("DELETE", f"/devices/{uuid4()}/", None),
    ):
        assert send(Client(), method, path, body, token).status_code == 403, (method, path)
    child.refresh_from_db()
    assert (child.is_kids, child.maturity_ceiling) == (True, KIDS_CEILING)


def test_token_without_a_profile_may_look_and_not_touch() -> None:
    adult = a_profile()
    assert adult.user is not None
    token = sign_in(adult.user).json()["token"]

    assert send(Client(), "GET", "/profiles/", token=token).status_code == 200
    assert send(Client(), "POST", "/profiles/", {"name": "New"}, token).status_code == 403
    assert send(Client(), "DELETE", f"/profiles/{adult.uid}/", token=token).status_code == 403


def test_profile_with_a_pin_is_changed_by_itself_only() -> None:
    adult = a_profile()
    guarded = a_profile(adult.user, name="Guarded")
    set_pin(profile=guarded, pin="4711")

    body = {"maturity_ceiling": 7}
    assert send(Client(), "PATCH", f"/profiles/{guarded.uid}/", body, a_token(adult)).status_code == 403
    assert send(Client(), "PATCH", f"/profiles/{guarded.uid}/", body, a_token(guarded, "4711")).status_code == 200


def test_own_token_stays_when_the_ceiling_changes() -> None:
    adult = a_profile()
    token = a_token(adult)

    assert send(Client(), "PATCH", f"/profiles/{adult.uid}/", {"maturity_ceiling": 16}, token).status_code == 200
    assert send(Client(), "GET", "/session/", token=token).json()["profile"]["maturity_ceiling"] == 16


def test_own_session_stays_when_the_ceiling_changes() -> None:
    adult = a_profile()
    client = signed_in(adult)

    assert send(client, "PATCH", f"/profiles/{adult.uid}/", {"maturity_ceiling": 16}).status_code == 200
    assert send(client, "GET", "/session/").json()["profile"]["maturity_ceiling"] == 16


def test_household_has_five_and_keeps_one() -> None:
    adult = a_profile()
    token = a_token(adult)
    for number in range(MAXIMUM_PROFILES - 1):
        assert send(Client(), "POST", "/profiles/", {"name": f"Person {number}"}, token).status_code == 201

    full = send(Client(), "POST", "/profiles/", {"name": "Sixth"}, token)
    alone = a_profile()
    last = send(Client(), "DELETE", f"/profiles/{alone.uid}/", token=a_token(alone))

    assert (full.status_code, full.json()["code"]) == (409, "household_full")
    assert (last.status_code, last.json()["code"]) == (409, "last_profile")


def test_devices_are_listed_and_signed_out() -> None:
    adult = a_profile()
    assert adult.user is not None
    token, other = a_token(adult), sign_in(adult.user, device={"kind": "phone", "name": "Phone"}).json()

    listed = send(Client(), "GET", "/devices/", token=token).json()

    assert {(one["name"], one["is_this_one"]) for one in listed} == {("Living room", True), ("Phone", False)}
    assert send(Client(), "DELETE", f"/devices/{other['device_uid']}/", token=token).status_code == 204
    assert send(Client(), "GET", "/session/", token=other["token"]).status_code == 401


def test_other_households_things_are_not_there() -> None:
    token, stranger = a_token(a_profile()), a_profile()
    device = sign_in(a_user()).json()["device_uid"]

    for method, path, body in (
        ("GET", f"/profiles/{stranger.uid}/", None),
        ("PATCH", f"/profiles/{stranger.uid}/", {"name": "Mine"}),
        ("DELETE", f"/profiles/{stranger.uid}/", None),
        ("DELETE", f"/devices/{device}/", None),
    ):
        assert send(Client(), method, path, body, token).status_code == 404, (method, path)
    assert Profile.objects.filter(pk=stranger.pk, name=stranger.name).exists()


@pytest.mark.parametrize("path", ["/profiles/", "/devices/", "/session/"])
def test_nobody_comes_in_without_a_token(path: str) -> None:
    assert send(Client(), "GET", path).status_code == 401


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
def test_hostile_body_is_no_500(body: bytes) -> None:
    adult = a_profile()
    client = signed_in(adult)

    for method, path in (("POST", "/profiles/"), ("PATCH", f"/profiles/{adult.uid}/")):
        answer = send(client, method, path, body)
        assert answer.status_code in (200, 201, 400), (method, answer.content)
        if answer.status_code == 400:
            assert {"code", "message"} <= set(answer.json()) <= {"code", "message", "fields"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_values_are_no_500(text: str) -> None:
    adult = a_profile()
    client = signed_in(adult)

    for field in ("name", "avatar", "country", "language", "maturity_ceiling", "is_kids", "autoplay_next"):
        body: dict[str, Any] = json.loads(json.dumps({field: text}))
        # "0" is a ceiling, and a profile held below the highest may not restrict itself any more.
        assert send(client, "PATCH", f"/profiles/{adult.uid}/", body).status_code in (200, 400, 403), field
