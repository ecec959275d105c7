"""Two households with profiles and tokens, a small catalogue of which some must stay unseen, and a way to come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http.cookies import SimpleCookie
from pathlib import PurePosixPath
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from accounts.device_kinds import DeviceKind
from accounts.models import Device, DeviceToken, Profile, User
from accounts.session_keys import SESSION_EPOCH, SESSION_PROFILE
from catalog.frames import frame_address
from catalog.maturity import KIDS_CEILING, Maturity
from catalog.models import Artwork, Caption, Frame, Person, Storyboard, Title, VideoSource
from recommendations.pages.cards import DRAWN_SALT
from recommendations.pages.media_addresses import (
    caption_address,
    chapters_address,
    sheet_address,
    storyboard_address,
    video_address,
)
from tests.factories.catalog import (
    a_caption,
    a_credit,
    a_frame,
    a_person,
    a_series,
    a_storyboard,
    a_title,
    a_video,
    an_artwork,
)

NOW = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


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
    kid_token: str
    revoked: str
    family_title: Title
    adult_title: Title
    unpublished_title: Title
    person: Person
    grim_person: Person
    adult_video: VideoSource
    adult_caption: Caption
    family_artwork: Artwork

    def client(self, persona: Persona, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser, or a device, in the hands of `persona`; errors are answers, not exceptions."""
        client = Client(
            raise_request_exception=False,
            enforce_csrf_checks=enforce_csrf_checks,
            headers={"accept": "text/html,application/json"},
        )
        accounts = {Persona.NO_PROFILE: self.user, Persona.STAFF: self.staff, Persona.SUPERUSER: self.superuser}
        profiles = {Persona.ADULT: self.adult, Persona.KID: self.kid, Persona.STRANGER: self.stranger}
        tokens = {Persona.TOKEN: self.token, Persona.REVOKED: self.revoked}
        if persona in profiles:
            watching(profiles[persona], client)
        elif persona in accounts:
            client.force_login(accounts[persona])
        elif persona in tokens:
            client.defaults["HTTP_AUTHORIZATION"] = f"Token {tokens[persona]}"
        return client

    @property
    def signed_video(self) -> str:
        """What follows /video/ in the address that the adult's player was given."""
        return PurePosixPath(video_address(video=self.adult_video, profile_id=self.adult.pk)).name

    @property
    def signed_video_of_the_device(self) -> str:
        address = video_address(video=self.adult_video, profile_id=self.adult.pk, device_id=self.device.pk)
        return PurePosixPath(address).name

    @property
    def signed_caption(self) -> str:
        return PurePosixPath(caption_address(caption=self.adult_caption, profile_id=self.adult.pk)).name

    @property
    def signed_chapters(self) -> str:
        return PurePosixPath(chapters_address(video=self.adult_video, profile_id=self.adult.pk)).name

    @property
    def signed_storyboard(self) -> str:
        return PurePosixPath(storyboard_address(storyboard=self._storyboard, profile_id=self.adult.pk)).name

    @property
    def signed_sheet(self) -> str:
        return PurePosixPath(sheet_address(storyboard=self._storyboard, profile_id=self.adult.pk)).name

    @property
    def _storyboard(self) -> Storyboard:
        return Storyboard.objects.filter(video=self.adult_video).first() or a_storyboard(self.adult_video)

    @property
    def signed_drawing(self) -> str:
        return signing.Signer(salt=DRAWN_SALT, sep="~").sign(self.family_title.slug)

    @property
    def signed_frame(self) -> str:
        frame = Frame.objects.filter(video=self.adult_video).first() or a_frame(self.adult_video)
        return PurePosixPath(frame_address(frame, width=96)).name.removesuffix(".webp")

    @property
    def artwork_name(self) -> str:
        """What follows /media/artwork/ in the address of a picture that is there."""
        return str(self.family_artwork.image.name).removeprefix("artwork/")


def watching(profile: Profile, client: Client) -> Client:
    """The client, signed in to the profile's account and with the profile chosen."""
    assert profile.user is not None, "A profile of a household has its user."
    client.force_login(profile.user)
    session = client.session
    session[SESSION_PROFILE], session[SESSION_EPOCH] = profile.pk, profile.epoch
    session.save()
    return client


@contextmanager
def undone(client: Client | None = None) -> Iterator[None]:
    """Take back what happens inside: to the database, to the limits that are counted, and to the client's cookies."""
    cache.clear()
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} if client else {}
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        if client is not None:
            client.cookies = SimpleCookie(cookies)


def a_world() -> World:
    """Save everything; the slow part is four passwords, so tests of one module may share a world."""
    user = User.objects.create_user("anna@example.com", PASSWORD)
    adult = Profile.objects.create(user=user, name="Anna")
    kid = Profile.objects.create(user=user, name="Kim", is_kids=True, maturity_ceiling=KIDS_CEILING)
    device, token = _a_device(user, "Living room", adult)
    _kids_device, kid_token = _a_device(user, "Nursery", kid)
    _gone, revoked = _a_device(user, "Attic", adult)
    _gone.delete()
    return World(
        user=user,
        adult=adult,
        kid=kid,
        stranger=Profile.objects.create(user=User.objects.create_user("otto@example.com", PASSWORD), name="Otto"),
        staff=User.objects.create_user("staff@example.com", PASSWORD, is_staff=True),
        superuser=User.objects.create_superuser("root@example.com", PASSWORD),
        device=device,
        token=token,
        kid_token=kid_token,
        revoked=revoked,
        unpublished_title=a_title("Not Yet", is_published=False),
        **_a_catalogue(),
    )


def _a_device(user: User, name: str, profile: Profile) -> tuple[Device, str]:
    device = Device.objects.create(user=user, kind=DeviceKind.TV, name=name, first_seen_at=NOW, last_seen_at=NOW)
    _kept, token = DeviceToken.objects.create(user=user, expiry=None, device=device, profile=profile)
    return device, token


def _a_catalogue() -> dict[str, Any]:
    family = a_series("Lantern Street", genres=("Family",), moods=("Gentle",))
    grim = a_title("The Cellar Door", maturity=Maturity.EIGHTEEN, genres=("Horror",), moods=("Grim",))
    artwork, _dark = an_artwork(family), an_artwork(grim)
    a_video(family)
    video = a_video(grim)
    person, grim_person = a_person("Mara Oyelaran"), a_person("Viktor Grau")
    a_credit(family, person)
    a_credit(grim, person)
    a_credit(grim, grim_person)
    return {
        "family_title": family,
        "adult_title": grim,
        "person": person,
        "grim_person": grim_person,
        "adult_video": video,
        "adult_caption": a_caption(video),
        "family_artwork": artwork,
    }
