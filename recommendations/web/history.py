"""The history page: what was watched, by day, with a way to take back any of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import profile_required
from accounts.http import ProfileRequest
from catalog.models import Episode
from recommendations.contracts import Viewer
from recommendations.events.actions import TitleNotFound, set_excluded
from recommendations.events.cursor import parse_cursor, write_cursor
from recommendations.events.forget import forget, forget_everything
from recommendations.events.history import HistoryCursor, HistoryEntry, read_history
from recommendations.events.place import read_place
from recommendations.pages.viewer import viewer_of
from recommendations.web.forms_of_ids import ids_in
from recommendations.web.signed_files import visible_titles
from recommendations.web.way_back import answered

ENTRIES_PER_PAGE = 50
SWITCH = {"0": False, "1": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The entries of one day, newest first."""

    on: date
    entries: Sequence[HistoryEntry]


@profile_required
@never_cache
@require_safe
def history(request: ProfileRequest) -> HttpResponse:
    """The history, newest first, a page at a time."""
    after = None
    if text := request.GET.get("cursor"):
        try:
            at, entry = parse_cursor(text)
        except ValueError as error:
            return HttpResponseBadRequest(str(error), content_type="text/plain")
        after = HistoryCursor(at=at, entry=entry)
    entries, more = read_history(viewer=_viewer(request), after=after, limit=ENTRIES_PER_PAGE)
    return render(
        request,
        "recommendations/history.html",
        {
            "days": [Day(on=on, entries=list(of_day)) for on, of_day in groupby(entries, key=_day_of)],
            "next_cursor": write_cursor(at=more.at, entry=more.entry) if more else "",
            "is_first_page": after is None,
            "keeps_history": request.profile.records_history,
        },
    )


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove_from_history(request: ProfileRequest) -> HttpResponse:
    """Ask whether a title, or one episode of it, is to be forgotten for good; forget it when the answer comes."""
    viewer = _viewer(request)
    title_id, episode_id = _id(request, "title"), _id(request, "episode")
    if title_id is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, title_id, episode_id)
    forget(viewer=viewer, title_id=title_id, episode_id=episode_id, now=viewer.now)
    return answered(request, "Removed. It no longer shapes what you see.", default=reverse("history"))


@profile_required
@require_POST
def exclude_from_recommending(request: ProfileRequest) -> HttpResponse:
    """`excluded` is 1 to keep a title in the history without recommending by it, 0 to count it again."""
    viewer = _viewer(request)
    title_id, excluded = _id(request, "title"), SWITCH.get(request.POST.get("excluded", ""))
    if title_id is None:
        raise Http404
    if excluded is None:
        return HttpResponseBadRequest("excluded is 1 or 0.", content_type="text/plain")
    place = read_place(fields=request.POST, profile_id=viewer.profile_id)
    try:
        set_excluded(viewer=viewer, title_id=title_id, excluded=excluded, place=place, now=viewer.now)
    except TitleNotFound:
        raise Http404 from None
    said = "It stays in your history, and recommends nothing." if excluded else "It counts for what you see again."
    return answered(request, said, default=reverse("history"))


@profile_required
@require_POST
def clear_history(request: ProfileRequest) -> HttpResponse:
    """Forget everything that was watched and rated."""
    viewer = _viewer(request)
    if request.POST.get("sure") != "1":
        messages.error(request, "Nothing was cleared: tick the box to say that you are sure.")
    else:
        forget_everything(viewer=viewer, now=viewer.now)
        messages.success(request, "Your history is empty. The next page knows nothing of it.")
    return redirect("history")


def _ask(request: ProfileRequest, title_id: int, episode_id: int | None) -> HttpResponse:
    """The question, as a page of its own or as what a dialog shows."""
    title = visible_titles(request).filter(pk=title_id).first()
    episodes = Episode.objects.filter(season__title=title_id).select_related("season")
    episode = episodes.filter(pk=episode_id).first() if episode_id is not None else None
    if title is None or (episode_id is not None and episode is None):
        raise Http404
    context = {"title": title, "episode": episode, "fragment": request.headers.get("X-Fragment") == "dialog"}
    return render(request, "recommendations/history_remove.html", context)


def _viewer(request: ProfileRequest) -> Viewer:
    return viewer_of(profile=request.profile, device_kind=request.device_kind, now=timezone.now())


def _day_of(entry: HistoryEntry) -> date:
    return timezone.localtime(entry.at).date()


def _id(request: ProfileRequest, name: str) -> int | None:
    """The id in a form or in an address, or None when there is none; Http404 for what is no id.

    An episode that cannot be read must not count as none: then all of the series would be meant.
    """
    text = (request.POST if request.method == "POST" else request.GET).get(name, "")
    found = next(iter(ids_in([text])), None)
    if text and found is None:
        raise Http404
    return found
