"""Two households with profiles and tokens, a small catalogue of which some must stay unseen, and a way to come in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.device_kinds import DeviceKind
from accounts.middleware import SESSION_EPOCH, SESSION_PROFILE
from accounts.models import Device, DeviceToken, Profile, User
from catalog.maturity import KIDS_CEILING, Maturity
from catalog.models import Episode, Person, Title
from tests.factories.catalog import a_credit, a_person, a_series, a_title, a_video, an_artwork

NOW = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)


class Persona(StrEnum):
    """Who knocks."""

    ANONYMOUS = "anonymous"
    NO_PROFILE = "signed in, no profile chosen"
    ADULT = "adult profile"
    KID = "kids profile of the same account"
    STRANGER = "adult profile of another account"
    STAFF = "staff without permissions"
    SUPERUSER = "superuser"
    TOKEN = "device token of the adult profile"
    REVOKED = "revoked device token"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    user: User
    adult: Profile
    kid: Profile
    stranger: Profile
    staff: User
    superuser: User
    device: Device
    token: str
    token_key: str
    revoked: str
    family_title: Title
    adult_title: Title
    unpublished_title: Title
    episode: Episode
    person: Person

    def client(self, persona: Persona) -> Client:
        """A browser, or a device, in the hands of `persona`; errors are answers, not exceptions."""
        client = Client(raise_request_exception=False, HTTP_ACCEPT="text/html,application/json")
        profiles = {Persona.ADULT: self.adult, Persona.KID: self.kid, Persona.STRANGER: self.stranger}
        if persona in profiles:
            self._choose(client, profiles[persona])
        elif persona is Persona.NO_PROFILE:
            client.force_login(self.user)
        elif persona is Persona.STAFF:
            client.force_login(self.staff)
        elif persona is Persona.SUPERUSER:
            client.force_login(self.superuser)
        elif persona is Persona.TOKEN:
            client.defaults["HTTP_AUTHORIZATION"] = f"Token {self.token}"
        elif persona is Persona.REVOKED:
            client.defaults["HTTP_AUTHORIZATION"] = f"Token {self.revoked}"
        return client

    def _choose(self, client: Client, profile: Profile) -> None:
        assert profile.user is not None
        client.force_login(profile.user)
        session = client.session
        session[SESSION_PROFILE] = profile.pk
        session[SESSION_EPOCH] = profile.epoch
        session.save()


def a_world() -> World:
    user, stranger = (
        User.objects.create_user("anna@example.com", "a long secret"),
        User.objects.create_user("otto@example.com", "another secret"),
    )
    adult = Profile.objects.create(user=user, name="Anna")
    kid = Profile.objects.create(user=user, name="Kim", is_kids=True, maturity_ceiling=KIDS_CEILING)
    device = Device.objects.create(
        user=user, kind=DeviceKind.TV, name="Living room", first_seen_at=NOW, last_seen_at=NOW
    )
    kept, token = DeviceToken.objects.create(user=user, expiry=None, device=device, profile=adult)
    gone, revoked = DeviceToken.objects.create(user=user, expiry=None, device=device, profile=adult)
    gone.delete()
    family, adults_only = (
        a_series("Lantern Street", genres=("Family",)),
        a_title("The Cellar Door", maturity=Maturity.EIGHTEEN, genres=("Horror",)),
    )
    for title in (family, adults_only):
        an_artwork(title)
        a_video(title)
    person = a_person()
    a_credit(family, person)
    a_credit(adults_only, person)
    episode = Episode.objects.filter(season__title=family).order_by("number")[0]
    return World(
        user=user,
        adult=adult,
        kid=kid,
        stranger=Profile.objects.create(user=stranger, name="Otto"),
        staff=User.objects.create_user("staff@example.com", "a staff secret", is_staff=True),
        superuser=User.objects.create_superuser("root@example.com", "a root secret"),
        device=device,
        token=token,
        token_key=kept.token_key,
        revoked=revoked,
        family_title=family,
        adult_title=adults_only,
        unpublished_title=a_title("Not Yet", is_published=False),
        episode=episode,
        person=person,
    )


def path_values(world: World) -> dict[str, Any]:
    """Values for the names that paths use; routes with other needs say so in the matrix."""
    return {
        "slug": world.family_title.slug,
        "title_id": world.family_title.pk,
        "season": 1,
        "episode": 1,
        "uid": world.adult.uid,
        "pk": world.family_title.pk,
        "key": "nothing",
        "uidb36": "1",
        "signed": "not-signed",
        "token": "not-signed",
        "day": NOW - timedelta(days=1),
        "user": AnonymousUser(),
    }
