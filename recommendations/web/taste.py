"""Your taste: what the site believes of this profile, and the forms that correct it, here and in "Why this?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import profile_required
from recommendations.contracts import Group, Wanted
from recommendations.contracts.moment import DAYPARTS, HOURS_OF_DAYPART
from recommendations.events.adjust import WISHES, set_wanted, start_afresh, stop_row, use_moments
from recommendations.events.hours import WatchingHours
from recommendations.events.place import read_place
from recommendations.pages.adjustable import RowNotFound, find_row, find_subject
from recommendations.pages.browse import SubjectNotFound
from recommendations.pages.taste import SHOWN_AT_ONCE, Line, taste_page
from recommendations.web.views import viewer_in
from recommendations.web.way_back import answered

SAID = {
    Wanted.MORE: "You will see more of this: {}.",
    Wanted.LESS: "You will see less of this: {}.",
    Wanted.NEVER: "Nothing of this will be suggested any more: {}.",
    None: "As your history says, no more and no less: {}.",
}
GROUPS = ("Genres", "Moods", "People")
KIDS_GROUPS = ("Kinds of stories", "How they feel", "Who is in them")
SWITCH = {"0": False, "1": True}
LONGEST_ROW = 120
DAYPART_NAMES = ("At night", "Early", "In the morning", "In the afternoon", "In the evening", "Late")
"""Of four hours each; the first begins at midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A line of the chart of hours and screens."""

    name: str
    detail: str
    percent: int


@profile_required
@never_cache
@require_safe
def taste(request: HttpRequest) -> HttpResponse:
    """What is believed, what it rests on, and how to correct it."""
    viewer = viewer_in(request)
    page = taste_page(viewer=viewer)
    names = KIDS_GROUPS if viewer.is_kids else GROUPS
    groups = zip(("genres", "moods", "people"), names, (page.genres, page.moods, page.people), strict=True)
    context = {
        "page": page,
        "groups": [_group(*group) for group in groups],
        "charts": [_dayparts(page.hours), _devices(page.hours)],
    }
    return render(request, "recommendations/taste.html", context)


@profile_required
@require_POST
def adjust(request: HttpRequest) -> HttpResponse:
    """`group` is genre, mood or person, `subject` a slug, and `wanted` more, as_it_is, less or never."""
    word, group = request.POST.get("wanted", ""), request.POST.get("group", "")
    if word not in WISHES or group not in set(Group):
        return HttpResponseBadRequest("wanted is more, as_it_is, less or never.", content_type="text/plain")
    viewer = viewer_in(request)
    try:
        subject_id, name = find_subject(viewer=viewer, group=Group(group), slug=request.POST.get("subject", "")[:200])
    except SubjectNotFound:
        raise Http404("There is nothing of that kind.") from None
    place = read_place(fields=request.POST, profile_id=viewer.profile_id)
    set_wanted(
        viewer=viewer, group=Group(group), subject_id=subject_id, wanted=WISHES[word], place=place, now=viewer.now
    )
    return answered(request, SAID[WISHES[word]].format(name), default=reverse("taste"))


@profile_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """`row` is a row's key or its kind, and `stopped` 1 to show it no longer, 0 to show it again."""
    wanted, key = SWITCH.get(request.POST.get("stopped", "")), request.POST.get("row", "")[:LONGEST_ROW]
    if wanted is None:
        return HttpResponseBadRequest("stopped is 1 or 0.", content_type="text/plain")
    viewer = viewer_in(request)
    try:
        name = find_row(viewer=viewer, key=key)
    except RowNotFound:
        raise Http404("There is no such row.") from None
    place = read_place(fields=request.POST, profile_id=viewer.profile_id)
    stop_row(viewer=viewer, row=key, stopped=wanted, place=place, now=viewer.now)
    said = f"Stopped: {name}. Your next page does without." if wanted else f"Back in use: {name}."
    return answered(request, said, default=reverse("taste"))


@profile_required
@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    """`used` is 1 to let hour, weekday and screen have a say, 0 to let them have none."""
    used = SWITCH.get(request.POST.get("used", ""))
    if used is None:
        return HttpResponseBadRequest("used is 1 or 0.", content_type="text/plain")
    viewer = viewer_in(request)
    use_moments(viewer=viewer, used=used, now=viewer.now)
    said = "Hour, day and screen have a say again." if used else "Hour, day and screen have no say any more."
    return answered(request, said, default=reverse("taste"))


@profile_required
@require_POST
def afresh(request: HttpRequest) -> HttpResponse:
    """`afresh` is 1 (with `sure`) to recommend by nothing that was done until now, 0 to take that back."""
    wanted = SWITCH.get(request.POST.get("afresh", ""))
    if wanted is None:
        return HttpResponseBadRequest("afresh is 1 or 0.", content_type="text/plain")
    if wanted and request.POST.get("sure") != "1":
        messages.error(request, "Nothing was changed: tick the box to say that you are sure.")
        return redirect("taste")
    viewer = viewer_in(request)
    start_afresh(viewer=viewer, afresh=wanted, now=viewer.now)
    said = "Your history stays, and recommends nothing from here on." if wanted else "Your whole history counts again."
    return answered(request, said, default=reverse("taste"))


def _group(key: str, name: str, lines: Sequence[Line]) -> dict[str, Any]:
    rest = lines[SHOWN_AT_ONCE:]
    is_open = any(line.dial.wanted for line in rest)
    return {"key": key, "name": name, "first": lines[:SHOWN_AT_ONCE], "rest": rest, "is_open": is_open}


def _dayparts(found: WatchingHours) -> Sequence[Bar]:
    names = zip(range(DAYPARTS), DAYPART_NAMES, strict=True)
    return [
        Bar(
            name=name,
            detail=f"{part * HOURS_OF_DAYPART} to {(part + 1) * HOURS_OF_DAYPART}",
            percent=round(100 * found.by_daypart.get(part, 0) / max(1, found.plays)),
        )
        for part, name in names
    ]


def _devices(found: WatchingHours) -> Sequence[Bar]:
    return [
        Bar(name=str(kind.label), detail="", percent=round(100 * count / max(1, found.plays)))
        for kind, count in sorted(found.by_device.items(), key=lambda entry: (-entry[1], entry[0].value))
    ]
