"""What the home page is measured against, for a browser that is signed in, under the site's own middleware.

`memory/...` answers the very bytes of the home page (or of a fragment of it) from a dict of the process.
`naive/...` is the page as it is usually made: two queries for objects, and a template that loops over them. Nothing is
recommended; which titles stand in which row is fixed.
`anew/` is the home page, decided afresh however well the last one stands.
"""

from functools import cache

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path, resolve
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import profile_required
from catalog.models import Artwork, Genre, Title
from recommendations.conf import tunables
from recommendations.pages.home import home_page
from recommendations.web.views import viewer_in, whole_number

ROWS, TITLES = 12, 20
_held: dict[tuple[int, str], bytes] = {}


@profile_required
@never_cache
def memory(request, rest=""):
    """The bytes that the product answered when it was first asked for this, by this profile."""
    key = request.profile.pk, request.get_full_path()
    body = _held.get(key)
    if body is None:
        request.path = request.path_info = f"/{rest}"
        view, arguments, named = resolve(request.path)
        body = _held[key] = view(request, *arguments, **named).content
    return HttpResponse(body)


@cache
def fixed_rows() -> list[tuple[str, list[int]]]:
    """The largest genres' newest titles, no title twice; looked up once per process, which no ordinary page could."""
    rows, taken = [], set()
    for genre in Genre.objects.order_by("pk")[:ROWS]:
        newest = Title.objects.filter(genres=genre).order_by("-added_at").values_list("pk", flat=True)
        ids = [pk for pk in newest[: TITLES * ROWS] if pk not in taken][:TITLES]
        taken.update(ids)
        rows.append((genre.name, ids))
    return rows


@profile_required
@never_cache
def naive(request, template="page_speed_naive.html"):
    first = whole_number(request.GET.get("first"), default=0, lowest=0, highest=ROWS)
    count = whole_number(request.GET.get("count"), default=ROWS, lowest=1, highest=ROWS)
    wanted = fixed_rows()[first : first + count]
    viewer = viewer_in(request)
    found = (
        Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=timezone.now())
        .filter(pk__in=[pk for _name, ids in wanted for pk in ids])
        .prefetch_related(Prefetch("artworks", Artwork.objects.filter(kind=Artwork.Kind.TILE), to_attr="tiles"))
    )
    by_id = {title.pk: title for title in found}
    rows = [
        {"index": index, "heading": name, "titles": [by_id[pk] for pk in ids if pk in by_id]}
        for index, (name, ids) in enumerate(wanted, start=first)
    ]
    return render(request, template, {"rows": rows, "billboard": rows[0]["titles"][0] if first == 0 else None})


def naive_rows(request):
    return naive(request, template="page_speed_naive_rows.html")


@profile_required
@never_cache
def anew(request):
    """The product's view, but for `anew`."""
    settings = tunables()
    count = whole_number(
        request.GET.get("rows"), default=settings.rows_at_first, lowest=1, highest=settings.rows_per_page
    )
    page = home_page(viewer=viewer_in(request), first=0, count=count, anew=True)
    shown = count if count < page.total_rows else None
    return render(request, "recommendations/home.html", {"page": page, "next_first": shown, "next_count": ROWS})


urlpatterns = [
    path("memory/", memory),
    path("memory/<path:rest>", memory),
    path("naive/", naive),
    path("naive/rows/", naive_rows),
    path("anew/", anew),
    path("", include("config.urls")),
]
