"""Artwork, frames and drawn tiles: kept by any browser or cache, since no profile is asked for; and hard to guess."""

from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe

from catalog.drawn_tile import draw_tile
from catalog.frames import CONTENT_TYPE, FrameNotFound, frame_picture
from catalog.models import Title
from recommendations.pages.cards import DRAWN_SALT
from recommendations.web.byte_ranges import serve_file

FOR_A_DAY = "public, max-age=86400"
FOR_ONE_BROWSER = "private, max-age=86400, immutable"
"""Moments of a video give away more of it than its artwork: shared caches are none of their business."""
FOR_GOOD = "public, max-age=31536000, immutable"
"""The address has the file's checksum in it, or a name that the storage never gives twice."""
TYPES = {".avif": "image/avif", ".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@require_safe
def artwork(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture from the media folder's `artwork/`; videos and captions lie elsewhere and need a signed address."""
    content_type = TYPES.get(Path(name).suffix.lower())
    if content_type is None:
        raise Http404("There is no such picture.")
    if not hasattr(default_storage, "location"):
        return HttpResponseRedirect(default_storage.url(f"artwork/{name}"))
    try:
        return serve_file(request, path=_inside(name), content_type=content_type, cache_control=FOR_GOOD)
    except (OSError, ValueError):
        raise Http404("There is no such picture.") from None


def _inside(name: str) -> Path:
    """The file of that name; raises ValueError for one that is not below the folder."""
    folder = (Path(settings.MEDIA_ROOT) / "artwork").resolve()
    path = (folder / name).resolve()
    path.relative_to(folder)
    return path


@require_safe
def frame(request: HttpRequest, signed: str) -> HttpResponse:
    """A moment of a video, small."""
    try:
        picture = frame_picture(signed)
    except FrameNotFound:
        raise Http404("There is no such picture.") from None
    return HttpResponse(picture, content_type=CONTENT_TYPE, headers={"Cache-Control": FOR_ONE_BROWSER})


@require_safe
def drawn_tile(request: HttpRequest, signed: str) -> HttpResponse:
    """An SVG that follows from the title's name and genres alone."""
    try:
        slug = signing.Signer(salt=DRAWN_SALT, sep="~").unsign(signed)
    except signing.BadSignature:
        raise Http404("There is no such picture.") from None
    title = Title.objects.filter(slug=slug, is_published=True).prefetch_related("genres").first()
    if title is None:
        raise Http404("There is no such picture.")
    drawing = draw_tile(
        name=title.name,
        genres=[genre.slug for genre in title.genres.all()],
        year=title.year,
        is_lettered=request.GET.get("lettering") != "0",
    )
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": FOR_A_DAY})
