"""Every page of signing in and of the account answers hostile input with a page, never with a failure."""

import json
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
    user_id_to_str,
)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories.accounts import PASSWORD, a_profile, signed_in
from tests.security.hostile import BODIES, TEXTS
from tests.security.site_map import Route, routes

pytestmark = pytest.mark.django_db

FIELDS = (
    "login", "email", "password", "password1", "password2", "oldpassword", "code", "name", "credential", "next",
    "action", "action_add", "action_remove", "action_send", "passwordless", "remember", "sure", "username",
)  # fmt: skip


def an_answer(**response: str) -> str:
    """What a browser sends after a passkey was used, with bytes that mean nothing."""
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


CREDENTIALS = (
    "{}",
    "[]",
    "null",
    "1",
    '"x"',
    "[" * 15_000,
    '{"a":' * 3_000 + "1" + "}" * 3_000,
    "9" * 5_000,
    '{"id": 1e999}',
    json.dumps({"response": []}),
    json.dumps({"response": {"userHandle": 7}}),
    json.dumps({"response": {"userHandle": "////"}}),
    json.dumps({"response": {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}),
    json.dumps({"id": [], "rawId": {}, "type": 7, "response": {"clientDataJSON": None, "attestationObject": {"a": 1}}}),
    an_answer(),
    an_answer(clientDataJSON="e30", attestationObject="oA", authenticatorData="AA", signature="AA", userHandle="MQ"),
    an_answer(clientDataJSON="bnVsbA", attestationObject="gw", authenticatorData="A" * 50, signature="", userHandle=""),
)


def account_routes() -> list[Route]:
    return [route for route in routes() if route.pattern.startswith("account/")]


def address(route: Route, text: str) -> str:
    """The route's path with `text` for each of its values."""
    values = {"pk": "7", "uidb36": "1", "key": "x"} | dict.fromkeys(route.parameters, text)
    paths = {
        "account_confirm_email": "account/confirm-email/{key}/",
        "account_reset_password_from_key": "account/password/reset/key/{uidb36}-{key}/",
        "mfa_edit_webauthn": "account/2fa/webauthn/keys/{pk}/edit/",
        "mfa_remove_webauthn": "account/2fa/webauthn/keys/{pk}/remove/",
    }
    assert not route.parameters or route.name in paths, f"{route.name} takes values: say here how its path is made."
    return "/" + paths.get(route.name, route.pattern).format(**values)


def addresses(route: Route) -> list[str]:
    """Each text in the route's path, as it is and with its letters and digits alone; one if nothing is in the path."""
    plain = ["".join(character for character in text if character.isalnum()) or "x" for text in TEXTS]
    paths = [address(route, given) for given in (*TEXTS, *plain)]
    return list(dict.fromkeys(path.replace("\x00", "%00").replace("?", "%3F").replace("#", "%23") for path in paths))


def somebody() -> Client:
    """Signed in, confirmed a moment ago, with an authenticator app: every page of the account is open."""
    profile = a_profile()
    user = profile.user
    assert user is not None
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client = signed_in(profile, Client(raise_request_exception=False))
    confirm(client, user)
    return client


def confirm(client: Client, user: User) -> None:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()


def at_the_second_step() -> Client:
    user = User.objects.create_user("second@example.com", PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0})
    client = Client(raise_request_exception=False)
    assert "/2fa/" in client.post("/account/login/", {"login": user.email, "password": PASSWORD}).headers["Location"]
    return client


def visitors() -> list[Client]:
    return [Client(raise_request_exception=False), somebody(), at_the_second_step()]


def send(client: Client, path: str, **fields: Any) -> int:
    cache.clear()  # Limits would answer before the form does.
    return client.post(path, fields).status_code


@pytest.mark.parametrize("route", account_routes(), ids=lambda route: route.name)
def test_forms_and_addresses_bear_any_text(route: Route) -> None:
    path = address(route, "7")
    for client in visitors():
        for asked in addresses(route):
            assert client.get(asked).status_code < 500, (route.name, asked[:80])
        for text in TEXTS:
            assert send(client, path, **dict.fromkeys(FIELDS, text)) < 500, (route.name, text[:40])
            assert client.get(path, {"next": text, "email": text}).status_code < 500, (route.name, text[:40])


@pytest.mark.parametrize("path", ["login/", "add/", "reauthenticate/"])
@pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
def test_passkey_forms_bear_any_credential(path: str, credential: str) -> None:
    for client in visitors():
        client.get(f"/account/2fa/webauthn/{path}", HTTP_ACCEPT="application/json")

        assert send(client, f"/account/2fa/webauthn/{path}", credential=credential, name="x") < 500
        assert send(client, "/account/2fa/authenticate/", credential=credential) < 500


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_bodies_of_other_kinds_are_borne(body: bytes) -> None:
    for path in ("/account/login/", "/account/signup/", "/account/password/reset/", "/account/2fa/webauthn/login/"):
        for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            cache.clear()
            client = Client(raise_request_exception=False)

            assert client.post(path, body, content_type=kind).status_code < 500, (path, kind)


@pytest.mark.parametrize(
    "url", ["http://[", "//evil.example", "javascript:alert(1)", "http://evil.example/", "\\\\evil"]
)
def test_nobody_is_led_elsewhere_after_signing_in(url: str) -> None:
    user = User.objects.create_user("led@example.com", PASSWORD)

    response = Client().post("/account/login/", {"login": user.email, "password": PASSWORD, "next": url})

    assert response.status_code == 302
    assert response.headers["Location"] == "/"
