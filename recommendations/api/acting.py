"""Who an API request acts for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from accounts.http import ProfileRequest
from accounts.models import Profile
from recommendations.contracts import Viewer
from recommendations.events.place import HIGHEST_COLUMN, HIGHEST_ROW, Place, read_place
from recommendations.events.visibility import TitleNotFound
from recommendations.pages.viewer import viewer_of

REVALIDATED = [cache_control(private=True, no_cache=True), conditional_page]
"""Answers with an ETag, and 304 when the client has them already."""


def profile_of(request: Request) -> Profile:
    """The profile that HasProfile made sure of."""
    return cast("ProfileRequest", request).profile


def viewer_in(request: Request) -> Viewer:
    """The viewer that a request with a profile acts for, now."""
    asked = cast("ProfileRequest", request)
    return viewer_of(profile=asked.profile, device_kind=asked.device_kind, now=timezone.now())


@contextmanager
def missing_is_404() -> Iterator[None]:
    """Answer 404, not 403, for a title that this viewer may not see."""
    try:
        yield
    except TitleNotFound:
        raise NotFound("There is no such title.") from None


class PlaceSerializer(serializers.Serializer[Any]):
    """Where on which page it was done, as that page said; leave it out when it was done elsewhere."""

    page = serializers.CharField(required=False, max_length=300, help_text="The page's token")
    row = serializers.IntegerField(required=False, min_value=-1, max_value=HIGHEST_ROW, help_text="-1 is the billboard")
    column = serializers.IntegerField(required=False, min_value=0, max_value=HIGHEST_COLUMN)

    def place(self, request: Request) -> Place:
        """The place in the validated data."""
        named = ("page", "row", "column")
        fields = {name: str(self.validated_data[name]) for name in named if name in self.validated_data}
        return read_place(fields=fields, profile_id=profile_of(request).pk)
