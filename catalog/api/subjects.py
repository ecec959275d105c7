"""/genres/, /moods/, /countries/ and /languages/: what this profile's titles are filed under."""

from typing import Any

from django.db.models import Count
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.api.viewing import REVALIDATED, titles_seen_by
from catalog.models import Country, Genre, Language, Mood


class GroupSerializer(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    titles = serializers.IntegerField(help_text="How many of them this profile may see; never 0")


class PlaceOfOriginSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="ISO 3166-1 alpha-2 of a country, BCP 47 of a language")
    name = serializers.CharField()
    titles = serializers.IntegerField(help_text="How many of them this profile may see; never 0")


def counted(request: Request, *, model: Any, through: str) -> list[dict[str, Any]]:
    """The rows under which the viewer may see any title, by name, with how many."""
    seen = titles_seen_by(request).filter(**{f"{through}__isnull": False}).order_by()
    numbers = dict(seen.values_list(through).annotate(number=Count("pk", distinct=True)))
    key = "code" if model in (Country, Language) else "slug"
    return [
        {key: getattr(row, key), "name": row.name, "titles": numbers[row.pk]}
        for row in model.objects.filter(pk__in=numbers)
    ]


@method_decorator(REVALIDATED, name="dispatch")
class GenresView(APIView):
    """Genres that have titles for this profile."""

    @extend_schema(operation_id="genres_list", tags=["catalogue"], responses=GroupSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(GroupSerializer(counted(request, model=Genre, through="genres"), many=True).data)


@method_decorator(REVALIDATED, name="dispatch")
class MoodsView(APIView):
    """Moods that have titles for this profile."""

    @extend_schema(operation_id="moods_list", tags=["catalogue"], responses=GroupSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(GroupSerializer(counted(request, model=Mood, through="moods"), many=True).data)


@method_decorator(REVALIDATED, name="dispatch")
class CountriesView(APIView):
    """Countries that this profile's titles come from."""

    @extend_schema(operation_id="countries_list", tags=["catalogue"], responses=PlaceOfOriginSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(PlaceOfOriginSerializer(counted(request, model=Country, through="countries"), many=True).data)


@method_decorator(REVALIDATED, name="dispatch")
class LanguagesView(APIView):
    """Languages that are spoken in this profile's titles."""

    @extend_schema(operation_id="languages_list", tags=["catalogue"], responses=PlaceOfOriginSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(PlaceOfOriginSerializer(counted(request, model=Language, through="languages"), many=True).data)
