"""Serves the drawn tile of a title; artwork is public, so no profile is asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog.drawn_tile import draw_tile
from catalog.models import Title

FOR_A_DAY = "public, max-age=86400"


@require_safe
def drawn_tile(request: HttpRequest, slug: str) -> HttpResponse:
    """An SVG that follows from the title's name and genres alone."""
    title = Title.objects.filter(slug=slug, is_published=True).prefetch_related("genres").first()
    if title is None:
        raise Http404("There is no such title.")
    drawing = draw_tile(name=title.name, genres=[genre.slug for genre in title.genres.all()], year=title.year)
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": FOR_A_DAY})
