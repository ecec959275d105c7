"""/titles/<id>/rating/ and /ratings/: what a profile said about titles."""

from typing import Any

from django.db.models import Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.models import Title
from recommendations.api.acting import PlaceSerializer, missing_is_404, viewer_in
from recommendations.api.cursor import PAGE_SIZE, next_link, read_cursor, row_id
from recommendations.events.actions import DOWN, TWO_UP, UP, rate
from recommendations.events.visibility import require_visible
from recommendations.models import Rating, RatingSource

THUMBS = {"down": DOWN, "up": UP, "two_up": TWO_UP}
WORDS = {value: word for word, value in THUMBS.items()}


class RatePutSerializer(PlaceSerializer):
    rating = serializers.ChoiceField(choices=sorted(THUMBS))


class RatingSerializer(serializers.Serializer[Any]):
    title = serializers.IntegerField()
    rating = serializers.ChoiceField(choices=sorted(THUMBS), allow_null=True, help_text="Null: none, or imported stars")
    stars = serializers.FloatField(allow_null=True, help_text="The same on the scale of 1 to 5")
    rated_at = serializers.DateTimeField(allow_null=True)


class RatingsSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    results = RatingSerializer(many=True)


class RatingView(APIView):
    """What this profile says about one title."""

    @extend_schema(responses=RatingSerializer)
    def get(self, request: Request, title_id: int) -> Response:
        viewer = viewer_in(request)
        with missing_is_404():
            require_visible(viewer=viewer, title_id=title_id)
        rating = Rating.objects.filter(profile_id=viewer.profile_id, title_id=title_id).first()
        return Response(_as_json(title_id, rating))

    @extend_schema(request=RatePutSerializer, responses=RatingSerializer)
    def put(self, request: Request, title_id: int) -> Response:
        body = RatePutSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        value = THUMBS[body.validated_data["rating"]]
        with missing_is_404():
            rate(viewer=viewer, title_id=title_id, value=value, place=body.place(request), now=viewer.now)
        return self.get(request, title_id)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, title_id: int) -> Response:
        viewer = viewer_in(request)
        with missing_is_404():
            rate(viewer=viewer, title_id=title_id, value=None, now=viewer.now)
        return Response(status=204)


class RatingsView(APIView):
    """Everything that this profile rated, newest first."""

    @extend_schema(parameters=[OpenApiParameter("cursor", OpenApiTypes.STR)], responses=RatingsSerializer)
    def get(self, request: Request) -> Response:
        viewer = viewer_in(request)
        visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
        ratings = Rating.objects.filter(profile_id=viewer.profile_id, title__in=visible)
        after = read_cursor(request)
        if after is not None:
            at, entry = after
            ratings = ratings.filter(Q(rated_at__lt=at) | Q(rated_at=at, title_id__lt=row_id(entry)))
        page = list(ratings.order_by("-rated_at", "-title_id")[: PAGE_SIZE + 1])
        more = page[PAGE_SIZE - 1] if len(page) > PAGE_SIZE else None
        return Response(
            {
                "next": next_link(request, at=more.rated_at, entry=str(more.title_id)) if more else None,
                "results": [_as_json(rating.title_id, rating) for rating in page[:PAGE_SIZE]],
            }
        )


def _as_json(title_id: int, rating: Rating | None) -> dict[str, Any]:
    return {
        "title": title_id,
        "rating": WORDS.get(rating.value) if rating and rating.source == RatingSource.THUMB else None,
        "stars": rating.value if rating else None,
        "rated_at": rating.rated_at if rating else None,
    }
