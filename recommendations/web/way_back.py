"""The answer to a form that has done its work: JSON for a script, and the page that it came from for a browser."""

import re
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

ANCHOR = re.compile(r"[a-z0-9-]{1,200}", re.ASCII)


def wants_json(request: HttpRequest) -> bool:
    """A script asked, which shows what was said by itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def answered(request: HttpRequest, said: str, *, default: str) -> HttpResponse:
    """Say what was done; where there is no way back, go to `default`, an address of this site."""
    if wants_json(request):
        return JsonResponse({"message": said})
    messages.success(request, said)
    return redirect(way_back(request, default=default))


def way_back(request: HttpRequest, *, default: str) -> str:
    """Where the form was, if that is on this site, at its own `anchor`; never anywhere else."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return default
    parts, anchor = urlsplit(came_from), request.POST.get("anchor", "")
    query = f"?{parts.query}" if parts.query else ""
    # One slash: without any it would be no address, and after two a browser reads the name of another site.
    path = "/" + parts.path.lstrip("/\\")
    if path == request.path:
        return default  # The question itself, which has been answered.
    return path + query + (f"#{anchor}" if ANCHOR.fullmatch(anchor) else "")
