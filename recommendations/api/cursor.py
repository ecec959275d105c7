"""Cursors in requests and in the links to the next page."""

from datetime import datetime

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from recommendations.events.cursor import parse_cursor, write_cursor

PAGE_SIZE = 50


def read_cursor(request: Request) -> tuple[datetime, str] | None:
    """The request's cursor; what no list gave out is a 400."""
    text = request.query_params.get("cursor")
    try:
        return parse_cursor(text) if text else None
    except ValueError as error:
        raise ValidationError({"cursor": [str(error)]}) from None


def next_link(request: Request, *, at: datetime, entry: str) -> str:
    """The address of the page after this entry."""
    return str(replace_query_param(request.build_absolute_uri(), "cursor", write_cursor(at=at, entry=entry)))


def row_id(entry: str) -> int:
    """The id in an entry that is only a number; one with a kind before it is another list's."""
    if not entry.isdigit():
        raise ValidationError({"cursor": ["This is not a cursor that this list gave out."]})
    return int(entry)
