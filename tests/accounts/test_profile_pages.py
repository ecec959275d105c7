"""Making, changing and deleting profiles through their pages."""

from typing import Any

import pytest

from accounts.avatars import AVATARS
from accounts.models import MAXIMUM_PROFILES, Profile
from accounts.session_keys import SESSION_PROFILE
from catalog.maturity import KIDS_CEILING
from config.settings import BASE_DIR
from tests.factories.accounts import a_profile, a_user, signed_in, signed_in_without_profile
from tests.security.hostile import hostile_forms

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {"name": "Ada", "avatar": "fox", "maturity_ceiling": "18", "country": "GB", "language": "en"}


def test_every_picture_is_there() -> None:
    assert {file.stem for file in (BASE_DIR / "static/img/avatars").glob("*.svg")} == set(AVATARS)


def test_first_profile_is_chosen_at_once_and_a_second_one_is_not() -> None:
    user = a_user()
    client = signed_in_without_profile(user)

    answer = client.post("/profiles/new/", {**NEW, "autoplay_next": "on"})

    made = Profile.objects.of(user).get()
    assert answer["Location"] == "/begin/"
    assert client.session[SESSION_PROFILE] == made.pk
    second = client.post("/profiles/new/", {**NEW, "name": "Bo"})
    assert (second["Location"], client.session[SESSION_PROFILE]) == ("/profiles/", made.pk)
    assert (made.name, made.avatar, made.country, made.autoplay_next, made.records_history) == (
        "Ada",
        "fox",
        "GB",
        True,
        False,
    )


def test_kids_switch_lowers_the_ceiling() -> None:
    profile = a_profile()

    signed_in(profile).post("/profiles/new/", {**NEW, "is_kids": "on"})

    assert Profile.objects.get(is_kids=True).maturity_ceiling == KIDS_CEILING


def test_sixth_profile_is_refused_with_a_sentence() -> None:
    profile = a_profile()
    for number in range(MAXIMUM_PROFILES - 1):
        a_profile(profile.user, name=f"P{number}")
    client = signed_in(profile)

    assert "at most 5 profiles" in client.post("/profiles/new/", NEW, follow=True).content.decode()
    assert "Add profile" not in client.get("/profiles/").content.decode()
    assert Profile.objects.of(profile.user).count() == MAXIMUM_PROFILES  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/profiles/new/", "settings", "/profiles/"])
def test_hostile_forms_are_refused_and_change_nothing(path: str) -> None:
    profile = a_profile(name="Ada")
    client = signed_in(profile)
    page = f"/profiles/{profile.uid}/" if path == "settings" else path
    fields = (
        "name",
        "avatar",
        "is_kids",
        "maturity_ceiling",
        "country",
        "language",
        "records_history",
        "profile",
        "next",
    )

    for form in hostile_forms(fields):
        assert client.post(page, form).status_code in (200, 400, 404)

    assert [kept.name for kept in Profile.objects.all()] == ["Ada"]


def test_text_of_people_is_escaped() -> None:
    profile = a_profile(name="<script>alert(1)</script>")
    client = signed_in(profile)

    for path in ("/profiles/", "/profiles/manage/", f"/profiles/{profile.uid}/", f"/profiles/{profile.uid}/delete/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_adult_without_a_pin_is_told_which_children_could_come_in() -> None:
    profile = a_profile(name="Mira")
    a_profile(profile.user, name="Pip", is_kids=True)

    page = signed_in(profile).get(f"/profiles/{profile.uid}/").content.decode()

    assert "Pip can open this profile" in page


def test_deleting_asks_first_and_leaves_the_last_one() -> None:
    profile = a_profile(name="Mira")
    other = a_profile(profile.user, name="Pip")
    client, page = signed_in(profile), f"/profiles/{other.uid}/delete/"

    assert "Tick the box" in client.post(page).content.decode()
    assert client.post(page, {"sure": "1"})["Location"] == "/profiles/"
    last = client.post(f"/profiles/{profile.uid}/delete/", {"sure": "1"}, follow=True).content.decode()

    assert "keeps at least one profile" in last
    assert [kept.name for kept in Profile.objects.all()] == ["Mira"]


def test_imported_picture_that_is_not_there_becomes_one_that_is() -> None:
    profile = a_profile(avatar="dragon-7")

    assert "img/avatars/lamp.svg" in signed_in(profile).get(f"/profiles/{profile.uid}/").content.decode()


def test_pin_that_is_none_is_refused_on_the_page() -> None:
    profile = a_profile()

    page = signed_in(profile).post(f"/profiles/{profile.uid}/pin/change/", {"pin": "12"}).content.decode()

    assert "A PIN is four digits" in page
    assert not Profile.objects.get().has_pin
