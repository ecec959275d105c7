"""Signed addresses of what plays: of one profile, for some hours, and of a device's own where one plays by itself.

An address for a browser opens nothing without the profile's session. A device's player can seldom send a token with
what it fetches, so an address that the API gives to a device names the device instead: it opens for whoever holds it,
for as long as the device is signed in and shows that profile (accounts.flows.devices.token_of).
"""

import time

from django.core import signing
from django.core.signing import b62_encode
from django.urls import reverse

from catalog.models import Caption, Storyboard, VideoSource

VIDEO_SALT = "recommendations.video"
CAPTION_SALT = "recommendations.caption"
CHAPTERS_SALT = "recommendations.chapters"
STORYBOARD_SALT = "recommendations.storyboard"
SHEET_SALT = "recommendations.sheet"
VALID_SECONDS = 12 * 60 * 60
RENEWED_SECONDS = 60 * 60
"""Within so long the same address is given again, so that answers with addresses in them can be revalidated."""


class RoundedSigner(signing.TimestampSigner):
    """Signs as of the beginning of the hour."""

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) // RENEWED_SECONDS * RENEWED_SECONDS)


def signer(salt: str) -> signing.TimestampSigner:
    """`salt` keeps one kind of file's addresses from opening another's."""
    return RoundedSigner(salt=salt, sep="~")


def sign(*, salt: str, pk: int, profile_id: int, device_id: int | None = None) -> str:
    """The last part of an address."""
    return signer(salt).sign(f"{pk}.{profile_id}" + (f".{device_id}" if device_id is not None else ""))


def video_address(*, video: VideoSource, profile_id: int, device_id: int | None = None) -> str:
    """Where this profile may fetch the video for the next hours."""
    return reverse("video", args=[sign(salt=VIDEO_SALT, pk=video.pk, profile_id=profile_id, device_id=device_id)])


def caption_address(*, caption: Caption, profile_id: int, device_id: int | None = None) -> str:
    """Where this profile may fetch the captions for the next hours."""
    return reverse("caption", args=[sign(salt=CAPTION_SALT, pk=caption.pk, profile_id=profile_id, device_id=device_id)])


def chapters_address(*, video: VideoSource, profile_id: int) -> str:
    """Where this profile may fetch the chapters for the next hours."""
    return reverse("chapters", args=[sign(salt=CHAPTERS_SALT, pk=video.pk, profile_id=profile_id)])


def storyboard_address(*, storyboard: Storyboard, profile_id: int, device_id: int | None = None) -> str:
    """Where this profile may fetch the map of the small pictures, which says where the pictures are."""
    signed = sign(salt=STORYBOARD_SALT, pk=storyboard.pk, profile_id=profile_id, device_id=device_id)
    return reverse("storyboard", args=[signed])


def sheet_address(*, storyboard: Storyboard, profile_id: int, device_id: int | None = None) -> str:
    """Where this profile may fetch the picture that holds all the small ones."""
    signed = sign(salt=SHEET_SALT, pk=storyboard.pk, profile_id=profile_id, device_id=device_id)
    return reverse("sheet", args=[signed])
