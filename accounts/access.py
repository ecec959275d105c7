"""Who may come in: the decorator for pages and the permission for the API."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:
    from rest_framework.views import APIView


def profile_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a visitor who is not signed in to the sign-in page, and one without a profile to the profile gate."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "profile", None) is None:
            return redirect("choose-profile")
        return view(request, *arguments, **named)

    return guarded


class HasProfile(BasePermission):
    """The request is signed in and acts for a profile: by session, or by a token bound to one."""

    message = "Choose a profile first."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return bool(request.user.is_authenticated and getattr(request, "profile", None) is not None)
