"""/titles/: the catalogue as a list, one title, and what is like it."""

from typing import Any

from django.utils.decorators import method_decorator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recommendations.api.acting import REVALIDATED, missing_is_404, viewer_in
from recommendations.api.cursor import PAGE_SIZE, next_link, read_cursor, row_id
from recommendations.api.playing import PlayableSerializer, videos_of_title
from recommendations.api.tiles import CardSerializer, TileSerializer
from recommendations.events.bounds import LARGEST_ID
from recommendations.pages.browse import SubjectNotFound
from recommendations.pages.listing import list_titles
from recommendations.pages.title import EpisodeLine, title_page

CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` of the page before")


class TitlesQuerySerializer(serializers.Serializer[Any]):
    genre = serializers.SlugField(required=False, max_length=160, help_text="A genre's slug")
    mood = serializers.SlugField(required=False, max_length=160, help_text="A mood's slug")
    format = serializers.RegexField(r"\A(film|series)\Z", required=False, help_text="film or series")


class TitlesSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    results = CardSerializer(many=True)


class CreditSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    slug = serializers.SlugField()
    role = serializers.CharField(help_text="e.g. actor, director")
    character = serializers.CharField(allow_blank=True)


class SubjectSerializer(serializers.Serializer[Any]):
    group = serializers.CharField(source="kind", help_text="genre or mood")
    name = serializers.CharField()
    slug = serializers.SlugField()


class EpisodeSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    synopsis = serializers.CharField(allow_blank=True)
    runtime_minutes = serializers.IntegerField(allow_null=True)
    progress = serializers.FloatField(allow_null=True, help_text="0 to 1, of what was begun")
    is_watched = serializers.BooleanField()


class SeasonSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    episodes = EpisodeSerializer(many=True)

    def to_representation(self, instance: tuple[int, list[EpisodeLine]]) -> dict[str, Any]:
        number, episodes = instance
        return {"number": number, "episodes": EpisodeSerializer(episodes, many=True).data}


class TitleFactsSerializer(serializers.Serializer[Any]):
    tile = TileSerializer()
    large_picture_url = serializers.CharField(allow_blank=True)
    poster_url = serializers.CharField(allow_blank=True, help_text="Tall, 2:3, lettered; empty where there is none")
    synopsis = serializers.CharField(allow_blank=True)
    attribution = serializers.CharField(allow_blank=True)
    maturity_advice = serializers.CharField(allow_blank=True)
    makers = CreditSerializer(many=True)
    cast = CreditSerializer(many=True)
    subjects = SubjectSerializer(many=True)
    languages = serializers.ListField(child=serializers.CharField())
    seasons = SeasonSerializer(many=True)


class TitlePageSerializer(TitleFactsSerializer, PlayableSerializer):
    """Everything of one title. A series has its videos at its episodes: `/titles/<slug>/<season>/<number>/`."""


class SimilarSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(source="similar_reason")
    tiles = TileSerializer(source="similar", many=True)


@method_decorator(REVALIDATED, name="dispatch")
class TitlesView(APIView):
    """What this profile may see, newest first, by genre, mood and format."""

    @extend_schema(operation_id="titles_list", parameters=[TitlesQuerySerializer, CURSOR], responses=TitlesSerializer)
    def get(self, request: Request) -> Response:
        query = TitlesQuerySerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        try:
            found = list_titles(
                viewer=viewer_in(request),
                genre=asked.get("genre"),
                mood=asked.get("mood"),
                kind=asked.get("format"),
                after=_after(request),
                limit=PAGE_SIZE,
            )
        except SubjectNotFound:
            raise ValidationError("There is no such genre or mood.") from None
        link = next_link(request, at=found.last[0], entry=str(found.last[1])) if found.last else None
        return Response({"next": link, "results": CardSerializer(found.cards, many=True).data})


@method_decorator(REVALIDATED, name="dispatch")
class TitleView(APIView):
    """One title, with what this profile did with it."""

    @extend_schema(responses=TitlePageSerializer)
    def get(self, request: Request, slug: str) -> Response:
        with missing_is_404():
            facts = TitleFactsSerializer(title_page(viewer=viewer_in(request), slug=slug)).data
            return Response({**facts, **videos_of_title(request, slug)})


@method_decorator(REVALIDATED, name="dispatch")
class SimilarView(APIView):
    """Titles that belong beside this one, in the profile's own order."""

    @extend_schema(responses=SimilarSerializer)
    def get(self, request: Request, slug: str) -> Response:
        with missing_is_404():
            return Response(SimilarSerializer(title_page(viewer=viewer_in(request), slug=slug)).data)


def _after(request: Request) -> tuple[Any, int] | None:
    cursor = read_cursor(request)
    if cursor is None:
        return None
    at, entry = cursor
    title_id = row_id(entry)
    if title_id > LARGEST_ID:
        raise ValidationError({"cursor": ["This is not a cursor that this list gave out."]})
    return at, title_id
