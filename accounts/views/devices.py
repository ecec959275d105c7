"""Where the account is signed in, and signing out from there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import manager_required
from accounts.flows.devices import DeviceNotFound, devices_in_use, sign_out_device, sign_out_everywhere
from accounts.models import Device
from accounts.views.gate import signed_in


@never_cache
@manager_required
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    found = devices_in_use(user=signed_in(request), now=timezone.now())
    return render(request, "accounts/devices.html", {"devices": found, "here": _here(request)})


@never_cache
@manager_required
@require_POST
def sign_out(request: HttpRequest, uid: UUID) -> HttpResponse:
    try:
        sign_out_device(user=signed_in(request), device_uid=uid)
    except DeviceNotFound:
        raise Http404("Your account has no such device.") from None
    messages.success(request, "That device is signed out.")
    return redirect("devices")


@never_cache
@manager_required
@require_POST
def sign_out_others(request: HttpRequest) -> HttpResponse:
    """Everywhere but here."""
    here = Device.objects.filter(user=signed_in(request), session_key=request.session.session_key or "-").first()
    sign_out_everywhere(user=signed_in(request), except_device=here)
    messages.success(request, "Every other device is signed out.")
    return redirect("devices")


def _here(request: HttpRequest) -> int:
    """The primary key of the device that asks; 0 before it has one."""
    device: Device | None = getattr(request, "device", None)
    return device.pk if device is not None else 0
