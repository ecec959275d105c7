"""Forms on pages: rate, save, hide, let go. Each is one domain call and a way back."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import profile_required
from catalog.models import Title
from recommendations.contracts import Viewer
from recommendations.events.actions import DOWN, TWO_UP, UP, dismiss_from_continue, rate, set_hidden, set_listed
from recommendations.events.place import Place, read_place
from recommendations.events.visibility import TitleNotFound
from recommendations.models import Rating
from recommendations.web.views import viewer_in
from recommendations.web.way_back import answered

VALUES: dict[str, float | None] = {"down": DOWN, "up": UP, "two_up": TWO_UP, "clear": None}
SAID = {
    "down": "Noted: you will see less like {}.",
    "up": "You like {}. Your next page knows.",
    "two_up": "You love {}. Your next page knows.",
    "clear": "Your rating of {} is taken back.",
}
SWITCH = {"0": False, "1": True}


@profile_required
@require_POST
def rate_title(request: HttpRequest, slug: str) -> HttpResponse:
    """`value` is down, up, two_up or clear."""
    word = request.POST.get("value", "")
    if word not in VALUES:
        return HttpResponseBadRequest("A rating is down, up, two_up or clear.", content_type="text/plain")

    def act(viewer: Viewer, found: Title, place: Place) -> str:
        rate(viewer=viewer, title_id=found.pk, value=VALUES[word], place=place, now=viewer.now)
        return SAID[word].format(found.name)

    return _done(request, slug, act)


@profile_required
@require_POST
def list_title(request: HttpRequest, slug: str) -> HttpResponse:
    """`listed` is 1 to save, 0 to take off."""
    wanted = SWITCH.get(request.POST.get("listed", ""))
    if wanted is None:
        return HttpResponseBadRequest("listed is 1 or 0.", content_type="text/plain")

    def act(viewer: Viewer, found: Title, place: Place) -> str:
        set_listed(viewer=viewer, title_id=found.pk, listed=wanted, place=place, now=viewer.now)
        return f"{found.name} is {'on' if wanted else 'off'} your list."

    return _done(request, slug, act)


@profile_required
@require_POST
def hide_title(request: HttpRequest, slug: str) -> HttpResponse:
    """`hidden` is 1 to stop showing it, 0 to show it again."""
    wanted = SWITCH.get(request.POST.get("hidden", ""))
    if wanted is None:
        return HttpResponseBadRequest("hidden is 1 or 0.", content_type="text/plain")

    def act(viewer: Viewer, found: Title, place: Place) -> str:
        set_hidden(viewer=viewer, title_id=found.pk, hidden=wanted, place=place, now=viewer.now)
        if wanted:
            return f"{found.name} will not be suggested again."
        if Rating.objects.filter(profile_id=viewer.profile_id, title=found, value__lte=DOWN).exists():
            return f"{found.name} is hidden no longer; your thumb down still keeps it from being suggested."
        return f"{found.name} will be suggested again."

    return _done(request, slug, act)


@profile_required
@require_POST
def let_go(request: HttpRequest, slug: str) -> HttpResponse:
    """`let_go` is 1 to take the title out of Continue Watching, 0 to put it back."""
    wanted = SWITCH.get(request.POST.get("let_go", ""))
    if wanted is None:
        return HttpResponseBadRequest("let_go is 1 or 0.", content_type="text/plain")

    def act(viewer: Viewer, found: Title, place: Place) -> str:
        dismiss_from_continue(viewer=viewer, title_id=found.pk, dismissed=wanted, now=viewer.now)
        if wanted:
            return f"{found.name} is out of Continue Watching. Your place is kept."
        return f"{found.name} is back in Continue Watching."

    return _done(request, slug, act)


def _done(request: HttpRequest, slug: str, act: Callable[[Viewer, Title, Place], str]) -> HttpResponse:
    """Act on the title, then answer a script with JSON and a browser with the page that it came from."""
    viewer = viewer_in(request)
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=timezone.now())
    found = visible.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such title.")
    place = read_place(fields=request.POST, profile_id=viewer.profile_id)
    try:
        said = act(viewer, found, place)
    except TitleNotFound:
        raise Http404("There is no such title.") from None
    return answered(request, said, default=reverse("title", args=[found.slug]))
