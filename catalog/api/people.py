"""/people/: who is in the titles that this profile may see, and in which."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.decorators import method_decorator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.api.viewing import REVALIDATED, titles_seen_by
from catalog.models import Credit, CreditRole, Person

PAGE_SIZE = 50
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` of the page before")


class PersonSerializer(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()


class PeopleSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    results = PersonSerializer(many=True)


class PartSerializer(serializers.Serializer[Any]):
    title_id = serializers.IntegerField()
    slug = serializers.SlugField(source="title.slug")
    name = serializers.CharField(source="title.name")
    year = serializers.IntegerField(source="title.year", allow_null=True)
    role = serializers.ChoiceField(choices=CreditRole.choices)
    character = serializers.CharField(allow_blank=True)


class PersonPageSerializer(PersonSerializer):
    biography = serializers.CharField(allow_blank=True)
    born_on = serializers.DateField(allow_null=True)
    parts = PartSerializer(many=True, help_text="In titles that this profile may see, newest first")


class ByName(CursorPagination):
    page_size = PAGE_SIZE
    ordering = ("name", "pk")


@method_decorator(REVALIDATED, name="dispatch")
class PeopleView(APIView):
    """Everybody who is in a title that this profile may see, by name."""

    @extend_schema(
        operation_id="people_list",
        tags=["catalogue"],
        parameters=[CURSOR],
        responses={
            200: PeopleSerializer,
            404: OpenApiResponse(description="The cursor is none that this list gave out"),
        },
    )
    def get(self, request: Request) -> Response:
        seen = Credit.objects.filter(person=OuterRef("pk"), title__in=titles_seen_by(request))
        pages = ByName()
        people = pages.paginate_queryset(Person.objects.filter(Exists(seen)), request, view=self)
        return Response({"next": pages.get_next_link(), "results": PersonSerializer(people, many=True).data})


@method_decorator(REVALIDATED, name="dispatch")
class PersonView(APIView):
    """One person with the parts that this profile may see; somebody without any is not there."""

    @extend_schema(
        operation_id="people_retrieve",
        tags=["catalogue"],
        responses={
            200: PersonPageSerializer,
            404: OpenApiResponse(description="No such person, or in nothing that this profile may see"),
        },
    )
    def get(self, request: Request, slug: str) -> Response:
        person = Person.objects.filter(slug=slug).first()
        parts = Credit.objects.filter(person=person, title__in=titles_seen_by(request)).select_related("title")
        found = list(parts.order_by("-title__year", "title__name", "billing", "pk")) if person else []
        if person is None or not found:
            raise NotFound("There is no such person.")
        about = {name: getattr(person, name) for name in ("slug", "name", "biography", "born_on")}
        return Response(PersonPageSerializer({**about, "parts": found}).data)
