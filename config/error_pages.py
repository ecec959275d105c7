"""What is answered where no view could: a page, and below /api/ the API's one shape of errors."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views import defaults

from config.guard import busy

API = "/api/"
UNREACHABLE = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API):
        return _problem(400, "invalid", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API):
        return _problem(403, "permission_denied", "This is not allowed.")
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith(API):
        return _problem(404, "not_found", "There is nothing at this address.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django calls this for what nobody caught; a middleware may meet the absent database before any view does."""
    if isinstance(sys.exc_info()[1], UNREACHABLE):
        return busy(request)
    if request.path.startswith(API):
        return _problem(500, "failed", "Something went wrong here. It is in the log.")
    return defaults.server_error(request)


def _problem(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)
