"""Support releases PINs, ends sessions, hands imported people a login, and sees no secret."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.flows.pin import check_pin, set_pin
from accounts.models import MAXIMUM_PROFILES, PIN_TRIES, Device, DeviceToken, Profile, ProfileOrigin, User
from tests.accounts.api.test_session import a_token
from tests.factories.accounts import PASSWORD, a_profile, a_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    found = Client()
    found.force_login(a_user(is_staff=True, is_superuser=True))
    found.get(reverse("admin:index"))
    return found


def act(client: Client, page: str, action: str, *rows: Any, **more: Any) -> Any:
    selected = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(reverse(f"admin:{page}_changelist"), selected, follow=True)


def an_imported_profile(name: str) -> Profile:
    return Profile.objects.create(name=name, origin=ProfileOrigin.IMPORTED, source="ml-100k", source_id=name)


def test_locked_pin_is_released_and_stays(client: Client) -> None:
    profile = a_profile()
    set_pin(profile=profile, pin="4711")
    for _try in range(PIN_TRIES):
        check_pin(profile=profile, pin="0000")

    act(client, "accounts_profile", "release_locked_pins", profile)

    assert check_pin(profile=profile, pin="4711") == "right"
    assert LogEntry.objects.get().object_id == str(profile.pk)


def test_forgotten_pin_is_removed_and_what_had_chosen_the_profile_ends(client: Client) -> None:
    profile = a_profile()
    set_pin(profile=profile, pin="4711")
    token = a_token(profile, "4711")

    act(client, "accounts_profile", "remove_pins", profile)

    profile.refresh_from_db()
    assert not profile.has_pin
    assert Client().get("/api/v1/session/", headers={"Authorization": f"Token {token}"}).status_code == 401


def test_imported_people_get_an_account_that_signs_in(client: Client) -> None:
    people = [an_imported_profile(name) for name in ("196", "186")]

    asked = act(client, "accounts_profile", "hand_to_a_login", *people)
    assert "apply" in asked.content.decode()
    answer = {"apply": "1", "email": "new@example.com", "password": PASSWORD}
    act(client, "accounts_profile", "hand_to_a_login", *people, **answer)

    user = User.objects.get(email="new@example.com")
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    assert user.profiles.count() == 2
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"email": "new@example.com"}, "Give a password"),
        ({"email": "there@example.com", "password": PASSWORD}, "Leave the password empty"),
        ({"email": "full@example.com"}, "at most"),
        ({"email": "new@example.com", "password": "1234"}, "too short"),
        ({"email": "nonsense"}, "valid email"),
    ],
)
def test_hand_over_that_cannot_be_says_why_and_changes_nothing(
    client: Client, answer: dict[str, str], sentence: str
) -> None:
    person = an_imported_profile("196")
    a_user("there@example.com")
    full = a_user("full@example.com")
    for number in range(MAXIMUM_PROFILES):
        a_profile(full, name=f"Person {number}")

    response = act(client, "accounts_profile", "hand_to_a_login", person, apply="1", **answer)

    assert sentence in response.content.decode()
    person.refresh_from_db()
    assert person.user_id is None
    assert not User.objects.filter(email="new@example.com").exists()


def test_profile_of_a_household_is_not_given_away(client: Client) -> None:
    response = act(
        client, "accounts_profile", "hand_to_a_login", a_profile(), apply="1", email="new@example.com",
        password=PASSWORD,
    )  # fmt: skip

    assert "Already in an account" in response.content.decode()
    assert not User.objects.filter(email="new@example.com").exists()


def test_account_is_signed_out_everywhere(client: Client) -> None:
    profile = a_profile()
    browser, token = signed_in(profile), a_token(profile)
    browser.get("/api/v1/session/")

    act(client, "accounts_user", "sign_out_everywhere", profile.user)

    assert browser.get("/api/v1/session/").status_code == 401
    assert Client().get("/api/v1/session/", headers={"Authorization": f"Token {token}"}).status_code == 401


def test_device_is_signed_out(client: Client) -> None:
    a_token(a_profile())
    device = Device.objects.get(name="Living room")

    act(client, "accounts_device", "sign_out", device)

    assert not DeviceToken.objects.exists()
    assert not Device.objects.filter(pk=device.pk).exists()


def test_sessions_are_found_by_address_and_ended(client: Client) -> None:
    browser = Client()
    user = a_user("ada@example.com")
    browser.force_login(user)
    session = UserSession.objects.create(
        user=user, ip="192.0.2.7", user_agent="x", session_key=browser.session.session_key
    )

    found = client.get(reverse("admin:usersessions_usersession_changelist"), {"q": "ada@"})
    act(client, "usersessions_usersession", "end", session)

    assert found.context["cl"].result_count == 1
    assert browser.get("/api/v1/session/").status_code == 401


def test_secrets_are_on_no_page(client: Client) -> None:
    user, secret = a_user(), generate_totp_secret()
    TOTP.activate(user, secret)
    kept = Authenticator.objects.get()
    token = a_token(a_profile())
    digest = DeviceToken.objects.get().digest

    pages = [
        client.get(reverse("admin:mfa_authenticator_change", args=[kept.pk])),
        client.get(reverse("admin:accounts_devicetoken_changelist")),
        client.get(reverse("admin:accounts_device_change", args=[Device.objects.get(name="Living room").pk])),
    ]

    for page in pages:
        assert page.status_code == 200
        assert kept.data["secret"] not in page.content.decode()
        assert token not in page.content.decode()
        assert f">{digest}<" not in page.content.decode()


def test_new_account_can_sign_in_and_a_second_spelling_of_it_is_refused(client: Client) -> None:
    add = reverse("admin:accounts_user_add")
    values = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    made = client.post(add, {"email": "ada@example.com", **values})
    again = client.post(add, {"email": "ADA@example.com", **values})

    assert made.status_code == 302
    assert EmailAddress.objects.get(user__email="ada@example.com").verified
    assert again.status_code == 200
    assert again.context["adminform"].errors == {"email": ["There is an account with this address already."]}


def test_address_of_another_account_is_refused_in_words(client: Client) -> None:
    one, other = a_user("ada@example.com"), a_user("bo@example.com")
    values = {"is_active": "on", **{f"{name}-{part}_FORMS": "0" for name in ("profiles", "devices")
              for part in ("TOTAL", "INITIAL")}}  # fmt: skip

    taken = client.post(reverse("admin:accounts_user_change", args=[one.pk]), {"email": "BO@example.com", **values})
    own = client.post(reverse("admin:accounts_user_change", args=[other.pk]), {"email": "BO@example.com", **values})

    assert taken.context["adminform"].errors == {"email": ["There is an account with this address already."]}
    assert own.status_code == 302


def test_kids_profile_is_not_raised_above_its_ceiling(client: Client) -> None:
    child = a_profile(is_kids=True)
    values = {"name": "Kim", "avatar": "lamp", "is_kids": "on", "maturity_ceiling": "18", "language": "en"}

    answer = client.post(reverse("admin:accounts_profile_change", args=[child.pk]), {**values, "user": child.user_id})

    assert "maturity_ceiling" in answer.context["adminform"].errors


def test_profile_that_goes_to_another_account_leaves_the_screens_of_the_one_before(client: Client) -> None:
    profile, other = a_profile(), a_user()
    browser, token = signed_in(profile), a_token(profile)
    values = {"name": "Ada", "avatar": "lamp", "maturity_ceiling": "18", "language": "en", "user": other.pk}

    client.post(reverse("admin:accounts_profile_change", args=[profile.pk]), values)

    profile.refresh_from_db()
    assert profile.user == other
    assert browser.get("/api/v1/home/").status_code == 403
    assert Client().get("/api/v1/home/", headers={"Authorization": f"Token {token}"}).status_code == 401


@pytest.mark.parametrize("page", ["accounts_user", "accounts_profile", "accounts_device", "accounts_devicetoken"])
def test_list_takes_few_queries(page: str, client: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(4):
        a_token(a_profile())

    with django_assert_max_num_queries(11):
        response = client.get(reverse(f"admin:{page}_changelist"))

    assert response.context["cl"].result_count >= 4
