"""Who may change what children may see: the rules of accounts/access.py, tried like a child would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.flows.pin import set_pin
from accounts.middleware import SESSION_PROFILE
from accounts.models import Profile, User
from catalog.maturity import KIDS_CEILING, Maturity
from tests.factories.accounts import (
    PASSWORD,
    a_profile,
    a_user,
    confirmed,
    signed_in,
    signed_in_without_profile,
)

pytestmark = pytest.mark.django_db
CONFIRM = "/account/reauthenticate/?next="


class Household:
    """A parent, a grandparent without a PIN, a teenager held below the top, and a child."""

    def __init__(self) -> None:
        self.user: User = a_user()
        self.parent = a_profile(self.user, name="Mira")
        self.grandparent = a_profile(self.user, name="Grandpa")
        self.teen = a_profile(self.user, name="Theo", maturity_ceiling=Maturity.SIXTEEN)
        self.kid = a_profile(self.user, name="Pip", is_kids=True)
        set_pin(profile=self.parent, pin="2468")


@pytest.fixture
def household() -> Household:
    return Household()


CHILDREN: list[Callable[[Household], Client]] = [
    lambda house: signed_in(house.kid),
    lambda house: signed_in(house.teen),
    lambda house: signed_in_without_profile(house.user),
]
children = pytest.mark.parametrize("child", CHILDREN, ids=["kid", "teen", "nobody chosen"])


def fields_of(profile: Profile, **changed: Any) -> dict[str, Any]:
    """What the settings form posts."""
    found = {
        "name": profile.name,
        "avatar": profile.avatar,
        "maturity_ceiling": profile.maturity_ceiling,
        "country": profile.country,
        "language": profile.language,
        "records_history": "on",
    }
    return {**found, **({"is_kids": "on"} if profile.is_kids else {}), **changed}


@children
@pytest.mark.parametrize(
    "path",
    ["/profiles/new/", "/profiles/manage/", "/devices/", "/account/", "/account/email/", "/account/password/change/",
     "/account/2fa/", "/account/sessions/", "/account/export/", "/account/close/"],
)  # fmt: skip
def test_children_are_asked_for_the_password_before_anything_of_the_household(
    household: Household, child: Callable[[Household], Client], path: str
) -> None:
    client = child(household)

    assert client.get(path)["Location"].startswith(CONFIRM)
    assert client.post(path)["Location"].startswith(CONFIRM)


@children
def test_children_change_no_restrictions(household: Household, child: Callable[[Household], Client]) -> None:
    client = child(household)
    for profile in (household.kid, household.teen, household.parent, household.grandparent):
        page = f"/profiles/{profile.uid}/"
        client.post(page, fields_of(profile, maturity_ceiling=18, country="US", is_kids=""))
        client.post(f"{page}pin/change/", {"remove": "1"})
        client.post(f"{page}pin/change/", {"pin": "1111"})
        client.post(f"{page}pin/unlock/")
        client.post(f"{page}delete/", {"sure": "1"})

    now = {
        kept.name: (kept.maturity_ceiling, kept.is_kids, kept.country, kept.has_pin) for kept in Profile.objects.all()
    }
    assert now == {
        "Mira": (18, False, "", True),
        "Grandpa": (18, False, "", False),
        "Theo": (16, False, "", False),
        "Pip": (KIDS_CEILING, True, "", False),
    }


def test_child_may_dress_up_its_own_profile_and_nobody_elses(household: Household) -> None:
    client = signed_in(household.kid)

    client.post(f"/profiles/{household.kid.uid}/", {"name": "Pip!", "avatar": "fox", "language": "en"})
    answer = client.post(f"/profiles/{household.teen.uid}/", {"name": "Smelly", "avatar": "door", "language": "en"})

    household.kid.refresh_from_db()
    household.teen.refresh_from_db()
    assert (household.kid.name, household.kid.avatar, household.kid.records_history) == ("Pip!", "fox", True)
    assert answer["Location"].startswith(CONFIRM)
    assert household.teen.name == "Theo"


def test_child_needs_the_pin_to_become_a_parent(household: Household) -> None:
    client = signed_in(household.kid)

    client.post("/profiles/", {"profile": household.parent.uid})
    client.post(f"/profiles/{household.parent.uid}/pin/", {"pin": "0000"})

    assert client.session[SESSION_PROFILE] == household.kid.pk


def test_profile_without_a_pin_is_no_way_around_a_parents_pin(household: Household) -> None:
    client = signed_in(household.grandparent)

    answers = [
        client.post(f"/profiles/{household.parent.uid}/pin/change/", {"remove": "1"}),
        client.post(f"/profiles/{household.parent.uid}/delete/", {"sure": "1"}),
        client.get(f"/profiles/{household.parent.uid}/"),
    ]

    assert all(answer["Location"].startswith(CONFIRM) for answer in answers)
    assert Profile.objects.get(pk=household.parent.pk).has_pin


def test_adult_manages_children(household: Household) -> None:
    client = signed_in(household.parent)
    page = f"/profiles/{household.kid.uid}/"

    assert client.post(page, fields_of(household.kid, maturity_ceiling=Maturity.SEVEN)).status_code == 302

    household.kid.refresh_from_db()
    assert household.kid.maturity_ceiling == Maturity.SEVEN


def test_restricting_takes_the_child_off_the_screen_it_watches_on(household: Household) -> None:
    child, parent = signed_in(household.kid), signed_in(household.parent)
    assert "Pip" in child.get("/my-list/").content.decode()

    parent.post(f"/profiles/{household.kid.uid}/", fields_of(household.kid, maturity_ceiling=Maturity.SEVEN))

    assert child.get("/my-list/")["Location"].startswith("/profiles/")


def test_session_that_changed_its_own_profile_stays(household: Household) -> None:
    client = signed_in(household.parent)

    client.post(f"/profiles/{household.parent.uid}/pin/change/", {"pin": "1357"})

    assert client.get(f"/profiles/{household.parent.uid}/").status_code == 200


def test_password_opens_the_way_and_is_not_kept_in_the_session(household: Household) -> None:
    client = signed_in(household.kid)
    page = f"/profiles/{household.kid.uid}/"
    asked = client.post(f"{page}pin/change/", {"pin": "7531"})["Location"]
    assert "7531" not in str(dict(client.session))

    back = client.post(asked, {"password": PASSWORD, "next": f"{page}?confirm"})["Location"]

    assert back == f"{page}?confirm"
    client.post(f"{page}pin/change/", {"pin": "7531"})
    household.kid.refresh_from_db()
    assert household.kid.has_pin


def test_wrong_password_opens_nothing(household: Household) -> None:
    client = signed_in(household.kid)

    client.post("/account/reauthenticate/", {"password": "1234"})

    assert client.get("/devices/")["Location"].startswith(CONFIRM)


def test_handing_the_tablet_over_ends_the_confirmation(household: Household) -> None:
    client = confirmed(signed_in_without_profile(household.user))
    assert client.get("/profiles/new/").status_code == 200

    client.post("/profiles/", {"profile": household.kid.uid})

    assert client.get("/profiles/new/")["Location"].startswith(CONFIRM)


def test_confirmation_on_a_childs_screen_is_good_for_one_change(household: Household) -> None:
    client = confirmed(signed_in(household.kid))
    page = f"/profiles/{household.kid.uid}/"

    client.post(page, fields_of(household.kid, maturity_ceiling=Maturity.SEVEN))
    client.post(page, fields_of(household.kid, maturity_ceiling=Maturity.TEN))

    household.kid.refresh_from_db()
    assert household.kid.maturity_ceiling == Maturity.SEVEN


def test_confirmation_wears_off(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    client = confirmed(signed_in(household.kid))
    assert client.get("/devices/").status_code == 200

    monkeypatch.setattr("accounts.access.app_settings.REAUTHENTICATION_TIMEOUT", 0)

    assert client.get("/devices/")["Location"].startswith(CONFIRM)


def test_signing_in_alone_does_not_count_as_confirming(household: Household) -> None:
    client = Client()
    client.post("/account/login/", {"login": household.user.email, "password": PASSWORD})

    assert client.get("/profiles/").status_code == 200
    assert client.get("/profiles/new/")["Location"].startswith(CONFIRM)


@pytest.mark.parametrize("path", ["/account/logout/", "/account/reauthenticate/", "/account/password/reset/"])
def test_ways_out_and_back_in_stay_open_to_children(household: Household, path: str) -> None:
    assert signed_in(household.kid).get(path).status_code == 200


def test_child_on_the_account_of_somebody_who_runs_the_site_stays_out_of_the_back_office(household: Household) -> None:
    User.objects.filter(pk=household.user.pk).update(is_staff=True, is_superuser=True)

    assert signed_in(household.kid).get("/admin/")["Location"].startswith(CONFIRM)
    assert signed_in(household.parent).get("/admin/").status_code == 200
    assert signed_in_without_profile(household.user).get("/admin/").status_code == 200
