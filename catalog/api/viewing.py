"""What every endpoint of the catalogue shares: the one door, and answers that a client need not fetch twice."""

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework.request import Request

from catalog.maturity import Maturity
from catalog.models import Title, TitleQuerySet

if TYPE_CHECKING:

    class ViewerRequest(HttpRequest):
        """What whoever authenticated the request knows of its viewer; plain values, so this app need not ask who."""

        maturity_ceiling: Maturity
        profile: Any


REVALIDATED = [cache_control(private=True, no_cache=True), conditional_page]
"""Answers with an ETag, and 304 when the client has them already."""


def titles_seen_by(request: Request) -> TitleQuerySet:
    """The titles that the profile of this request may see, now."""
    asked = cast("ViewerRequest", request)
    return Title.objects.visible_to(ceiling=asked.maturity_ceiling, country=asked.profile.country, at=timezone.now())
