"""Frames as small pictures: signed addresses that say which and how wide, and the pictures made from the files."""

from io import BytesIO

from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from PIL import Image, UnidentifiedImageError

from catalog.models import Frame

WIDTHS = (96, 240, 480)
KEPT_SECONDS = 24 * 60 * 60
CONTENT_TYPE = "image/webp"
_SIGNER = signing.Signer(salt="catalog.frame", sep="~")


class FrameNotFound(LookupError):
    """The address was not signed by this site, or the frame or its file is gone."""


def frame_address(frame: Frame, *, width: int) -> str:
    """Where the frame is served at one of WIDTHS (ValueError otherwise); nobody makes up an address of their own."""
    if width not in WIDTHS:
        raise ValueError(f"Frames are {', '.join(map(str, WIDTHS))} pixels wide.")
    return reverse("frame", args=[_SIGNER.sign(f"{frame.pk}-{width}")])


def frame_picture(signed: str) -> bytes:
    """A WebP picture for a signed address, never wider than the frame itself; raises FrameNotFound."""
    try:
        number, _, width = _SIGNER.unsign(signed).partition("-")
    except signing.BadSignature:
        raise FrameNotFound from None
    frame = Frame.objects.filter(pk=int(number)).first()
    if frame is None or not frame.image:
        raise FrameNotFound
    key = f"frame:{frame.pk}:{width}:{frame.image.name}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        picture = _narrowed(frame, int(width))
        cache.set(key, picture, KEPT_SECONDS)
    return picture


def _narrowed(frame: Frame, width: int) -> bytes:
    target = BytesIO()
    try:
        with frame.image.open() as file, Image.open(file) as image:
            small = image.convert("RGB")
            small.thumbnail((width, width * 4))
            small.save(target, "WEBP", quality=75)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        raise FrameNotFound from None
    return target.getvalue()
