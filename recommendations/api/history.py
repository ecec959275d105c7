"""/history/ and /continue-watching/: what a profile watched, and how far it got."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.models import Title
from recommendations.api.acting import missing_is_404, viewer_in
from recommendations.api.cursor import PAGE_SIZE, next_link, read_cursor
from recommendations.events.actions import dismiss_from_continue, set_excluded
from recommendations.events.bounds import LARGEST_ID
from recommendations.events.exclude import played
from recommendations.events.forget import forget, forget_everything
from recommendations.events.history import HistoryCursor, read_history
from recommendations.events.taste import read_taste
from recommendations.events.visibility import require_visible

CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` of the page before")
EPISODE = OpenApiParameter("episode", OpenApiTypes.INT, description="Only this episode of a series")


class HistoryEntrySerializer(serializers.Serializer[Any]):
    title_id = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    episode_id = serializers.IntegerField(allow_null=True)
    season_number = serializers.IntegerField(allow_null=True)
    episode_number = serializers.IntegerField(allow_null=True)
    episode_name = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()
    position_seconds = serializers.FloatField()
    duration_seconds = serializers.FloatField()
    completed = serializers.BooleanField()
    excluded = serializers.BooleanField(help_text="Kept here, not used to recommend")
    stars = serializers.FloatField(source="rating", allow_null=True)


class HistorySerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    results = HistoryEntrySerializer(many=True)


class ExcludeSerializer(serializers.Serializer[Any]):
    excluded = serializers.BooleanField()


class ProgressSerializer(serializers.Serializer[Any]):
    title_id = serializers.IntegerField()
    episode_id = serializers.IntegerField(allow_null=True)
    position_seconds = serializers.FloatField()
    duration_seconds = serializers.FloatField()
    completed = serializers.BooleanField()
    updated_at = serializers.DateTimeField()


class HistoryView(APIView):
    """The whole history."""

    @extend_schema(parameters=[CURSOR], responses=HistorySerializer)
    def get(self, request: Request) -> Response:
        viewer, after = viewer_in(request), read_cursor(request)
        entries, more = read_history(
            viewer=viewer, after=HistoryCursor(at=after[0], entry=after[1]) if after else None, limit=PAGE_SIZE
        )
        return Response(
            {
                "next": next_link(request, at=more.at, entry=more.entry) if more else None,
                "results": HistoryEntrySerializer(entries, many=True).data,
            }
        )

    @extend_schema(operation_id="history_clear", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        viewer = viewer_in(request)
        forget_everything(viewer=viewer, now=viewer.now)
        return Response(status=204)


class HistoryOfTitleView(APIView):
    """One title's part of the history."""

    @extend_schema(parameters=[EPISODE], request=None, responses={204: None})
    def delete(self, request: Request, title_id: int) -> Response:
        viewer = viewer_in(request)
        with missing_is_404():
            require_visible(viewer=viewer, title_id=title_id)
        if not forget(viewer=viewer, title_id=title_id, episode_id=_episode_in(request), now=viewer.now):
            raise NotFound("This title is not in the history.")
        return Response(status=204)

    @extend_schema(request=ExcludeSerializer, responses={204: None})
    def patch(self, request: Request, title_id: int) -> Response:
        body = ExcludeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        with missing_is_404():
            excluded = body.validated_data["excluded"]
            set_excluded(viewer=viewer, title_id=title_id, excluded=excluded, now=viewer.now)
        return Response(status=204)


class ProgressOfTitleView(APIView):
    """How far this profile is in a film, or in each episode of a series."""

    @extend_schema(responses=ProgressSerializer(many=True))
    def get(self, request: Request, title_id: int) -> Response:
        viewer = viewer_in(request)
        with missing_is_404():
            require_visible(viewer=viewer, title_id=title_id)
        rows = played(profile_id=viewer.profile_id, title_id=title_id)
        return Response(ProgressSerializer(rows, many=True).data)


class ContinueWatchingView(APIView):
    """What was begun and not finished, newest first; of a series, the episode to go on with."""

    @extend_schema(responses=ProgressSerializer(many=True))
    def get(self, request: Request) -> Response:
        viewer = viewer_in(request)
        begun = [
            item
            for item in read_taste(profile_id=viewer.profile_id, now=viewer.now).progress
            if not item.completed and not item.dismissed
        ]
        visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
        seen = set(visible.filter(pk__in=[item.title_id for item in begun]).values_list("pk", flat=True))
        return Response(ProgressSerializer([item for item in begun if item.title_id in seen], many=True).data)


class ContinueWatchingOfTitleView(APIView):
    """One title in Continue Watching."""

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, title_id: int) -> Response:
        """Let go of it; the place is kept."""
        viewer = viewer_in(request)
        with missing_is_404():
            dismiss_from_continue(viewer=viewer, title_id=title_id, now=viewer.now)
        return Response(status=204)


def _episode_in(request: Request) -> int | None:
    text = request.query_params.get("episode")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text) <= LARGEST_ID):
        raise ValidationError({"episode": ["An episode is named by its number."]})
    return int(text)
