"""Writes summaries and the one shape of errors into the OpenAPI document, so that no endpoint can forget them."""

from typing import Any

from config.api_summaries import SUMMARIES

METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Every error of the API.",
    "properties": {
        "code": {"type": "string", "description": "For programs"},
        "message": {"type": "string", "description": "For people"},
        "fields": {
            "type": "object",
            "additionalProperties": {},
            "description": "Of an invalid request: field to what is wrong with it",
        },
    },
    "required": ["code", "message"],
}
EXAMPLES = {
    "400": ("The request is not valid", "invalid", "Something in the request is not right."),
    "401": ("No token, or one that has ended", "not_authenticated", "Authentication credentials were not provided."),
    "403": ("Not for this profile, or `profile_needed`: none was chosen", "profile_needed", "Choose a profile first."),
    "404": ("No such thing, or none for this profile", "not_found", "There is no such thing."),
    "409": ("It cannot be done as things stand", "conflict", "It cannot be done as things stand."),
    "429": ("Too many requests; Retry-After says when to come back", "throttled", "Too many requests."),
    "503": ("In a moment", "unavailable", "The service is busy. Send the same request again in a moment."),
}


def with_problems(result: dict[str, Any], **_given: Any) -> dict[str, Any]:
    """Called by drf-spectacular with the finished document."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method in METHODS:
            if method in operations:
                _complete(operations[method], has_path_values="{" in path)
                if line := SUMMARIES.get(f"{method.upper()} {path.removeprefix('/api/v1')}"):
                    operations[method]["summary"] = line
    return result


def _complete(operation: dict[str, Any], *, has_path_values: bool) -> None:
    responses = operation["responses"]
    statuses = ["400", "401", "403", "503"] if operation.get("security") else ["400", "503"]
    for status in [*statuses, *(["404"] if has_path_values else []), *(code for code in responses if code >= "400")]:
        description, code, message = EXAMPLES.get(status, EXAMPLES["400"])
        said = responses.get(status, {}).get("description") or description
        responses[status] = {
            "description": said,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {code: {"value": {"code": code, "message": message}}},
                }
            },
        }
    operation["responses"] = dict(sorted(responses.items()))
