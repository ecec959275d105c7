"""Files by signed addresses: of one profile, for some hours, and only while it may see the title."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from accounts.http import ProfileRequest
from catalog.models import Title, TitleQuerySet
from recommendations.web.byte_ranges import serve_file

VALID_SECONDS = 12 * 60 * 60


def sign(*, salt: str, pk: int, profile_id: int) -> str:
    """The last part of an address; `salt` keeps one kind of file's addresses from opening another's."""
    return signing.TimestampSigner(salt=salt, sep="~").sign(f"{pk}.{profile_id}")


def signed_id(*, request: ProfileRequest, salt: str, signed: str) -> int | None:
    """The id in the address; None when it has expired, Http404 when it is not this profile's."""
    profile = getattr(request, "profile", None)
    if profile is None:
        raise Http404
    try:
        pk, _, profile_id = signing.TimestampSigner(salt=salt, sep="~").unsign(signed, VALID_SECONDS).partition(".")
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        raise Http404 from None
    if profile_id != str(profile.pk):
        raise Http404
    return int(pk)


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
        return HttpResponse(headers={"X-Accel-Redirect": address, "Content-Type": content_type})
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
