"""Files by signed addresses: of one profile, for some hours, and only while it may see the title."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from accounts.flows.devices import token_of
from accounts.http import ProfileRequest
from catalog.maturity import Maturity
from catalog.models import Title, TitleQuerySet
from recommendations.pages.media_addresses import VALID_SECONDS, signer
from recommendations.web.byte_ranges import serve_file

KEPT_BY_ONE = {"Cache-Control": "private, max-age=3600", "Content-Disposition": "inline"}
"""As `serve_file` has it: no cache that several use may keep what only an address's holder may have."""


def signed_id(*, request: ProfileRequest, salt: str, signed: str) -> int | None:
    """The id in the address; None when it has expired, Http404 when it is not this profile's, or the device has left.

    A request by a device's address acts for the profile that the device shows, from here on.
    """
    try:
        pk, profile_id, *device_id = signer(salt).unsign(signed, VALID_SECONDS).split(".")
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        raise Http404 from None
    if device_id:
        _act_for_device(request, device_id=int(device_id[0]))
    profile = getattr(request, "profile", None)
    if profile is None or profile_id != str(profile.pk):
        raise Http404
    return int(pk)


def device_in(signed: str) -> int | None:
    """The device that a signed part names, which `signed_id` has verified; None in a browser's address."""
    named = signed.partition("~")[0].split(".")[2:]
    return int(named[0]) if named else None


def _act_for_device(request: ProfileRequest, *, device_id: int) -> None:
    token = token_of(device_id=device_id, now=timezone.now())
    if token is None or token.profile is None:
        raise Http404
    request.profile, request.maturity_ceiling = token.profile, Maturity(token.profile.maturity_ceiling)


def visible_titles(request: ProfileRequest) -> TitleQuerySet:
    """What the request's profile may see now."""
    return Title.objects.visible_to(
        ceiling=request.maturity_ceiling, country=request.profile.country, at=timezone.now()
    )


def send(*, request: HttpRequest, file: FieldFile, content_type: str) -> HttpResponseBase:
    """The file, by whoever serves it best here; Http404 when it is gone."""
    location = getattr(settings, "X_ACCEL_LOCATION", "")
    if location:
        address = location.rstrip("/") + "/" + quote(str(file.name))
        return HttpResponse(headers=KEPT_BY_ONE | {"X-Accel-Redirect": address, "Content-Type": content_type})
    try:
        path = Path(file.path)
    except NotImplementedError:
        # The file lies in an object store, which makes short-lived addresses of its own.
        return HttpResponseRedirect(file.url)
    try:
        return serve_file(request, path=path, content_type=content_type)
    except OSError:
        raise Http404 from None


def expired() -> HttpResponse:
    return HttpResponse("This address has expired. Open the player again.", status=410, content_type="text/plain")
