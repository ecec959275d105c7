"""A digest put into words: a subject, a text, and the same with pictures for programs that show them."""

from collections.abc import Mapping
from email.mime.image import MIMEImage
from io import BytesIO
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from PIL import Image, UnidentifiedImageError

from catalog.models import Artwork
from recommendations.contracts import Tile
from recommendations.digest.choose import Digest
from recommendations.digest.consent import sign_stop
from recommendations.models import DigestSubscription

PICTURE_SIZE = (536, 302)
"""Twice the size at which a tile is shown, so that it is sharp on a phone."""
LARGE_SIZE = (1072, 603)
JPEG_QUALITY = 72
TEXT, HTML = "recommendations/digest/mail.txt", "recommendations/digest/mail.html"


class LetterWithPictures(EmailMultiAlternatives):
    """Its attachments are parts of the letter, not things beside it."""

    mixed_subtype = "related"


def subject_of(digest: Digest) -> str:
    """What the letter is about: its first title, and how many more there are."""
    name = digest.profile.name
    lead = digest.page.billboard
    if lead is None:
        return f"{name}, {digest.size} titles for your week"
    return f"{name}, {lead.card.name} and {digest.size - 1} more for your week"


def render_html(digest: Digest, *, stop_address: str, pictures: Mapping[int, str]) -> str:
    """The letter as HTML; `pictures` maps artwork ids to what stands in `src`. Without a style attribute anywhere."""
    return render_to_string(HTML, _words(digest, stop_address=stop_address) | {"pictures": pictures})


def message_of(digest: Digest, *, subscription: DigestSubscription, to: str) -> EmailMultiAlternatives:
    """The whole message. Pictures travel inside it as JPEG: mail programs know no AVIF, and a picture that is fetched
    would tell when the letter was opened.
    """
    stop = stop_address_of(subscription)
    shown = jpegs_of(digest)
    message = LetterWithPictures(
        subject=subject_of(digest),
        body=render_to_string(TEXT, _words(digest, stop_address=stop)),
        to=[to],
        # One click in the mail program ends it (RFC 8058).
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    message.attach_alternative(
        render_html(digest, stop_address=stop, pictures={key: f"cid:artwork-{key}" for key in shown}), "text/html"
    )
    for artwork_id, picture in shown.items():
        part = MIMEImage(picture, "jpeg")
        part["Content-ID"] = f"<artwork-{artwork_id}>"
        part["Content-Disposition"] = f'inline; filename="artwork-{artwork_id}.jpg"'
        message.attach(part)
    return message


def stop_address_of(subscription: DigestSubscription) -> str:
    return f"{settings.SITE_ADDRESS}" + reverse("digest-stop", args=[sign_stop(subscription)])


def jpegs_of(digest: Digest) -> dict[int, bytes]:
    """Artwork id -> JPEG, of every picture in the letter; one whose file cannot be read is left out."""
    lead = digest.page.billboard
    tiles = [tile for row in digest.page.rows for tile in row.tiles] + ([lead] if lead else [])
    ids = {tile.picture.artwork_id for tile in tiles if tile.picture.artwork_id}
    found = {}
    for artwork in Artwork.objects.filter(pk__in=ids):
        is_lead = lead is not None and artwork.pk == lead.picture.artwork_id
        picture = _jpeg(artwork, LARGE_SIZE if is_lead else PICTURE_SIZE)
        if picture:
            found[artwork.pk] = picture
    return found


def _jpeg(artwork: Artwork, size: tuple[int, int]) -> bytes:
    target = BytesIO()
    try:
        with artwork.image.open("rb") as file, Image.open(file) as image:
            small = image.convert("RGB")
            small.thumbnail(size)
            small.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    except (OSError, ValueError, UnidentifiedImageError):
        return b""
    return target.getvalue()


def _words(digest: Digest, *, stop_address: str) -> dict[str, object]:
    page = digest.page
    return {
        "digest": digest,
        "lead": _entry(page.billboard, page.token) if page.billboard else None,
        "sections": [(row, [_entry(tile, page.token) for tile in row.tiles]) for row in page.rows if row.tiles],
        "subject": subject_of(digest),
        "stop_address": stop_address,
        "settings_address": settings.SITE_ADDRESS + reverse("digest"),
        "home_address": settings.SITE_ADDRESS + reverse("home"),
    }


def _entry(tile: Tile, token: str) -> dict[str, object]:
    """A tile and its address, which says from which place of which digest it was opened."""
    place = urlencode({"page": token, "row": tile.row, "column": tile.column})
    return {"tile": tile, "address": f"{settings.SITE_ADDRESS}{tile.card.url}?{place}"}
