"""The account's own pages: who may come in, and what they do."""

import io
import zipfile

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.test_sign_in_takes_anything import confirm
from tests.factories.accounts import a_profile, signed_in
from tests.security.site_map import routes

pytestmark = pytest.mark.django_db

PAGES = ("/account/", "/account/export/", "/account/close/")
# Pages that ask for a secret themselves, or show nothing of an account.
ENTRANCES = {
    "account-closed", "account_confirm_email", "account_confirm_login_code", "account_email_verification_sent",
    "account_inactive", "account_login", "account_logout", "account_reauthenticate", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_signup", "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_asked_to_sign_in(path: str) -> None:
    assert Client().get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize(
    "path",
    ["/" + route.pattern.replace("<int:pk>", "1") for route in routes()
     if route.pattern.startswith("account/") and route.name not in ENTRANCES],
)  # fmt: skip
def test_a_kids_profile_is_asked_for_the_password_on_every_page_of_the_account(path: str) -> None:
    child = signed_in(a_profile(is_kids=True))

    for response in (child.get(path), child.post(path, {"sure": "1", "action_add": ""})):
        assert response.status_code == 302, path
        assert response.headers["Location"].startswith("/account/reauthenticate/"), path


def test_overview_names_what_there_is() -> None:
    profile = a_profile(name="Ada")
    assert profile.user is not None

    page = signed_in(profile).get("/account/").content.decode()

    for words in (
        "Ada",
        profile.user.email,
        "not confirmed yet",
        "Two-step sign-in",
        "Passkeys",
        "Sessions",
        "Devices",
    ):
        assert words in page


def test_taking_data_along_asks_for_the_password_first() -> None:
    profile = a_profile()
    assert profile.user is not None
    client = signed_in(profile)
    assert client.post("/account/export/").headers["Location"].startswith("/account/reauthenticate/")

    confirm(client, profile.user)
    response = client.post("/account/export/")

    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as archive:
        assert "account/account.json" in archive.namelist()


def test_closing_takes_the_password_and_the_box() -> None:
    profile = a_profile()
    user = profile.user
    assert user is not None
    client = signed_in(profile)
    assert client.post("/account/close/", {"sure": "1"}).headers["Location"].startswith("/account/reauthenticate/")
    confirm(client, user)
    assert "Tick the box" in client.post("/account/close/").content.decode()
    assert User.objects.filter(pk=user.pk).exists()

    response = client.post("/account/close/", {"sure": "1"}, follow=True)

    assert response.redirect_chain == [("/account/closed/", 302)]
    assert "nothing was kept" in response.content.decode()
    assert not User.objects.filter(pk=user.pk).exists()
    assert "_auth_user_id" not in client.session
