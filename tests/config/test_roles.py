"""Roles give what their work needs and nothing else, and an admin's change to one is kept."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from config.roles import ROLES, ensure_roles
from tests.factories.accounts import a_profile, a_user

pytestmark = pytest.mark.django_db


def a_member(role: str) -> Client:
    ensure_roles()
    user = a_user(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_permission_of_a_role_exists(role: str) -> None:
    ensure_roles()

    assert Group.objects.get(name=role).permissions.count() == len(set(ROLES[role]))


def test_changed_role_stays_as_it_was_changed() -> None:
    ensure_roles()
    editor = Group.objects.get(name="Editor")
    editor.permissions.set(Permission.objects.filter(codename="view_title"))

    ensure_roles()

    assert list(editor.permissions.values_list("codename", flat=True)) == ["view_title"]


@pytest.mark.parametrize(
    ("role", "opens", "refuses"),
    [
        ("Editor", ("catalog_title", "catalog_artwork"), ("accounts_profile", "recommendations_event")),
        ("Support", ("accounts_profile", "recommendations_event"), ("recommendations_trainingrun", "auth_group")),
        ("Analyst", ("recommendations_trainingrun",), ("accounts_user", "recommendations_event")),
    ],
)
def test_role_opens_its_own_pages_only(role: str, opens: tuple[str, ...], refuses: tuple[str, ...]) -> None:
    client = a_member(role)

    for name in opens:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200, name
    for name in refuses:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403, name


def test_support_cannot_touch_accounts_of_staff_or_give_itself_powers() -> None:
    client, root, household = a_member("Support"), a_user(is_superuser=True, is_staff=True), a_user()

    refused = client.post(reverse("admin:accounts_user_change", args=[root.pk]), {"email": "mine@example.com"})
    client.post(
        reverse("admin:accounts_user_change", args=[household.pk]),
        {"email": household.email, "is_active": "on", "is_staff": "on", "is_superuser": "on"},
    )

    household.refresh_from_db()
    assert refused.status_code == 403
    assert (household.is_staff, household.is_superuser) == (False, False)
    assert client.get(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403


def test_support_does_not_give_the_profile_of_one_household_to_another() -> None:
    client, profile, other = a_member("Support"), a_profile(name="Ruth"), a_user()
    values = {"name": "Ruth, corrected", "avatar": "lamp", "maturity_ceiling": "18", "language": "en"}

    client.post(reverse("admin:accounts_profile_change", args=[profile.pk]), {**values, "user": other.pk})

    before = profile.user
    profile.refresh_from_db()
    assert (profile.name, profile.user) == ("Ruth, corrected", before)
