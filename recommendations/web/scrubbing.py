"""What the player shows while one looks for a place in a video: its chapters, and small pictures of its moments."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.http import ProfileRequest
from catalog.models import Storyboard, VideoSource
from catalog.webvtt import UnusableStoryboard, chapters_as_webvtt, map_with_address, sheet_type_of
from recommendations.pages.media_addresses import CHAPTERS_SALT, SHEET_SALT, STORYBOARD_SALT, sheet_address
from recommendations.web.signed_files import device_in, expired, send, signed_id, visible_titles

WEBVTT = "text/vtt; charset=utf-8"


@require_safe
def chapters(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The chapters as WebVTT, under the rules of the video."""
    video_id = signed_id(request=request, salt=CHAPTERS_SALT, signed=signed)
    if video_id is None:
        return expired()
    source = VideoSource.objects.filter(pk=video_id, title__in=visible_titles(request)).first()
    if source is None:
        raise Http404
    pairs = source.chapters.values_list("starts_seconds", "name")
    return _private(HttpResponse(chapters_as_webvtt(pairs, ends=source.duration_seconds), content_type=WEBVTT))


@require_safe
def storyboard(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The map as WebVTT; its cues name the sheet by an address of this profile's own."""
    found = _storyboard(request, STORYBOARD_SALT, signed)
    if found is None:
        return expired()
    address = sheet_address(storyboard=found, profile_id=request.profile.pk, device_id=device_in(signed))
    try:
        with found.map.open("rb") as file:
            text = file.read().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Http404 from None
    return _private(HttpResponse(map_with_address(text, address=address), content_type=WEBVTT))


@require_safe
def sheet(request: ProfileRequest, signed: str) -> HttpResponseBase:
    """The picture that holds all the small ones."""
    found = _storyboard(request, SHEET_SALT, signed)
    if found is None:
        return expired()
    try:
        with found.picture.open("rb") as file:
            content_type = sheet_type_of(file)
    except (OSError, UnusableStoryboard):
        raise Http404 from None
    return send(request=request, file=found.picture, content_type=content_type)


def _storyboard(request: ProfileRequest, salt: str, signed: str) -> Storyboard | None:
    """None when the address has expired; Http404 when there is nothing for this profile."""
    storyboard_id = signed_id(request=request, salt=salt, signed=signed)
    if storyboard_id is None:
        return None
    found = Storyboard.objects.filter(pk=storyboard_id, video__title__in=visible_titles(request)).first()
    if found is None:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, max_age=60)
    return response
