"""/my-list/: the titles that a profile put aside."""

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
from recommendations.events.actions import set_hidden, set_listed
from recommendations.models import ListEntry

CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` of the page before")


class ListEntrySerializer(serializers.Serializer[Any]):
    title = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    added_at = serializers.DateTimeField()


class MyListSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    results = ListEntrySerializer(many=True)


class MyListView(APIView):
    """My List, newest first."""

    @extend_schema(parameters=[CURSOR], responses=MyListSerializer)
    def get(self, request: Request) -> Response:
        viewer = viewer_in(request)
        visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
        entries = ListEntry.objects.filter(profile_id=viewer.profile_id, title__in=visible).select_related("title")
        after = read_cursor(request)
        if after is not None:
            at, entry = after
            entries = entries.filter(Q(added_at__lt=at) | Q(added_at=at, title_id__lt=row_id(entry)))
        page = list(entries.order_by("-added_at", "-title_id")[: PAGE_SIZE + 1])
        more = page[PAGE_SIZE - 1] if len(page) > PAGE_SIZE else None
        return Response(
            {
                "next": next_link(request, at=more.added_at, entry=str(more.title_id)) if more else None,
                "results": [
                    {
                        "title": entry.title_id,
                        "slug": entry.title.slug,
                        "name": entry.title.name,
                        "added_at": entry.added_at,
                    }
                    for entry in page[:PAGE_SIZE]
                ],
            }
        )


class ListedView(APIView):
    """One title on My List."""

    @extend_schema(request=PlaceSerializer, responses={204: None})
    def put(self, request: Request, title_id: int) -> Response:
        return self._set(request, title_id, listed=True)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, title_id: int) -> Response:
        return self._set(request, title_id, listed=False)

    def _set(self, request: Request, title_id: int, *, listed: bool) -> Response:
        body = PlaceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        with missing_is_404():
            set_listed(viewer=viewer, title_id=title_id, listed=listed, place=body.place(request), now=viewer.now)
        return Response(status=204)


class HiddenView(APIView):
    """Not interested: a hidden title is shown in no row until it is shown again."""

    @extend_schema(request=PlaceSerializer, responses={204: None})
    def put(self, request: Request, title_id: int) -> Response:
        return self._set(request, title_id, hidden=True)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, title_id: int) -> Response:
        return self._set(request, title_id, hidden=False)

    def _set(self, request: Request, title_id: int, *, hidden: bool) -> Response:
        body = PlaceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        viewer = viewer_in(request)
        with missing_is_404():
            set_hidden(viewer=viewer, title_id=title_id, hidden=hidden, place=body.place(request), now=viewer.now)
        return Response(status=204)
