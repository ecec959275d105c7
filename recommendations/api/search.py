"""/search/: titles, people, genres and moods for a few typed letters."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.search import LONGEST_QUERY
from recommendations.api.acting import viewer_in
from recommendations.api.tiles import TileSerializer
from recommendations.pages.search import search_page


class SearchQuerySerializer(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=LONGEST_QUERY, help_text="Typing errors are forgiven")


class FoundSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    slug = serializers.SlugField()


class FoundTileSerializer(TileSerializer):
    found_by = serializers.CharField(
        allow_blank=True, help_text="What the query named, e.g. With Mara Lindqvist; empty where it named the title"
    )


class SearchSerializer(serializers.Serializer[Any]):
    query = serializers.CharField(allow_blank=True, help_text="As it was understood")
    tiles = FoundTileSerializer(many=True)
    people = FoundSerializer(many=True)
    genres = FoundSerializer(many=True)
    moods = FoundSerializer(many=True)
    suggestions = TileSerializer(many=True, help_text="What this profile may like instead, when no title was found")


class SearchView(APIView):
    """Never ends empty: without a find there are suggestions. As one types, so it bears a few requests a second."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "search"

    @extend_schema(parameters=[SearchQuerySerializer], responses=SearchSerializer)
    def get(self, request: Request) -> Response:
        query = SearchQuerySerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        return Response(SearchSerializer(search_page(viewer=viewer_in(request), query=query.validated_data["q"])).data)
