"""Video and captions by signed addresses: of one profile, for some hours, and only while it may see the title."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import ProfileRequest
from catalog.models import Caption, Title, TitleQuerySet, VideoSource
from recommendations.web.byte_ranges import serve_file

VALID_SECONDS = 12 * 60 * 60
VIDEO_SALT = "recommendations.video"
CAPTION_SALT = "recommendations.caption"


def video_address(*, video: VideoSource, profile_id: int) -> str:
    """Where this profile may fetch the video for the next hours."""
    return reverse("video", args=[_sign(VIDEO_SALT, video.pk, profile_id)])


def caption_address(*, caption: Caption, profile_id: int) -> str:
    """Where this profile may fetch the captions for the next hours."""
    return reverse("caption", args=[_sign(CAPTION_SALT, caption.pk, profile_id)])


@require_safe
def video(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The video's bytes; 404 for anybody but the profile that the address was made for, 410 when it is too old."""
    video_id = _read(request, VIDEO_SALT, signed)
    if video_id is None:
        return _expired()
    source = VideoSource.objects.filter(pk=video_id, title__in=_visible(request)).first()
    if source is None:
        raise Http404
    return _send(request, source.file, source.mime_type)


@require_safe
def caption(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The captions as WebVTT, under the same rules."""
    caption_id = _read(request, CAPTION_SALT, signed)
    if caption_id is None:
        return _expired()
    found = Caption.objects.filter(pk=caption_id, video__title__in=_visible(request)).first()
    if found is None:
        raise Http404
    return _send(request, found.file, "text/vtt; charset=utf-8")


def _sign(salt: str, pk: int, profile_id: int) -> str:
    return signing.TimestampSigner(salt=salt, sep="~").sign(f"{pk}.{profile_id}")


def _read(request: ProfileRequest, salt: str, signed: str) -> int | None:
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


def _visible(request: ProfileRequest) -> TitleQuerySet:
    return Title.objects.visible_to(
        ceiling=request.maturity_ceiling, country=request.profile.country, at=timezone.now()
    )


def _send(request: HttpRequest, file: FieldFile, content_type: str) -> HttpResponseBase:
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


def _expired() -> HttpResponse:
    return HttpResponse("This address has expired. Open the player again.", status=410, content_type="text/plain")
