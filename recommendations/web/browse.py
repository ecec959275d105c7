"""Lists of one kind: genre, mood, person, films, series, My List."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import profile_required
from catalog.models import TitleKind
from recommendations.pages.browse import (
    BrowsePage,
    SubjectNotFound,
    genre_page,
    kind_page,
    mood_page,
    my_list_page,
    person_page,
)
from recommendations.web.views import viewer_in, whole_number

LAST_PAGE = 10_000


def _page_number(request: HttpRequest) -> int:
    return whole_number(request.GET.get("page"), default=1, lowest=1, highest=LAST_PAGE)


def _shown(request: HttpRequest, surface: str, find: Callable[[], BrowsePage]) -> HttpResponse:
    try:
        page = find()
    except SubjectNotFound:
        raise Http404("There is nothing of that kind.") from None
    return render(request, "recommendations/browse.html", {"page": page, "surface": surface})


@profile_required
@never_cache
@require_safe
def genre(request: HttpRequest, slug: str) -> HttpResponse:
    return _shown(
        request, "genre", lambda: genre_page(viewer=viewer_in(request), slug=slug, page=_page_number(request))
    )


@profile_required
@never_cache
@require_safe
def mood(request: HttpRequest, slug: str) -> HttpResponse:
    return _shown(request, "mood", lambda: mood_page(viewer=viewer_in(request), slug=slug, page=_page_number(request)))


@profile_required
@never_cache
@require_safe
def films(request: HttpRequest) -> HttpResponse:
    return _kind(request, TitleKind.FILM)


@profile_required
@never_cache
@require_safe
def series(request: HttpRequest) -> HttpResponse:
    return _kind(request, TitleKind.SERIES)


def _kind(request: HttpRequest, kind: TitleKind) -> HttpResponse:
    return _shown(
        request, kind.value, lambda: kind_page(viewer=viewer_in(request), kind=kind, page=_page_number(request))
    )


@profile_required
@never_cache
@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found, page = person_page(viewer=viewer_in(request), slug=slug)
    except SubjectNotFound:
        raise Http404("There is no such person.") from None
    context = {"page": page, "surface": "person", "biography": found.biography}
    return render(request, "recommendations/browse.html", context)


@profile_required
@never_cache
@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    context = {
        "page": my_list_page(viewer=viewer_in(request)),
        "surface": "my_list",
        "empty_heading": "Your list is empty",
        "empty_text": "Press “My List” on any title and it waits for you here.",
    }
    return render(request, "recommendations/browse.html", context)
