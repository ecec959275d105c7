"""The personal pages: a request becomes a viewer, one call, and a template."""

from contextlib import suppress
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import profile_required
from accounts.http import ProfileRequest
from recommendations.conf import tunables
from recommendations.contracts import Viewer
from recommendations.events.place import HIGHEST_COLUMN, HIGHEST_ROW
from recommendations.events.visibility import TitleNotFound
from recommendations.pages.home import home_page
from recommendations.pages.search import search_page
from recommendations.pages.title import title_page
from recommendations.pages.viewer import viewer_of
from recommendations.pages.why import PlaceNotFound, WhyThis, why, why_title
from recommendations.web.player import episode_to_go_on_with

LONGEST_QUERY = 100


def viewer_in(request: HttpRequest) -> Viewer:
    """The viewer that this request acts for, now."""
    asked = cast("ProfileRequest", request)
    return viewer_of(profile=asked.profile, device_kind=asked.device_kind, now=timezone.now())


def whole_number(text: str | None, *, default: int, lowest: int, highest: int) -> int:
    """A number from a query string; anything else counts as not given, and is kept within bounds."""
    try:
        return min(max(int((text or "")[:12]), lowest), highest)
    except ValueError:
        return default


@profile_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home page; `?rows=8` shows more rows to browsers without scripts."""
    settings = tunables()
    count = whole_number(
        request.GET.get("rows"), default=settings.rows_at_first, lowest=1, highest=settings.rows_per_page
    )
    page = home_page(viewer=viewer_in(request), first=0, count=count)
    shown = count if count < page.total_rows else None
    more = min(count + settings.rows_at_first, settings.rows_per_page)
    return render(request, "recommendations/home.html", {"page": page, "next_first": shown, "next_count": more})


@profile_required
@never_cache
@require_safe
def home_rows(request: HttpRequest) -> HttpResponse:
    """The rows after those on the screen, as a fragment of the same page."""
    settings = tunables()
    first = whole_number(request.GET.get("first"), default=0, lowest=0, highest=settings.rows_per_page)
    token = request.GET.get("page", "")[:300]
    try:
        page = home_page(viewer=viewer_in(request), first=first, count=settings.rows_at_first, page_token=token or None)
    except ValueError:
        raise Http404("This page is no longer kept.") from None
    after = first + settings.rows_at_first
    return render(
        request,
        "recommendations/rows.html",
        {
            "page": page,
            "next_first": after if after < page.total_rows else None,
            "next_count": after + settings.rows_at_first,
        },
    )


@profile_required
@never_cache
@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """One title: a page, or what is shown of it to a pointer that rests on its tile."""
    try:
        page = title_page(viewer=viewer_in(request), slug=slug)
    except TitleNotFound:
        raise Http404("There is no such title.") from None
    if request.headers.get("X-Fragment") == "preview":
        return render(request, "recommendations/preview.html", {"page": page, "place": request.GET.urlencode()[:400]})
    is_begun = bool(page.seasons) and page.tile.progress is not None
    title_id = page.tile.card.title_id
    current = episode_to_go_on_with(viewer=viewer_in(request), title_id=title_id) if is_begun else None
    resumed = f"S{current.season.number} E{current.number}" if current else ""
    first_season = page.seasons[0][0] if page.seasons else None
    context = {"page": page, "resumed": resumed, "open_season": current.season.number if current else first_season}
    return render(request, "recommendations/title.html", context)


@profile_required
@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search results: a page, or as one types a fragment of it."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    page = search_page(viewer=viewer_in(request), query=query)
    is_fragment = request.headers.get("X-Fragment") == "results"
    template = "recommendations/search_results.html" if is_fragment else "recommendations/search.html"
    return render(request, template, {"page": page, "query": query})


@profile_required
@never_cache
@require_safe
def why_this(request: HttpRequest) -> HttpResponse:
    """Why a title is where it is; as a page, or as the content of a dialog."""
    try:
        found = _why_there(request)
    except PlaceNotFound:
        raise Http404("There is no such place on a page of this profile.") from None
    return _told(request, found)


@profile_required
@never_cache
@require_safe
def why_this_title(request: HttpRequest, slug: str) -> HttpResponse:
    """Why it was where its page was opened from, if that is told and known, with the row; else why it would be now."""
    with suppress(PlaceNotFound):
        there = _why_there(request)
        if there.title.card.slug == slug:
            return _told(request, there)
    try:
        found = why_title(viewer=viewer_in(request), slug=slug)
    except TitleNotFound:
        raise Http404("There is no such title.") from None
    return _told(request, found)


def _why_there(request: HttpRequest) -> WhyThis:
    """Raises PlaceNotFound."""
    return why(
        viewer=viewer_in(request),
        token=request.GET.get("page", "")[:300],
        row=whole_number(request.GET.get("row"), default=-2, lowest=-2, highest=HIGHEST_ROW),
        column=whole_number(request.GET.get("column"), default=-1, lowest=-1, highest=HIGHEST_COLUMN),
    )


def _told(request: HttpRequest, found: WhyThis) -> HttpResponse:
    fragment = request.headers.get("X-Fragment") == "dialog"
    place = {name: request.GET.get(name, "")[:300] for name in ("page", "row", "column")}
    return render(request, "recommendations/why.html", {"why": found, "fragment": fragment, "place": place})
