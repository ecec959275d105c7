"""One shape for every error that the API answers with."""

from typing import Any

import structlog
from django.db import DataError, InterfaceError, OperationalError
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

log = structlog.get_logger(__name__)


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer with `{"code", "message", "fields"?}`; a value that only PostgreSQL refused is a 400, and is logged."""
    if isinstance(error, DataError):
        log.error("database_refused_value", error=str(error))
        error = ValidationError("A value cannot be stored.")
    if isinstance(error, (OperationalError, InterfaceError)):
        log.error("database_unreachable", error=str(error))
        return Response(
            {"code": "unavailable", "message": "The service is busy. Send the same request again in a moment."},
            status=status.HTTP_503_SERVICE_UNAVAILABLE,
            headers={"Retry-After": "2"},
        )
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _problem(error, response)
    return response


def _problem(error: Exception, response: Response) -> dict[str, Any]:
    if isinstance(error, ValidationError):
        problem: dict[str, Any] = {"code": "invalid", "message": "Something in the request is not right."}
        if isinstance(response.data, dict):
            problem["fields"] = response.data
        else:
            problem["message"] = " ".join(str(item) for item in response.data)
        return problem
    code = error.get_codes() if isinstance(error, APIException) else None
    detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    return {"code": code if isinstance(code, str) else "not_found", "message": str(detail)}
