"""Video and captions by signed addresses."""

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import ProfileRequest
from catalog.models import Caption, VideoSource
from recommendations.web.signed_files import expired, send, sign, signed_id, visible_titles

VIDEO_SALT = "recommendations.video"
CAPTION_SALT = "recommendations.caption"


def video_address(*, video: VideoSource, profile_id: int) -> str:
    """Where this profile may fetch the video for the next hours."""
    return reverse("video", args=[sign(salt=VIDEO_SALT, pk=video.pk, profile_id=profile_id)])


def caption_address(*, caption: Caption, profile_id: int) -> str:
    """Where this profile may fetch the captions for the next hours."""
    return reverse("caption", args=[sign(salt=CAPTION_SALT, pk=caption.pk, profile_id=profile_id)])


@require_safe
def video(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The video's bytes; 404 for anybody but the profile that the address was made for, 410 when it is too old."""
    video_id = signed_id(request=request, salt=VIDEO_SALT, signed=signed)
    if video_id is None:
        return expired()
    source = VideoSource.objects.filter(pk=video_id, title__in=visible_titles(request)).first()
    if source is None:
        raise Http404
    return send(request=request, file=source.file, content_type=source.mime_type)


@require_safe
def caption(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The captions as WebVTT, under the same rules."""
    caption_id = signed_id(request=request, salt=CAPTION_SALT, signed=signed)
    if caption_id is None:
        return expired()
    found = Caption.objects.filter(pk=caption_id, video__title__in=visible_titles(request)).first()
    if found is None:
        raise Http404
    return send(request=request, file=found.file, content_type="text/vtt; charset=utf-8")
