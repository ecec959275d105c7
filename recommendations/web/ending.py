"""What comes after a title: a page, or what the player lays over itself when the video has ended."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import profile_required
from recommendations.events.bounds import LARGEST_NUMBER
from recommendations.events.visibility import TitleNotFound
from recommendations.pages.ending import Ending, ending_page
from recommendations.web.views import viewer_in, whole_number


@profile_required
@never_cache
@require_safe
def after(request: HttpRequest, slug: str) -> HttpResponse:
    """`?season=1&episode=2` names the episode that ended."""
    season, number = (
        whole_number(request.GET.get(name), default=-1, lowest=-1, highest=LARGEST_NUMBER)
        for name in ("season", "episode")
    )
    is_named = season >= 0 and number >= 0
    try:
        ending = ending_page(
            viewer=viewer_in(request), slug=slug, season=season if is_named else None,
            number=number if is_named else None,
        )  # fmt: skip
    except TitleNotFound:
        raise Http404("There is no such title.") from None
    fragment = request.headers.get("X-Fragment") == "ending"
    return render(
        request,
        "recommendations/ending.html",
        {
            "fragment": fragment, "ending": ending, "next_url": _next_address(ending),
            "tiles": [tile for row in ending.page.rows for tile in row.tiles],
        },
    )  # fmt: skip


def _next_address(ending: Ending) -> str:
    coming = ending.next_episode
    if coming is None:
        return ""
    return reverse("watch-episode", args=[ending.tile.card.slug, coming.season.number, coming.number]) + "?next=1"
