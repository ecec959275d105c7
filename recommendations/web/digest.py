"""The weekly letter: asked for, looked at, and stopped with one click."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import profile_required
from accounts.http import ProfileRequest
from accounts.models import Profile
from recommendations.digest.consent import (
    UnableToSubscribe,
    running_digest,
    subscribe,
    subscription_of,
    unsubscribe,
    why_not,
)
from recommendations.digest.show import TOO_LITTLE, letter_now, shows_letter


@profile_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: ProfileRequest) -> HttpResponse:
    """Whether this profile gets the letter; `wanted` is 1 or 0."""
    profile = request.profile
    if request.method == "POST":
        wanted = request.POST.get("wanted", "")
        if wanted not in ("0", "1"):
            return HttpResponseBadRequest("wanted is 1 or 0.", content_type="text/plain")
        _set(request, profile, wanted == "1")
        return redirect("digest")
    running = running_digest(profile_id=profile.pk)
    return render(
        request,
        "recommendations/digest/settings.html",
        {
            "problem": why_not(profile),
            "is_on": running is not None,
            "last_sent_at": running.last_sent_at if running else None,
        },
    )


def _set(request: HttpRequest, profile: Profile, wanted: bool) -> None:
    if not wanted:
        unsubscribe(profile_id=profile.pk, now=timezone.now())
        messages.success(request, "No more letters.")
        return
    try:
        subscribe(profile=profile, now=timezone.now())
    except UnableToSubscribe as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The first letter goes out within a day.")


@profile_required
@never_cache
@require_safe
@shows_letter
def preview(request: ProfileRequest) -> HttpResponse:
    """This week's letter, in the browser."""
    if why_not(request.profile):
        raise Http404
    letter = letter_now(profile=request.profile, now=timezone.now())
    if letter is None:
        messages.info(request, TOO_LITTLE)
        return redirect("digest")
    return HttpResponse(letter)


@csrf_exempt  # Mail programs post here for their user, without a cookie; the signed address is the permission.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Asks once, so that programs which follow links in mail stop nothing; a POST stops the letters (RFC 8058)."""
    subscription = subscription_of(signed)
    if subscription is None:
        raise Http404("There is no such letter.")
    is_stopped = request.method == "POST"
    if is_stopped:
        unsubscribe(profile_id=subscription.profile_id, now=timezone.now())
    return render(
        request, "recommendations/digest/stop.html", {"is_stopped": is_stopped, "name": subscription.profile.name}
    )
