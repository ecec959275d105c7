"""Video and captions by signed addresses."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import ProfileRequest
from catalog.models import Caption, VideoSource
from recommendations.pages.media_addresses import CAPTION_SALT, VIDEO_SALT
from recommendations.web.signed_files import expired, send, signed_id, visible_titles


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
