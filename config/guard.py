"""The outermost layer: refuses what no page can use, lets no cache keep what is somebody's own, and says "in a moment"
while the database is away.
"""

from collections.abc import Callable

import structlog
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from psycopg.errors import ForeignKeyViolation

log = structlog.get_logger(__name__)

LONGEST_VALUE = 20_000
UNSAID = "private, no-store"
"""What caches are told of an answer that says nothing itself: most are one viewer's, and a list would forget one."""
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def _is_storable(text: str) -> bool:
    """PostgreSQL stores no NUL and UTF-8 knows no lone surrogates."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


class GuardMiddleware:
    """Checks path, query and form before any view sees them, and turns database trouble into honest answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self._answer(request)
        except (OperationalError, InterfaceError) as error:
            response = self.process_exception(request, error) or HttpResponse(status=503)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", UNSAID)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if not _is_storable(request.path):
            return _refuse(request)
        for values in (request.GET, request.POST if request.method == "POST" else {}):
            for name, items in values.lists() if hasattr(values, "lists") else ():
                if any(len(item) > LONGEST_VALUE or not _is_storable(item) for item in (name, *items)):
                    return _refuse(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this for what a view raised."""
        if isinstance(error, DataError):
            log.error("database_refused_value", path=request.path, error=str(error))
            return _refuse(request)
        if isinstance(error, IntegrityError) and isinstance(error.__cause__, ForeignKeyViolation):
            # An account was closed, or a title deleted, while this request wrote about it.
            log.warning("row_gone_meanwhile", path=request.path, error=str(error))
            return _page(request, "404.html", 404, "It has just been deleted.")
        if isinstance(error, (OperationalError, InterfaceError)):
            log.error("database_unreachable", path=request.path, error=str(error))
            return busy(request)
        return None


def busy(request: HttpRequest) -> HttpResponse:
    """The answer while the database is away."""
    response = _page(request, "503.html", 503, "The service is busy. Try again in a moment.")
    response.headers["Retry-After"] = "2"
    return response


def _refuse(request: HttpRequest) -> HttpResponse:
    return _page(request, "400.html", 400, "The request contains characters or lengths that cannot be used.")


def _page(request: HttpRequest, template: str, status: int, message: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        code = {404: "not_found", 503: "unavailable"}.get(status, "invalid")
        return JsonResponse({"code": code, "message": message}, status=status)
    return render(request, template, {"message": message}, status=status)
