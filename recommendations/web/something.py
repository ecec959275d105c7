"""Play Something and Surprise Me: one title on a page; asking for another never brings one back in this session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import profile_required
from recommendations.contracts import Viewer
from recommendations.pages.something import SOMETHING, SURPRISE, Something, play_something
from recommendations.pages.something import surprise as surprise_for
from recommendations.web.forms_of_ids import ids_in
from recommendations.web.views import viewer_in

REMEMBERED = 200
"""Titles turned down that a session keeps, the latest; before that a catalogue has no good ones left."""


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def something(request: HttpRequest) -> HttpResponse:
    """One title to play now. On POST the one in `shown` is turned down; with `afresh` all may come again."""
    return _one(request, SOMETHING, play_something)


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def surprise(request: HttpRequest) -> HttpResponse:
    """One title that few have found; the rest as for Play Something."""
    return _one(request, SURPRISE, surprise_for)


def _one(request: HttpRequest, surface: str, choose: Callable[..., Something]) -> HttpResponse:
    viewer = viewer_in(request)
    shown = _shown(request, viewer)
    if request.method == "POST":
        turned_down = [] if "afresh" in request.POST else [*shown, *ids_in([request.POST.get("shown", "")])]
        request.session[_key(viewer)] = turned_down[-REMEMBERED:]
        return redirect(surface)
    chosen = choose(viewer=viewer, shown=shown)
    row = next(iter(chosen.page.rows), None)
    context = {"surface": surface, "chosen": chosen, "page": chosen.page, "row": row, "tile": row and row.tiles[0]}
    return render(request, "recommendations/something.html", context)


def _key(viewer: Viewer) -> str:
    """One memory for both, by profile: what was turned down as a surprise is no good bet either."""
    return f"turned_down_{viewer.profile_id}"


def _shown(request: HttpRequest, viewer: Viewer) -> list[int]:
    return list(request.session.get(_key(viewer), []))
