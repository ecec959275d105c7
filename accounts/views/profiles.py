"""The household's profiles: listed, made, changed, guarded by a PIN, deleted."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import (
    confirm_first,
    forget_confirmation,
    is_adult,
    manager_required,
    may_edit,
    may_restrict,
)
from accounts.flows.choose_profile import ProfileNotFound, stay_chosen
from accounts.flows.edit_profile import (
    LastProfile,
    ProfileDraft,
    TooManyProfiles,
    UnableToSaveProfile,
    change_profile,
    create_profile,
    delete_profile,
    draft_of,
)
from accounts.flows.pin import clear_pin, set_pin, tries_left
from accounts.forms import PinForm, ProfileForm
from accounts.models import MAXIMUM_PROFILES, Profile
from accounts.session_keys import SESSION_NEW_PROFILES
from accounts.views.gate import choose, profile_or_404, signed_in

FULL = f"A household has at most {MAXIMUM_PROFILES} profiles."
GONE = "That profile is gone."


@never_cache
@manager_required
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The same faces as at the gate; each leads to its settings."""
    profiles = list(Profile.objects.of(signed_in(request)))
    context = {"profiles": profiles, "may_add": len(profiles) < MAXIMUM_PROFILES}
    return render(request, "accounts/manage_profiles.html", context)


@never_cache
@manager_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Adds a profile to the household, up to five."""
    count = Profile.objects.of(signed_in(request)).count()
    if count >= MAXIMUM_PROFILES:
        messages.error(request, FULL)
        return redirect("choose-profile")
    form = ProfileForm(_posted(request), draft=ProfileDraft(name=""), may_restrict=True)
    if form.is_valid() and _was_made(request, form):
        forget_confirmation(request)
        return redirect("choose-profile") if count else choose(request, _only_profile(request))
    return render(request, "accounts/new_profile.html", {"form": form, "is_first": not count})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything about one profile; who may not restrict it sees and changes its looks only."""
    profile = profile_or_404(request, uid)
    restricts = may_restrict(request, profile)
    if not may_edit(request, profile) or ("confirm" in request.GET and not restricts):
        return confirm_first(request)
    form = ProfileForm(_posted(request), draft=draft_of(profile), may_restrict=restricts)
    if form.is_valid():
        try:
            change_profile(profile=profile, draft=form.wanted())
        except UnableToSaveProfile as problem:
            form.add_error(None, str(problem))
        except ProfileNotFound:
            messages.error(request, GONE)
            return redirect("choose-profile")
        else:
            return _saved(request, profile, f"{profile.name} is saved.")
    return _settings_page(request, profile, form=form)


@never_cache
@login_required
@require_POST
def change_pin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sets the PIN in `pin`, or with `remove` takes it away."""
    profile = profile_or_404(request, uid)
    if not may_restrict(request, profile):
        return confirm_first(request, back_to=_settings_url(profile))
    if "remove" in request.POST:
        clear_pin(profile=profile)
        return _saved(request, profile, f"{profile.name} opens without a PIN.")
    form = PinForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _settings_page(request, profile, pin_form=form)
    set_pin(profile=profile, pin=form.cleaned_data["pin"])
    return _saved(request, profile, f"{profile.name} opens with the new PIN. Where it was open, it asks for it.")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says what goes; on POST with the box ticked it goes."""
    profile = profile_or_404(request, uid)
    if not may_restrict(request, profile):
        return confirm_first(request)
    if request.method == "POST" and request.POST.get("sure") == "1":
        try:
            delete_profile(profile=profile)
        except LastProfile:
            messages.error(request, "A household keeps at least one profile. Close the account to delete everything.")
            return redirect("profile-settings", uid=uid)
        forget_confirmation(request)
        messages.success(request, f"{profile.name} and everything it watched are deleted.")
        return redirect("choose-profile")
    return render(request, "accounts/delete_profile.html", {"profile": profile, "is_unsure": request.method == "POST"})


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _was_made(request: HttpRequest, form: ProfileForm) -> bool:
    """Make the profile; what stands in the way becomes the form's error."""
    try:
        made = create_profile(user=signed_in(request), draft=form.wanted(), now=timezone.now())
        request.session[SESSION_NEW_PROFILES] = [*request.session.get(SESSION_NEW_PROFILES, []), made.pk]
    except TooManyProfiles:
        form.add_error(None, FULL)
    except UnableToSaveProfile as problem:
        form.add_error(None, str(problem))
    return not form.errors


def _only_profile(request: HttpRequest) -> str:
    """Whoever has just made a household's first profile is the one who watches."""
    return str(Profile.objects.of(signed_in(request)).latest("pk").uid)


def _settings_page(
    request: HttpRequest, profile: Profile, *, form: ProfileForm | None = None, pin_form: PinForm | None = None
) -> HttpResponse:
    restricts = may_restrict(request, profile)
    household = list(Profile.objects.of(signed_in(request)))
    context = {
        "profile": profile,
        "form": form or ProfileForm(None, draft=draft_of(profile), may_restrict=restricts),
        "pin_form": pin_form or PinForm(label_suffix=""),
        "may_restrict": restricts,
        "is_last": len(household) == 1,
        "is_locked": profile.has_pin and not tries_left(profile),
        "open_to": "" if profile.has_pin or not is_adult(profile) else _children(household),
    }
    return render(request, "accounts/profile_settings.html", context)


def _children(household: list[Profile]) -> str:
    """The names of those who could open an adult's profile that has no PIN."""
    return ", ".join(other.name for other in household if not is_adult(other))


def _saved(request: HttpRequest, profile: Profile, said: str) -> HttpResponse:
    stay_chosen(session=request.session, profile=profile)
    forget_confirmation(request)
    messages.success(request, said)
    if getattr(request, "profile", None) is None:
        return redirect("manage-profiles")
    return redirect("profile-settings", uid=profile.uid) if may_edit(request, profile) else redirect("choose-profile")


def _settings_url(profile: Profile) -> str:
    return resolve_url("profile-settings", uid=profile.uid) + "?confirm"
