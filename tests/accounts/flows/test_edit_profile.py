"""A household's profiles: at most five, at least one, and nothing is left of one that was deleted."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Model

from accounts.device_kinds import DeviceKind
from accounts.flows.choose_profile import ProfileNotFound
from accounts.flows.edit_profile import (
    LastProfile,
    ProfileDraft,
    TooManyProfiles,
    UnableToSaveProfile,
    change_profile,
    create_profile,
    delete_profile,
    draft_of,
)
from accounts.models import MAXIMUM_PROFILES, DeviceToken, Profile, ProfileOrigin
from catalog.maturity import KIDS_CEILING, Maturity
from recommendations import models
from recommendations.events.capture import capture
from tests.accounts.references import fill_every_table
from tests.factories.accounts import a_device, a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.meanwhile import reporting_before
from tests.factories.recommendations import an_event

pytestmark = pytest.mark.django_db


def test_profile_is_what_its_draft_says(now: datetime) -> None:
    draft = ProfileDraft(
        name="Ada", avatar="fox", maturity_ceiling=Maturity.THIRTEEN, country="GB", language="de", records_history=False
    )

    profile = create_profile(user=a_user(), draft=draft, now=now)

    kept = Profile.objects.get(pk=profile.pk)
    assert draft_of(kept) == draft
    assert kept.created_at == now


def test_kids_never_get_more_than_kids_may_see(now: datetime) -> None:
    draft = ProfileDraft(name="Kim", is_kids=True, maturity_ceiling=Maturity.EIGHTEEN)

    assert create_profile(user=a_user(), draft=draft, now=now).maturity_ceiling == KIDS_CEILING


def test_sixth_profile_is_refused_and_other_peoples_do_not_count(now: datetime) -> None:
    user = a_user()
    Profile.objects.create(name="Imported", origin=ProfileOrigin.IMPORTED, source="x", source_id="1")
    a_profile()
    for number in range(MAXIMUM_PROFILES):
        create_profile(user=user, draft=ProfileDraft(name=f"P{number}"), now=now)

    with pytest.raises(TooManyProfiles):
        create_profile(user=user, draft=ProfileDraft(name="Sixth"), now=now)


@pytest.mark.django_db(transaction=True)
def test_profiles_made_at_once_are_five_at_most(now: datetime) -> None:
    user = a_user()

    def one(number: int) -> bool:
        try:
            create_profile(user=user, draft=ProfileDraft(name=f"P{number}"), now=now)
        except TooManyProfiles:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=12) as pool:
        made = sum(pool.map(one, range(12)))

    assert made == Profile.objects.of(user).count() == MAXIMUM_PROFILES


@pytest.mark.parametrize(
    "value",
    [
        {"name": ""},
        {"name": " \x00\u202e\t"},
        {"name": "x" * 41},
        {"avatar": "../../secret"},
        {"maturity_ceiling": 17},
        {"maturity_ceiling": -1},
        {"maturity_ceiling": 10**30},
        {"country": "gb"},
        {"country": "GBR"},
        {"language": "<script>"},
        {"language": "e" * 300},
    ],
)
def test_values_that_cannot_be_used_are_refused_and_nothing_is_written(value: dict[str, Any], now: datetime) -> None:
    profile = a_profile(name="Ada")

    with pytest.raises(UnableToSaveProfile):
        change_profile(profile=profile, draft=replace(draft_of(profile), **value))
    with pytest.raises(UnableToSaveProfile):
        create_profile(user=profile.user, draft=replace(ProfileDraft(name="New"), **value), now=now)  # type: ignore[arg-type]

    assert [kept.name for kept in Profile.objects.all()] == ["Ada"]


def test_what_a_picture_imported_was_called_does_not_block_changes() -> None:
    profile = a_profile(avatar="dragon-7")

    change_profile(profile=profile, draft=replace(draft_of(profile), name="New name"))

    profile.refresh_from_db()
    assert (profile.name, profile.avatar) == ("New name", "lamp")


@pytest.mark.parametrize("value", [{"is_kids": True}, {"maturity_ceiling": Maturity.SEVEN}])
def test_restricting_ends_who_chose_it_before(value: dict[str, Any]) -> None:
    profile = a_profile()
    device = a_device(profile.user)  # type: ignore[arg-type]
    kept, _text = DeviceToken.objects.create(user=profile.user, expiry=None, device=device, profile=profile)
    DeviceToken.objects.create(user=profile.user, expiry=None, device=device, profile=profile)

    change_profile(profile=profile, draft=replace(draft_of(profile), **value), keep=kept)

    assert profile.epoch == 1
    assert list(DeviceToken.objects.all()) == [kept]


def test_looks_end_nothing() -> None:
    profile = a_profile()

    change_profile(profile=profile, draft=replace(draft_of(profile), name="Ida", avatar="owl", records_history=False))

    profile.refresh_from_db()
    assert (profile.name, profile.avatar, profile.epoch) == ("Ida", "owl", 0)


def test_profile_deleted_meanwhile_is_not_found() -> None:
    profile = a_profile()
    Profile.objects.filter(pk=profile.pk).delete()

    with pytest.raises(ProfileNotFound):
        change_profile(profile=profile, draft=ProfileDraft(name="Ghost"))


def test_last_profile_stays() -> None:
    profile = a_profile()
    a_profile()

    with pytest.raises(LastProfile):
        delete_profile(profile=profile)


@pytest.mark.django_db(transaction=True)
def test_what_another_screen_reports_meanwhile_does_not_keep_a_profile_from_being_deleted() -> None:
    profile, title = a_profile(), a_title()
    a_profile(profile.user)
    profile_id, again = profile.pk, Profile.objects.get(pk=profile.pk)

    with reporting_before('DELETE FROM "accounts_profile"', profile=again, title=title):
        delete_profile(profile=profile)

    assert not Profile.objects.filter(pk=profile_id).exists()
    assert not models.Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_profile_that_is_deleted_while_another_screen_is_reporting_waits_for_it_and_goes() -> None:
    profile, title, is_written = a_profile(), a_title(), Event()
    a_profile(profile.user)
    again = Profile.objects.get(pk=profile.pk)
    rating = an_event("rating", title=title, value=4.0)
    capture(profile=again, device=DeviceKind.TV, batch=[rating])

    def report() -> None:
        try:
            with transaction.atomic():
                capture(profile=again, device=DeviceKind.TV, batch=[replace(rating, client_id=uuid4())])
                is_written.set()
                time.sleep(0.3)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another_screen:
        reported = another_screen.submit(report)
        assert is_written.wait(timeout=5)
        delete_profile(profile=profile)

    assert reported.exception() is None
    assert not Profile.objects.filter(pk=again.pk).exists()


def pointing_at(profile: Profile) -> dict[str, int]:
    """How many rows of every table point at the profile."""
    found = {}
    for relation in Profile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            table: type[Model] = relation.related_model  # type: ignore[assignment]
            found[table._meta.label] = table._base_manager.filter(**{relation.field.name: profile.pk}).count()  # type: ignore[union-attr]
    return found


def test_nothing_is_left_of_a_deleted_profile() -> None:
    profile, stranger = a_profile(), a_profile()
    a_profile(profile.user, name="Sibling")
    for owner in (profile, stranger):
        fill_every_table(user=owner.user, profile=owner)  # type: ignore[arg-type]
    before, untouched = pointing_at(profile), pointing_at(stranger)
    gone = profile.pk
    assert all(before.values()), "A table has no row of the profile, so this test would not notice its rows."

    delete_profile(profile=profile)

    profile.pk = gone
    assert not any(pointing_at(profile).values())
    assert pointing_at(stranger) == untouched
