"""Pick a few you like: two steps of titles to tick, and what was learned from them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import profile_required
from recommendations.pages.first_titles import FirstTitles, first_titles, more_titles, take_answers
from recommendations.pages.learned import learned_page
from recommendations.web.forms_of_ids import ids_in
from recommendations.web.views import viewer_in


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The first step; whoever picked something is asked about what is near it, except children."""
    viewer = viewer_in(request)
    if request.method == "POST":
        liked = _take(request)
        return redirect("begin-more" if liked and not viewer.is_kids else "begin-learned" if liked else "home")
    return _asked(request, first_titles(viewer=viewer), is_first=True)


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin_more(request: HttpRequest) -> HttpResponse:
    """The second step."""
    if request.method == "POST":
        _take(request, says_nothing_picked=False)
        return redirect("begin-learned")
    asked = more_titles(viewer=viewer_in(request))
    return _asked(request, asked, is_first=False) if asked.page.rows else redirect("begin-learned")


@profile_required
@never_cache
@require_safe
def begin_learned(request: HttpRequest) -> HttpResponse:
    """What the picks say, and what to begin with."""
    return render(request, "recommendations/learned.html", {"learned": learned_page(viewer=viewer_in(request))})


def _take(request: HttpRequest, *, says_nothing_picked: bool = True) -> int:
    """Keep the answers; answers how many titles were liked. Who picked before has picked, so the second step need not
    say that nothing was.
    """
    liked, disliked = ids_in(request.POST.getlist("like")), ids_in(request.POST.getlist("no"))
    take_answers(viewer=viewer_in(request), liked=liked, disliked=disliked, token=request.POST.get("page", "")[:300])
    if disliked and not liked:
        messages.success(request, "Noted: you will see less like these.")
    elif not liked and says_nothing_picked:
        messages.info(request, "Nothing picked, which is fine: your page follows what you watch.")
    return len(liked)


def _asked(request: HttpRequest, asked: FirstTitles, *, is_first: bool) -> HttpResponse:
    tiles = [tile for row in asked.page.rows for tile in row.tiles]
    picks = [(tile, asked.names.get(tile.card.title_id, tile.card.name)) for tile in tiles]
    is_by_characters = bool(tiles) and all(tile.card.title_id in asked.names for tile in tiles)
    context = {"page": asked.page, "picks": picks, "is_first": is_first, "is_by_characters": is_by_characters}
    return render(request, "recommendations/begin.html", context)
